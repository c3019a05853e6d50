// What stands in a story form is kept in the browser as one types, until the server has it; after a crash, a lost line or a
// session that ended it is offered again. Bringing it back sends the form as it was: the server brings it together with
// whatever was saved meanwhile.
function keepWhatIsTyped() {
  const PAUSE = 300; // milliseconds without a key
  const LONGEST_PAUSE = 2_000;
  const TOO_OLD = 60 * 86_400_000;
  const LEFT_OUT = new Set(["csrfmiddlewaretoken", "next"]);
  const CARRIED = new Set(["kept", "seen", "base", "loaded_revision_id", "loaded_revision_created_at"]);
  const SAFE = /(?:^|; )desk_safe=([^;]*)/;

  const place = document.querySelector("[data-desk-keeping]");
  const form = document.querySelector("[data-edit-form]");
  if (!place || !form || !window.indexedDB) return;
  const own = form.elements.namedItem("kept").value;
  const within = (selector) => place.querySelector(selector);

  const base = new Promise((done, fail) => {
    const asked = indexedDB.open("redaksi", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("kept", { keyPath: "id" });
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => fail(asked.error);
  });
  base.catch(() => {}); // a browser that keeps nothing still writes and saves

  async function inStore(mode, act) {
    const open = (await base).transaction("kept", mode, { durability: "strict" });
    const asked = act(open.objectStore("kept"));
    return new Promise((done, fail) => {
      open.oncomplete = () => done(asked.result);
      open.onabort = open.onerror = () => fail(open.error);
    });
  }

  // Keeping -------------------------------------------------------------------------------------------------------------
  let touched = false, kept, sent, waiting, since;

  const fieldsOf = (data) => [...data].filter(([name, value]) => typeof value === "string" && !LEFT_OUT.has(name));
  const textOf = (fields) => JSON.stringify(fields.filter(([name]) => !CARRIED.has(name)));

  function fields() {
    dispatchEvent(new Event("desk:fill"));
    return fieldsOf(new FormData(form));
  }

  async function keep() {
    clearTimeout(waiting);
    waiting = since = undefined;
    const now = fields();
    if (!touched || textOf(now) === kept) return;
    kept = textOf(now);
    await inStore("readwrite", (store) => store.put({ id: own, of: place.dataset.of, at: Date.now(), to: form.action, fields: now }));
  }

  function keepSoon() {
    if (!touched) return;
    since ??= Date.now();
    clearTimeout(waiting);
    waiting = setTimeout(() => keep().catch(() => {}), Math.max(0, Math.min(PAUSE, since + LONGEST_PAUSE - Date.now())));
  }

  const drop = (id) => inStore("readwrite", (store) => store.delete(id)).catch(() => {});

  function touch({ isTrusted, target }) {
    if (touched || !isTrusted || !form.contains(target)) return;
    kept = textOf(fields());
    touched = true;
  }

  for (const name of ["pointerdown", "keydown", "beforeinput"]) addEventListener(name, touch, { capture: true });
  for (const name of ["input", "change", "w-unsaved:add"]) document.addEventListener(name, keepSoon, { capture: true });
  for (const name of ["visibilitychange", "pagehide"]) addEventListener(name, () => keep().catch(() => {}), { capture: true });
  form.addEventListener("submit", () => keep().catch(() => {}));

  // Saving --------------------------------------------------------------------------------------------------------------
  function show(trouble, told = "") {
    for (const each of place.querySelectorAll("[data-trouble]")) each.hidden = each.dataset.trouble !== trouble;
    const line = within(`[data-trouble="${trouble}"] [data-told]`);
    if (line) line.textContent = told;
  }

  document.addEventListener("w-autosave:save", ({ detail }) => { sent = textOf(fieldsOf(detail.formData)); });

  document.addEventListener("w-autosave:success", ({ detail: { response } }) => {
    show("");
    if (response?.pk) place.dataset.of = `${place.dataset.of.split(":")[0]}:${response.pk}`;
    if (sent === kept) drop(own);
    if (!response?.together) return;
    within("[data-together] [data-told]").textContent = response.together;
    within("[data-together]").hidden = false;
  });

  document.addEventListener("w-autosave:error", async ({ detail: { type, text } }) => {
    await keep().catch(() => {});
    if (type === "network_error" || type === "invalid_revision") return show(type, text);
    if (type !== "server_error") return show("refused", text);
    const answer = await fetch(place.dataset.alive, { redirect: "manual" }).catch(() => null);
    return show(!answer ? "network_error" : answer.type === "opaqueredirect" ? "ended" : type);
  });

  document.addEventListener("w-swap:json", ({ detail }) => {
    const others = detail?.data?.other_sessions;
    if (!others) return;
    const line = within("[data-present]");
    const names = others.filter(({ session_id: open }) => open).map(({ user, is_editing: writes }) => (writes ? `${user} (${line.dataset.writing})` : user));
    line.hidden = !names.length;
    const told = line.querySelector("[data-told]");
    if (told.textContent !== names.join(", ")) told.textContent = names.join(", ");
  });

  // Wagtail would warn that a button writes over what others have saved: here both are brought together.
  addEventListener("click", () => {
    const sessions = document.querySelector(".w-editing-sessions");
    const session = sessions && window.wagtail?.app.getControllerForElementAndIdentifier(sessions, "w-session");
    if (session?.interceptValue === "conflict") session.interceptValue = "";
  }, { capture: true });

  function leave(go) {
    addEventListener("w-unsaved:confirm", (event) => event.preventDefault());
    return go();
  }

  place.addEventListener("click", ({ target }) => {
    if (target.closest("[data-reload]")) keep().catch(() => {}).finally(() => leave(() => location.reload()));
    else if (target.closest("[data-choose]")) form.requestSubmit();
  });

  // Offering again --------------------------------------------------------------------------------------------------------
  const paragraphs = (value) => {
    try {
      const read = JSON.parse(value);
      return (read?.blocks ?? []).map((block) => block.text);
    } catch { return [value]; }
  };

  function preview(fields) {
    const named = Object.fromEntries(fields);
    const order = (name) => Number(named[`${name.match(/^body-\d+/)?.[0]}-order`] ?? 0);
    const isText = (name) => /^body-\d+-value/.test(name) && !/-(?:id|type|order|deleted|count)$/.test(name) && named[`${name.match(/^body-\d+/)[0]}-deleted`] === "";
    const body = fields.filter(([name]) => isText(name)).sort(([one], [other]) => order(one) - order(other));
    const lean = fields.filter(([name]) => name.startsWith("text-"));
    const lines = [named.title, named.kicker, named.dek, ...[...body, ...lean].flatMap(([, value]) => paragraphs(value))];
    within("[data-preview]").replaceChildren(...lines.filter((line) => line?.trim()).map((line) => Object.assign(document.createElement("p"), { textContent: line })));
  }

  function restore({ id, to, fields }) {
    const copy = Object.assign(document.createElement("form"), { method: "post", action: to ?? form.action, hidden: true });
    const token = form.elements.namedItem("csrfmiddlewaretoken").value;
    const all = [["csrfmiddlewaretoken", token], ...fields.filter(([name]) => name !== "kept"), ["kept", id]];
    for (const [name, value] of all) {
      const input = document.createElement("textarea");
      Object.assign(input, { name, value });
      copy.append(input);
    }
    document.body.append(copy);
    leave(() => copy.submit());
  }

  async function forgetWhatIsSafe() {
    const safe = document.cookie.match(SAFE)?.[1];
    if (!safe) return;
    for (const id of safe.split(".")) await drop(id);
    document.cookie = `desk_safe=; path=${location.pathname.split("/").slice(0, 2).join("/")}/; max-age=0; samesite=lax`;
  }

  async function orphans() {
    const held = await navigator.locks?.query();
    const open = new Set((held?.held ?? []).map(({ name }) => name));
    const all = await inStore("readonly", (store) => store.getAll());
    for (const { id } of all.filter(({ at }) => Date.now() - at > TOO_OLD)) drop(id);
    return all.filter(({ id, of }) => of === place.dataset.of && id !== own && !open.has(`redaksi:${id}`)).sort((one, other) => other.at - one.at);
  }

  async function offer() {
    const [first] = await orphans();
    within("[data-offer]").hidden = !first;
    if (!first) return;
    const time = within("[data-offer] time");
    time.dateTime = new Date(first.at).toISOString();
    time.textContent = new Date(first.at).toLocaleString(document.documentElement.lang, { dateStyle: "long", timeStyle: "short" });
    preview(first.fields);
    within("[data-restore]").onclick = () => restore(first);
    within("[data-drop]").onclick = () => drop(first.id).then(offer);
  }

  navigator.locks?.request(`redaksi:${own}`, () => new Promise(() => {}));
  forgetWhatIsSafe().then(offer).catch(() => {});
}

if (document.readyState === "loading") addEventListener("DOMContentLoaded", keepWhatIsTyped);
else keepWhatIsTyped();
