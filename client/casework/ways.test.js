import assert from "node:assert/strict";
import { test } from "node:test";
import { item, uuid } from "./made_for_tests.js";
import { RULE_SETS } from "./rule_sets.js";
import { CODES, expectedOn, refusalsFollow, responsibleFor, ruleSetOn, ruledOut, scoreOf, touched } from "./ways.js";

const ON = "2026-11-23";
const wayOf = (body = {}) => item("pathway", { country: "FR", basis: "humanitarian-visa", entry: "FR", takes: "both", odds: [{ permille: 900, on: "2026-01-01", source: "" }], waiting: { soonest: 10, usual: 30, longest: 60 }, ...body });
const goingOf = (more = {}) => ({ people: 1, medical: false, deadline: "", arrivedIn: "", person: {}, documents: [], wishes: [], avoids: [], applications: [], languages: [], ...more });
const responsible = (way, more = {}) => responsibleFor({ way: way && wayOf(way).body, person: {}, arrivedIn: "", on: ON, sets: RULE_SETS, ...more });

test("the set of rules changes with the first of July 2026, and there is no day between", () => {
  const days = [["2013-12-31", undefined], ["2014-01-01", "dublin-3"], ["2026-06-30", "dublin-3"], ["2026-07-01", "ammr"], ["2040-01-01", "ammr"]];
  for (const [day, code] of days) assert.equal(ruleSetOn(RULE_SETS, day)?.code, code, day);
  for (const set of RULE_SETS) assert.match(set.sources[0], /^Regulation \(EU\) (No 604\/2013|2024\/1351)/);
});

const table = [
  ["a visa of a state makes it responsible, wherever one asks", { country: "DE", basis: "tourist-visa", entry: "FR" }, {}, "FR", "visa"],
  ["family before everything", { entry: "FR" }, { person: { family: ["SE"], permits: [{ country: "AT", until: "2030-01-01" }] } }, "SE", "family"],
  ["family where no rule binds does not count", { entry: "FR" }, { person: { family: ["CA"] } }, "FR", "visa"],
  ["a residence document before a visa", { entry: "FR" }, { person: { permits: [{ country: "AT", until: "2027-01-01" }] } }, "AT", "permit"],
  ["the longest of several", null, { arrivedIn: "DE", person: { permits: [{ country: "AT", until: "2027-01-01" }, { country: "PL", until: "2028-01-01" }] } }, "PL", "permit"],
  ["a valid visa before a document that has run out", null, { arrivedIn: "DE", person: { permits: [{ country: "AT", until: "2026-10-01" }], visas: [{ country: "LT", until: "2026-12-01" }] } }, "LT", "visa"],
  ["a visa that ran out lately", null, { arrivedIn: "DE", person: { visas: [{ country: "LT", until: "2026-10-01" }] } }, "LT", "visa"],
  ["a visa that ran out long ago", null, { arrivedIn: "DE", person: { visas: [{ country: "LT", until: "2025-05-22" }] } }, "DE", "entered"],
  ["a diploma under the new rules", null, { arrivedIn: "DE", person: { studied: [{ country: "CZ", on: "2023-06-30" }] } }, "CZ", "studied"],
  ["the first irregular entry", null, { arrivedIn: "DE", person: { entered: [{ country: "LV", on: "2026-08-01" }, { country: "PL", on: "2026-07-01" }] } }, "PL", "entered"],
  ["an entry too long ago: where one asks", null, { arrivedIn: "DE", person: { entered: [{ country: "PL", on: "2025-03-22" }] } }, "DE", "asked"],
  ["asylum on arrival: where one comes in", { country: "DE", basis: "asylum-on-arrival", entry: "PL" }, {}, "PL", "entered"],
  ["nobody asks after a resettlement", { country: "SE", basis: "resettlement", entry: "SE" }, { person: { visas: [{ country: "FR", until: "" }] } }, "SE", "admitted"],
  ["nor in a state that no rule set binds", { country: "CA", basis: "humanitarian-visa", entry: "CA" }, {}, "CA", "admitted"],
  ["a visa of a state outside binds nobody inside", { country: "DE", basis: "tourist-visa", entry: "TR" }, {}, "DE", "asked"],
];
for (const [name, way, more, country, by] of table) {
  test(`responsible: ${name}`, () => {
    const said = responsible(way, more);
    assert.deepEqual([said.country, said.by], [country, by]);
    assert.equal(said.set, by === "admitted" ? "" : "ammr");
    assert.equal(said.article !== "", by !== "admitted");
  });
}

