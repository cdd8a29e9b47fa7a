import assert from "node:assert/strict";
import { test } from "node:test";
import { breathOf, goesOn } from "./continue.js";

test("work goes on only where the page holds a form that says so", () => {
  const form = {};
  const asked = [];
  const page = (found) => ({ querySelector: (selector) => (asked.push(selector), found) });

  assert.equal(goesOn(page(form)), form);
  assert.equal(goesOn(page(null)), null);
  assert.deepEqual(asked, ["form[data-continue]", "form[data-continue]"]);
});

test("a form says how long it waits; without a word it is a moment", () => {
  assert.equal(breathOf({ dataset: { continue: "2000" } }), 2000);
  assert.equal(breathOf({ dataset: { continue: "" } }), 300);
});
