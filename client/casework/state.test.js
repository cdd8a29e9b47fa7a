import assert from "node:assert/strict";
import { test } from "node:test";
import { MOST, cardOf, readCard, sizeOf } from "./card.js";
import { newRoot } from "../vault/roots.js";
import { sealStatement } from "../vault/records.js";
import { item, uuid } from "./made_for_tests.js";
import { STAGES, derive, isSeconded, stageOf } from "./state.js";

const TODAY = "2026-11-23";
const NOW = "2026-11-23T12:00Z";
const ALL = new Set(["case", "identity", "route", "story", "advocacy", "checks"]);
const of = (items, more = {}) => derive({ items, seen: ALL, before: null, today: TODAY, now: NOW, ...more });

const triage = (more = {}) => item("triage", { result: "accepted", tier: "medium", on: "2026-11-02", ...more });
const closure = (result, more = {}) => item("closure", { result, on: "2026-11-20", ...more });
const application = (state, more = {}) => item("application", { state, way: uuid(900), ...more });
const leg = (state, on = "2026-11-30T08:00Z") => item("leg", { state, on });
const arrival = (more = {}) => item("arrival", { on: "2026-11-10", country: "FR", ...more });
const support = (state, more = {}) => item("support", { what: "food", state, from: "2026-11-20", until: "2026-11-30", ...more });
const plan = () => item("plan", { aim: "Safety" });

const stages = [
  ["intake", []],
  ["intake", [item("need", { what: "food" })]],
  ["triage", [triage()]],
  ["plan", [triage(), plan()]],
  ["in-support", [triage(), plan(), support("asked")]],
  ["in-support", [support("given")]],
  ["plan", [triage(), plan(), support("planned")]],
  ["plan", [triage(), plan(), support("given", { from: "2026-10-01", until: "2026-10-31" })]],
  ["plan", [triage(), plan(), support("returned")]],
  ["proposed", [triage(), plan(), support("given"), application("proposed")]],
  ["submitted", [application("offered"), application("submitted"), application("refused")]],
  ["granted", [application("granted"), application("preparing")]],
  ["refused", [application("refused", { decided_on: "2026-11-05" }), application("expired", { decided_on: "2026-11-04" })]],
  ["withdrawn", [application("refused", { decided_on: "2026-11-05" }), application("withdrawn", { decided_on: "2026-11-04", ended_on: "2026-11-06" })]],
  ["travel-planned", [application("granted"), leg("planned")]],
  ["submitted", [application("submitted"), leg("planned")]],
  ["travelling", [application("granted"), leg("planned"), leg("under-way")]],
  ["travelling", [leg("under-way")]],
  ["arrived", [leg("under-way"), arrival()]],
  ["aftercare", [arrival({ warned_of_return_on: "2026-11-12" })]],
  ["aftercare", [arrival(), item("need", { what: "legal" }, { at: "2026-11-11T09:00Z" })]],
  ["arrived", [arrival(), item("need", { what: "legal" }, { at: "2026-11-10T09:00Z" })]],
  ["arrived", [arrival(), item("compartment", { compartment: "story" }, { at: "2026-11-11T09:00Z" })]],
  ["duplicate", [triage({ result: "duplicate" })]],
  ["duplicate", [triage({ result: "duplicate" }), closure("ended")]],
  ["intake", [triage({ result: "duplicate" }), closure("ended", { reopened_on: "2026-11-21" })]],
  ["triage", [triage({ result: "duplicate", on: "2026-11-01" }), triage({ on: "2026-11-03" })]],
  ["declined", [triage({ result: "declined" }), closure("declined")]],
  ["declined", [arrival(), closure("declined")]],
  ["closed", [arrival(), closure("ended")]],
  ["closed", [triage(), closure("transferred")]],
  ["triage", [triage(), closure("ended", { reopened_on: "2026-11-21" })]],
  ["triage", [triage(), closure("ended", { reopened_on: "2026-11-20" })]],
  ["closed", [triage(), closure("ended", { reopened_on: "2026-11-01" })]],
  ["closed", [triage(), closure("ended", { on: "2026-10-01", reopened_on: "2026-10-02" }), closure("ended")]],
  ["intake", [{ ...triage(), signed: false }]],
];

