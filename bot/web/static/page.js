// What the page does better with script: new messages by themselves, sending without a reload,
// and leaving so that "back" shows nothing. Without it everything works by forms and links.
"use strict";

(() => {
  let leaving = false;
  const exit = document.getElementById("exit");
  exit?.addEventListener("click", (event) => {
    event.preventDefault();
    leaving = true;
    document.documentElement.classList.add("left");
    document.body.replaceChildren();
    navigator.sendBeacon("/weg");
    location.replace(exit.dataset.to);
  });

  // A browser may keep a whole page to show it again on "back".
  addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });

  if ("serviceWorker" in navigator) navigator.serviceWorker.register("/sw.js").catch(() => {});

  // Who walks away from the question whether to wipe: the server wipes, and the question goes.
  const asked = document.querySelector("[data-gone]");
  if (asked) setTimeout(() => location.replace(asked.dataset.gone), asked.dataset.after * 1000);

  const talk = document.querySelector(".talk");
  if (!talk) return;
  const log = document.getElementById("log");
  const status = document.getElementById("status");
  const lost = () => { status.textContent = status.dataset.lost; };
  const found = () => { status.textContent = ""; };
  const last = (kind) => [...log.querySelectorAll(kind)].at(-1);
  // Whether the first button of the newest question is seen while ``top`` stands below the header.
  const answerable = (top) => {
    const answer = last(".choices")?.querySelector("button");
    const room = innerHeight - parseFloat(getComputedStyle(top).scrollMarginBlockStart);
    return !answer || answer.getBoundingClientRect().bottom - top.getBoundingClientRect().top <= room;
  };
  // What she did last comes to the top, so that a long answer is read from its beginning: the answer
  // itself where a small screen would else not show what she can choose.
  const toNews = () => {
    const own = last(".own");
    const top = own && !answerable(own) ? own.nextElementSibling ?? own : own;
    (top ?? last(".say") ?? log).scrollIntoView({ block: "start" });
  };
  // Who comes back stands before the question, whatever was said since she did something.
  const toQuestion = () => {
    const own = last(".own");
    if (own && answerable(own)) toNews();
    else (last(".say:has(.choices)") ?? last(".say") ?? log).scrollIntoView({ block: "start" });
  };

  // Milliseconds in which all of an answer comes; what comes later was not asked for.
  const TURN = 3000;
  let came = performance.now();
  let unasked = null;
  // The buttons that read aloud, by their ids: bot/flows/listening.py.
  const ALOUD = /^\d+\|(listen$|(say|words|card|application|cheer|welcome):)/;
  // The message that she asked to hear, and the button with which she did.
  let heard = null;
  const waits = () => heard?.button.classList.contains("waiting");
  const spoken = () => heard?.button.classList.remove("waiting");
  const forget = () => { spoken(); heard = null; };

  // What a helper says comes into sight below the question that she has, and takes it not away.
  function show(item) {
    if (item.matches(".own")) unasked = null;
    else if (performance.now() - came > TURN) unasked = item;
    came = performance.now();
    if (heard && !unasked) {
      if (item.matches(".own") || !waits()) return;
      forget(); // words instead of a voice: they say why it is not read
    }
    if (!unasked) { toNews(); return; }
    item.scrollIntoView({ block: "nearest" });
    const header = document.querySelector(".top").getBoundingClientRect();
    if (unasked.getBoundingClientRect().top < header.bottom) unasked.scrollIntoView({ block: "start" });
  }

  const number = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");

  async function post(form, submitter) {
    const fields = new URLSearchParams(new FormData(form, submitter));
    fields.set("once", number());
    // The same number each time: what arrived twice is heard once.
    for (let wait = 500; ; wait = Math.min(wait * 2, 8000)) {
      try {
        const answer = await fetch(form.action, { method: "POST", body: fields, headers: { Accept: "text/plain" } });
        if (answer.status === 403) { location.replace("/"); return false; }
        if (answer.ok) { found(); stays(); return true; }
      } catch { /* no connection: below */ }
      lost();
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }

  document.addEventListener("submit", async (event) => {
    const form = event.target;
    const target = event.submitter?.getAttribute("formaction") ?? form.getAttribute("action");
    if (target !== "/zeg") {
      leaving = true; // the page that answers is where she goes, whatever the stream says meanwhile
      return;
    }
    event.preventDefault();
    if (form.dataset.busy) return;
    const text = form.elements.text;
    const typed = text instanceof HTMLTextAreaElement;
    if (typed && !text.value.trim()) return;
    form.dataset.busy = "1";
    forget();
    hush();
    if (ALOUD.test(event.submitter?.value ?? "")) {
      // It may take some seconds to be spoken, and she reads along meanwhile.
      heard = { message: form.closest(".entry"), button: event.submitter };
      heard.button.classList.add("waiting");
    }
    const sending = post(form, event.submitter);
    if (typed) text.value = "";
    await sending;
    delete form.dataset.busy;
  });

  document.getElementById("text").addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      event.target.form.requestSubmit();
    }
  });

  // What is read, one voice behind the other: the first plays, the others wait for it.
  let voices = [];
  async function begin() {
    const one = voices[0];
    if (!one) return;
    try {
      await one.audio.play();
      one.read?.scrollIntoView({ block: "start" });
    } catch (refusal) {
      if (one !== voices[0]) return;
      one.item.scrollIntoView({ block: "nearest" });
      // A browser may refuse to play by itself: then the button is there, and the others wait for that.
      if (refusal.name === "NotAllowedError") one.stopped = true;
      else if (!one.stopped) after(one);
    }
  }
  function after(one) {
    if (one !== voices[0]) return;
    voices.shift();
    begin();
  }
  // Whoever answers has heard enough of what was read before.
  function hush() {
    voices = [];
    for (const one of log.querySelectorAll("audio")) one.pause();
  }

  // A device of many: who sits before it and taps nothing, such as one who is on the phone, is asked
  // in time whether she is there.
  const soon = document.getElementById("soon");
  let asking;
  function stays() {
    if (!soon) return;
    soon.hidden = true;
    clearTimeout(asking);
    asking = setTimeout(() => { soon.hidden = false; }, 1000 * Number(soon.dataset.after));
  }
  soon?.querySelector("button").addEventListener("click", async () => {
    try {
      const answer = await fetch("/gesprek", { method: "HEAD", redirect: "manual" });
      if (answer.ok) stays();
      else location.reload();
    } catch { lost(); }
  });
  stays();

  function play(item) {
    const audio = item.querySelector("audio");
    if (!audio) return;
    const read = waits() ? heard.message : heard && item.previousElementSibling;
    spoken();
    came = performance.now();
    const one = { item, audio, read, stopped: false };
    audio.addEventListener("ended", () => after(one));
    audio.addEventListener("pause", () => { one.stopped = !audio.ended; });
    audio.addEventListener("play", () => { one.stopped = false; });
    // What she stopped herself keeps nothing new waiting.
    if (voices[0]?.stopped) voices = [];
    if (voices.push(one) === 1) begin();
  }
  // Two at once nobody understands.
  log.addEventListener("play", ({ target }) => {
    for (const other of log.querySelectorAll("audio")) if (other !== target) other.pause();
  }, true);

  function settle(item) {
    const form = item?.querySelector(".choices");
    if (!form) return;
    const focused = form.contains(document.activeElement);
    form.remove();
    if (focused) log.focus({ preventScroll: true });
  }

  const events = new EventSource(`${talk.dataset.live}?na=${talk.dataset.newest}`);
  events.addEventListener("open", found);
  events.addEventListener("error", () => {
    if (events.readyState === EventSource.CLOSED) location.reload();
    else lost();
  });
  events.addEventListener("entry", (event) => {
    const holder = document.createElement("template");
    holder.innerHTML = event.data;
    const item = holder.content.firstElementChild;
    if (document.getElementById(item.id)) return;
    const prompt = Number(item.dataset.prompt);
    if (prompt) {
      for (const old of log.querySelectorAll(".entry")) {
        const of = Number(old.dataset.prompt);
        if (of && of < prompt) settle(old);
      }
    }
    log.append(item);
    if (item.matches(".sound")) play(item);
    else show(item);
  });
  events.addEventListener("settle", (event) => settle(document.getElementById(`e${event.data}`)));
  events.addEventListener("keep", (event) => {
    const kept = new Set(event.data.split(" ").filter(Boolean));
    for (const item of log.querySelectorAll(".entry")) {
      if (Number(item.dataset.entry) < Number(event.lastEventId) && !kept.has(item.dataset.entry)) item.remove();
    }
  });
  events.addEventListener("gone", () => {
    events.close();
    if (leaving) return;
    document.body.replaceChildren();
    location.replace("/?gewist");
  });
  toQuestion();
  // From a poster that speaks: what was said before this page was there begins by itself, once.
  if (new URLSearchParams(location.search).has("aloud")) {
    history.replaceState(null, "", location.pathname);
    log.querySelectorAll(".sound").forEach(play);
  }
  // The letters of her script come later, and take another height.
  const placed = scrollY;
  document.fonts.ready.then(() => { if (scrollY === placed) toQuestion(); });
})();
