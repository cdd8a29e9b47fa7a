// What the build makes of the lists: all of them for a person who asks, English alone for the desk.

import assert from "node:assert/strict";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";

/** @param {string} contents of a script in this folder */
async function built(contents) {
  const stdin = { contents, resolveDir: fileURLToPath(new URL(".", import.meta.url)) };
  const { outputFiles } = esbuild.buildSync({ stdin, bundle: true, write: false, format: "esm", loader: { ".txt": "text" }, charset: "utf8" });
  const text = outputFiles[0].text;
  return { text, loaded: await import(`data:text/javascript;base64,${Buffer.from(text).toString("base64")}`) };
}

test("a page for people who ask has all lists, whole", async () => {
  const { loaded } = await built('import "./lists.js"; export { languages, listFor } from "./words.js";');
  assert.deepEqual(loaded.languages(), ["en", "fr", "es", "ru"]);
  assert.deepEqual(["en", "fr", "es", "ru"].map((language) => loaded.listFor(language).words[0]), ["abandon", "abaisser", "ábaco", "абажур"]);
});

test("the desk carries English alone", async () => {
  const { text, loaded } = await built('export { languages } from "./words.js"; export * from "./staff.js";');
  assert.deepEqual(loaded.languages(), ["en"]);
  assert.ok(!text.includes("абажур") && !text.includes("abaisser"));
});
