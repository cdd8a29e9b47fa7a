import assert from "node:assert/strict";
import { test } from "node:test";
import { inserted } from "./insert.js";

const words = "[a hundred men](CL-7Q4MZK)";

test("words are put where the caret stands, parted from the letters around them", () => {
  assert.deepEqual(inserted("More thanwere taken.", 9, 9, words), { text: `More than ${words} were taken.`, caret: 10 + words.length });
});

test("nothing is added where there is a space or a mark already", () => {
  assert.equal(inserted("More than .", 10, 10, words).text, `More than ${words}.`);
  assert.equal(inserted("", 0, 0, words).text, words);
});

test("what was selected gives way", () => {
  assert.equal(inserted("About XX men", 6, 8, words).text, `About ${words} men`);
});
