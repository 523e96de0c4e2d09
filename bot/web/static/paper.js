// Printing by a button. Without script the browser's own menu prints, and the link closes.
"use strict";

(() => {
  const button = document.getElementById("print");
  button.hidden = false;
  button.addEventListener("click", () => print());

  // "Back" must not bring the paper up again on a computer of many.
  document.getElementById("close").addEventListener("click", (event) => {
    event.preventDefault();
    document.body.replaceChildren();
    location.replace(event.currentTarget.href);
  });
})();
