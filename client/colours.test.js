import assert from "node:assert/strict";
import { test } from "node:test";
import { answerColours } from "./colours.mjs";

test("a named colour of theirs becomes a token of ours", () => {
  assert.equal(answerColours("a { color: var(--govuk-link-colour, #1a65a6); }").css, "a { color: var(--accent); }");
});

test("white is ground or writing, by where it stands", () => {
  assert.equal(answerColours("a { color: #ffffff; background-color: #fff; }").css, "a { color: var(--on-fill); background-color: var(--surface); }");
});

test("a colour that nobody placed is reported", () => {
  assert.deepEqual(answerColours("a { color: #123456; border: 1px solid rgb(1, 2, 3); }").unknown, ["#123456", "rgb(1, 2, 3)"]);
});

test("white-space is no colour, and neither is a name in a selector", () => {
  const css = ".moj-badge--red { white-space: nowrap; }";
  assert.deepEqual(answerColours(css), { css, unknown: [] });
});
