import assert from "node:assert/strict";
import { test } from "node:test";
import { isDangerous, totalOf } from "./page.js";

test("a country is dangerous only where the campaign says so", () => {
  assert.equal(isDangerous("IR RU", "RU"), true);
  assert.equal(isDangerous("IR RU", "SE"), false);
  assert.equal(isDangerous("IR RU", ""), false);
  assert.equal(isDangerous(undefined, "RU"), false);
});

test("a number that is not told is not nought", () => {
  assert.equal(totalOf({ total: 12 }), 12);
  assert.equal(totalOf({ total: 0 }), 0);
  assert.equal(totalOf({ total: null, hidden: true }), null);
  assert.equal(totalOf({}), null);
  assert.equal(totalOf(null), null);
});
