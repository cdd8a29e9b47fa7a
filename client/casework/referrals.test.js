import assert from "node:assert/strict";
import { test } from "node:test";
import { keepCard, keepItem, newSending } from "./acts.js";
import { item } from "./made_for_tests.js";
import { addCompartment, newOpening, openCase } from "./opening.js";
import { packageOf, piecesOf, readPackage } from "./referral_package.js";
import { Changed, handOver, newOffering, NotTheirs, offer, partsToHand, stateOf, takeReferral } from "./referrals.js";
import { world } from "./world_for_tests.js";

const HARBOUR = { reference: "OR-HARB0R", name: "North Harbour" };
const LABEL = `age1${"q".repeat(58)}`;

/** Somebody's hands with the addresses of referrals, which this server in memory has not. */
function handsOf(server, member, breaks = []) {
  const hands = server.desk(member);
  const { post } = hands.context.api;
  const posted = [];
  hands.context.api.post = async (address, body) => {
    const what = /\/(grants|hand-over|end|accept)\/$/.exec(address)?.[1];
    if (!what) return post(address, body);
    posted.push(what);
    if (breaks[0] === what) throw Object.assign(new Error("offline"), { code: breaks.shift() && "offline" });
    return { state: what === "accept" ? "accepted" : "ended" };
  };
  hands.context.keeper.grant = async () => ({});
  hands.context.keeper.sealLetter = async () => "";
  return { hands, posted };
}

/** The partner's own sealed answer, as it opens here. @param {any} hands @param {any} [said] */
function answered(hands, { author = "ME-NG0Z10", accepted = true, organisation = HARBOUR.reference, state = "trusted" } = {}) {
  hands.context.people = [{ member: author, state, organisation: { reference: organisation, name: "" } }];
  hands.context.keeper.openLetters = async ({ letters }) => letters.map(({ id }) => ({ id, payload: { v: 1, accepted, because: "", text: "" }, author, signed: true, problem: "" }));
}

for (const broken of ["hand-over"]) {
  test(`a hand-over that breaks at "${broken}" is not over for the case, and goes on when it is pressed again`, async () => {
    const server = world();
    const { hands, posted } = handsOf(server, "ME-AMA1NA", [broken]);
    const { shell } = await openCase(hands, { alias: "Heron", crisis: "CR-7Q4MZK", holders: { case: ["ME-Z0YA00"] } }, newOpening());
    const kept = await keepItem(hands, shell.id, "referral", { referral: "", to: HARBOUR.reference, what: "transfer", state: "offered" });
    const row = { id: "r", to: HARBOUR, answered_by: "ME-NG0Z10", state: "accepted", answer: "sealed" };
    answered(hands);
    const entry = newSending();
    const state = () => hands.store.items(shell.id, "referral")[0].body.state;
    await assert.rejects(handOver(hands, shell.id, kept, row, { entry, parts: [] }));
    assert.equal(state(), "offered");
    await handOver(hands, shell.id, kept, row, { entry, parts: [] });
    assert.equal(state(), "ended");
    assert.equal(posted.filter((one) => one === "hand-over").length, 2);
    assert.equal(hands.store.entries(shell.id).filter(({ body }) => body.text.includes("North Harbour")).length, 1);
  });
}

test("only the parts that were chosen are opened to who takes the case, and an unasked one is never proposed", async () => {
  const server = world();
  const { hands } = handsOf(server, "ME-AMA1NA");
  const opening = newOpening();
  const { shell } = await openCase(hands, { alias: "Heron", crisis: "CR-7Q4MZK", holders: { case: ["ME-Z0YA00"] } }, opening);
  const { vaults } = await addCompartment(hands, shell.id, { compartment: "checks", holders: ["ME-Z0YA00"] }, { sendings: new Map() });
  assert.deepEqual(partsToHand(hands, shell.id).map((one) => [one.compartment, one.isHeld, one.goes]).sort(), [
    ["checks", true, false], ["identity", true, true], ["route", true, true],
  ]);
  const kept = await keepItem(hands, shell.id, "referral", { referral: "", to: HARBOUR.reference, what: "transfer", state: "offered" });
  answered(hands);
  const granted = [];
  hands.context.keeper.grant = async ({ vault }) => void granted.push(vault) ?? {};
  const row = { id: "r", to: HARBOUR, answered_by: "ME-NG0Z10", state: "accepted", answer: "sealed" };

  await handOver(hands, shell.id, kept, row, { entry: newSending(), parts: ["identity"] });

  assert.deepEqual(granted, [shell.vault, vaults.identity]);
});

