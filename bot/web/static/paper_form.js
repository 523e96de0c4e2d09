// A finger taps twice. The answer to the second tap would take the place of the paper that the first one
// makes, and nobody can print that again. Without script the second answer says that it was made.
"use strict";

(() => {
  const WAIT = 10000; // no answer by then: she may try again

  let sent = false;
  document.getElementById("make").addEventListener("submit", (event) => {
    if (sent) event.preventDefault();
    else setTimeout(() => { sent = false; }, WAIT);
    sent = true;
  });
})();
