import assert from "node:assert/strict";
import { test } from "node:test";
import { band, grain, mark, rosette, seal } from "./ornament.mjs";

test("the same drawing comes out every time", () => {
  for (const draw of [band, grain, rosette, seal]) assert.equal(draw(), draw());
});

test("the band joins itself without a seam", () => {
  for (const [, d] of band().matchAll(/ d="([^"]+)"/g)) {
    const numbers = d.match(/-?\d+(?:\.\d+)?/g).map(Number);
    assert.ok(Math.abs(numbers[1] - numbers.at(-1)) < 0.15);
  }
});

test("the mark for the tab is drawn in the colour it is given", () => {
  assert.match(mark("teal"), /stroke="teal"/);
});
