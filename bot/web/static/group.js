// Keeps an open board or card up to date. Without it the page works by loading it again.
"use strict";

(() => {
  const live = document.getElementById("bord");
  const COUNTED = "time[data-then], time[data-until]";
  const ago = ({ just, then }, seconds) => {
    const minutes = Math.floor(Math.max(seconds, 0) / 60);
    if (minutes < 1) return just;
    return then.replace("{ago}", minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} uur`);
  };
  const left = (seconds) => {
    const minutes = Math.ceil(Math.max(seconds, 0) / 60);
    const hours = Math.floor(minutes / 60);
    const rest = minutes % 60;
    const some = `${rest} ${rest === 1 ? "minuut" : "minuten"}`;
    if (hours === 0) return some;
    return rest === 0 ? `${hours} uur` : `${hours} uur en ${some}`;
  };

  // A tablet's own clock may be wrong: count from the server's.
  const wrong = live && live.dataset.now ? Date.now() - Date.parse(live.dataset.now) : 0;
  const tick = () => {
    const now = Date.now() - wrong;
    for (const one of document.querySelectorAll(COUNTED)) {
      const at = Date.parse(one.dateTime);
      const text = "until" in one.dataset ? left((at - now) / 1000) : ago(one.dataset, (now - at) / 1000);
      if (one.textContent !== text) one.textContent = text;
    }
  };
  setInterval(tick, 10000);

  // What was done is told once, and not again when the page is loaded again.
  if (location.search.includes("gedaan=")) history.replaceState(null, "", location.pathname + location.hash);

  // On a phone the rules lie over the lower end of the page, and over what was opened there.
  for (const one of document.querySelectorAll(".acts details")) {
    one.addEventListener("toggle", () => {
      if (one.open) one.scrollIntoView({ block: "nearest" });
    });
  }

  if (!live) return;
  const status = document.getElementById("live");
  const title = document.title;
  const known = new Map();
  let last = live.dataset.after;
  let lost = false;
  let asking = false;
  let again = false;
  let stream;
  let retry;
  let leaving = false;

  const hands = () => document.querySelectorAll("[data-hand]");
  const badge = () => {
    const count = hands().length;
    document.title = count > 0 ? `(${count}) ${title}` : title;
  };

  const parts = (root) => root.querySelectorAll("[data-part]");
  // What a card says, apart from how long ago: that is counted here.
  const saying = (one) => {
    const copy = one.cloneNode(true);
    for (const time of copy.querySelectorAll(COUNTED)) time.textContent = "";
    return copy.outerHTML;
  };
  const remember = (root) => {
    for (const part of parts(root)) {
      for (const one of part.children) known.set(one.id, saying(one));
    }
  };

  // Only what changed is replaced, and who was about to press a button still stands on it.
  const put = (part, news) => {
    const focused = document.activeElement ? document.activeElement.dataset.key : undefined;
    const here = new Set([...part.children].map((one) => one.id));
    const kept = new Set([...news.children].map((one) => one.id));
    for (const one of [...part.children]) {
      if (!kept.has(one.id)) {
        known.delete(one.id);
        one.remove();
      }
    }
    [...news.children].forEach((one, place) => {
      const source = saying(one);
      let current = here.has(one.id) ? document.getElementById(one.id) : null;
      if (current === null || known.get(one.id) !== source) {
        if (current === null) part.append(one);
        else current.replaceWith(one);
        current = one;
        known.set(one.id, source);
      }
      if (part.children[place] !== current) part.insertBefore(current, part.children[place]);
    });
    if (focused && document.activeElement === document.body) {
      const same = part.querySelector(`[data-key="${CSS.escape(focused)}"]`);
      if (same) same.focus();
    }
  };

  const say = (text) => {
    status.textContent = text;
  };

  const refresh = async (back = false) => {
    // What happens while one answer is on its way is fetched once, behind it.
    if (asking) {
      again = true;
      return;
    }
    asking = true;
    try {
      const answer = await fetch(live.dataset.live, { redirect: "manual" });
      if (answer.status !== 200) {
        if (!leaving) location.reload();
        return;
      }
      const before = new Set([...hands()].map((one) => one.id));
      // From our own server, and escaped there: the same markup as of the whole page.
      const news = new DOMParser().parseFromString(await answer.text(), "text/html");
      for (const part of parts(news)) {
        const current = live.querySelector(`[data-part="${part.dataset.part}"]`);
        if (current) put(current, part);
      }
      tick();
      badge();
      // The stream may have outlived what broke an answer: then it does not say that it is back.
      if (lost && stream.readyState === EventSource.OPEN) {
        lost = false;
        back = true;
        say("De verbinding is terug.");
      }
      const raised = [...hands()].filter((one) => !before.has(one.id)).map((one) => one.dataset.hand);
      if (raised.length > 0) say(`Hand omhoog: ${raised.join(", ")}`);
      else if (!lost && !back && hands().length === 0) say("");
    } catch {
      lost = true;
      say("De verbinding is weg. Dit kan oud zijn.");
      clearTimeout(retry);
      retry = setTimeout(refresh, 2000);
    } finally {
      asking = false;
      if (again) {
        again = false;
        refresh();
      }
    }
  };

  const listen = () => {
    stream = new EventSource(`${live.dataset.stream}?na=${last}`);
    stream.addEventListener("open", () => {
      if (!lost) return;
      lost = false;
      say("De verbinding is terug.");
      refresh(true);
    });
    stream.addEventListener("error", () => {
      lost = true;
      say("De verbinding is weg. Dit kan oud zijn.");
      // A browser comes back by itself with the last row it had, but not after an answer that is none.
      if (stream.readyState === EventSource.CLOSED) {
        setTimeout(() => {
          refresh();
          listen();
        }, 2000);
      }
    });
    stream.addEventListener("gone", () => location.reload());
    stream.addEventListener("seat", (event) => {
      last = event.lastEventId || last;
      const about = JSON.parse(event.data).about;
      if (live.dataset.seat && about && live.dataset.seat !== about) return;
      refresh();
    });
  };

  // Every form leads to a page of its own. Who says that she goes is told so by the stream as well,
  // and to load this page again would overtake the one that she is on her way to.
  document.addEventListener("submit", () => {
    leaving = true;
    stream.close();
  });

  remember(document);
  tick();
  badge();
  listen();
})();
