import assert from "node:assert/strict";
import { test } from "node:test";
import { isOrdinary } from "./open.js";

const click = { button: 0, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, defaultPrevented: false };

test("a plain click stays on the page", () => {
  assert.equal(isOrdinary(click), true);
});

test("a click that asks for a new tab gets one", () => {
  for (const key of ["ctrlKey", "metaKey", "shiftKey", "altKey"]) assert.equal(isOrdinary({ ...click, [key]: true }), false);
  assert.equal(isOrdinary({ ...click, button: 1 }), false);
});
