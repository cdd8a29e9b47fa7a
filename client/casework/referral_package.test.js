import assert from "node:assert/strict";
import { test } from "node:test";
import { item } from "./made_for_tests.js";
import { linesOf, packageOf, piecesOf, readAnswer, readPackage } from "./referral_package.js";

const PERSON = item("person", { name: "Zarema Akhmadova", other_names: ["Zara"], born: "1994-05-17", languages: ["ce"], kin: "A sister." });
const NEED = item("need", { what: "legal", severity: "soon", note: "A hearing next week." });
const LABEL = `age1${"q".repeat(58)}`;
const CONSENT = { purpose: "share-with-partner", recipient: "North Harbour", scope: "You may tell them. Not my name.", given: "yes", how: "call", on: "2026-11-01", until: "" };
const whole = (pieces, more = {}) => packageOf({ kind: "referral", urgent: false, crisis: "CR-7Q4MZK", label: LABEL, pieces, lines: ["", " Call. "], consent: CONSENT, emergency: "", ...more });

test("what is needed is ticked, who it is is not, and a name never", () => {
  const pieces = piecesOf([PERSON, NEED, item("risk", { source: "relatives", what: "An uncle." })]);
  assert.deepEqual(pieces.filter((one) => one.ticked).map((one) => one.title), ["Need"]);
  assert.deepEqual(pieces.filter((one) => one.isName).map((one) => [one.title, one.ticked]), [["Real name", false]]);
});

test("what is over, and what colleagues wrote among themselves, is not offered at all", () => {
  const met = item("need", { what: "food", met_on: "2026-11-02" });
  const kept = ["doubt", "testimony", "support", "stay", "check-in", "plan", "application", "leg", "line", "kit", "consent"].map((kind) => item(kind, { text: "Words.", note: "Words.", aim: "Words." }));
  assert.deepEqual(piecesOf([met, ...kept]), []);
});

test("a package holds what was ticked and nothing beside it", () => {
  const made = whole(piecesOf([PERSON, NEED]).filter((one) => one.ticked));
  assert.deepEqual(made.items, [{ kind: "need", what: "legal", severity: "soon", note: "A hearing next week." }]);
  assert.deepEqual(made.lines, ["Call."]);
  assert.doesNotMatch(JSON.stringify(made), /Zarema|Zara|1994|sister/);
  assert.deepEqual(linesOf(made)[0], "Allowed: You may tell them. Not my name.");
});

test("with consent no emergency is told, and without it the reason is", () => {
  assert.equal(whole([], { emergency: "Taken." }).emergency, "");
  assert.equal(linesOf(whole([], { consent: null, emergency: "Taken." }))[0], "Emergency, without consent: Taken.");
});

test("a package is read as it was made", () => {
  const made = whole(piecesOf([PERSON, NEED]));
  assert.deepEqual(readPackage(JSON.parse(JSON.stringify(made))), made);
});

test("whatever a hostile partner sealed, only what a package can hold is read", () => {
  for (const one of [null, 7, "words", [], {}, { kind: "gift" }]) assert.equal(readPackage(one), null);
  const read = readPackage({ kind: "transfer", urgent: "yes", label: "age1x", crisis: 5, lines: "words", consent: [], emergency: {}, items: [{ kind: "plan", aim: "Orders." }, { kind: "constructor" }, null, { kind: "need", what: "gold", note: "x", met_on: "2026-11-02" }] });
  assert.deepEqual(read, { v: 1, kind: "transfer", urgent: false, crisis: "", label: "", lines: [], consent: null, emergency: "", items: [{ kind: "need", note: "x" }] });
});

test("an answer is a yes or a no with a reason that we know", () => {
  assert.deepEqual(readAnswer({ accepted: false, because: "no-capacity", text: "Sorry." }), { v: 1, accepted: false, because: "no-capacity", text: "Sorry." });
  assert.equal(readAnswer({ accepted: "yes" }), null);
  assert.equal(readAnswer({ accepted: true, because: "<i>" })?.because, "");
});
