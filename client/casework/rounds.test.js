import assert from "node:assert/strict";
import { test } from "node:test";
import { readInstance } from "../placement/instance.js";
import { keepCard, keepItem, newSending } from "./acts.js";
import { newOpening, openCase } from "./opening.js";
import { nameIn, placesOf, readyFor } from "./round_cards.js";
import { answerOf, byHand, instanceOf, keepRun, newKeeping, openCards, outcomeOf, NotTheRun, sendAnswers } from "./round_lead.js";
import { ANSWER_LENGTH, CARD_LENGTH, cardIdOf, forgetCard, handIn, isTaking, newHandingIn, openRound, readAnswer, readAnswers, refuseProposal, takeBack, takeProposal } from "./rounds.js";
import { RULE_SETS } from "./rule_sets.js";
import { world } from "./world_for_tests.js";
import { uuid } from "./made_for_tests.js";

const [NORTH, WEST] = [uuid(9001), uuid(9002)];
const ON = "2026-11-23";
const RUN = uuid(9400);
const way = (id, country, permille) => ({
  id, crisis: "CR-7Q4MZK", kind: "pathway",
  body: { kind: "pathway", name: country, country, entry: country, basis: "humanitarian-visa", takes: "both", papers: [], medical: true, opens: "", closes: "", closed_on: "", odds: [{ permille, on: "2026-01-01", source: "" }], waiting: { soonest: 1, usual: 10, longest: 20 }, languages: [], host: "", cost: 0 },
});
const WAYS = [way(NORTH, "NO", 900), way(WEST, "FR", 500)];
const WEIGHTS = { version: 1, critical: 64, high: 16, medium: 4, low: 1, theta_percent: 100, keep_percent: 10, share_percent: 70, gap_permille: 5 };
const ROUND = { id: uuid(9000), reference: "RO-7Q4MZK", crisis: "CR-7Q4MZK", state: "collecting", closes_on: "2026-11-30", coordinators: ["ME-SANA00", "ME-TAR1K0"], opened_by: "ME-SANA00", signature: "signed", key: { vault: uuid(9100), epoch: 1, recipient: "age1round", signer: "ME-SANA00", signature: "" }, weights: WEIGHTS, runs: [{ id: RUN, inputs_hash: "ab".repeat(32), model: "pl-1", gap_permille: 5, ran_by: "ME-SANA00", confirmed_by: "ME-TAR1K0", ran_on: "2026-11-23" }], cards: 0, held: true };

/** A case of Amina's with a tier and a consent, and a server that takes cards. */
async function stage({ consent = "yes", tier = "critical", avoid = "" } = {}) {
  const server = world();
  const hands = server.desk("ME-AMA1NA");
  const opening = newOpening();
  await openCase(hands, { alias: "Heron", crisis: ROUND.crisis, holders: { case: ["ME-ZHANNA"] } }, opening);
  const id = opening.id;
  if (tier) await keepItem(hands, id, "triage", { result: "accepted", tier, deadline: "2027-03-01", on: ON });
  if (consent) await keepItem(hands, id, "consent", { purpose: "round", given: consent, on: ON });
  if (avoid) await keepItem(hands, id, "avoid", { countries: [avoid], because: "relatives" });
  await keepCard(hands, id);
  const cards = new Map();
  const post = hands.context.api.post;
  const sent = [];
  const checked = [];
  Object.assign(hands.context.keeper, {
    labelOf: async ({ vault, label }) => `label ${vault} ${label}`,
    sealLetter: async (what) => Buffer.from(JSON.stringify(what)).toString("base64"),
    openLetters: async ({ letters }) =>
      letters.map((one) => {
        const { payload, author = "", signed = false } = JSON.parse(Buffer.from(one.blob, "base64"));
        return { id: one.id, payload, author, signed, problem: "" };
      }),
    checkRound: async (named) => {
      checked.push(named);
      if (hands.refused) throw Object.assign(new Error(hands.refused), { code: hands.refused });
    },
  });
  hands.context.api.post = async (address, body) => {
    if (!address.startsWith("/desk/placement/")) return post(address, body);
    sent.push([address, body]);
    const offline = () => Object.assign(new Error("offline"), { code: "offline", ...(hands.breaks = hands.loses = null) });
    if (hands.breaks) throw offline();
    if (address.endsWith("/cards/")) {
      if (body.cards.some(({ id: card, blob }) => cards.has(card) && cards.get(card).blob !== blob)) throw Object.assign(new Error("taken"), { code: "taken", status: 409 });
      for (const card of body.cards) cards.set(card.id, { ...card, answer: "" });
    }
    if (address.endsWith("/take-back/")) {
      if (!cards.has(body.id)) throw Object.assign(new Error("no card"), { code: "status-404", status: 404 });
      cards.get(body.id).blob = body.blob;
    }
    if (hands.loses) throw offline();
    if (address.endsWith("/cards/read/")) return { cards: [...cards.values()].map(({ id: card, blob, answer }) => ({ id: card, blob, answered: answer !== "" })), more: false };
    if (address.endsWith("/answers/read/")) return { answers: body.cards.flatMap((card) => (cards.get(card)?.answer ? [{ card, blob: cards.get(card).answer }] : [])) };
    return {};
  };
  const ready = () => readyFor(hands.store, id, { round: ROUND.id, ways: WAYS, sets: RULE_SETS, on: ON, card: uuid(9300) });
  return { server, hands, id, cards, sent, checked, ready };
}