test("whoever received a case is told of no part that stayed behind, and can make one of their own", async () => {
  const server = world();
  const malika = server.desk("ME-AMA1NA");
  const { shell } = await openCase(malika, { alias: "Heron", crisis: "CR-7Q4MZK", holders: { case: ["ME-NG0Z10"], route: ["ME-Z0YA00"], identity: ["ME-NG0Z10"] } }, newOpening());
  await addCompartment(malika, shell.id, { compartment: "checks", holders: ["ME-Z0YA00"] }, { sendings: new Map() });
  const theirs = server.desk("ME-NG0Z10");
  const seen = async () => Object.keys((await theirs.store.refresh(), await theirs.store.open(shell.id)).vaults).sort();
  assert.deepEqual(await seen(), ["case", "checks", "identity", "route"]);

  const there = server.cases.get(shell.id);
  const [rest = ""] = there.compartments.splice(2, 1); // as the server does at a hand-over
  there.compartments.splice(1, 1);
  assert.deepEqual(await seen(), ["case", "identity"]);

  server.cases.set("00000000-0000-4000-8000-0000000000aa", { ...there, id: "00000000-0000-4000-8000-0000000000aa", vault: rest, compartments: [], state: "closed", shred_on: "2028-11-20" });
  await malika.store.refresh();
  const stayed = malika.store.case("00000000-0000-4000-8000-0000000000aa");
  assert.deepEqual([stayed?.rest, stayed?.card.alias, stayed?.vaults], ["checks", "Heron", { checks: rest }]);
  await malika.store.open(stayed?.shell.id ?? "");
  await keepCard(malika, stayed?.shell.id ?? "");
  assert.equal(malika.store.case(stayed?.shell.id ?? "")?.cardVersion, 0);
});

test("a family arrives as the people it is: what belongs to one person stays with them", async () => {
  const mother = item("person", { name: "Zarema Akhmadova", born: "1990", languages: ["ce", "ru"] });
  const child = item("person", { name: "Selima Akhmadova", born: "2019", nationality: "RU" });
  const made = packageOf({ kind: "referral", urgent: false, crisis: "CR-7Q4MZK", label: LABEL, pieces: piecesOf([mother, child]), lines: [], consent: null, emergency: "Now." });
  assert.equal(made.items.length, 2);

  const { hands } = handsOf(world(), "ME-NG0Z10");
  const opening = newOpening();
  const wanted = { alias: "Curlew", crisis: "CR-7Q4MZK", holders: { case: ["ME-ADA000"], identity: ["ME-ADA000"] } };
  const row = { id: "00000000-0000-4000-8000-000000000077", kind: "referral", from: HARBOUR, to: { reference: "OR-B0AT01", name: "Boat" } };
  await takeReferral(hands, { row, came: readPackage(JSON.parse(JSON.stringify(made))), wanted }, { opening, items: new Map(), answer: {} });
  const people = hands.store.items(opening.id, "person").map(({ body }) => [body.name, body.born, body.nationality, body.languages]);
  assert.deepEqual(people.sort(), [["Selima Akhmadova", "2019", "RU", []], ["Zarema Akhmadova", "1990", "", ["ce", "ru"]]]);
});

test("a referral stands as its row says, and is over where the row is gone", () => {
  const kept = (state) => item("referral", { state });
  const row = (state) => ({ state });
  const table = [
    ["offered", row("refused"), true, "refused"], ["offered", row("offered"), true, "offered"], ["revoked", row("offered"), true, "revoked"],
    ["ended", row("accepted"), true, "accepted"], ["ended", row("ended"), true, "ended"], ["offered", undefined, false, "offered"],
    ["offered", undefined, true, "ended"], ["second", undefined, true, "ended"], ["refused", undefined, true, "refused"],
  ];
  for (const [state, there, isRead, stands] of table) assert.equal(stateOf(kept(state), there, isRead), stands, `${state} ${there?.state} ${isRead}`);
});

for (const [why, said, row] of [
  ["no sealed answer lies there", {}, { answer: "" }],
  ["the answer says no", { accepted: false }, {}],
  ["somebody else wrote it", { author: "ME-0THER0" }, {}],
  ["whoever wrote it was vouched for elsewhere", { organisation: "OR-E1SEW0" }, {}],
  ["nobody stands behind their keys", { state: "unvouched" }, {}],
]) {
  test(`whatever the server says, nobody is let into a case where ${why}`, async () => {
    const { hands, posted } = handsOf(world(), "ME-AMA1NA");
    const { shell } = await openCase(hands, { alias: "Heron", crisis: "CR-7Q4MZK", holders: { case: ["ME-Z0YA00"] } }, newOpening());
    const kept = await keepItem(hands, shell.id, "referral", { referral: "", to: HARBOUR.reference, what: "transfer", state: "offered" });
    answered(hands, said);

    await assert.rejects(handOver(hands, shell.id, kept, { id: "r", to: HARBOUR, answered_by: "ME-NG0Z10", state: "accepted", answer: "sealed", ...row }, { entry: newSending(), parts: ["identity"] }), NotTheirs);
    assert.deepEqual(posted, []);
  });
}

test("what was sealed for one partner, or on a consent that is gone, is not sent", async () => {
  const { hands } = handsOf(world(), "ME-AMA1NA");
  const { shell } = await openCase(hands, { alias: "Heron", crisis: "CR-7Q4MZK", holders: { case: ["ME-Z0YA00"] } }, newOpening());
  const consent = await keepItem(hands, shell.id, "consent", { purpose: "share-with-partner", recipient: HARBOUR.name, given: "yes", on: "2026-11-01" });
  const to = { organisation: HARBOUR, referrals: {} };
  const wanted = { to, kind: "referral", urgent: false, pieces: [], lines: ["Needs a lawyer."], consent, emergency: "" };
  hands.context.keeper.labelOf = async () => LABEL;
  const offering = newOffering();
  Object.assign(offering, { blob: "sealed", package: {}, to: "OR-E1SEW0" });

  await assert.rejects(offer(hands, shell.id, wanted, offering), Changed);
  await keepItem(hands, shell.id, "consent", { ...consent.body, withdrawn_on: "2026-11-22" }, consent);
  await assert.rejects(offer(hands, shell.id, wanted, newOffering()), Changed);
});
