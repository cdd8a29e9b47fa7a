import assert from "node:assert/strict";
import { test } from "node:test";
import { emptyItem, KINDS, readItem } from "../casework/kinds.js";
import { examples } from "../casework/items_for_tests.js";
import { countries, languages } from "./case_lands.js";
import { bodyOf, codeOf, typedOf } from "./case_typed.js";

const fields = (kind) => KINDS[kind].fields;

test("whatever an item says stays the same through its form when nothing is typed", () => {
  for (const { kind, good } of examples().items) {
    const body = readItem(good);
    const { body: kept, problems } = bodyOf(fields(kind), typedOf(fields(kind), body), body);
    assert.deepEqual(problems, {}, kind);
    assert.deepEqual(kept, body, kind);
  }
});

test("an empty form of every kind is an empty item", () => {
  for (const kind of Object.keys(KINDS)) {
    const { body, problems } = bodyOf(fields(kind), typedOf(fields(kind), emptyItem(kind)), emptyItem(kind));
    assert.deepEqual([body, problems], [emptyItem(kind), {}], kind);
  }
});

test("what does not fit is said at its field, and fields that a form does not show stay as they were", () => {
  const wrong = { born: "about 1994", nationality: "Freedonia" };
  const { body, problems } = bodyOf(fields("person"), wrong, { kind: "person", name: "Amina", kin: "Two children" });
  assert.deepEqual(Object.keys(problems), ["born", "nationality"]);
  assert.deepEqual([body.name, body.kin, body.born], ["Amina", "Two children", ""]);
});

test("a line of a table that does not fit is named by its place, and empty lines are left out", () => {
  const steps = [{ id: "0b5f3c1e-7a44-4d0e-9c8e-1f2a3b4c5d6e", what: "", who: "", by: "", done_on: "" }, { id: "1b5f3c1e-7a44-4d0e-9c8e-1f2a3b4c5d6e", what: "A bed", who: "", by: "2026-02-30", done_on: "" }];
  const { body, problems } = bodyOf(fields("plan"), { aim: "Safe", steps });
  assert.deepEqual(Object.keys(problems), ["steps.1.by"]);
  assert.deepEqual(body.steps.map((step) => step.what), ["A bed"]);
});

test("money is typed as money and kept in its smallest unit", () => {
  for (const [text, minor] of [["120", 12000], ["120.5", 12050], ["1 200,05", 120005], ["", 0], ["0.07", 7]]) assert.equal(bodyOf(fields("support"), { amount: text }).body.amount, minor, text);
  assert.ok(bodyOf(fields("support"), { amount: "12.345" }).problems.amount);
  assert.ok(bodyOf(fields("support"), { amount: "-3" }).problems.amount);
  assert.equal(typedOf(fields("support"), { amount: 12050 }).amount, "120.50");
});

test("countries and languages are found by name, by code, and by a beginning that only one has", () => {
  const find = (text) => codeOf(countries(), text, text.toUpperCase());
  assert.deepEqual(["France", "france", "FR", "fran", "Côte d’Ivoire", "cote d’ivoire"].map(find), ["FR", "FR", "FR", "FR", "CI", "CI"]);
  assert.deepEqual(["Niger", "Nigeria", "Guinea"].map(find), ["NE", "NG", "GN"]);
  assert.deepEqual(["Un", "Sou", "Freedonia", "EU", ""].map(find), [null, null, null, null, null]);
  assert.equal(codeOf(languages(), "Chechen", "chechen"), "ce");
  assert.equal(codeOf(languages(), "ingush", "ingush"), "inh");
});

test("a reference is taken as people write it, and what is none is told", () => {
  const fields = { same_reference: /** @type {const} */ ("reference") };
  assert.deepEqual(bodyOf(fields, { same_reference: " ca-7q4mzk " }), { body: { same_reference: "CA-7Q4MZK" }, problems: {} });
  assert.match(bodyOf(fields, { same_reference: "Heron" }).problems.same_reference ?? "", /no reference/);
});
