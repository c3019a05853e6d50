// A photo goes to the desk in pieces, before its form: over a line that breaks it goes on where it stopped, also after a crash,
// because the same file has the same digest. The form then names it instead of carrying it. Wherever that cannot be, the
// form carries the file as ever.
(() => {
  const PIECE = 256 * 1024; // bytes
  const PATIENCE = 60_000; // milliseconds for one piece
  const LONGEST_PAUSE = 20_000;
  const { address, sent, waits } = document.currentScript.dataset;
  const underway = new WeakMap(); // by file: what becomes of it, its digest at last
  const arrived = new WeakMap();
  const sends = (file) => file.size > PIECE && window.crypto.subtle;

  class Refused extends Error {}

  const token = () => document.querySelector("[name=csrfmiddlewaretoken]")?.value;

  async function ask(digest, search = "", more = {}) {
    const answer = await fetch(`${address}${digest}/${search}`, { redirect: "manual", signal: AbortSignal.timeout(PATIENCE), ...more });
    if (answer.ok || answer.status === 409) return (await answer.json()).received;
    if (answer.status >= 500 && answer.status !== 507) throw new Error(answer.status);
    throw new Refused(answer.status);
  }

  const pause = (tries) => new Promise((done) => {
    setTimeout(done, Math.min(LONGEST_PAUSE, 500 * 2 ** tries));
    addEventListener("online", done, { once: true });
  });

  async function digestOf(file) {
    const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));
    return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  async function send(file, tell) {
    const digest = await digestOf(file);
    for (let tries = 0; ;) {
      try {
        for (let at = await ask(digest); at < file.size; tries = 0) {
          tell(at / file.size);
          const body = file.slice(at, at + PIECE);
          at = await ask(digest, `?at=${at}`, { method: "PUT", body, headers: { "X-CSRFToken": token() } });
        }
        tell(1);
        return digest;
      } catch (error) {
        if (error instanceof Refused) throw error;
        tell();
        await pause(tries++);
      }
    }
  }

  // Its digest once it is there; nothing where the form has to carry it.
  function start(file, tell) {
    if (!underway.has(file)) {
      const done = send(file, tell).then((digest) => { arrived.set(file, digest); return digest; }).catch(() => { tell(1); });
      underway.set(file, done);
    }
    return underway.get(file);
  }

  const told = (share) => (share === undefined ? waits : sent.replace("%s", Math.round(share * 100)));

  function line(input) {
    const next = input.nextElementSibling;
    if (next?.matches("[data-parcel]")) return next;
    const made = Object.assign(document.createElement("p"), { className: "desk-parcel" });
    made.setAttribute("role", "status");
    made.dataset.parcel = "";
    input.after(made);
    return made;
  }

  const startOf = (input) => Promise.all([...input.files].filter(sends).map((file) => start(file, (share) => { line(input).textContent = told(share); })));

  const isOfPhotos = (input) => input.type === "file" && input.form?.matches("form")
    && (input.accept.includes("image") || input.form.action.includes("/images/")) && !input.closest("#fileupload");

  addEventListener("change", ({ target }) => { if (isOfPhotos(target) && token()) startOf(target); });

  addEventListener("submit", (event) => {
    const form = event.target;
    const inputs = [...form.elements].filter((each) => isOfPhotos(each) && [...each.files].some((file) => sends(file) && !underway.get(file)?.isOver));
    if (!inputs.length || !token()) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    form.setAttribute("aria-busy", "true");
    Promise.all(inputs.map(startOf)).finally(() => {
      form.removeAttribute("aria-busy");
      for (const input of inputs) for (const file of input.files) if (underway.has(file)) underway.get(file).isOver = true;
      setTimeout(() => form.requestSubmit()); // not while the first is still being told
    });
  }, { capture: true });

  addEventListener("formdata", ({ target, formData }) => {
    for (const input of [...target.elements].filter(isOfPhotos)) {
      const [file] = input.files;
      if (!arrived.has(file)) continue;
      formData.delete(input.name);
      formData.set(`arrived-${input.name}`, arrived.get(file));
      formData.set(`named-${input.name}`, file.name);
    }
  });

  // Many at once: the same, for the script that Wagtail sends them with.
  addEventListener("DOMContentLoaded", () => window.jQuery?.(document).on("fileuploadsubmit", (event, data) => {
    const [file] = data.files;
    if (!sends(file) || underway.get(file)?.isOver) return;
    event.preventDefault();
    const bar = (share) => data.context.find(".progress").addClass("active").find(".bar").css("width", `${(share ?? 0) * 100}%`).text(told(share));
    start(file, bar).then((digest) => {
      underway.get(file).isOver = true;
      if (digest) {
        const { formData } = window.jQuery(event.target).fileupload("option");
        const name = [data.paramName].flat()[0];
        const empty = new File([], file.name, { type: file.type });
        underway.set(empty, { isOver: true });
        data.files[0] = empty;
        data.formData = function fields(form) {
          return [...formData.call(this, form), { name: `arrived-${name}`, value: digest }, { name: `named-${name}`, value: file.name }];
        };
      }
      data.submit();
    });
  }));
})();
