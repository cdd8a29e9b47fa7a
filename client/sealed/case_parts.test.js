import assert from "node:assert/strict";
import { test } from "node:test";
import { readItem } from "../casework/kinds.js";
import { consentLacks, outstanding, standingOf } from "./case_consents.js";
import { changesOf, valueWords } from "./case_history.js";
import { triageLacks } from "./case_look.js";
import { byDue, byPressing, ticked } from "./case_now.js";
import { papersFor } from "./case_papers.js";
import { byFirst, neverOf, safeOf } from "./case_person.js";
import { byLikelihood } from "./case_risks.js";
import { lineStamp } from "./case_story.js";
import { wordsAbout } from "./case_second.js";
import { supportStamp } from "./words_help.js";

let count = 0;
/** An item of a case as the store gives it. */
function item(kind, said, more = {}) {
  count += 1;
  return { id: `item-${String(count).padStart(3, "0")}`, vault: "v", compartment: "case", version: 1, kind, body: { ...readItem({ kind }), ...said }, author: "ME-AMA1NA", at: "2026-11-01T10:00Z", hash: "", signed: true, ...more };
}
const word = (about, version, says, author, at = "2026-11-02T10:00Z", more = {}) => ({ id: `entry-${(count += 1)}`, body: { kind: "second", about, version, says, reason: "" }, author, at, signed: true, ...more });
const order = (items, by) => items.sort(by).map(({ body }) => body.note || body.what);

test("needs: what presses stands first, what is met last", () => {
  const needs = [["met", "now", "2026-11-02"], ["later", "later", ""], ["now", "now", ""], ["soon", "soon", ""]].map(([note, severity, met_on]) => item("need", { note, severity, met_on }));
  assert.deepEqual(order(needs, byPressing), ["now", "soon", "later", "met"]);
});

test("tasks: the earliest day first, then those without a day, then what is done", () => {
  const tasks = [["done", "2026-01-01", "", "2026-01-01"], ["no day", "", "", ""], ["noon", "2026-11-24", "12:00", ""], ["morning", "2026-11-24", "08:00", ""], ["yesterday", "2026-11-22", "", ""]].map(([what, due, hour, done_on]) => item("task", { what, due, hour, done_on }));
  assert.deepEqual(order(tasks, byDue), ["yesterday", "morning", "noon", "no day", "done"]);
});

test("risks: the likeliest first, what is gone last", () => {
  const risks = [["gone", "high", "2026-11-01"], ["low", "low", ""], ["high", "high", ""]].map(([what, likelihood, gone_on]) => item("risk", { what, likelihood, gone_on }));
  assert.deepEqual(order(risks, byLikelihood), ["high", "low", "gone"]);
});

test("ticking a step off changes that step and no other", () => {
  const plan = { steps: [{ id: "a", what: "one", done_on: "" }, { id: "b", what: "two", done_on: "" }] };
  assert.deepEqual(ticked(plan, "b", "2026-11-23").steps.map((step) => step.done_on), ["", "2026-11-23"]);
  assert.deepEqual(plan.steps.map((step) => step.done_on), ["", ""]);
});

test("a case is declined only where it is said where else there is help", () => {
  assert.ok(triageLacks({ result: "declined", referred_to: "  " }).referred_to);
  assert.deepEqual(triageLacks({ result: "declined", referred_to: "Example Line" }), {});
  assert.ok(triageLacks({ result: "", referred_to: "" }).result);
  assert.deepEqual(Object.keys(triageLacks({ result: "accepted", tier: "", referred_to: "" })), ["tier"]);
  assert.deepEqual(Object.keys(triageLacks({ result: "duplicate", same_as: "", referred_to: "" })), ["same_reference"]);
  assert.deepEqual(triageLacks({ result: "duplicate", same_as: "item-001", referred_to: "" }), {});
  assert.deepEqual(triageLacks({ result: "duplicate", same_as: "", same_reference: "CA-7Q4MZK", referred_to: "" }), {});
  assert.ok(triageLacks({ result: "duplicate", same_as: "", same_reference: "RO-7Q4MZK", referred_to: "" }).same_reference);
});

