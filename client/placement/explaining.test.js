import assert from "node:assert/strict";
import { test } from "node:test";
import loadHighs from "highs";
import { compared, explain, whatIf } from "./explaining.js";
import { readInstance } from "./instance.js";
import { solveRound } from "./solving.js";
import { runnerOf } from "./running.js";
import { group, round, way } from "./round_for_tests.js";

const run = runnerOf(await loadHighs());

function solved(value) {
  const instance = readInstance(value);
  return { instance, outcome: solveRound(instance, run) };
}

const codes = (told) => Object.fromEntries(told.out.map((one) => [one.way, one.codes]));

test("every way that is not open is named with its reasons, and they are counted", () => {
  const ways = [way("closed"), way("dear", { fund: "f", cost: 9 }), way("full", { persons: 1 }), way("hurt"), way("open"), way("quiet"), way("worn", { persons: 9, medical: 9 })];
  const one = group("one", { dear: 500, full: 500, gone: 500, hurt: 500, open: 500, worn: 0 }, { people: 2, out: [{ way: "closed", codes: ["window", "papers"] }, { way: "hurt", codes: ["avoid"] }] });
  const { instance, outcome } = solved(round(ways, [one], { funds: [{ fund: "f", budget: 17 }] }));

  const told = explain(instance, outcome, "one");

  assert.deepEqual(codes(told), { closed: ["window", "papers"], dear: ["too-dear"], full: ["too-small"], hurt: ["avoid"], quiet: ["not-said"], worn: ["no-chance"] });
  assert.equal(told.counted.reduce((sum, { ways: number }) => sum + number, 0), 7);
  assert.equal(told.proposed?.way, "open");
});

test("who did not ask to be apart does not learn that somebody did", () => {
  const fixed = { lock: { way: "w", state: "agreed" } };
  const asked = solved(round([way("w")], [group("a", { w: 500 }, fixed), group("b", { w: 500 }, { apart: ["name of a"] })]));
  const unasked = solved(round([way("w")], [group("a", { w: 500 }, { ...fixed, apart: ["name of b"] }), group("b", { w: 500 })]));

  assert.deepEqual(codes(explain(asked.instance, asked.outcome, "b")), { w: ["apart"] });
  assert.deepEqual(codes(explain(unasked.instance, unasked.outcome, "b")), { w: ["withheld"] });
});

test("somebody whose other half is not in the round is left to people, and it is said", () => {
  const { instance, outcome } = solved(round([way("w")], [group("a", { w: 500 }, { together: ["nobody here"] })]));

  const told = explain(instance, outcome, "a");

  assert.deepEqual([codes(told), told.notes, told.proposed], [{ w: ["link-missing"] }, ["link-missing"], null]);
});

test("the price of a place is what it would be worth to the next", () => {
  const { instance, outcome } = solved(round([way("w", { persons: 1 })], [group("a", { w: 900 }), group("b", { w: 500 })]));

  const { proposed } = explain(instance, outcome, "a");

  assert.equal(proposed?.worth, 16 * 900 * 100);
  assert.ok(Number(proposed?.price) >= 16 * 500 * 100 && Number(proposed?.price) <= 16 * 900 * 100);
});

test("what-if names whom it displaces and what it costs, and moves nobody else", () => {
  const groups = [group("a", { w: 900 }), group("b", { w: 500 }), group("c", { v: 500, x: 500 })];
  const { instance, outcome } = solved(round([way("v"), way("w", { persons: 1 }), way("x")], groups));
  const asked = whatIf(instance, outcome, { card: "b", way: "w" });

  const told = compared(instance, outcome, solveRound(asked.instance, run, asked.options));

  assert.deepEqual(asked.codes, []);
  assert.deepEqual(told.displaced, [{ card: "a", from: "w", to: "", lost: 900 }]);
  assert.deepEqual(told.gained, [{ card: "b", from: "", to: "w", lost: -500 }]);
  assert.deepEqual([told.moved, told.lost], [[], 16 * 400 * 100]);
});

test("what is ruled out cannot be asked about, and a guarantee is not broken to see what happens", () => {
  const urgent = group("a", { w: 900 }, { tier: "critical" });
  const { instance, outcome } = solved(round([way("w", { persons: 1 })], [urgent, group("b", { w: 500 }), group("c", {}, { out: [{ way: "w", codes: ["avoid"] }] })]));
  const taken = whatIf(instance, outcome, { card: "b", way: "w" });

  assert.deepEqual(whatIf(instance, outcome, { card: "c", way: "w" }).codes, ["avoid"]);
  assert.equal(solveRound(taken.instance, run, taken.options).status, "impossible");
});

test("too late without need is said: the deadline passes, and another way would be in time", () => {
  const late = group("a", {}, { deadline: "2026-12-31", ways: [{ way: "v", score: 900, days: 135 }, { way: "w", score: 500, days: 30 }] });
  const only = { ...late, ways: late.ways.slice(0, 1) };

  const [first, second] = [late, only].map((one) => solved(round([way("v"), way("w")], [one]))).map(({ instance, outcome }) => explain(instance, outcome, "a"));

  assert.deepEqual([first?.proposed?.is_late, first?.is_late_without_need, first?.proposed?.expected_on], [true, true, "2027-04-07"]);
  assert.deepEqual([second?.proposed?.is_late, second?.is_late_without_need], [true, false]);
});
