// Keeps the files of the page, never what was said: that is asked of the server each time.
"use strict";

const KEPT = "wegwijs-static";

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const address = new URL(event.request.url);
  if (event.request.method !== "GET" || address.origin !== location.origin || !address.pathname.startsWith("/static/")) return;
  // A player asks for a piece, and a piece cannot be kept.
  if (event.request.headers.has("range")) return;
  event.respondWith((async () => {
    const kept = await caches.open(KEPT);
    const found = await kept.match(event.request);
    if (found) return found;
    const answer = await fetch(event.request);
    if (answer.ok) {
      // The same file under an older version is of no use any more.
      for (const old of await kept.keys()) if (new URL(old.url).pathname === address.pathname) await kept.delete(old);
      await kept.put(event.request, answer.clone());
    }
    return answer;
  })());
});
