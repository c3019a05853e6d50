// What a page can do more where scripts run. Nothing here is needed to read.
const THEMES = ["auto", "light", "dark"];
const root = document.documentElement;

const kept = () => {
  try {
    return localStorage.getItem("tampilan") || "auto";
  } catch {
    return "auto";
  }
};

const keep = (theme) => {
  try {
    localStorage.setItem("tampilan", theme);
  } catch {
    // Private windows may refuse: the choice then lasts as long as the page.
  }
};

const wear = (theme) => {
  if (theme === "auto") delete root.dataset.theme;
  else root.dataset.theme = theme;
};

const offerThemes = (button) => {
  const words = button.querySelector("[data-says-auto]");
  const tell = (theme) => {
    words.textContent = button.title = words.getAttribute(`data-says-${theme}`);
  };
  let now = kept();
  tell(now);
  button.hidden = false;
  button.addEventListener("click", () => {
    now = THEMES[(THEMES.indexOf(now) + 1) % THEMES.length];
    wear(now);
    keep(now);
    tell(now);
  });
};

const address = () => document.querySelector("link[rel=canonical]")?.href || location.href;

const offerSharing = (item) => {
  if (!navigator.share) return;
  item.hidden = false;
  item.firstElementChild.addEventListener("click", () => {
    const title = document.querySelector("h1")?.textContent.trim();
    navigator.share({ title, url: address() }).catch(() => {});
  });
};

const offerCopying = (item) => {
  if (!navigator.clipboard) return;
  const [button, status] = item.children;
  item.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(address());
    status.textContent = button.textContent = status.dataset.says;
  });
};

const closeWithEscape = (menu) => {
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
};

// What was read in this visit is not recommended again. Only this browser knows of it, and only as long as the tab is open.
const number = (address) => address.match(/-(\d+)\/?$/)?.[1];

const offerWhatIsUnread = (section) => {
  try {
    const read = new Set((sessionStorage.getItem("terbaca") || "").split(" "));
    read.add(number(location.pathname));
    sessionStorage.setItem("terbaca", [...read].filter(Boolean).slice(-200).join(" "));
    const items = [...section.querySelectorAll("li")];
    const shown = items.filter((item) => !item.hidden).length;
    const unread = items.filter((item) => !read.has(number(item.querySelector("a").pathname)));
    const offered = unread.length < shown ? [...unread, ...items.filter((item) => !unread.includes(item))] : unread;
    items.forEach((item) => (item.hidden = !offered.slice(0, shown).includes(item)));
  } catch {
    // Where nothing may be remembered, all are offered.
  }
};

const offerBreakingNews = (item) => (item.hidden = !("serviceWorker" in navigator && "PushManager" in window));

const begin = () => {
  const each = (selector, act) => document.querySelectorAll(selector).forEach(act);
  each("[data-theme-switch]", offerThemes);
  each("[data-share]", offerSharing);
  each("[data-copy]", offerCopying);
  each(".menu", closeWithEscape);
  each(".onward--next", offerWhatIsUnread);
  each("[data-push]", offerBreakingNews);
};

wear(kept());
if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
else begin();