const TABLE = [
  [{}, true, ""],
  [{ consent: "" }, false, "nobody-asked"],
  [{ consent: "no" }, false, "refused"],
  [{ consent: "asked" }, false, "asked"],
  [{ tier: "" }, false, "no-tier"],
];

for (const [how, may, why] of TABLE) {
  test(`a case takes part: ${JSON.stringify(how)} → ${may} ${why}`, async () => {
    const ready = await (await stage(how)).ready();
    assert.deepEqual([ready.may, ready.why], [may, why]);
  });
}

test("a card says which ways are open and why the others are not, and not one word more", async () => {
  const { ready, id } = await stage({ avoid: "FR" });
  const { group } = await ready();
  assert.deepEqual(group.ways.map((one) => one.way), [NORTH]);
  assert.deepEqual(group.out, [{ way: WEST, codes: ["avoid"] }]);
  assert.deepEqual(Object.keys(group).sort(), ["apart", "card", "deadline", "depends", "lock", "medical", "names", "open", "org", "out", "people", "tier", "together", "ways"]);
  assert.ok(!JSON.stringify(group).includes(id) && !JSON.stringify(group).includes("Heron"));
});

test("both halves of a link call each other alike in one round, and not in another", async () => {
  assert.equal(await nameIn("one", "case"), await nameIn("one", "case"));
  assert.notEqual(await nameIn("one", "case"), await nameIn("other", "case"));
  assert.match(await nameIn("one", "case"), /^[0-9a-f]{32}$/);
});

test("who does not hold where somebody may go makes no card", async () => {
  const { server, id } = await stage();
  for (const vault of server.cases.get(id).compartments) server.vaults.get(vault).holders = ["ME-AMA1NA"];
  const zhanna = server.desk("ME-ZHANNA");
  await zhanna.store.refresh();
  await zhanna.store.open(id);
  const ready = await readyFor(zhanna.store, id, { round: ROUND.id, ways: WAYS, sets: RULE_SETS, on: ON, card: uuid(9300) });
  assert.deepEqual(ready, { may: false, why: "not-read", group: null });
});

/** Hand the case in. */
async function handed(more = {}) {
  const made = await stage(more);
  const sending = newHandingIn();
  cardIdOf(sending, made.id);
  const { group } = await made.ready();
  const send = () => handIn(made.hands, ROUND, new Map([[made.id, group]]), sending);
  return { ...made, sending, send };
}