stages.forEach(([stage, items], at) => {
  test(`the stage, line ${at + 1}: ${stage}`, () => {
    assert.equal(of(items).stage, stage);
    assert.equal(of([...items].reverse()).stage, stage);
    assert.ok(STAGES.includes(stage));
  });
});

const shells = [["new", []], ["new", [support("given")]], ["helping", [triage()]], ["new", [triage({ result: "declined" })]], ["closed", [triage(), closure("declined")]], ["helping", [triage(), closure("ended", { reopened_on: TODAY })]]];
for (const [shell, items] of shells) test(`the server is told ${shell} and no more`, () => assert.equal(of(items).shell, shell));

const tiers = [
  ["", []],
  ["low", [triage({ tier: "low" })]],
  ["critical", [item("request", { danger: "now" })]],
  ["high", [item("request", { danger: "soon" })]],
  ["", [item("request", { danger: "none" })]],
  ["", [item("request", { danger: "" })]],
  ["low", [triage({ tier: "low" }), item("request", { danger: "now" })]],
  ["high", [triage({ tier: "low" }), item("need", { severity: "now" })]],
  ["low", [triage({ tier: "low" }), item("need", { severity: "now", met_on: "2026-11-22" })]],
  ["high", [item("risk", { likelihood: "high" })]],
  ["medium", [triage(), item("risk", { likelihood: "high", gone_on: "2026-11-20" })]],
  ["critical", [triage(), item("overlay", { overlay: "missing", since: "2026-11-22T08:00Z" })]],
  ["medium", [triage(), item("overlay", { overlay: "missing", since: "2026-11-20T08:00Z", until: "2026-11-22T08:00Z" })]],
  ["critical", [triage({ tier: "critical" }), item("need", { severity: "now" })]],
];
for (const [tier, items] of tiers) test(`the tier is ${tier || "not known"} with ${items.map((one) => one.kind).join(", ") || "nothing"}`, () => assert.equal(of(items).tier, tier));

test("what is open lies over the stage with its own clock, and changes it not", () => {
  const items = [triage(), plan(), item("overlay", { overlay: "danger", since: "2026-11-22T08:00Z" }), item("overlay", { overlay: "detained", since: "2026-11-21T08:00Z" })];
  const derived = of(items);
  assert.equal(derived.stage, "plan");
  assert.deepEqual(derived.overlays, [{ kind: "detained", since: "2026-11-21T08:00Z" }, { kind: "danger", since: "2026-11-22T08:00Z" }]);
});

const supports = [["none", []], ["open", [support("planned")]], ["open", [support("asked")]], ["given", [support("asked"), support("given")]], ["none", [support("asked", { until: "2026-11-21" })]], ["none", [support("ended")]]];
for (const [word, items] of supports) test(`support is ${word}`, () => assert.equal(of(items).support, word));

const dues = [
  ["", "", []],
  ["2026-11-25", "task", [item("task", { due: "2026-11-25" }), item("task", { due: "2026-11-26" })]],
  ["", "", [item("task", { due: "2026-11-25", done_on: "2026-11-23" })]],
  ["2026-11-20", "task", [item("task", { due: "2026-11-20" })]],
  [TODAY, "need", [item("need", { severity: "now" }), item("task", { due: TODAY })]],
  ["2027-01-22", "document", [item("document", { state: "have", expires: "2027-01-22" })]],
  ["", "", [item("document", { state: "have", expires: "2027-01-23" })]],
  ["", "", [item("document", { state: "lost", expires: "2026-12-01" })]],
  ["2026-12-01", "consent", [item("consent", { given: "yes", until: "2026-12-01" })]],
  ["", "", [item("consent", { given: "yes", until: "2026-11-01" }), item("consent", { given: "no", until: "2026-12-01" })]],
  ["2026-11-17", "kit", [item("kit", { strongbox: uuid(7), until: "2026-12-01" })]],
  ["", "", [item("kit", { strongbox: "", until: "2026-12-01" }), item("kit", { strongbox: uuid(7) })]],
  ["2026-12-05", "appeal", [application("refused", { appeal_until: "2026-12-05" })]],
  ["2026-12-06", "valid", [application("granted", { valid_until: "2026-12-06" })]],
  ["2026-12-31", "deadline", [triage({ deadline: "2026-12-31" })]],
  ["", "", [triage({ deadline: "2026-12-31" }), arrival()]],
  ["2026-11-28", "stay", [item("stay", { from: "2026-11-20", until: "2026-11-28" })]],
  ["2026-11-30", "leg", [leg("planned"), item("task", { due: "2026-11-30" })]],
  ["", "", [item("task", { due: "2026-11-25" }), closure("ended")]],
];
dues.forEach(([on, what, items], at) => {
  test(`due, line ${at + 1}: ${what || "nothing"}`, () => {
    const { due, nextDay } = of(items);
    assert.deepEqual([due.on, due.what, nextDay], [on, what, on]);
  });
});

