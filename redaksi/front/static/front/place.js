// Two stories tried against each other in one place of the first page: which of them this visit sees is chosen before anything
// is painted, so nothing moves. Where no script runs, or the browser asks not to be followed, it is the first, and nobody counts.
(() => {
  const { trial } = document.currentScript.dataset;
  if (navigator.globalPrivacyControl) return;
  try {
    const visit = (sessionStorage.kunjungan ??= Math.random().toString(36).slice(2, 12).padEnd(10, "0"));
    const arm = parseInt(visit[trial % 8], 36) % 2;
    const tell = (more) => navigator.sendBeacon("/baca/", `v=${visit}&p=front${more}&a=${trial}.${arm}`);
    const begin = () => {
      const place = document.querySelector("[data-tried]");
      if (!place) return;
      tell("");
      place.addEventListener("click", ({ target }) => {
        const number = target.closest("a")?.pathname.match(/-(\d+)\/?$/)?.[1];
        if (number) tell(`&c=${number}.1`);
      });
    };
    if (arm) document.documentElement.dataset.place = "other";
    document.addEventListener("DOMContentLoaded", () => {
      if (document.prerendering) document.addEventListener("prerenderingchange", begin, { once: true });
      else begin();
    });
  } catch {
    // Where nothing may be remembered, nothing is tried.
  }
})();