test("the same facts on the day before and the day after the change", () => {
  const visa = { arrivedIn: "DE", person: { visas: [{ country: "LT", until: "2025-10-01" }] } };
  const [before, after] = ["2026-06-30", "2026-07-01"].map((on) => responsible(null, { ...visa, on }));
  assert.deepEqual([before.country, before.by, before.set], ["DE", "entered", "dublin-3"]);
  assert.deepEqual([after.country, after.by, after.set, after.article], ["LT", "visa", "ammr", "Article 29(2), (3) and (4)"]);
  const study = { arrivedIn: "DE", person: { studied: [{ country: "CZ", on: "2023-06-30" }] } };
  assert.equal(responsible(null, { ...study, on: "2026-06-30" }).by, "entered");
});

const refused = (more) => item("application", { state: "refused", way: uuid(900), decided_on: "2025-01-15", seen_by: ["eu-vis"], refusal: "purpose", ...more });

test("a refusal is seen by all who use the visa system for five years", () => {
  const [told] = refusalsFollow([refused()], ON);
  assert.deepEqual([told.until, told.why], ["2030-01-15", "purpose"]);
  assert.ok(told.countries.includes("DE") && !told.countries.includes("IE") && told.bases.includes("tourist-visa"));
  assert.equal(refusalsFollow([refused()], "2030-01-15").length, 1);
  assert.equal(refusalsFollow([refused()], "2030-01-16").length, 0);
  assert.equal(refusalsFollow([refused({ seen_until: "2026-11-22" })], ON).length, 0);
});

test("a refusal that nobody else sees follows nobody", () => {
  assert.deepEqual(refusalsFollow([refused({ seen_by: ["none"] }), refused({ seen_by: [] }), refused({ state: "granted" })], ON), []);
  const [own] = refusalsFollow([refused({ seen_by: ["country"] })], ON, [{ ...wayOf({ country: "GB", entry: "GB" }), id: uuid(900) }]);
  assert.deepEqual([own.countries, own.until], [["GB"], ""]);
});

const passport = item("document", { what: "passport", state: "have", expires: "2030-01-01" });
const outs = [
  [[], {}, {}],
  [["papers"], { papers: ["passport"] }, {}],
  [[], { papers: ["passport"] }, { documents: [passport] }],
  [["avoid"], {}, { avoids: [item("avoid", { countries: ["FR"] })] }],
  [["avoid"], { country: "DE", entry: "FR", basis: "tourist-visa" }, { avoids: [item("avoid", { countries: ["FR"] })] }],
  [["avoid"], { country: "DE", entry: "FR", basis: "humanitarian-visa" }, { avoids: [item("avoid", { countries: ["AT"] })], person: { permits: [{ country: "AT", until: "2030-01-01" }] } }],
  [[], {}, { avoids: [item("avoid", { countries: ["AT"] })] }],
  [["medical"], {}, { medical: true }],
  [[], { medical: true }, { medical: true }],
  [["not-reachable"], { takes: "outside" }, {}],
  [[], { takes: "outside" }, { arrivedIn: "TR" }],
  [["not-reachable"], { takes: "inside" }, { arrivedIn: "TR" }],
  [["already-bound"], { country: "DE", entry: "DE" }, { arrivedIn: "PL" }],
  [[], { country: "PL", entry: "PL" }, { arrivedIn: "PL" }],
  [[], { country: "CA", entry: "CA" }, { arrivedIn: "PL" }],
  [["refused-before"], { basis: "tourist-visa" }, { applications: [refused()] }],
  [[], { basis: "humanitarian-visa" }, { applications: [refused()] }],
  [[], { basis: "tourist-visa", country: "GB", entry: "GB" }, { applications: [refused()] }],
  [["too-small"], {}, { people: 3 }, 2],
  [[], {}, { people: 3 }, 3],
  [["window"], { closed_on: "2026-11-01" }, {}],
  [["window"], { closes: "2026-11-22" }, {}],
  [["window"], { opens: "2027-02-01" }, { deadline: "2027-01-01" }],
  [[], { opens: "2027-02-01" }, { deadline: "2027-03-01" }],
  [[], { opens: "2026-01-01", closes: ON }, { deadline: "2026-11-01" }],
];
outs.forEach(([codes, way, going, room], at) => {
  test(`ruled out, line ${at + 1}: ${codes.join(", ") || "open"}`, () => assert.deepEqual(ruledOut(goingOf(going), wayOf(way), { on: ON, sets: RULE_SETS, room }), codes));
});

