// The archive's advice in the story form: asked for when the form opens and after each draft that saved itself.
// What is accepted goes into the form as Wagtail's own choosers would put it there.
(() => {
  const AFTER_SAVING = 1500; // milliseconds in which nothing more is saved
  const shown = {};
  let waiting, asked;

  const places = () => document.querySelectorAll("[data-desk-advice]");
  const say = (place, text) => { place.nextElementSibling.textContent = text; };
  const panel = () => window.wagtail.editHandler.getPanelByName("story_topics");
  const storyline = () => document.getElementById("id_storyline-chooser").widget;

  const accept = {
    story_topics(topic) {
      const topics = panel();
      topics.initialFocus = () => {}; // the next suggestion keeps the focus
      topics.addForm();
      delete topics.initialFocus;
      const field = `${topics.opts.formsetPrefix}-${topics.formCount - 1}-${topics.opts.chooserFieldName}`;
      topics.chooserWidgetFactory.getById(field).setStateFromModalData(topic);
    },
    storyline(chosen) { storyline().setStateFromModalData(chosen); },
  };

  function isInForm({ dataset: { field, key } }) {
    if (field === "storyline") return Boolean(storyline().getValue());
    const rows = document.querySelectorAll("#id_story_topics-FORMS > :not(.deleted)");
    return [...rows].some((row) => row.querySelector("input[name$='-topic']")?.value === key);
  }

  function leaveOutWhatIsInForm(place) {
    for (const button of place.querySelectorAll("button[data-field]")) button.parentElement.hidden = isInForm(button);
    const group = place.querySelector(".desk-suggested");
    if (group) group.hidden = !group.querySelector("li:not([hidden])");
  }

  function focusNext(place, key) {
    const kept = [...place.querySelectorAll("li:not([hidden]) button")];
    (kept.find((button) => button.dataset.key === key) || kept[0])?.focus();
  }

  function show(place, html) {
    if (shown[place.dataset.deskAdvice] !== html) {
      const open = new Set([...place.querySelectorAll("details[open]")].map((each) => each.dataset.key));
      const focused = place.contains(document.activeElement) && document.activeElement.dataset.key;
      shown[place.dataset.deskAdvice] = html;
      place.innerHTML = html;
      for (const each of place.querySelectorAll("details")) each.open = open.has(each.dataset.key);
      say(place, place.querySelector("[data-say]")?.textContent ?? "");
      leaveOutWhatIsInForm(place);
      if (focused) focusNext(place, focused);
    } else leaveOutWhatIsInForm(place);
  }

  async function ask(story) {
    asked?.abort();
    asked = new AbortController();
    const address = places()[0].dataset.address.replace("/0/", `/${story}/`);
    try {
      const answer = await fetch(address, { headers: { Accept: "application/json" }, signal: asked.signal });
      if (!answer.ok || answer.redirected) return;
      const advice = await answer.json();
      for (const place of places()) show(place, advice[place.dataset.deskAdvice]);
    } catch { /* Advice can wait for the next draft: whoever writes is not stopped by it. */ }
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-desk-advice] button[data-field]");
    if (!button) return;
    const { field, key, name, editUrl, added } = button.dataset;
    const place = button.closest("[data-desk-advice]");
    if (!isInForm(button)) accept[field]({ id: key, string: name, edit_url: editUrl });
    leaveOutWhatIsInForm(place);
    say(place, added);
    focusNext(place);
  });

  document.addEventListener("w-autosave:success", ({ detail }) => {
    for (const place of places()) place.dataset.story ||= detail.response?.pk ?? "";
    clearTimeout(waiting);
    waiting = setTimeout(() => { if (places()[0]?.dataset.story) ask(places()[0].dataset.story); }, AFTER_SAVING);
  });

  addEventListener("load", () => { if (places()[0]?.dataset.story) ask(places()[0].dataset.story); });
})();