const BEFORE = readCard({
  alias: "Heron", case: uuid(1), people: 2, ways: [uuid(900)], due: { on: "2026-11-24", what: "leg" },
  facts: { way: "granted", travel: "planned", triage: "accepted", closed: "", verification: "plausible" },
});

test("what lies in a compartment that cannot be read stays as it was", () => {
  const derived = derive({ items: [triage(), item("task", { due: "2026-11-29" })], seen: new Set(["case"]), before: BEFORE, today: TODAY, now: NOW });
  assert.deepEqual([derived.stage, derived.people, derived.ways, derived.due.what], ["travel-planned", 2, [uuid(900)], "leg"]);
  assert.equal(derived.verification, "");
});

test("who reads everything believes the items and not the card", () => {
  const derived = of([triage()], { before: BEFORE });
  assert.deepEqual([derived.stage, derived.people, derived.ways, derived.due.on], ["triage", 1, [], ""]);
});

test("doubts about somebody, and every consent refused, change nothing of the stage, the support, the tier or what is due", () => {
  for (const [, items] of [...stages, ...tiers, ...supports, ...dues].map((line) => [line[0], line.at(-1)])) {
    const refused = ["share-with-partner", "round", "payout-by-partner", "known-elsewhere", "testimony", "kit", "emergency"].map((purpose) => item("consent", { purpose, given: "no", on: "2026-11-01" }));
    // An aftercare begins with anything written later: so these are written before.
    const doubtful = [...items, item("verification", { result: "doubtful", on: "2026-11-01" }), ...refused];
    const { verification, facts, second: _wanted, ...rest } = of(doubtful);
    const { verification: _, facts: before, second: _none, ...plain } = of(items);
    assert.equal(verification, "doubtful");
    assert.deepEqual(rest, plain);
    assert.deepEqual({ ...facts, verification: before.verification }, before);
  }
});

test("a stage follows from the facts of a card alone, so that the list needs nothing else", () => {
  for (const [stage, items] of stages) {
    const derived = of(items);
    assert.equal(stageOf(cardOf({ derived, items, before: BEFORE }).facts), stage);
  }
});

// ── The card ───────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────

test("a card with everything in it stays in its bucket", () => {
  const four = [1, 2, 3, 4].map((number) => application("preparing", { way: uuid(900 + number) }));
  const overlays = ["missing", "detained", "danger", "danger"].map((overlay) => item("overlay", { overlay, since: "2026-11-22T08:00Z" }));
  const items = [triage({ deadline: "2026-12-31", tier: "critical" }), item("verification", { result: "corroborated" }), ...four, ...overlays, item("task", { due: "2026-11-25" })];
  const before = readCard({ alias: "Heron ".repeat(6).trim(), case: uuid(1), crisis: "CR-7Q4MZK", group: uuid(2), holder: "ME-AMA1NA", language: "ru" });
  const card = cardOf({ derived: of(items), items, before });
  assert.ok(sizeOf(card) <= MOST, String(sizeOf(card)));
  assert.equal(card.overlays.length, 3);
  assert.ok(card.ways.length >= 1);
  assert.ok(sizeOf(cardOf({ derived: of(items), items, before: { ...before, alias: "Цапля ".repeat(6).trim() } })) <= MOST);
});