test("a card goes out among five that look the same, and the case keeps what it said", async () => {
  const { send, cards, hands, id } = await handed();
  await send();
  const letters = [...cards.values()].map(({ id: card, blob }) => ({ card, ...JSON.parse(Buffer.from(blob, "base64")) }));
  assert.equal(letters.length, 5);
  assert.ok(letters.every((one) => one.least === CARD_LENGTH && one.id === one.card && !one.signed && one.payload.label.endsWith(one.card)));
  assert.equal(letters.filter((one) => one.payload.group !== null).length, 1);
  const [out] = hands.store.items(id, "card-out");
  assert.deepEqual([out.body.round, out.body.ways.length, out.body.on, out.body.answer], [ROUND.id, 2, ON, ""]);
});

test("a line that breaks sends the very same cards again", async () => {
  const { send, sent, hands, id } = await handed();
  hands.breaks = true;
  await assert.rejects(send(), /offline/);
  await send();
  await send();
  const bodies = sent.map(([, body]) => JSON.stringify(body));
  assert.equal(new Set(bodies).size, 1);
  assert.equal(hands.store.items(id, "card-out").length, 1);
});

test("a round takes cards until its closing day, and no longer than it is open", () => {
  for (const [state, on, is] of [["collecting", "2026-11-30", true], ["collecting", "2026-12-01", false], ["solving", "2026-11-23", false]]) {
    assert.equal(isTaking({ state, closes_on: "2026-11-30" }, on), is, `${state} ${on}`);
  }
});

/** Two cases of Amina's that could take part, and what the cards at the server say. */
async function two() {
  const made = await handed();
  const { hands, id, ready } = made;
  const opening = newOpening();
  await openCase(hands, { alias: "Stork", crisis: ROUND.crisis, holders: { case: ["ME-ZHANNA"] } }, opening);
  await keepItem(hands, opening.id, "consent", { purpose: "round", given: "yes", on: ON });
  const { group } = await ready();
  const groups = (...some) => new Map(some.map((one) => [one, group]));
  const said = () => [...made.cards.values()].map(({ blob }) => JSON.parse(Buffer.from(blob, "base64")).payload.group).filter(Boolean).map((one) => one.card);
  const inCases = () => [id, opening.id].map((one) => hands.store.items(one, "card-out").length);
  const send = (...some) => handIn(hands, ROUND, groups(...some), made.sending);
  return { ...made, other: opening.id, group, said, inCases, send };
}

test("what was unticked after a press that failed does not leave, wherever the line broke", async () => {
  for (const how of ["breaks", "loses"]) {
    const { hands, id, other, send, said, cards, inCases, sending } = await two();
    hands[how] = true;
    await assert.rejects(send(id, other), /offline/);
    await send(id);
    assert.deepEqual([said(), inCases()], [[cardIdOf(sending, id)], [1, 0]], how);
    assert.equal(cards.size % 5, 0, how);
  }
});

test("what could not even be sealed leaves nothing behind", async () => {
  const { hands, id, other, send, said, sent } = await two();
  const { sealLetter } = hands.context.keeper;
  let calls = 0;
  hands.context.keeper.sealLetter = async (what) => {
    if ((calls += 1) === 3) throw new Error("locked");
    return sealLetter(what);
  };
  await assert.rejects(send(id, other), /locked/);
  await send(other);
  assert.equal(said().length, 1);
  assert.deepEqual(sent.map(([address]) => address.endsWith("/cards/")), [true]);
});

test("a card leaves as the page shows it now, and not as an earlier press had it", async () => {
  const { hands, id, group, sending, cards } = await two();
  hands.loses = true;
  await assert.rejects(handIn(hands, ROUND, new Map([[id, group]]), sending), /offline/);
  await handIn(hands, ROUND, new Map([[id, { ...group, ways: group.ways.slice(1) }]]), sending);
  const card = JSON.parse(Buffer.from(cards.get(cardIdOf(sending, id)).blob, "base64"));
  assert.equal(card.payload.group.ways.length, 1);
  assert.equal(hands.store.items(id, "card-out")[0].body.ways.length, 1);
});

