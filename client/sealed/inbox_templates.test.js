import assert from "node:assert/strict";
import { test } from "node:test";
import { STARTING } from "./templates_starting.js";
import { faults, offered, suited, templatesOf, unfilled } from "./templates_state.js";

const record = (body, more = {}) => ({ id: "t1", type: "channel.template", version: 1, author: "ME-AMINA1", at: "2026-11-23T05:00Z", signed: true, body, ...more });

test("only signed templates are offered, each with its kind and language", () => {
  const good = record({ title: "Received", text: "We have it.", kind: "question", language: "ru" });
  const forged = record({ title: "Obey", text: "Come to the station.", kind: "answer", language: "ru" }, { signed: false });
  assert.deepEqual(templatesOf([good, forged, record({ title: 3 })]).map(({ title, kind, language }) => [title, kind, language]), [["Received", "question", "ru"]]);
});

test("the person's language comes first, the others follow", () => {
  const texts = suited(STARTING, "ru", "question");
  assert.equal(texts[0]?.language, "ru");
  assert.ok(texts.every((one) => one.kind === "question"));
  assert.equal(new Set(texts.map((one) => one.language)).size, 4);
});

test("starting texts are offered for languages that have none", () => {
  assert.deepEqual([...new Set(offered([{ language: "ru" }]).map((one) => one.language))], ["en", "fr", "ar"]);
});

test("every language begins with the same texts, and none is empty", () => {
  const kinds = (language) => STARTING.filter((one) => one.language === language).map((one) => one.kind);
  for (const language of ["ru", "fr", "ar"]) assert.deepEqual(kinds(language), kinds("en"));
  assert.ok(STARTING.every((one) => Object.keys(faults(one)).length === 0));
});

test("a place to be filled in is found before it is sent", () => {
  assert.equal(unfilled("within [hours] hours"), "[hours]");
  assert.equal(unfilled("خلال [عدد] ساعات"), "[عدد]");
  assert.equal(unfilled("within 4 hours"), "");
});

test("an empty template is not kept", () => {
  assert.deepEqual(Object.keys(faults({ language: "", title: " ", text: "" })), ["language", "title", "text"]);
});
