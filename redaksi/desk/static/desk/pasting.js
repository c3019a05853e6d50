// What is pasted into a story comes in clean: no scripts, styles, pictures or comments of the page it was copied from, and a
// chat without its stamps and stars. What was copied inside the form goes as it is.
(() => {
  const NO_TEXT = "script, style, meta, link, title, template, noscript, svg, math, object, iframe, form, img, [hidden], o\\:p:empty";
  const OUR_OWN = "data-draftjs-conductor-fragment";
  const STAMP = /^[\u200e\u202a]?\[?\d{1,2}[/.]\d{1,2}[/.]\d{2,4},? (?:pukul )?\d{1,2}[.:]\d{2}(?:[.:]\d{2})?(?:[ \u202f][AP]M)?(?:\]| -) [^:\n]{1,60}: /gmu;
  const STARS = /(^|[\s"“(])([*_~])(\S(?:[^*_~\n]*\S)?)\2(?=$|[\s"”).,!?:;])/gmu;
  const UNSEEN = /[\u200e\ufeff\u00ad]/gu;
  const again = new WeakSet();

  function cleanMarkup(html) {
    const page = new DOMParser().parseFromString(html, "text/html");
    for (const each of page.body.querySelectorAll(NO_TEXT)) each.remove();
    const comments = page.createNodeIterator(page.body, NodeFilter.SHOW_COMMENT);
    for (let each = comments.nextNode(); each; each = comments.nextNode()) each.remove();
    return page.body.innerHTML;
  }

  function cleanChat(text) {
    const plain = text.replace(STAMP, "");
    return plain === text ? text.replace(UNSEEN, "") : plain.replace(STARS, "$1$3").replace(UNSEEN, "");
  }

  addEventListener("paste", (event) => {
    const { target, clipboardData } = event;
    if (again.has(event) || !clipboardData || !target.closest?.("[data-edit-form] [contenteditable=true]")) return;
    const [html, text] = ["text/html", "text/plain"].map((kind) => clipboardData.getData(kind));
    if (html.includes(OUR_OWN) || (!html && !text)) return;
    const clean = new DataTransfer();
    if (html) clean.setData("text/html", cleanMarkup(html));
    clean.setData("text/plain", html ? text : cleanChat(text));
    event.preventDefault();
    event.stopImmediatePropagation();
    const cleaned = new ClipboardEvent("paste", { clipboardData: clean, bubbles: true, cancelable: true });
    again.add(cleaned);
    target.dispatchEvent(cleaned);
  }, { capture: true });
})();
