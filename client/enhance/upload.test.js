import assert from "node:assert/strict";
import { test } from "node:test";
import { megabytes, progressWords } from "./upload.js";
import { filled } from "./words.js";

const sentences = { sending: "{sent} of {total} MB of {files} files sent", reading: "All here. Reading {files} files." };

test("a sentence takes its values and keeps a place nobody filled", () => {
  assert.equal(filled("{a} and {b}", { a: 1 }), "1 and {b}");
});

test("sizes are written as the reader's language writes them", () => {
  assert.equal(megabytes(4_200_000, "en"), "4.2");
  assert.equal(megabytes(4_200_000, "sv"), "4,2");
});

test("while sending, the words say how much", () => {
  assert.equal(progressWords(sentences, { sent: 1e6, total: 4e6, files: 2, language: "en" }), "1.0 of 4.0 MB of 2 files sent");
});

test("when everything is sent, the words say that reading goes on", () => {
  assert.equal(progressWords(sentences, { sent: 4e6, total: 4e6, files: 2, language: "en" }), "All here. Reading 2 files.");
});

test("a size the browser does not know is never called complete", () => {
  assert.equal(progressWords(sentences, { sent: 0, total: 0, files: 1, language: "en" }).startsWith("0.0"), true);
});
