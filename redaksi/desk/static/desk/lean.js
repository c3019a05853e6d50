// The lean story form saves itself as Wagtail's does, and tells of it by the same events: keeping.js and checks.js hear no difference.
(() => {
  const PAUSE = 2_000; // milliseconds without a key
  const AGAIN = 15_000;
  const LONGEST_WAIT = 5_000;
  const PING = 20_000;
  const form = document.querySelector("[data-edit-form]");
  const saved = document.querySelector("[data-saved]");
  if (!form || !saved) return;

  let waiting, underway, last;
  const stateOf = (data) => new URLSearchParams([...data].filter(([name]) => /^(?:title|dek|lead_|text-)/.test(name))).toString();
  const tell = (name, detail) => document.dispatchEvent(new CustomEvent(name, { detail }));

  async function answerOf(body) {
    const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" }, redirect: "manual" })
      .catch(() => { throw { type: "network_error", text: "" }; });
    const told = await answer.json().catch(() => { throw { type: "server_error", text: "" }; });
    if (!told.success) throw { type: told.error_code, text: told.error_message };
    return told;
  }

  async function save() {
    clearTimeout(waiting);
    const formData = new FormData(form);
    const now = stateOf(formData);
    if (now === last) return;
    saved.textContent = saved.dataset.saving;
    tell("w-autosave:save", { formData });
    try {
      const response = await answerOf(formData);
      last = now;
      form.elements.overwrite_revision_id.value = response.revision_id;
      for (const [name, value] of Object.entries(response.field_updates ?? {})) {
        const field = form.elements.namedItem(name);
        if (field?.type === "hidden") field.value = value;
      }
      saved.textContent = saved.dataset.done;
      tell("w-autosave:success", { response });
    } catch (error) {
      saved.textContent = "";
      tell("w-autosave:error", error);
      if (["network_error", "server_error"].includes(error.type)) soon(AGAIN);
    }
  }

  function soon(pause = PAUSE) {
    clearTimeout(waiting);
    waiting = setTimeout(() => { underway = (underway ?? Promise.resolve()).then(save); }, pause);
  }

  last = stateOf(new FormData(form));
  form.addEventListener("input", () => soon());
  addEventListener("online", () => soon(0));

  // The button's save comes after the one under way.
  let isReady = false;
  form.addEventListener("submit", (event) => {
    clearTimeout(waiting);
    if (isReady || !underway) return;
    event.preventDefault();
    const { submitter } = event;
    Promise.race([underway, new Promise((done) => { setTimeout(done, LONGEST_WAIT); })]).finally(() => {
      isReady = true;
      setTimeout(() => form.requestSubmit(submitter)); // not while the first is still being told
    });
  });

  function grow({ target }) {
    if (target.localName !== "textarea") return;
    target.style.blockSize = "auto";
    target.style.blockSize = `${target.scrollHeight + 2}px`;
  }
  addEventListener("input", grow);
  for (const target of document.querySelectorAll("textarea")) grow({ target });

  // A photo, which the story takes with its next save.
  const photos = document.querySelector("[data-photo-form]");
  photos?.addEventListener("submit", async (event) => {
    event.preventDefault();
    const trouble = photos.querySelector("[data-photo-trouble]");
    trouble.hidden = true;
    const answer = await fetch(photos.action, { method: "POST", body: new FormData(photos) }).catch(() => null);
    const told = await answer?.json().catch(() => null);
    if (!answer?.ok || !told) {
      trouble.textContent = told?.errors?.join(" ") || document.querySelector('[data-trouble="network_error"]').textContent;
      trouble.hidden = false;
      return;
    }
    form.elements.lead_photo.value = told.id;
    document.querySelector("[data-photo-name]").textContent = told.title;
    photos.closest("details").open = false;
    photos.reset();
    soon(0);
  });

  // Who else is here.
  const token = () => form.elements.csrfmiddlewaretoken.value;
  async function ping() {
    if (document.hidden) return;
    const body = new FormData();
    body.set("csrfmiddlewaretoken", token());
    const answer = await fetch(form.dataset.ping, { method: "POST", body }).catch(() => null);
    if (answer?.ok) tell("w-swap:json", { data: await answer.json() });
  }
  setInterval(ping, PING);
  ping();
  addEventListener("pagehide", () => {
    const body = new FormData();
    body.set("csrfmiddlewaretoken", token());
    navigator.sendBeacon(form.dataset.release, body);
  });
})();
