import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { skeleton, termsOf, VERSION } from "./names.js";

const vectors = JSON.parse(readFileSync(new URL("../vectors/names.json", import.meta.url), "utf8"));

test("names come to the same words here as on the server", () => {
  assert.equal(VERSION, vectors.version);
  assert.ok(vectors.skeletons.length > 20);
  for (const { name, skeleton: expected } of vectors.skeletons) assert.equal(skeleton(name), expected, name);
});

test("people give the same terms here as on the server", () => {
  for (const { terms, ...person } of vectors.people) assert.deepEqual(termsOf(person), terms);
});

test("nobody gives more than three terms, and a word alone gives none", () => {
  assert.equal(termsOf({ names: ["Zarema Akhmadova"], born: "1994-05-17", father: "Isa", telephone: "+79991234567" }).length, 3);
  assert.deepEqual(termsOf({ names: ["Zarema"], born: "1994-05-17", father: "Isa", telephone: "+79991234567" }), []);
});
