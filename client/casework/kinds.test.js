import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { examples } from "./items_for_tests.js";
import { ENTRIES, KINDS, emptyItem, flat, homeOf, readEntry, readItem, wordsOf } from "./kinds.js";
import { canonical } from "../vault/canonical.js";

const vectors = JSON.parse(readFileSync(new URL("../vectors/case_items.json", import.meta.url), "utf8"));

test("the shared examples say the same kinds and fields as the table", () => {
  assert.deepEqual(vectors.kinds, JSON.parse(JSON.stringify(KINDS)));
  assert.deepEqual(vectors.entries, JSON.parse(JSON.stringify(ENTRIES)));
  assert.deepEqual(vectors, JSON.parse(JSON.stringify(examples())));
});

for (const { kind, good, spoilt, read } of vectors.items) {
  test(`${kind}: what fits is read as it is, what does not is left out`, () => {
    assert.deepEqual(readItem(good), good);
    assert.deepEqual(readItem(spoilt), read);
    assert.ok(canonical(readItem(good)).length > 0);
  });
}

for (const { kind, good, spoilt, read } of vectors.journal) {
  test(`journal, ${kind}: what fits is read as it is, what does not is left out`, () => {
    assert.deepEqual(readEntry(good), good);
    assert.deepEqual(readEntry(spoilt), read);
  });
}

test("what is no item is nothing", () => {
  for (const body of vectors.refused) assert.equal(readItem(body), null, JSON.stringify(body));
  assert.equal(readEntry({ kind: "need" }), null);
  assert.equal(readItem(JSON.parse('{"kind": "__proto__"}')), null);
  assert.throws(() => emptyItem("constructor"), TypeError);
});

test("a text that is too long is cut, by letters and not by bytes", () => {
  const read = readItem({ kind: "need", note: "Ж".repeat(1200) });
  assert.equal(read.note, "Ж".repeat(1000));
  assert.equal([...readItem({ kind: "need", note: "🙂".repeat(1001) }).note].length, 1000);
});

test("a list and a table of rows are no longer than they may be", () => {
  const steps = Array.from({ length: 60 }, () => ({ what: "Call" }));
  assert.equal(readItem({ kind: "plan", steps }).steps.length, 40);
  assert.equal(readItem({ kind: "kit", holders: Array(9).fill("ME-AMA1NA") }).holders.length, 5);
});

test("an answer of the form is a text or a list of texts, under a word of ours", () => {
  const read = readEntry({ kind: "message", answers: { danger: "now", needs: ["money", 7], "<b>": "x", hours: { at: 3 } } });
  assert.deepEqual(read.answers, { danger: "now", needs: ["money"], hours: "" });
});

// ── What must never have a place ───────────────────────────────────────────────────────────────────────────────────────────────────────

const FORBIDDEN =
  /orient|sexual|\bsex\b|\bgay\b|lesb|bisex|homo|queer|lgbt|gender|came.?out|coming.?out|outed|intima|nude|naked|erotic|porn|\bproof|prove|practice|psych|phallo|\bhiv\b|virgin|\bfaith\b|religio|ethnic/i;

test("nothing asks what somebody is, for proof of it, or for anything intimate", () => {
  const words = Object.entries({ ...KINDS, ...ENTRIES }).flatMap(([kind, one]) => {
    const said = wordsOf(kind);
    const choices = Object.values(said.choices).flatMap((table) => [...Object.keys(table), ...Object.values(table)]);
    return [kind, said.name, ...flat(one.fields ?? one).map(([field]) => field), ...Object.values(said.fields), ...choices].map((word) => `${kind}: ${word}`);
  });
  assert.ok(words.length > 500);
  assert.deepEqual(words.filter((word) => FORBIDDEN.test(word)), []);
});

test("the guard above would see such a field", () => {
  for (const word of ["orientation", "proof", "sexual practice", "intimate-photo", "psychological test", "outed_on"]) assert.match(word, FORBIDDEN);
});

test("every kind lives somewhere, begins empty and has words", () => {
  for (const kind of Object.keys(KINDS)) {
    assert.ok(["case", "identity", "route", "story", "advocacy", "checks", "ways", "places", "house", "tokens"].includes(homeOf(kind)), kind);
    const empty = emptyItem(kind);
    assert.deepEqual(readItem(empty), empty);
    for (const [field, label] of Object.entries(wordsOf(kind).fields)) assert.match(label, /^[A-Z]/, `${kind}.${field}`);
  }
  assert.equal(wordsOf("verification").choices.result["needs-more"], "Needs more");
  assert.equal(wordsOf("card-out").name, "Card in a round");
});

test("the reference names every kind with each of its fields", () => {
  const lines = readFileSync(new URL("../../docs/reference/cases.md", import.meta.url), "utf8").split("\n");
  for (const [kind, one] of Object.entries({ ...KINDS, ...ENTRIES })) {
    const line = lines.find((text) => text.startsWith(`| \`${kind}\` | ${one.home ?? "case"} |`)) ?? "";
    assert.deepEqual(Object.keys(one.fields ?? one).filter((field) => !line.includes(`\`${field}\``)), [], kind);
  }
});
