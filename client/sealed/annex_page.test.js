import assert from "node:assert/strict";
import test from "node:test";
import { copyPage } from "./annex_page.js";

const copy = { reference: "AX-7Q4MZK", publication: "PU-7Q4MZK", heading: "Two <cases>", text: "One.\n\nTwo & \"three\"\nfour", recipient: "The Ministry's desk", on: "2026-11-23", mark: "k2f9", language: "en" };

test("whatever is written becomes text and never markup", () => {
  const page = copyPage(copy);

  assert.match(page, /<h1>Two &lt;cases&gt;<\/h1>/);
  assert.match(page, /<p>One\.<\/p>\n<p>Two &amp; &quot;three&quot;<br>four<\/p>/);
  assert.equal(page.includes("<cases>"), false);
});

test("each copy names its recipient, its number and its mark, and loads nothing", () => {
  const page = copyPage(copy);

  for (const said of ["AX-7Q4MZK", "The Ministry&#39;s desk", "k2f9"]) assert.ok(page.includes(said));
  assert.equal(/https?:|<script|<img|url\(/.test(page), false);
});
