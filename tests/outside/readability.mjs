// Prints what Mozilla's Readability gets out of the HTML on standard input, as JSON.
import { readFileSync } from "node:fs";
import { Readability } from "@mozilla/readability";
import { JSDOM } from "jsdom";

const dom = new JSDOM(readFileSync(0, "utf8"), { url: process.argv[2] });
const { title, byline, publishedTime, textContent } = new Readability(dom.window.document).parse();
console.log(JSON.stringify({ title, byline, publishedTime, textContent }));