test("what the person said no to stays closed, and all reasons are said together in their order", () => {
  const way = wayOf({ papers: ["passport"], closed_on: ON, takes: "outside" });
  const going = goingOf({ wishes: [item("wish", { no: [way.id] })], medical: true, people: 9, avoids: [item("avoid", { countries: ["FR"] })] });
  const codes = ruledOut(going, way, { on: ON, sets: RULE_SETS, room: 2 });
  assert.deepEqual(codes, ["papers", "avoid", "medical", "not-reachable", "too-small", "said-no", "window"]);
  assert.deepEqual(codes, CODES.filter((code) => codes.includes(code)));
});

test("neither doubts nor a refused consent are asked when a way is looked for", () => {
  const going = goingOf();
  const asked = new Proxy(going, { get: (target, field) => (assert.ok(Object.hasOwn(target, field), `asked for ${String(field)}`), target[field]) });
  ruledOut(asked, wayOf(), { on: ON, sets: RULE_SETS });
  scoreOf(asked, wayOf().body, ON);
  assert.deepEqual(Object.keys(going).filter((field) => /verif|consent|doubt/.test(field)), []);
});

const scores = [
  [700, {}, {}],
  [800, { languages: ["ru"] }, { languages: ["ru"] }],
  [900, { languages: ["ru"] }, { languages: ["ru"], wishes: [item("wish", { kin_in: ["FR"] })] }],
  [0, { odds: [] }, {}],
  [0, { odds: [{ permille: 900, on: "2026-12-01", source: "" }] }, {}],
  [200, { odds: [{ permille: 900, on: "2026-01-01", source: "" }, { permille: 250, on: "2026-10-01", source: "" }] }, {}],
  [50, { odds: [{ permille: 10, on: "2026-10-01", source: "" }] }, {}],
  [700, {}, { deadline: "2027-01-22" }],
  [350, {}, { deadline: "2026-12-23" }],
  [0, {}, { deadline: "2026-12-02" }],
  [0, { opens: "2026-12-23" }, { deadline: "2026-12-23" }],
];
scores.forEach(([score, way, going], at) => {
  test(`the score, line ${at + 1}: ${score} per mille`, () => assert.equal(scoreOf(goingOf(going), wayOf(way).body, ON), score));
});

test("when somebody can expect to be let in", () => {
  assert.equal(expectedOn(wayOf().body, ON), "2026-12-23");
  assert.equal(expectedOn(wayOf({ opens: "2027-01-01" }).body, ON), "2027-01-31");
});

test("a change of rules reaches ways, cases, demands and applications that still go on", () => {
  const [fr, de, old] = [wayOf({ basis: "tourist-visa", demands: ["DE-7Q4MZK"] }), wayOf({ basis: "tourist-visa", country: "DE", entry: "DE" }), wayOf({ basis: "tourist-visa", closed_on: "2026-01-01" })];
  const change = (more) => item("change", { on: "2026-11-01", what: "suspended", ...more }).body;
  const cards = [{ case: "a", ways: [fr.id] }, { case: "b", ways: [de.id] }, { case: "c", ways: [old.id] }];
  const applications = ["submitted", "granted"].map((state) => item("application", { way: fr.id, state }));
  const reached = touched(change({ bases: ["tourist-visa"], countries: ["FR"] }), [fr, de, old], cards, [{ reference: "DE-7Q4MZK" }, { reference: "DE-000000" }], applications);
  assert.deepEqual(reached, { ways: [fr.id], cards: ["a"], demands: ["DE-7Q4MZK"], applications: [applications[0].id] });
  assert.deepEqual(touched(change({ ways: [de.id] }), [fr, de, old], cards, []).cards, ["b"]);
  assert.deepEqual(touched(change({ bases: ["tourist-visa"] }), [fr, de, old], cards, []).cards, ["a", "b"]);
  assert.deepEqual(touched(change({}), [fr, de, old], cards, []).ways, []);
});
