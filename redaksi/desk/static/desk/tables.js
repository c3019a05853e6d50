// A table in a story: its editor is fetched with the first one. Until it is there, and where the line is lost, the table waits in
// the same fields that the editor would hold, so that the form saves it as it is and does not believe itself changed.
(() => {
  let fetched = null;

  const script = (src) => new Promise((done, failed) => {
    document.head.append(Object.assign(document.createElement("script"), { src, onload: done, onerror: failed }));
  });

  async function fetchEditor({ styles, scripts }) {
    for (const href of styles) document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href }));
    for (const src of scripts) await script(src);
    return window.telepath.constructors["wagtail.widgets.TableInput"];
  }

  function editor(files) {
    fetched ??= fetchEditor(files).catch((error) => { fetched = null; throw error; });
    return fetched;
  }

  const field = (name, value) => Object.assign(document.createElement("input"), { type: "hidden", name, value: value ?? "" });

  class LateTable {
    constructor(options, strings, files, words) {
      Object.assign(this, { options, strings, files, words });
    }

    render(placeholder, name, id, state) {
      const place = document.createElement("div");
      const held = Object.assign(field(name, JSON.stringify(state)), { id });
      const said = Object.assign(document.createElement("p"), { className: "help" });
      said.setAttribute("role", "status");
      place.append(
        field("table-header-choice", state?.table_header_choice), field("handsontable-col-caption", state?.table_caption), held, said,
      );
      placeholder.replaceWith(place);
      let table = null;
      const open = async () => {
        said.textContent = this.words["under way"];
        try {
          const Editor = await editor(this.files);
          if (!place.isConnected) return;
          table = new Editor(this.options, this.strings).render(place, name, id, JSON.parse(held.value));
          window.dispatchEvent(new Event("resize")); // the editor takes its height then
        } catch {
          const again = Object.assign(document.createElement("button"), {
            type: "button", className: "button button-small", textContent: this.words.again, onclick: open,
          });
          said.replaceChildren(this.words.failed, " ", again);
        }
      };
      open();
      return {
        getValue: () => (table ? table.getValue() : JSON.parse(held.value)),
        getState: () => (table ? table.getState() : JSON.parse(held.value)),
        setState: (value) => { if (table) table.setState(value); else held.value = JSON.stringify(value); },
        focus() {},
      };
    }
  }

  window.telepath.register("redaksi.LateTable", LateTable);
})();
