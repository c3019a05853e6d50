// A photo is made no larger than the paper shows it before it goes over a slow line. What it holds besides the picture (the
// camera's data, the place) stays behind: the paper reads none of it. Wherever the browser cannot, the file goes as it is.
(() => {
  const LONGEST_SIDE = 3_200; // pixels: more than the widest rendition
  const SMALL = 1_200_000; // bytes that go as they are
  const QUALITY = 0.86;
  const KINDS = new Set(["image/jpeg", "image/png", "image/webp"]);
  const done = new WeakSet();

  async function smaller(file) {
    if (!KINDS.has(file.type) || file.size < SMALL) return file;
    try {
      const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
      const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
      const [width, height] = [picture.width, picture.height].map((side) => Math.round(side * scale));
      const canvas = Object.assign(document.createElement("canvas"), { width, height });
      const context = canvas.getContext("2d", { alpha: file.type !== "image/jpeg" });
      context.imageSmoothingQuality = "high";
      context.drawImage(picture, 0, 0, width, height);
      picture.close();
      const kind = file.type === "image/jpeg" ? "image/jpeg" : "image/webp";
      const blob = await new Promise((ready) => { canvas.toBlob(ready, kind, QUALITY); });
      if (!blob || blob.type !== kind || blob.size >= file.size) return file;
      const name = kind === "image/webp" ? file.name.replace(/\.\w+$/, ".webp") : file.name;
      return new File([blob], name, { type: kind, lastModified: file.lastModified });
    } catch { return file; }
  }

  const isOfPhotos = (input) => input instanceof HTMLInputElement && input.type === "file"
    && (input.accept.includes("image") || input.form?.action.includes("/images/"));

  // Before anybody else hears of the choice: it is told again with the smaller files.
  addEventListener("change", async (event) => {
    const input = event.target;
    if (!isOfPhotos(input) || !input.files.length || done.has(event)) return;
    if (![...input.files].some((file) => KINDS.has(file.type) && file.size >= SMALL)) return;
    event.stopImmediatePropagation();
    input.form?.setAttribute("aria-busy", "true");
    const files = new DataTransfer();
    for (const file of input.files) files.items.add(await smaller(file));
    input.files = files.files;
    input.form?.removeAttribute("aria-busy");
    const again = new Event("change", { bubbles: true });
    done.add(again);
    input.dispatchEvent(again);
  }, { capture: true });
})();
