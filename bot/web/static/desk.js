// Keeps an open page of the desk up to date. Without it the page works by loading it again.
"use strict";

(() => {
  const live = document.querySelector("[data-live]");
  const status = document.getElementById("live");
  const notify = document.getElementById("notify");
  const title = document.title;
  let unseen = 0;
  let asked = null;
  let waiting = null;

  const badge = () => {
    document.title = unseen > 0 ? `(${unseen}) ${title}` : title;
  };

  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) {
      unseen = 0;
      badge();
    }
  });

  if (notify && "Notification" in window && Notification.permission === "default") {
    notify.hidden = false;
    notify.addEventListener("click", async () => {
      await Notification.requestPermission();
      notify.hidden = true;
    });
  }

  const tell = () => {
    unseen += 1;
    badge();
    // A browser plays no sound before somebody touched the page: then the badge has to do.
    new Audio(live.dataset.sound).play().catch(() => {});
    if ("Notification" in window && Notification.permission === "granted") {
      new Notification("Wegwijs", { body: "Nieuwe zaak", tag: "wegwijs" });
    }
  };

  // What happens together is fetched together: twenty busy desks make one queue.
  const soon = () => {
    if (waiting === null) waiting = setTimeout(refresh, 100);
  };

  const refresh = async () => {
    waiting = null;
    if (asked) asked.abort();
    asked = new AbortController();
    try {
      const answer = await fetch(live.dataset.live, { redirect: "manual", signal: asked.signal });
      if (answer.status !== 200) {
        location.reload();
        return;
      }
      // From our own server, and escaped there: the same markup as of the whole page.
      live.innerHTML = await answer.text();
      if (stream.readyState === EventSource.OPEN) status.textContent = "";
    } catch (error) {
      if (error.name === "AbortError") return;
      status.textContent = "Niet bijgewerkt: de verbinding is weg.";
      // The stream may have outlived it, and then nothing else would ask again.
      setTimeout(soon, 2000);
    }
  };

  if (!live) return;
  const stream = new EventSource(`/desk/stroom?na=${live.dataset.after}`);
  stream.addEventListener("open", () => {
    if (status.textContent !== "") refresh();
    status.textContent = "";
  });
  stream.addEventListener("error", () => {
    status.textContent = "De verbinding is weg. Deze pagina kan oud zijn.";
  });
  stream.addEventListener("gone", () => location.reload());
  stream.addEventListener("case", (event) => {
    const news = JSON.parse(event.data);
    if (live.dataset.case && live.dataset.case !== news.case) return;
    soon();
    if (news.kind === live.dataset.new) tell();
  });
})();