test("a usual card keeps all its ways", () => {
  const items = [triage(), application("offered", { way: uuid(901) }), application("proposed", { way: uuid(902) })];
  const card = cardOf({ derived: of(items), items, before: BEFORE, set: { holder: "ME-AMA1NA" } });
  assert.deepEqual(card.ways, [uuid(901), uuid(902)]);
  assert.equal(card.holder, "ME-AMA1NA");
  assert.ok(sizeOf(card) < 600);
});

test("a card reads itself again as it is", () => {
  const items = [triage(), item("request", { language: "ce" })];
  const card = cardOf({ derived: of(items), items, before: BEFORE });
  assert.deepEqual(readCard(JSON.parse(JSON.stringify(card))), card);
  assert.equal(card.language, "ce");
});

// ── A second person ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────

const decision = item("triage", { result: "declined" }, { version: 2 });
const word = (author, more = {}, around = {}) => ({ id: uuid(700), author, at: "2026-11-02T10:00Z", signed: true, body: { kind: "second", about: decision.id, version: 2, says: "yes", ...more }, ...around });
const seconds = [
  ["nobody said anything", false, []],
  ["another said yes", true, [word("ME-ZHANNA")]],
  ["its author said yes", false, [word("ME-AMA1NA")]],
  ["it was about the version before", false, [word("ME-ZHANNA", { version: 1 })]],
  ["it was about something else", false, [word("ME-ZHANNA", { about: uuid(5) })]],
  ["it is not signed", false, [word("ME-ZHANNA", {}, { signed: false })]],
  ["the other said no", false, [word("ME-ZHANNA", { says: "no" })]],
  ["the other took it back", false, [word("ME-ZHANNA"), word("ME-ZHANNA", { says: "no" }, { at: "2026-11-03T10:00Z", id: uuid(701) })]],
  ["one said no and another yes", true, [word("ME-ZHANNA", { says: "no" }), word("ME-DARYA0")]],
];
for (const [when, is, entries] of seconds) {
  test(`a decision ${is ? "has" : "has no"} second person when ${when}`, () => {
    assert.equal(isSeconded(decision, entries), is);
    assert.equal(isSeconded(decision, [...entries].reverse()), is);
  });
}
const looked = item("verification", { result: "plausible", on: "2026-11-02" });
const wanted = [
  ["nobody said a word", "ME-AMA1NA", [looked], []],
  ["another said yes", "", [looked], [word("ME-ZHANNA", { about: looked.id, version: looked.version })]],
  ["another said no", "", [looked], [word("ME-ZHANNA", { about: looked.id, version: looked.version, says: "no" })]],
  ["its author said yes", "ME-AMA1NA", [looked], [word("ME-AMA1NA", { about: looked.id, version: looked.version })]],
  ["more has to be asked first", "", [item("verification", { result: "needs-more", on: "2026-11-02" })], []],
  ["the case is closed", "", [looked, item("closure", { result: "ended", on: "2026-11-03" })], []],
  ["there is no verification", "", [triage()], []],
];
for (const [when, who, items, entries] of wanted) {
  test(`a second word is ${who ? "" : "not "}wanted where ${when}`, () => assert.equal(of(items, { entries }).second, who));
}

test("a decision that is not signed has no second person", () => assert.equal(isSeconded({ ...decision, signed: false }, [word("ME-ZHANNA")]), false));

test("a card of that size is sealed into the bucket of 1 KiB, and one letter too many is not", async () => {
  const place = { vault: uuid(1), epoch: 1, type: "case.card", record: uuid(2), version: 12, at: NOW, author: "ME-AMA1NA", prev: "0f".repeat(32), seed: new Uint8Array(32).fill(7) };
  const length = async (bytes) => (await sealStatement(newRoot(), { ...place, body: { t: "x".repeat(bytes - 8) } })).length;
  assert.ok((await length(MOST)) < 1100);
  assert.ok((await length(MOST + 60)) > 4096);
});
