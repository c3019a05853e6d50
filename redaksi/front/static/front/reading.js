// Tells our own house, and nobody else, that this page is read and how far. Never who reads: the visit's name lasts as long
// as the tab. Nothing at all where the browser asks not to be followed.
const { reading } = document.body.dataset;
const text = document.querySelector(".story__text");
const next = document.querySelector(".onward--next");
let visit = Math.random().toString(36).slice(2, 12).padEnd(10, "0");
let seconds = 0, quarters = 0, since = 0, isSeen = false;

try {
  visit = sessionStorage.kunjungan ??= visit;
} catch {
  // Where nothing may be kept, each page is a visit of its own.
}

const tell = (more) => navigator.sendBeacon("/baca/", `v=${visit}&p=${reading}${more}`);
const links = () => [...next.querySelectorAll("li:not([hidden]) a")];
const number = (link) => link.pathname.match(/-(\d+)\/?$/)?.[1];
const shown = () => (isSeen ? `&o=${links().slice(0, 12).map(number).join(".")}` : "");

const source = () => {
  const host = document.referrer && new URL(document.referrer).host;
  return host && `&r=${host === location.host ? "." : host.split(":")[0]}`;
};

const look = () => {
  const { top, height } = text.getBoundingClientRect();
  quarters = Math.max(quarters, Math.min(4, Math.floor((4 * (innerHeight - top)) / height)));
};

const turn = () => {
  if (document.hidden) {
    seconds = Math.min(1800, seconds + (Date.now() - since) / 1000);
    tell(`&d=${quarters}&t=${Math.floor(seconds)}${shown()}`);
  }
  since = Date.now();
};

const follow = () => {
  look();
  addEventListener("scroll", look, { passive: true });
  document.addEventListener("visibilitychange", turn);
  new IntersectionObserver((all) => (isSeen ||= all[0].isIntersecting)).observe(next);
  next.addEventListener("click", ({ target }) => {
    const link = target.closest("a");
    if (link) tell(`${shown()}&c=${number(link)}.${links().indexOf(link) + 1}`);
  });
};

const begin = () => {
  since = Date.now();
  tell(source());
  if (text && next) follow();
};

if (reading && !navigator.globalPrivacyControl) {
  if (document.prerendering) document.addEventListener("prerenderingchange", begin, { once: true });
  else begin();
}
