// Printing by a button. Without script the browser's own menu prints, and the link closes.
"use strict";

(() => {
  const button = document.getElementById("print");
  button.hidden = false;
  button.addEventListener("click", () => print());

  // "Back" must not bring the paper up again on a computer of many.
  const close = document.getElementById("close");
  const gone = () => {
    document.body.replaceChildren();
    location.replace(close.href);
  };
  close.addEventListener("click", (event) => {
    event.preventDefault();
    gone();
  });
  if (close.dataset.after) setTimeout(gone, Number(close.dataset.after) * 1000);
})();