test("a card that its case says is in stays in, whatever is ticked later", async () => {
  const { id, other, send, said, sending } = await two();
  await send(id);
  await send(other);
  assert.deepEqual(said().sort(), [id, other].map((one) => cardIdOf(sending, one)).sort());
});

test("a card that is taken back before all were through goes in again under a new id", async () => {
  const { hands, id, other, send, said, sending, cards } = await two();
  await send(id);
  const [out] = hands.store.items(id, "card-out");
  const back = newSending();
  await takeBack(hands, ROUND, id, out, back);
  forgetCard(sending, id, back.blob);
  await send(id, other);
  assert.deepEqual(said().sort(), [id, other].map((one) => cardIdOf(sending, one)).sort());
  assert.notEqual(cardIdOf(sending, id), out.body.card);
  assert.equal(cards.size % 5, 0);
});

test("a card is taken back by a blank under its id, however often the line breaks, and the case may hand in again", async () => {
  const { send, cards, hands, id, ready } = await handed();
  await send();
  const out = () => hands.store.items(id, "card-out")[0];
  assert.equal((await ready()).why, "in-already");
  const sending = newSending();
  hands.breaks = true;
  await assert.rejects(takeBack(hands, ROUND, id, out(), sending), /offline/);
  const { blob } = sending;
  await takeBack(hands, ROUND, id, out(), sending);
  assert.equal(cards.get(out().body.card).blob, blob);
  assert.equal(JSON.parse(Buffer.from(blob, "base64")).payload.group, null);
  assert.deepEqual([out().body.answer, out().body.because, (await ready()).may], ["none", "taken-back", true]);
});

for (const code of ["two-coordinators", "not-trusted", "round-unsigned"]) {
  test(`nothing is handed in, and nothing posted, where who leads the round cannot be trusted: ${code}`, async () => {
    const { send, hands, sent, cards, id, checked } = await handed();
    hands.refused = code;
    await assert.rejects(send(), { code });
    assert.deepEqual([sent, cards.size, hands.store.items(id, "card-out")], [[], 0, []]);
    const { key, closes_on: closesOn, coordinators } = ROUND;
    assert.deepEqual(checked, [{ round: ROUND.id, vault: key.vault, crisis: ROUND.crisis, closesOn, coordinators, opener: "ME-SANA00", signature: "signed" }]);
  });
}

test("nothing is handed in for a round whose key is gone", async () => {
  const { hands, id, ready } = await stage();
  const { group } = await ready();
  await assert.rejects(handIn(hands, { ...ROUND, key: null }, new Map([[id, group]]), newHandingIn()), { code: "two-coordinators" });
});

test("a consent that a colleague took back since the page was drawn stops the whole handing in, before anything leaves", async () => {
  for (const word of [{ given: "yes", withdrawn_on: ON }, { given: "no" }]) {
    const { server, hands, id, other, send, sent, inCases } = await two();
    const zhanna = server.desk("ME-ZHANNA");
    await zhanna.store.refresh();
    await zhanna.store.open(id);
    const [consent] = zhanna.store.items(id, "consent");
    await keepItem(zhanna, id, "consent", { ...consent.body, ...word }, consent);
    await assert.rejects(send(other, id), { code: "consent-gone", detail: [id] });
    assert.deepEqual([sent, inCases()], [[], [0, 0]]);
    await send(other);
    assert.deepEqual(inCases(), [0, 1]);
  }
});

test("an opener signs which round it is and who leads it with them, and posts that", async () => {
  const { hands, sent } = await stage();
  const signed = [];
  hands.context.keeper.signRound = async (named) => ({ signature: `signed ${signed.push(named)}` });
  const opening = {};
  const id = await openRound(hands, { crisis: ROUND.crisis, closesOn: "2026-11-30", weights: 1, other: "ME-TAR1K0" }, opening);
  assert.deepEqual(signed, [{ round: id, vault: opening.made.id, crisis: ROUND.crisis, closesOn: "2026-11-30", other: "ME-TAR1K0" }]);
  assert.deepEqual([sent[0][0], sent[0][1].signature], ["/desk/placement/rounds/open/", "signed 1"]);
});

