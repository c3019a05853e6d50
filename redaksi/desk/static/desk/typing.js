// What was typed is saved, also where Wagtail's autosave passes it over: in the first two seconds of a form, while a save is
// under way, in Draftail's own quarter of a second before it fills its field, and after five tries without a line.
(() => {
  const AGAIN = 15_000; // milliseconds until a save that failed is tried again
  const LONGEST_WAIT = 5_000;
  const LEFT_OUT = /^COMMENT-/;

  const form = () => document.querySelector("[data-edit-form]");
  const watcher = () => form() && window.wagtail?.app.getControllerForElementAndIdentifier(form(), "w-unsaved");

  function fill(input) {
    const editor = input.draftailEditor?.getEditorState();
    if (!editor) return;
    const raw = window.Draftail.serialiseEditorStateToRaw(editor);
    for (const block of raw?.blocks ?? []) {
      block.inlineStyleRanges = block.inlineStyleRanges.filter(({ style }) => !LEFT_OUT.test(style));
    }
    input.rawContentState = raw;
    input.value = JSON.stringify(raw);
  }

  const fillAll = () => { for (const input of form()?.querySelectorAll("input[type=hidden]") ?? []) fill(input); };

  let sent, again;
  let before; // what stood in the form before anybody touched it
  function remember({ isTrusted, target }) {
    if (!isTrusted || before || !watcher() || !form().contains(target)) return;
    fillAll();
    before = watcher().formData;
  }

  const takeForSaved = (fields) => Object.assign(watcher(), { initialFormData: fields, previousFormData: fields });

  for (const name of ["pointerdown", "keydown", "beforeinput"]) addEventListener(name, remember, { capture: true });
  document.addEventListener("w-unsaved:watch-edits", () => { if (before && !sent) takeForSaved(before); });

  addEventListener("desk:fill", fillAll); // asked by keeping.js
  addEventListener("focusout", fillAll, { capture: true });
  addEventListener("click", ({ target }) => { if (target.closest?.("button")) fillAll(); }, { capture: true });
  addEventListener("keydown", (event) => { if (event.ctrlKey || event.metaKey) fillAll(); }, { capture: true });
  for (const name of ["visibilitychange", "pagehide"]) addEventListener(name, fillAll, { capture: true });

  // The button's save comes after the one under way, and no other after it.
  addEventListener("submit", (event) => {
    const saving = event.target === form() && window.wagtail.app.getControllerForElementAndIdentifier(form(), "w-autosave");
    if (!saving || event.defaultPrevented) return;
    fillAll();
    clearTimeout(again);
    saving.activeValue = false;
    if (!saving.submitPromise) return;
    event.preventDefault();
    const { name = "", value = "" } = event.submitter ?? {};
    const waited = new Promise((done) => { setTimeout(done, LONGEST_WAIT); });
    Promise.race([saving.submitPromise, waited]).finally(() => {
      if (name) form().append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
      HTMLFormElement.prototype.submit.call(form());
    });
  });

  document.addEventListener("w-autosave:save", () => { sent = watcher()?.formData; });

  document.addEventListener("w-autosave:success", ({ detail }) => {
    clearTimeout(again);
    const [then, now] = [sent, watcher()?.formData].map((fields) => new URLSearchParams(fields));
    for (const name of Object.keys(detail.response?.field_updates ?? {})) for (const each of [then, now]) each.delete(name);
    if (then.toString() !== now.toString()) takeForSaved(sent);
  });

  document.addEventListener("w-autosave:error", ({ detail: { type } }) => {
    if (type !== "network_error" && type !== "server_error") return;
    clearTimeout(again);
    again = setTimeout(tryAgain, AGAIN);
  });

  function tryAgain() {
    if (!watcher()) return;
    watcher().previousFormData = null;
    watcher().check();
  }

  addEventListener("online", tryAgain);
})();