test("a second word counts from somebody else, about this very version, and the newest of each person stands", () => {
  const check = item("verification", { result: "plausible" }, { version: 2 });
  const words = [
    word(check.id, 2, "yes", "ME-AMA1NA"), word(check.id, 1, "yes", "ME-0LEV00"), word(check.id, 2, "no", "ME-Z0YA00", "2026-11-02T10:00Z"),
    word(check.id, 2, "yes", "ME-Z0YA00", "2026-11-03T10:00Z"), word(check.id, 2, "yes", "ME-VERA00", "2026-11-02T10:00Z", { signed: false }),
  ];
  assert.deepEqual(wordsAbout(check, words), [{ author: "ME-Z0YA00", says: "yes", reason: "" }]);
});

test("who must never learn of it is said once, and the way to try first comes first", () => {
  const contacts = [item("contact", { address: "b", never: " Brothers " }), item("contact", { address: "a", never: "Brothers", is_first: true }), item("contact", { address: "c" })];
  assert.deepEqual(neverOf(contacts), ["Brothers"]);
  const hours = [["call", "after ten", false], ["", " nights ", true], ["call", "after ten", false], ["", "", false]].map(([way, safe_hours, is_first]) => item("contact", { way, safe_hours, is_first }));
  assert.deepEqual(safeOf(hours), ["nights", "call: after ten"]);
  assert.deepEqual([...contacts].sort(byFirst).map(({ body }) => body.address), ["a", "b", "c"]);
});

test("papers are compared with ways that go on or are wished for, and with no others", () => {
  const way = (id, country, more = {}) => ({ id, body: { ...readItem({ kind: "pathway" }), country, name: id, papers: ["passport"], ...more } });
  const pathways = [way("applied", "NO"), way("wished", "FR"), way("refused-way", "NO"), way("said-no", "FR"), way("closed", "FR", { closed_on: "2026-01-01" }), way("ended", "FR", { closes: "2026-10-01" }), way("elsewhere", "IS")];
  const wanted = {
    pathways, on: "2026-11-23", documents: [item("document", { what: "passport", state: "have", expires: "2026-11-01" })],
    applications: [item("application", { way: "applied", state: "preparing" }), item("application", { way: "refused-way", state: "refused" })],
    wishes: [item("wish", { countries: ["FR"], no: ["said-no"] })],
  };
  assert.deepEqual(papersFor(wanted).map(({ way: one, lacks }) => [one.id, lacks]), [["applied", [{ paper: "passport", why: "expired" }]], ["wished", [{ paper: "passport", why: "expired" }]]]);
});

test("a consent names its recipient and the words in which it was given; a refusal needs neither", () => {
  const lacks = (body) => Object.keys(consentLacks({ ...readItem({ kind: "consent" }), ...body }));
  assert.deepEqual(lacks({ purpose: "share-with-partner", given: "yes", on: "2026-11-23" }), ["recipient", "scope"]);
  assert.deepEqual(lacks({ purpose: "round", given: "no" }), []);
  assert.deepEqual(lacks({ purpose: "round", given: "yes", scope: "Yes, do", on: "2026-11-23", until: "2026-11-22" }), ["until"]);
  assert.deepEqual(lacks({}), ["purpose", "given"]);
  for (const purpose of ["round", "known-elsewhere", "testimony", "advocacy-line"]) assert.deepEqual(lacks({ purpose, given: "no", recipient: "Far Shore" }), ["recipient"], purpose);
  assert.deepEqual(lacks({ purpose: "known-elsewhere", given: "no", recipient: "other organisations" }), []);
  assert.deepEqual(lacks({ purpose: "round", given: "no", recipient: "Other organisations" }), ["recipient"]);
});

test("only the newest word for one purpose and one recipient decides", () => {
  const old = item("consent", { purpose: "round", given: "no", on: "2026-11-01" });
  const fresh = item("consent", { purpose: "round", given: "yes", on: "2026-11-02" });
  const other = item("consent", { purpose: "round", recipient: "Far Shore", given: "yes", on: "2026-11-01", until: "2026-11-10" });
  const all = [old, fresh, other];
  assert.deepEqual(all.map((one) => standingOf(one, all, "2026-11-23")), ["overtaken", "may", "ended"]);
});