/** Answer the card of the case: signed by a coordinator for the run that was confirmed, unless something else is said. */
async function answered(answer, { letter = {}, round = {}, ...more } = {}) {
  const made = await handed(more);
  await made.send();
  const { body } = made.hands.store.items(made.id, "card-out")[0];
  const payload = { v: 1, run: RUN, inputs: ROUND.runs[0].inputs_hash, round_id: ROUND.id, ...answer };
  made.cards.get(body.card).answer = Buffer.from(JSON.stringify({ payload, author: "ME-TAR1K0", signed: true, ...letter })).toString("base64");
  const found = await readAnswers(made.hands, [{ ...ROUND, state: "out", ...round }], [made.id]);
  return { ...made, ...found, out: () => made.hands.store.items(made.id, "card-out")[0] };
}

const [RUN_OF_ROUND] = ROUND.runs;
const FORGED = [
  ["signed by somebody whom the card was not sent to", {}, { letter: { author: "ME-VERA00" } }],
  ["by a swapped coordinator", {}, { letter: { author: "ME-VERA00" }, round: { coordinators: ["ME-SANA00", "ME-VERA00"] } }],
  ["in a coordinator's name, whose signature does not hold", {}, { letter: { signed: false } }],
  ["of another run than the confirmed one", { run: uuid(9401) }, {}],
  ["of a run that nobody confirmed", {}, { round: { runs: [{ ...RUN_OF_ROUND, confirmed_by: "" }] } }],
  ["of other cards", { inputs: "cd".repeat(32) }, {}],
  ["of another round", { round_id: uuid(9002) }, {}],
];
for (const [what, answer, how] of FORGED) {
  test(`an answer does not come into the case: ${what}`, async () => {
    const { came, refused, out } = await answered({ answer: "proposed", way: NORTH, expected_on: "", ...answer }, how);
    assert.deepEqual([came, refused, out().body.answer, out().body.way, out().body.signed_by], [0, 1, "", "", ""]);
  });
}

test("an answer that nobody signed comes in as such, and a signed one says who signed it", async () => {
  const old = await answered({ answer: "proposed", way: NORTH, expected_on: "" }, { letter: { author: "", signed: false } });
  assert.deepEqual([old.came, old.out().body.answer, old.out().body.signed_by], [1, "proposed", ""]);
  const { came, out } = await answered({ answer: "none" });
  assert.deepEqual([came, out().body.answer, out().body.signed_by, out().body.leads], [1, "none", "ME-TAR1K0", ROUND.coordinators]);
});

test("every answer that goes out is signed, and names its run and the cards it rests on", async () => {
  const { send, hands, sent } = await handed();
  await send();
  const opened = await openCards(hands, ROUND);
  const places = [{ way: NORTH, persons: 1, medical: 0, host: "", hostTotal: 0, budget: 0 }];
  const instance = instanceOf({ round: ROUND, opened, places, ways: WAYS, on: ON });
  await sendAnswers(hands, { round: ROUND, opened, instance, outcome: byHand(instance), run: RUN });
  const [, { answers }] = sent.at(-1);
  const letters = answers.map(({ card, blob }) => ({ card, ...JSON.parse(Buffer.from(blob, "base64")) }));
  assert.equal(letters.length, 5);
  for (const { card, id, signed, least, payload } of letters) {
    assert.deepEqual([id, signed, least, payload.run, payload.inputs, payload.round_id], [card, true, ANSWER_LENGTH, RUN, opened.hash, ROUND.id]);
  }
});

