// The field for tags, and the library that only it needs, are fetched when the first such field is opened. Until then, and
// where the line is lost, it is a plain field with commas.
(() => {
  const files = document.currentScript.dataset.files.split(" ");
  let fetched = null;

  const script = (src) => new Promise((done, failed) => {
    document.head.append(Object.assign(document.createElement("script"), { src, onload: done, onerror: failed }));
  });

  async function fetchAll() {
    for (const src of files) await script(src);
  }

  addEventListener("DOMContentLoaded", () => {
    const late = function tagit(...asked) {
      fetched ??= fetchAll().catch(() => { fetched = null; });
      fetched.then(() => {
        if (window.jQuery.fn.tagit !== late) this.filter((_nth, field) => field.isConnected).tagit(...asked);
      });
      return this;
    };
    window.jQuery.fn.tagit = late;
  }, { once: true, capture: true });
})();
