// What is pasted into a story comes in clean: no scripts, styles, pictures, comments or deleted words of the page it was copied
// from, Word's lists with their numbers, a table line by line, and a chat without its stamps and stars. What was copied inside
// the form goes as it is.
(() => {
  const NO_TEXT = `script, style, meta, link, title, template, noscript, svg, math, object, iframe, form, img, hr, del, br[clear],
    [hidden], .msocomanchor, [style*="mso-element:comment"], [style*="mso-hide:all"], [style*="display:none"], o\\:p:empty`;
  const BLOCKS = "p, div, li, h1, h2, h3, h4, h5, h6, blockquote, pre";
  const MARKER = '[style*="mso-list:Ignore"]';
  const LEADS_SOMEWHERE = /^(?:https?|mailto|tel):/i;
  const OUR_OWN = "data-draftjs-conductor-fragment";
  const STAMP = /^[\u200e\u202a]?\[?\d{1,2}[/.]\d{1,2}[/.]\d{2,4},? (?:pukul )?\d{1,2}[.:]\d{2}(?:[.:]\d{2})?(?:[ \u202f][AP]M)?(?:\]| -) [^:\n]{1,60}: /gmu;
  const STARS = /(^|[\s"“(])([*_~])(\S(?:[^*_~\n]*\S)?)\2(?=$|[\s"”).,!?:;])/gmu;
  const UNSEEN = /[\u200e\ufeff\u00ad]/gu;
  const again = new WeakSet();

  const unwrap = (element) => element.replaceWith(...element.childNodes);

  const isBlockOrBlank = (node) => (node.matches ? node.matches(BLOCKS) : !node.data.trim());

  function made(kind, ...children) {
    const element = document.createElement(kind);
    element.append(...children);
    return element;
  }

  function cleanPage(html) {
    const { body } = new DOMParser().parseFromString(html, "text/html");
    for (const each of body.querySelectorAll(NO_TEXT)) each.remove();
    for (const each of nodesOf(body, NodeFilter.SHOW_COMMENT)) each.remove();
    body.normalize(); // words that stood on both sides of it are one text
    for (const each of nodesOf(body, NodeFilter.SHOW_TEXT)) {
      if (!each.parentElement.closest("pre")) each.data = each.data.replace(/[ \t\r\n]+/g, " ");
    }
    for (const each of body.querySelectorAll("a")) {
      if (!LEADS_SOMEWHERE.test(each.getAttribute("href"))) unwrap(each);
    }
    for (const each of body.querySelectorAll(MARKER)) {
      const told = each.textContent.trim().replace(/\.$/, ")"); // Draftail takes "1. " off a paragraph that may be no list
      each.replaceWith(/\w\)/.test(told) ? `${told} ` : "– ");
    }
    for (const each of [...body.querySelectorAll("table")].reverse()) each.replaceWith(...linesOf(each)); // the inner ones first
    for (const each of [...body.querySelectorAll("div")].reverse()) {
      if ([...each.childNodes].every(isBlockOrBlank)) unwrap(each);
    }
    for (const each of body.querySelectorAll("p, li")) {
      if (!each.textContent.trim()) each.remove();
    }
    return body;
  }

  function nodesOf(body, kind) {
    const nodes = document.createNodeIterator(body, kind);
    const found = [];
    for (let each = nodes.nextNode(); each; each = nodes.nextNode()) found.push(each);
    return found;
  }

  function linesOf(table) {
    const title = table.caption ? [made("p", ...table.caption.childNodes)] : [];
    return [...title, ...[...table.rows].flatMap((row) => lineOf([...row.cells]))];
  }

  function lineOf(cells) {
    const blocks = cells.map((cell) => cell.querySelectorAll(BLOCKS));
    if (blocks.some((each) => each.length > 1)) return cells.map((cell) => made("div", ...cell.childNodes)); // a layout
    for (const [block] of blocks) if (block) unwrap(block);
    return made("p", ...cells.flatMap((cell, place) => [...(place ? [" | "] : []), ...cell.childNodes]));
  }

  // For a field that knows no markup.
  function plainOf(body) {
    for (const each of body.querySelectorAll("ul > li")) each.prepend("– ");
    for (const list of body.querySelectorAll("ol")) {
      [...list.children].forEach((each, place) => each.prepend(`${place + 1}) `));
    }
    for (const each of body.querySelectorAll("br")) each.replaceWith("\n");
    for (const each of body.querySelectorAll(BLOCKS)) {
      each.prepend("\n");
      each.append("\n");
    }
    return body.textContent.replace(/[^\S\n]*\n\s*/g, "\n").replace(UNSEEN, "").trim();
  }

  function cleanChat(text) {
    const plain = text.replace(STAMP, "");
    return plain === text ? text.replace(UNSEEN, "") : plain.replace(STARS, "$1$3").replace(UNSEEN, "");
  }

  function pasteAgain(target, html, text) {
    const clean = new DataTransfer();
    if (html) clean.setData("text/html", cleanPage(html).innerHTML);
    clean.setData("text/plain", html ? text : cleanChat(text));
    const cleaned = new ClipboardEvent("paste", { clipboardData: clean, bubbles: true, cancelable: true });
    again.add(cleaned);
    target.dispatchEvent(cleaned);
  }

  addEventListener("paste", (event) => {
    const { target, clipboardData } = event;
    if (again.has(event) || !clipboardData) return;
    const isPlain = target.matches?.("[data-edit-form] .lean__fields textarea");
    if (!isPlain && !target.closest?.("[data-edit-form] [contenteditable=true]")) return;
    const [html, text] = ["text/html", "text/plain"].map((kind) => clipboardData.getData(kind));
    if (html.includes(OUR_OWN) || (!html && !text)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (isPlain) {
      document.execCommand("insertText", false, html ? plainOf(cleanPage(html)) : cleanChat(text)); // as typed: it can be undone
    } else {
      pasteAgain(target, html, text);
    }
  }, { capture: true });
})();
