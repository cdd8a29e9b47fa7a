import assert from "node:assert/strict";
import { test } from "node:test";
import loadHighs from "highs";
import { handBaseline } from "./baseline.js";
import { candidatesOf } from "./candidates.js";
import { readInstance } from "./instance.js";
import { guarantee, problemOf } from "./model.js";
import { byPrice } from "./narrowing.js";
import { group, round, way } from "./round_for_tests.js";
import { runnerOf } from "./running.js";

const run = runnerOf(await loadHighs());

/** Twelve ways with one place each, and twenty groups of whom each has a chance at all of them. */
function asked() {
  const ways = Array.from({ length: 12 }, (_, at) => way(`w${at}`, { persons: 1 }));
  const groups = Array.from({ length: 20 }, (_, at) => group(`g${at}`, Object.fromEntries(ways.map(({ id }, number) => [id, 50 * (1 + ((at * 7 + number * 5) % 19))])), { tier: ["critical", "high", "medium", "low"][at % 4] }));
  const found = candidatesOf(readInstance(round(ways, groups)));
  const hand = handBaseline(found);
  return { hand, problem: problemOf(found, guarantee(found, hand), "held") };
}

test("among the ways that nearly pay, the answer is as near to the bound of the whole as was asked for", () => {
  const { hand, problem } = asked();
  const { answer, relaxed } = byPrice(problem, run, { hand, gap: 5, limit: 20 });
  const best = run(problem, { gap: 0, limit: 20 });
  assert.equal(answer.status, "solved");
  assert.ok(relaxed && answer.bound >= best.value - 1e-6, "the bound is one for the whole");
  assert.ok(answer.value >= 0.995 * answer.bound - 1e-6 && answer.value <= best.value + 1e-6);
});

test("what cannot be is said to be so, and not searched for", () => {
  const { hand, problem } = asked();
  const { answer } = byPrice({ ...problem, lower: problem.lower.map(() => 1) }, run, { hand, gap: 5, limit: 20 });
  assert.equal(answer.status, "infeasible");
});
