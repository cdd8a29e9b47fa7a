import assert from "node:assert/strict";
import { test } from "node:test";
import { handBaseline } from "./baseline.js";
import { candidatesOf } from "./candidates.js";
import { readInstance } from "./instance.js";
import { group, round, way } from "./round_for_tests.js";

const byHand = (value) => Object.fromEntries([...handBaseline(candidatesOf(readInstance(value)))].map(([card, pair]) => [card, pair.way.id]));
const one = [way("w", { persons: 1 })];

test("the more urgent goes first, then whose time ends first, then the larger group, then the card", () => {
  const urgent = [group("a", { w: 900 }), group("b", { w: 100 }, { tier: "critical" })];
  const sooner = [group("a", { w: 900 }), group("b", { w: 100 }, { deadline: "2026-12-01" })];
  const larger = [group("a", { w: 900 }), group("b", { w: 100 }, { people: 2 })];

  assert.deepEqual(byHand(round(one, urgent)), { b: "w" });
  assert.deepEqual(byHand(round(one, sooner)), { b: "w" });
  assert.deepEqual(byHand(round([way("w")], larger)), { b: "w" });
  assert.deepEqual(byHand(round(one, [group("b", { w: 900 }), group("a", { w: 100 })])), { a: "w" });
});

test("each has the best place that is still free", () => {
  const ways = [way("v", { persons: 1 }), way("w", { persons: 1 })];

  assert.deepEqual(byHand(round(ways, [group("a", { v: 500, w: 600 }), group("b", { v: 500, w: 900 })])), { a: "w", b: "v" });
});

test("money, hosts and medical places end as places do", () => {
  const host = round([way("w", { persons: 9, host: "h" })], [group("a", { w: 500 }), group("b", { w: 500 })], { hosts: [{ host: "h", total: 1 }] });
  const fund = round([way("w", { persons: 9, fund: "f", cost: 10 })], [group("a", { w: 500 }), group("b", { w: 500 })], { funds: [{ fund: "f", budget: 19 }] });
  const medical = round([way("w", { persons: 9, medical: 1 })], [group("a", { w: 500 }, { medical: true }), group("b", { w: 500 }, { medical: true }), group("c", { w: 500 })]);

  assert.deepEqual(byHand(host), { a: "w" });
  assert.deepEqual(byHand(fund), { a: "w" });
  assert.deepEqual(byHand(medical), { a: "w", c: "w" });
});

test("who belongs together is placed at once or not at all, and nothing is kept for them otherwise", () => {
  const pair = [group("a", { w: 900 }, { together: ["name of b"] }), group("b", { w: 900 }), group("c", { w: 100 }, { tier: "low" })];

  assert.deepEqual(byHand(round(one, pair)), { c: "w" });
  assert.deepEqual(byHand(round([way("w")], pair)), { a: "w", b: "w" });
});

test("who depends on another comes after, and nobody waits for ever", () => {
  const child = group("a", { v: 900, w: 900 }, { tier: "critical", depends: ["name of b"] });
  const ways = [way("v", { country: "BB" }), way("w")];

  assert.deepEqual(byHand(round(ways, [child, group("b", { w: 100 })])), { b: "w", a: "w" });
  assert.deepEqual(byHand(round(ways, [child, group("b", { w: 100 }, { depends: ["name of a"] })])), {});
});
