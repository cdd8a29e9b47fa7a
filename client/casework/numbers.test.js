import assert from "node:assert/strict";
import { test } from "node:test";
import { item } from "./made_for_tests.js";
import { count, isSame, likeIt, lineFor, quarterOf, quartersBefore, regionOf } from "./numbers.js";

const opened = (items = [], { stage = "in-support", people = 1, week = "2026-08-03" } = {}) => ({ view: { shell: { week_opened: week }, card: { people }, derived: { stage, people } }, items });
const support = (what, more = {}) => item("support", { what, state: "given", given_on: "2026-08-10", ...more });
const Q3 = { quarter: "2026-Q3" };

test("a day lies in its quarter", () => {
  assert.deepEqual(["2026-01-01", "2026-03-31", "2026-04-01", "2026-12-31", ""].map(quarterOf), ["2026-Q1", "2026-Q1", "2026-Q2", "2026-Q4", ""]);
  assert.deepEqual(quartersBefore("2026-11-23", 4), ["2026-Q3", "2026-Q2", "2026-Q1", "2025-Q4"]);
  assert.deepEqual(quartersBefore("2026-01-01", 1), ["2025-Q4"]);
});

test("requests are the people of the cases opened in the quarter, the same request twice counted once", () => {
  const cases = [opened([], { people: 3 }), opened([], { people: 0 }), opened([], { week: "2026-10-05" }), opened([], { stage: "duplicate" })];
  assert.deepEqual(count("requests-by-quarter", cases, Q3).counts, { total: 4 });
});

test("somebody who got food twice and a ticket is one in food, one in travel and one in all", () => {
  const cases = [opened([support("food"), support("food"), support("travel")]), opened([support("food", { state: "planned" })]), opened([support("food", { given_on: "2026-02-01" })])];
  assert.deepEqual(count("support-by-quarter", cases, Q3).counts, { food: 1, travel: 1, total: 1 });
  assert.deepEqual(count("supported-by-quarter", cases, Q3).counts, { total: 1 });
});

test("arrivals are told by parts of the world and never by country", () => {
  assert.deepEqual(["FR", "NO", "CA", "TH", ""].map(regionOf), ["european-union", "rest-of-europe", "americas", "elsewhere", "elsewhere"]);
  const cases = [opened([item("arrival", { on: "2026-09-30", country: "FR" })], { people: 2 }), opened([item("arrival", { on: "2026-10-01", country: "FR" })])];
  assert.deepEqual(count("arrivals-by-region-quarter", cases, Q3).counts, { "european-union": 2, total: 2 });
});

test("a way that is not known here is not guessed", () => {
  const granted = (way) => item("application", { way, state: "granted", decided_on: "2026-08-01" });
  const basisOf = (way) => ({ one: "humanitarian-visa", two: "resettlement" })[way] ?? "";
  const counted = count("ways-by-class-quarter", [opened([granted("one")]), opened([granted("two")]), opened([granted("three")])], { ...Q3, basisOf });
  assert.deepEqual([counted.counts, counted.unknown], [{ visa: 1, admission: 1, total: 2 }, 1]);
});

test("a grant counts in its quarter also once it has run out, and what ended without one counts nowhere", () => {
  const one = (state, more) => opened([item("application", { way: "one", state, ...more })]);
  const cases = [one("granted", { decided_on: "2026-08-01" }), one("expired", { decided_on: "2026-08-01", ended_on: "2026-11-01" }), one("withdrawn", { decided_on: "2026-02-01", ended_on: "2026-08-01" }), one("withdrawn", { ended_on: "2026-08-01" }), one("refused", { decided_on: "2026-08-01" })];
  assert.deepEqual(count("ways-by-class-quarter", cases, { ...Q3, basisOf: () => "resettlement" }).counts, { admission: 2, total: 2 });
});

test("sums are of one currency, in whole units, with how many people had a part", () => {
  const pay = (what, amount, currency = "EUR") => support(what, { amount, currency });
  const cases = [opened([pay("food", 12_345), pay("food", 5_000), pay("money", 100_00)], { people: 2 }), opened([pay("food", 700, "SEK"), pay("legal", 1_00)])];
  const counted = count("spend-by-purpose-quarter", cases, { ...Q3, currency: "EUR" });
  assert.deepEqual([counted.counts, counted.recipients], [{ food: 173, other: 100, legal: 1 }, { food: 2, other: 2, legal: 1 }]);
  assert.ok(lineFor("spend-by-purpose-quarter", counted).every((one) => one.value === null));
});

test("sums of a currency without hundredths are not said a hundred times too large, nor those of one with thousandths ten times", () => {
  for (const currency of ["JPY", "KWD", "SEK"]) {
    const cases = [opened([support("food", { amount: 5_000_00, currency })])]; // 5000, as the forms of a case keep it
    assert.deepEqual(count("spend-by-purpose-quarter", cases, { ...Q3, currency }).counts, { food: 5000 }, currency);
  }
});

test("sums of another currency, and numbers of another crisis, table or quarter, are compared with nothing", () => {
  const one = { crisis: "CR-7Q4MZK", table: "spend-by-purpose-quarter", quarter: "2026-Q3", currency: "EUR" };
  const others = [{ currency: "SEK" }, { crisis: "CR-0THER1" }, { table: "requests-by-quarter" }, { quarter: "2026-Q2" }].map((more) => ({ ...one, ...more }));
  assert.deepEqual(likeIt([one, ...others], one), [one]);
});

test("two browsers that hold the same cases come to the same line, and one that misses ten does not", () => {
  const cases = Array.from({ length: 37 }, () => opened([support("food")]));
  const line = (some) => lineFor("support-by-quarter", count("support-by-quarter", some, Q3));
  assert.ok(isSame(line(cases), line([...cases].reverse())));
  assert.ok(!isSame(line(cases), line(cases.slice(10))));
  assert.ok(!isSame(line(cases), line(cases).slice(1)));
});

test("one large family is no crowd: a number rests on five cases at least, and a sum is not one case's alone", () => {
  const family = (people) => ({ ...opened([support("food")]), view: { ...opened([support("food")]).view, derived: { ...opened([support("food")]).view.derived, people } } });
  const valueOf = (some, table = "supported-by-quarter") => lineFor(table, count(table, some, { ...Q3, currency: "EUR" })).find((one) => one.cell === "total")?.value;

  assert.equal(valueOf([family(12)]), null);
  assert.equal(valueOf([family(12), family(1), family(1), family(1)]), null);
  assert.equal(valueOf([family(12), family(1), family(1), family(1), family(1)]), 15);
});
