import assert from "node:assert/strict";
import { test } from "node:test";
import { merge, same } from "./merge.js";
import { seeded } from "./seeded_for_tests.js";

const table = [
  ["nobody changed anything", { a: 1 }, { a: 1 }, { a: 1 }, { a: 1 }, []],
  ["one of them did", { a: 1, b: 1 }, { a: 2, b: 1 }, { a: 1, b: 1 }, { a: 2, b: 1 }, []],
  ["the other did", { a: 1 }, { a: 1 }, { a: 3 }, { a: 3 }, []],
  ["both did, elsewhere", { a: 1, b: 1 }, { a: 2, b: 1 }, { a: 1, b: 2 }, { a: 2, b: 2 }, []],
  ["both did the same", { a: 1 }, { a: 2 }, { a: 2 }, { a: 2 }, []],
  ["both did, differently", { a: 1 }, { a: 2 }, { a: 3 }, { a: 3 }, ["a"]],
  ["within a part", { w: { x: 1, y: 1 } }, { w: { x: 2, y: 1 } }, { w: { x: 1, y: 2 } }, { w: { x: 2, y: 2 } }, []],
  ["lists of words are one value", { l: ["a"] }, { l: ["a", "b"] }, { l: ["a", "c"] }, { l: ["a", "c"] }, ["l"]],
  ["steps by their ids", { s: [{ id: "1", t: "a" }] }, { s: [{ id: "1", t: "b" }] }, { s: [{ id: "1", t: "a" }, { id: "2", t: "c" }] }, { s: [{ id: "1", t: "b" }, { id: "2", t: "c" }] }, []],
  ["both add a step", { s: [] }, { s: [{ id: "2" }] }, { s: [{ id: "1" }] }, { s: [{ id: "1" }, { id: "2" }] }, []],
  ["a step taken away", { s: [{ id: "1" }, { id: "2" }] }, { s: [{ id: "2" }] }, { s: [{ id: "1" }, { id: "2" }, { id: "3" }] }, { s: [{ id: "2" }, { id: "3" }] }, []],
  ["a step taken away that the other changed", { s: [{ id: "1", t: "a" }] }, { s: [] }, { s: [{ id: "1", t: "b" }] }, { s: [{ id: "1", t: "b" }] }, ["s.1"]],
  ["both move steps, differently", { s: [{ id: "1" }, { id: "2" }, { id: "3" }] }, { s: [{ id: "2" }, { id: "1" }, { id: "3" }] }, { s: [{ id: "1" }, { id: "3" }, { id: "2" }] }, { s: [{ id: "1" }, { id: "3" }, { id: "2" }] }, ["s"]],
  ["rows without ids are one value", { r: [{ on: "1" }] }, { r: [{ on: "2" }] }, { r: [{ on: "3" }] }, { r: [{ on: "3" }] }, ["r"]],
  ["a field that one of them has new", {}, { a: "" }, {}, { a: "" }, []],
];

for (const [name, base, mine, theirs, body, clashes] of table) {
  test(`merging when ${name}`, () => {
    const merged = merge(base, mine, theirs);
    assert.deepEqual(merged.body, body);
    assert.deepEqual(merged.clashes.map((one) => one.field), clashes);
  });
}

test("a clash names both", () => {
  assert.deepEqual(merge({ a: 1 }, { a: 2 }, { a: 3 }).clashes, [{ field: "a", mine: 2, theirs: 3 }]);
});

/** Every value below, with the way to it; what has an id is found by it. */
function leaves(value, path = "") {
  if (Array.isArray(value) && value.length > 0 && value.every((one) => one && typeof one === "object" && one.id)) {
    return value.flatMap((one) => leaves(one, `${path}.${one.id}`));
  }
  if (value && typeof value === "object" && !Array.isArray(value)) return Object.entries(value).flatMap(([key, one]) => leaves(one, `${path}.${key}`));
  return [[path, JSON.stringify(value)]];
}

/** A body like a plan: plain fields, a list of words, a part, steps with ids. */
function body(random) {
  const steps = Array.from({ length: random(4) }, (_, at) => ({ id: `s${at}`, what: `w${random(3)}`, done_on: random(2) ? "2026-11-24" : "" }));
  return { aim: `a${random(3)}`, countries: random(2) ? ["FR"] : [], waiting: { soonest: random(3), usual: random(3) }, steps };
}

function changed(before, random) {
  const after = structuredClone(before);
  if (random(2)) after.aim = `a${random(4)}`;
  if (random(3) === 0) after.countries = [["DE"], ["FR", "SE"], []][random(3)];
  if (random(2)) after.waiting.usual = random(5);
  for (const step of after.steps) if (random(3) === 0) step.what = `w${random(5)}`;
  if (random(3) === 0) after.steps = after.steps.filter(() => random(2));
  if (random(3) === 0) after.steps.push({ id: `n${random(900)}`, what: "new", done_on: "" });
  if (random(4) === 0) after.steps.reverse();
  return after;
}

test("of two thousand triples nothing that somebody changed is lost, and who asks does not matter", () => {
  let clashing = 0;
  let clean = 0;
  for (let seed = 1; seed <= 2000; seed += 1) {
    const random = seeded(seed);
    const base = body(random);
    const [mine, theirs] = [changed(base, random), changed(base, random)];
    const merged = merge(base, mine, theirs);
    const other = merge(base, theirs, mine);
    const old = new Map(leaves(base));
    const there = new Map(leaves(merged.body));
    for (const side of ["mine", "theirs"]) {
      const said = merged.clashes.flatMap((one) => (one[side] === undefined ? [] : leaves(one[side], `.${one.field}`)));
      const found = new Set([...there, ...said].map(([path, value]) => `${path} ${value}`));
      for (const [path, value] of leaves(side === "mine" ? mine : theirs)) {
        if (old.get(path) !== value && value !== "[]") assert.ok(found.has(`${path} ${value}`), `seed ${seed}: ${side} ${path} ${value}`);
      }
    }
    assert.deepEqual(merged.clashes.map((one) => one.field), other.clashes.map((one) => one.field), `seed ${seed}`);
    if (merged.clashes.length === 0) assert.deepEqual(merged.body, other.body, `seed ${seed}`);
    // What nobody touched stays, and what one took away and nobody changed is gone.
    for (const step of base.steps) {
      const [one, two] = [mine, theirs].map((side) => side.steps.find(({ id }) => id === step.id));
      const kept = merged.body.steps.some(({ id }) => id === step.id);
      if (one && two) assert.ok(kept, `seed ${seed}`);
      if (!one && (!two || same(two, step))) assert.ok(!kept, `seed ${seed}`);
    }
    assert.equal(new Set(merged.body.steps.map(({ id }) => id)).size, merged.body.steps.length);
    if (merged.clashes.length > 0) clashing += 1;
    else clean += 1;
  }
  assert.ok(clashing > 200 && clean > 200, `${clashing} and ${clean}`);
});