test("an answer stands in its case once, and a proposal that is taken becomes an application that is proposed", async () => {
  const { hands, id, came, out } = await answered({ answer: "proposed", way: NORTH, expected_on: "2026-12-03" });
  assert.deepEqual([came, out().body.answer, out().body.way, out().body.expected], [1, "proposed", NORTH, "2026-12-03"]);
  assert.deepEqual(await readAnswers(hands, [{ ...ROUND, state: "out" }], [id]), { came: 0, refused: 0 });
  await takeProposal(hands, id, out(), newSending());
  const [application] = hands.store.items(id, "application");
  assert.deepEqual([application.body.way, application.body.state, out().body.said], [NORTH, "proposed", "taken"]);
});

test("a refusal becomes a rule: the next card says no to that way", async () => {
  for (const [because, code] of [["said-no", "said-no"], ["avoid", "avoid"]]) {
    const { hands, id, out, ready } = await answered({ answer: "proposed", way: NORTH, expected_on: "" });
    await refuseProposal(hands, id, out(), { because, country: "NO" }, newSending());
    const { group } = await ready();
    assert.deepEqual(group.out, [{ way: NORTH, codes: [code] }], because);
    assert.deepEqual([out().body.said, out().body.because], ["refused", because]);
    assert.deepEqual(hands.store.items(id, "avoid").map(({ body }) => body.because), because === "avoid" ? [""] : [], "nobody said why");
  }
});

test("an answer that is none of ours changes nothing", async () => {
  for (const spoilt of [null, {}, { v: 2, answer: "none" }, { v: 1, answer: "proposed" }, { v: 1, answer: "yes", way: NORTH }]) assert.equal(readAnswer(spoilt), null);
  assert.deepEqual(readAnswer({ v: 1, answer: "none" }), { answer: "none", way: "", expected: "" });
});

test("coordinators open the cards, put the question together, and what they keep is checked again from the cards", async () => {
  const { send, hands } = await handed();
  await send();
  const opened = await openCards(hands, ROUND);
  assert.deepEqual([opened.groups.length, opened.blanks, opened.unread, opened.labels.size], [1, 4, [], 5]);
  const places = [{ way: NORTH, persons: 1, medical: 0, host: "", hostTotal: 0, budget: 0 }, { way: WEST, persons: 0, medical: 0, host: "", hostTotal: 0, budget: 0 }];
  const instance = instanceOf({ round: ROUND, opened, places, ways: WAYS, on: ON });
  assert.deepEqual(instance.ways.map((one) => [one.id, one.country, one.persons]), [[NORTH, "NO", 1]]);
  const outcome = byHand(instance);
  const records = [];
  hands.context.keeper.sealRecord = async ({ body }) => (records.push(body), "blob");
  hands.context.api.post = async () => ({});
  await keepRun(hands, { round: ROUND, opened, places, instance, outcome }, newKeeping());
  const [body] = records;
  assert.equal(JSON.stringify(outcomeOf(readInstance(structuredClone(instance)), body).placed), JSON.stringify(outcome.placed));
  for (const wrong of [{ worth: body.worth + 1 }, { hand: 0 }, { chosen: [[opened.groups[0].card, WEST]] }, { chosen: [] }]) {
    assert.throws(() => outcomeOf(instance, { ...body, ...wrong }), NotTheRun, JSON.stringify(wrong));
  }
  const { card } = opened.groups[0];
  const answer = answerOf(instance, outcome, card);
  assert.deepEqual([answer.answer, answer.way], ["proposed", NORTH]);
  assert.ok(JSON.stringify(answer).length < ANSWER_LENGTH / 2);
});

test("places are those of the quotas that are valid on the day", () => {
  const quota = (more) => ({ body: { way: NORTH, persons: 2, medical: 1, host: "", host_total: 0, budget: 0, from: "", until: "", ...more } });
  const [north, west] = placesOf([quota({}), quota({ persons: 3, host: "Harbour", host_total: 9 }), quota({ until: "2026-11-01" })], WAYS, ON);
  assert.deepEqual(north, { way: NORTH, persons: 5, medical: 2, host: "Harbour", hostTotal: 9, budget: 0 });
  assert.equal(west.persons, 0);
});
