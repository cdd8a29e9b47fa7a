import assert from "node:assert/strict";
import { test } from "node:test";
import loadHighs from "highs";
import { Unreadable, USUAL, readGroup, readInstance } from "./instance.js";
import { gapOf, solveRound } from "./solving.js";
import { runnerOf } from "./running.js";
import { group, round, way } from "./round_for_tests.js";

const run = runnerOf(await loadHighs());
const solve = (value, options) => solveRound(readInstance(value), run, options);
const chosen = (outcome) => Object.fromEntries(outcome.placed.chosen.map((one) => [one.card, one.way]));

test("no critical case ends worse than by hand, whatever the sum would gain", () => {
  const first = group("first", { w: 500 }, { tier: "critical", deadline: "2026-12-01" });
  const second = group("second", { w: 900 }, { tier: "critical", deadline: "2026-12-24" });

  const kept = solve(round([way("w", { persons: 1 })], [first, second]));
  const without = solve(round([way("w", { persons: 1 })], [first, second], { weights: { ...USUAL, share_percent: 0, theta_percent: 0 } }));

  assert.deepEqual(chosen(kept), { first: "w" });
  assert.deepEqual(chosen(without), { second: "w" });
});

test("what a person was told of stays, even where there is less room meanwhile", () => {
  const told = group("told", { w: 100, v: 900 }, { people: 2, lock: { way: "w", state: "offered" } });

  assert.equal(chosen(solve(round([way("w", { persons: 1 }), way("v")], [told, group("other", { w: 900 })]))).told, "w");
});

test("who belongs together goes to one country or stays", () => {
  const [one, other] = [group("one", { a: 900, b: 300 }, { together: ["name of other"] }), group("other", { b: 300 })];

  assert.deepEqual(chosen(solve(round([way("a"), way("b", { country: "BB" })], [one, other]))), { one: "b", other: "b" });
});

test("who must not meet never goes to one country, though only one of them asked", () => {
  const [one, other] = [group("one", { a: 900 }, { apart: ["name of other"] }), group("other", { a: 300, b: 200 })];

  assert.deepEqual(chosen(solve(round([way("a"), way("b", { country: "BB" })], [one, other]))), { one: "a", other: "b" });
});

test("who depends on somebody goes only where that person goes", () => {
  const [child, first] = [group("child", { a: 900, b: 300 }, { depends: ["name of first"] }), group("first", { b: 300 })];

  assert.deepEqual(chosen(solve(round([way("a"), way("b", { country: "BB" })], [child, first]))), { child: "b", first: "b" });
});

test("an open proposal is kept where another would be hardly better", () => {
  const two = [way("v"), way("w")];

  assert.deepEqual(chosen(solve(round(two, [group("one", { v: 900, w: 850 }, { open: "w" })]))), { one: "w" });
  assert.deepEqual(chosen(solve(round(two, [group("one", { v: 950, w: 850 }, { open: "w" })]))), { one: "v" });
});

test("no organisation is crowded out, and where it cannot be helped the answer says so", () => {
  const groups = [...["a1", "a2", "a3", "a4"].map((card) => group(card, { w: 900 })), ...["b1", "b2", "b3", "b4"].map((card) => group(card, { w: 100 }, { org: "B" }))];
  const weights = { ...USUAL, share_percent: 70 };
  const fixed = groups.map((one) => (one.org === "A" ? { ...one, lock: { way: "w", state: "offered" } } : one));

  const fair = solve(round([way("w", { persons: 4 })], groups, { weights }));
  const full = solve(round([way("w", { persons: 4 })], fixed, { weights }));

  assert.equal(Object.keys(chosen(fair)).filter((card) => card.startsWith("b")).length, 2);
  assert.equal(fair.gives_way, false);
  assert.equal(full.gives_way, true);
  assert.deepEqual(full.placed.short, [{ org: "B", persons: 1400 }]);
});

test("where the solver has no answer, placing by hand is the answer and says so", () => {
  const outcome = solveRound(readInstance(round([way("w")], [group("one", { w: 500 })])), () => ({ status: "failed", x: [], value: 0, bound: 0, prices: [] }));

  assert.equal(outcome.status, "by-hand");
  assert.deepEqual(chosen(outcome), { one: "w" });
});

test("an answer that breaks a rule is thrown away, whoever gave it", () => {
  const lying = (problem) => ({ status: "solved", x: problem.pairs.map(() => 1), value: 1, bound: 1, prices: [] });
  const outcome = solveRound(readInstance(round([way("w", { persons: 1 })], [group("one", { w: 500 }), group("two", { w: 500 })])), lying);

  assert.deepEqual([outcome.status, outcome.why, chosen(outcome)], ["by-hand", "wrong", { one: "w" }]);
});

test("a round without any way is solved, with nobody placed", () => {
  const outcome = solve(round([], [group("one", {})]));

  assert.deepEqual([outcome.status, chosen(outcome), gapOf(outcome)], ["solved", {}, 0]);
});

test("progress is told while it runs", () => {
  const groups = Array.from({ length: 60 }, (_, number) => group(`g${number}`, { v: 50 * (1 + (number % 19)), w: 50 * (1 + (number % 7)) }, { people: 1 + (number % 4) }));
  /** @type {any[]} */
  const told = [];
  const ways = [way("v", { persons: 31, fund: "f", cost: 7 }), way("w", { persons: 23, fund: "f", cost: 11 })];

  solve(round(ways, groups, { funds: [{ fund: "f", budget: 401 }] }), { progress: (one) => void told.push(one) });

  assert.ok(told.length > 0);
  assert.ok(told.every((one) => one.done >= 0));
});

test("what is no round is refused with the place, and a card that is none is no group", () => {
  const wrong = round([way("w", { persons: 1.5 })], [group("one", { w: 1001 })]);

  assert.throws(() => readInstance(wrong), (problem) => problem instanceof Unreadable && problem.places.join() === "round.ways.0.persons,round.groups.0.ways.0.score");
  assert.throws(() => readInstance(round([way("w"), way("w")], [])), Unreadable);
  assert.throws(() => readInstance(round([way("w", { host: "nobody" })], [])), Unreadable);
  assert.equal(readGroup({ blank: true }), null);
  assert.equal(readGroup({ ...group("one", {}), story: "never" })?.story, undefined);
});
