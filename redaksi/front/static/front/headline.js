// Two headlines of a story tried against each other: each visit sees one of them. It is put into its place while the page is being
// read, before anything is painted, so nothing moves and nobody sees the other. Without scripts, or where the browser asks not to be
// followed, it is the story's own, and nobody counts.
(() => {
  const page = document.currentScript.parentElement;
  if (navigator.globalPrivacyControl) return;
  try {
    const visit = (sessionStorage.kunjungan ??= Math.random().toString(36).slice(2, 12).padEnd(10, "0"));
    const tried = [...page.querySelectorAll("[data-trial]")].map(({ dataset: { trial, address, other } }) => {
      return { trial, address, other, arm: (parseInt(visit.slice(-4), 36) + Number(trial)) % 2 };
    });
    const links = ({ address }) => [...page.querySelectorAll("a")].filter((link) => link.pathname === address);
    const change = (trial) => {
      for (const link of links(trial)) if (link.textContent !== trial.other) link.textContent = trial.other;
    };
    const others = tried.filter(({ arm }) => arm);
    const reader = new MutationObserver(() => others.forEach(change));
    const tell = ({ trial, arm }) => navigator.sendBeacon("/baca/", `v=${visit}&p=front&a=${trial}.${arm}`);
    const begin = () => tried.filter((trial) => links(trial).length).forEach(tell);
    reader.observe(page, { childList: true, subtree: true });
    document.addEventListener("DOMContentLoaded", () => {
      reader.disconnect();
      others.forEach(change);
      if (document.prerendering) document.addEventListener("prerenderingchange", begin, { once: true });
      else begin();
    });
  } catch {
    // Where nothing may be remembered, nothing is tried.
  }
})();
