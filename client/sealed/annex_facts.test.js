import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { annexOnly, factsIn, findsNamesIn, plain } from "./annex_facts.js";

/** @param {string} name */
const vectors = (name) => JSON.parse(readFileSync(new URL(`../vectors/${name}.json`, import.meta.url), "utf8"));
const { facts, annexes } = vectors("leaks");
const tables = vectors("leak_tables");

test("the browser finds the facts that the server finds", () => {
  for (const { language, text, facts: expected } of facts) {
    const found = factsIn(text, language, tables).map(({ kind, words, keys }) => [kind, words, keys.toSorted()]);

    assert.deepEqual(found, expected, text);
  }
});

test("the browser compares an annex as the server does", () => {
  for (const { annex, language, public: texts, known, found: expected } of annexes) {
    const given = Object.entries(texts).map(([tongue, text]) => ({ part: "PT-1", language: tongue, text: String(text) }));

    const found = annexOnly({ annex, language, texts: given, known: { texts: known, language }, tables });

    assert.deepEqual(
      found.map((leak) => [leak.language, leak.words]),
      expected,
      annex,
    );
  }
});

test("marks are taken off and the words of references stay", () => {
  assert.equal(plain("**Two** [men](CL-7Q4MZK) and _more_"), "Two men and more");
});

test("where there are no capitals a person must look", () => {
  assert.equal(findsNamesIn("ar"), false);
  assert.equal(findsNamesIn("ru"), true);
});
