// The checks in the story form: asked for when the form opens and after each draft that saved itself, in the background.
// A fix goes into the field as if it were typed; nothing is asked while somebody waits for the answer of an earlier draft.
(() => {
  const AFTER_SAVING = 600; // milliseconds in which nothing more is saved
  const FIELDS = { headline: "title" };
  let waiting, asked, shown;

  const place = () => document.querySelector("[data-desk-checks]");
  const lines = () => [...place().querySelectorAll("[data-check]")];
  const say = (text) => { document.querySelector("[data-desk-checks-status]").textContent = text; };

  async function ask() {
    const story = place()?.dataset.storyId;
    if (!story) return;
    asked?.abort();
    asked = new AbortController();
    try {
      const answer = await fetch(place().dataset.address.replace("/0/", `/${story}/`), { headers: { Accept: "application/json" }, signal: asked.signal });
      if (answer.ok && !answer.redirected) show((await answer.json()).html);
    } catch { /* The next draft asks again: whoever writes is not stopped by it. */ }
  }

  function show(html) {
    if (html === shown) return;
    const typing = place().querySelector("[data-reason]:focus");
    if (typing?.value) return; // a reason that is being written is not taken away
    shown = html;
    const isWithin = place().contains(document.activeElement);
    const nth = lines().findIndex((line) => line.contains(document.activeElement));
    place().innerHTML = html;
    if (isWithin) (lines()[nth]?.querySelector("button, summary") || place().querySelector("[data-say]")).focus();
    say(place().querySelector("[data-say]").textContent.trim());
  }

  function rangeOf(root, text, nth) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      for (let at = node.data.indexOf(text); at >= 0; at = node.data.indexOf(text, at + text.length)) {
        if (nth-- > 0) continue;
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + text.length);
        return range;
      }
    }
    return null;
  }

  function editorOf({ field, block, text }) {
    if (field !== "body") return document.getElementById(`id_${FIELDS[field] || field}`);
    const within = document.querySelector(`[data-contentpath="${CSS.escape(block)}"]`);
    if (!within) return null;
    return within.querySelector("[contenteditable=true]")
      || [...within.querySelectorAll("textarea, input[type=text]")].find((each) => each.value.includes(text));
  }

  // Selects the words where they stand; false where the text has changed since.
  function select(finding) {
    const editor = editorOf(finding);
    if (!editor) return null;
    editor.scrollIntoView({ block: "center" });
    editor.focus();
    if ("value" in editor) {
      const from = Number(finding.start);
      const at = editor.value.startsWith(finding.text, from) ? from : editor.value.indexOf(finding.text);
      if (at < 0) return null;
      editor.setSelectionRange(at, at + finding.text.length);
    } else {
      const range = rangeOf(editor, finding.text, Number(finding.nth));
      if (!range) return null;
      getSelection().removeAllRanges();
      getSelection().addRange(range);
    }
    return editor;
  }

  function fix(finding, words) {
    const editor = select(finding);
    if (!editor) return;
    if ("value" in editor) {
      document.execCommand("insertText", false, words); // undone by Ctrl-Z, like what was typed
      editor.dispatchEvent(new Event("change", { bubbles: true }));
    } else {
      setTimeout(() => { // Draft.js hears of the selection first
        const data = new DataTransfer();
        data.setData("text/plain", words);
        editor.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
      }, 50);
    }
  }

  async function send(address, fields) {
    const body = new URLSearchParams(fields);
    const token = document.querySelector("input[name=csrfmiddlewaretoken]").value;
    const answer = await fetch(address, { method: "POST", body, headers: { "X-CSRFToken": token, Accept: "application/json" } });
    if (!answer.ok) say((await answer.json()).error);
    else await ask();
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-desk-checks] button");
    const line = button?.closest("[data-check]");
    if (!line) return;
    const finding = line.dataset;
    if ("fix" in button.dataset) { fix(finding, button.dataset.fix); line.hidden = true; }
    else if ("show" in button.dataset) select(finding);
    else if (button.dataset.addWord) send(button.dataset.addWord, { word: finding.word });
    else if (button.dataset.override) {
      const reason = line.querySelector("[data-reason]").value;
      send(button.dataset.override, { check: finding.check, field: finding.field, text: finding.text, message: finding.message, reason });
    }
  });

  document.addEventListener("w-autosave:success", ({ detail }) => {
    if (!place()) return;
    place().dataset.storyId ||= detail.response?.pk ?? "";
    clearTimeout(waiting);
    waiting = setTimeout(ask, AFTER_SAVING);
  });

  addEventListener("load", ask);
})();
