import assert from "node:assert/strict";
import { test } from "node:test";
import { addDays, addMonths, daysBetween, within } from "./days.js";
import { expiring, lacking } from "./documents.js";
import { item, uuid } from "./made_for_tests.js";
import { bundle, peopleOf } from "./people.js";
import { givenOn, overCeiling, totals } from "./supports.js";

const ON = "2026-11-23";
const wanted = { what: "food", amount: 3000, currency: "EUR", from: ON };
const support = (amount, more = {}) => item("support", { what: "food", amount, currency: "EUR", from: "2026-11-02", state: "given", ...more });
const ceiling = (per, amount, more = {}) => item("ceiling", { what: "food", amount, currency: "EUR", per, ...more });

const table = [
  [[], [], []],
  [[], [["case", 2999]], [1]],
  [[], [["case", 3000]], []],
  [[support(1000)], [["case", 3000]], [1000]],
  [[support(1000)], [["month", 3000]], [1000]],
  [[support(1000, { from: "2026-10-31" })], [["month", 3000]], []],
  [[support(1000, { from: "2026-10-31" })], [["year", 3000]], [1000]],
  [[support(1000, { from: "2025-10-31" })], [["year", 3000], ["case", 3500]], [500]],
  [[support(1000, { state: "returned" }), support(900, { state: "planned" })], [["case", 3000]], []],
  [[support(1000, { state: "asked" }), support(100, { state: "ended" })], [["case", 3000]], [1100]],
  [[support(1000, { what: "travel" }), support(1000, { currency: "RUB" })], [["case", 3000]], []],
];
table.forEach(([supports, ceilings, over], at) => {
  test(`beyond a ceiling, line ${at + 1}`, () => {
    assert.deepEqual(overCeiling(supports, ceilings.map(([per, amount]) => ceiling(per, amount)), wanted).map((one) => one.over), over);
  });
});

test("another currency or purpose has its own ceiling, and a support that is changed counts once", () => {
  assert.deepEqual(overCeiling([], [ceiling("case", 1, { currency: "RUB" }), ceiling("case", 1, { what: "travel" }), ceiling("case", 0)], wanted), []);
  const old = support(2500);
  assert.deepEqual(overCeiling([old], [ceiling("case", 3000)], wanted, old.id), []);
});

test("a ceiling says how much is beyond it and by whose word; it never says no", () => {
  const [said] = overCeiling([support(1000)], [ceiling("case", 3000, { source: "Board, May 2026" })], wanted);
  assert.deepEqual([said.used, said.over, said.source], [1000, 1000, "Board, May 2026"]);
  assert.ok(!("may" in said) && !("blocked" in said));
});

test("what was given is added up by currency and purpose", () => {
  const sums = totals([support(1000), support(500, { state: "ended" }), support(9, { state: "asked" }), support(7, { currency: "RUB" }), support(4, { what: "legal" })]);
  assert.deepEqual(sums, [{ currency: "EUR", what: "food", amount: 1500 }, { currency: "EUR", what: "legal", amount: 4 }, { currency: "RUB", what: "food", amount: 7 }]);
});

const papers = [
  ["not-noted", []],
  ["", [{ state: "have" }]],
  ["", [{ state: "have", expires: ON }]],
  ["expired", [{ state: "have", expires: "2026-11-22" }]],
  ["", [{ state: "have", expires: "2026-11-22" }, { state: "have", expires: "2030-01-01" }]],
  ["applied", [{ state: "lost" }, { state: "applied" }]],
  ["taken", [{ state: "taken" }]],
  ["expired", [{ state: "have", expires: "2026-11-22" }, { state: "applied" }]],
];
papers.forEach(([why, pieces], at) => {
  test(`a passport that is asked for, line ${at + 1}: ${why || "there"}`, () => {
    const documents = pieces.map((body) => item("document", { what: "passport", ...body }));
    assert.deepEqual(lacking([...documents, item("document", { what: "photo", state: "have" })], ["passport", "photo", "passport"], ON), why ? [{ paper: "passport", why }] : []);
  });
});

test("documents that run out are said two months ahead, the soonest first", () => {
  const [late, soon, gone, far] = ["2027-01-22", "2026-12-01", "2026-11-22", "2027-01-23"].map((expires) => item("document", { what: "passport", state: "have", expires }));
  assert.deepEqual(expiring([late, soon, gone, far], ON).map(({ id, expired }) => [id, expired]), [[gone.id, true], [soon.id, false], [late.id, false]]);
});

const linked = (id, links = [], people = 1) => ({ id, people, links: links.map(([to, relation]) => ({ to, relation })) });

test("who must travel together is one bundle, whoever wrote it down", () => {
  const cases = [linked("d"), linked("c", [["a", "together"]]), linked("a", [["b", "together"]], 3), linked("b")];
  const { bundles } = bundle(cases);
  assert.deepEqual(bundles, [["a", "b", "c"], ["d"]]);
  assert.deepEqual(bundle([...cases].reverse()).bundles, bundles);
  assert.equal(peopleOf(bundles[0], cases), 5);
});

test("apart counts from one side alone, and a bundle with two who must not meet is told", () => {
  const groups = bundle([linked("a", [["b", "apart"]]), linked("b"), linked("c", [["d", "together"], ["d", "apart"], ["x", "together"], ["c", "apart"]]), linked("d", [["c", "apart"]])]);
  assert.deepEqual(groups.apart, [["a", "b"], ["c", "d"]]);
  assert.deepEqual(groups.conflicts, [["c", "d"]]);
});

test("depends-on has a direction", () => {
  const { depends, bundles } = bundle([linked("a", [["b", "depends-on"], ["b", "depends-on"]]), linked("b")]);
  assert.deepEqual(depends, [{ who: "a", on: "b" }]);
  assert.deepEqual(bundles, [["a"], ["b"]]);
});

test("days are counted without a clock", () => {
  assert.equal(addDays("2026-12-31", 1), "2027-01-01");
  assert.equal(addDays("2028-03-01", -1), "2028-02-29");
  assert.equal(addMonths("2026-01-31", 1), "2026-02-28");
  assert.equal(addMonths("2026-03-31", -6), "2025-09-30");
  assert.equal(addMonths("2026-11-30", 18), "2028-05-30");
  assert.equal(daysBetween("2026-11-23", "2027-01-22"), 60);
  assert.deepEqual(["", "2026-11-22"].map((until) => within(ON, { until })), [true, false]);
  assert.equal(within(ON, { from: "2026-11-24" }), false);
  assert.equal(uuid(1).length, 36);
});

test("what was not paid by its number and is given in another way is no longer looked for under that number", () => {
  const returned = support(3000, { state: "returned", payout: "ab".repeat(16), payee: "OR-B0AT01" }).body;
  assert.deepEqual(givenOn(returned, ON), { state: "given", given_on: ON, payout: "", payee: "" });
  assert.deepEqual(givenOn({ ...returned, state: "planned" }, ON), { state: "given", given_on: ON });
});