test("what follows from a withdrawn consent stands until it is done", () => {
  const consent = item("consent", { purpose: "known-elsewhere", given: "yes", withdrawn_on: "2026-11-20" });
  const line = item("line", { consent: consent.id });
  const still = (items, entries) => outstanding(items, entries, "2026-11-23").map(({ act }) => act.act);
  assert.deepEqual(still([consent, line], []), ["withdraw-line", "delete-tokens"]);
  assert.deepEqual(still([consent, { ...line, body: { ...line.body, until: "2026-11-20" } }], []), ["delete-tokens"]);
  const noted = (at) => ({ id: "e", body: { kind: "entry", how: "decision", about: consent.id, text: "" }, author: "ME-AMA1NA", at, signed: true });
  assert.deepEqual(still([consent, line], [noted("2026-11-19T10:00Z")]), ["withdraw-line", "delete-tokens"]);
  assert.deepEqual(still([consent, line], [noted("2026-11-20T10:00Z")]), ["withdraw-line"]);
  assert.deepEqual(still([{ ...consent, body: { ...consent.body, withdrawn_on: "" } }, line], []), []);
});

test("what follows from a newer no is what follows from a withdrawal, and each thing stands once", () => {
  const word = (given, on, more = {}) => item("consent", { purpose: "known-elsewhere", given, on, ...more });
  const [first, second, no] = [word("yes", "2026-11-01"), word("yes", "2026-11-05"), word("no", "2026-11-10")];
  const referral = item("referral", { consent: second.id, state: "offered" });
  const still = (items, entries = []) => outstanding(items, entries, "2026-11-23").map(({ act, on }) => [act.act, on]);
  assert.deepEqual(still([first, second]), []);
  assert.deepEqual(still([first, second, no, referral]), [["delete-tokens", "2026-11-10"], ["revoke-referral", "2026-11-10"]]);
  const done = { id: "e", body: { kind: "entry", how: "decision", about: first.id, text: "" }, author: "ME-AMA1NA", at: "2026-11-11T10:00Z", signed: true };
  assert.deepEqual(still([first, second, no], [done]), []);
});

test("a card handed in after a new yes is not called back for an old withdrawal", () => {
  const before = item("consent", { purpose: "round", given: "yes", on: "2026-11-01", withdrawn_on: "2026-11-02" });
  const card = item("card-out");
  const acts = (items) => outstanding(items, [], "2026-11-23").map(({ act }) => act.act);
  assert.deepEqual(acts([before, card]), ["take-back-card"]);
  assert.deepEqual(acts([before, card, item("consent", { purpose: "round", given: "yes", on: "2026-11-03" })]), []);
});

test("a line has the stamp that the newest word of the person gives it", () => {
  const word = (given, on, more = {}) => item("consent", { purpose: "advocacy-line", given, on, ...more });
  const [yes, no] = [word("yes", "2026-11-01"), word("no", "2026-11-02")];
  const stamp = (items, body) => lineStamp(items, { until: "", ...body }, "2026-11-23")[0];
  assert.equal(stamp([yes], { consent: yes.id }), "May be said");
  for (const items of [[yes, no], [word("asked", "2026-11-02"), yes], [{ ...yes, body: { ...yes.body, until: "2026-11-10" } }]]) assert.equal(stamp(items, { consent: yes.id }), "May not be said");
  assert.equal(stamp([no], { consent: no.id }), "May not be said");
  assert.equal(stamp([yes], { consent: yes.id, until: "2026-11-10" }), "Its time is over");
});

test("a field is said in words, and a version shows what it changed", () => {
  const said = (kind, field, value) => valueWords((member) => `name of ${member}`, kind, field, value);
  assert.equal(said("person", "nationality", "FR"), "France");
  assert.equal(said("support", "amount", 12050), "120.50");
  assert.equal(said("need", "severity", "now"), "Now");
  assert.equal(said("plan", "steps", [{ id: "a", what: "A bed", who: "ME-AMA1NA", by: "2026-11-24", done_on: "" }]), "A bed, name of ME-AMA1NA, 24 November 2026");
  assert.equal(said("need", "constructor", "x"), "");
  assert.deepEqual(changesOf({ kind: "need", what: "food", note: "", since: "" }, null), ["what"]);
  assert.deepEqual(changesOf({ kind: "need", what: "food", note: "" }, { what: "food", note: "two" }), ["note"]);
});

test("money that was asked for and did not come is not paid; what was given and came back came back", () => {
  assert.deepEqual([supportStamp({ state: "returned", payout: "ab" }), supportStamp({ state: "returned", payout: "" }), supportStamp({ state: "", payout: "" })].map(([word]) => word), ["Not paid", "Came back", "Planned"]);
});
