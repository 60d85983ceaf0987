// Background work in the admin: what is under way is asked for again every two seconds.
"use strict";

(() => {
  const EVERY = 2000;

  async function renew(state) {
    const response = await fetch(state.dataset.run, { headers: { "X-Requested-With": "XMLHttpRequest" } });
    if (!response.ok || response.redirected) return;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const now = page.body.firstElementChild;
    // Whoever is about to click on something there keeps it.
    if (now && !state.contains(document.activeElement)) state.replaceWith(now);
  }

  async function look() {
    if (!document.hidden) {
      // A server that is away answers the next time.
      await Promise.allSettled([...document.querySelectorAll("[data-run]")].map(renew));
    }
    if (document.querySelector("[data-run]")) setTimeout(look, EVERY);
  }

  setTimeout(look, EVERY);
})();
