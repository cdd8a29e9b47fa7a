// What the two coordinators of a round do: open the cards, put the question together, keep a run, look at the other's run, answer every card, end the round.
// All of it happens in the browser; the server sees sealed bytes, a hash, and who said yes.

import { handBaseline } from "../placement/baseline.js";
import { candidatesOf } from "../placement/candidates.js";
import { broken } from "../placement/checking.js";
import { explain } from "../placement/explaining.js";
import { readGroup, readInstance } from "../placement/instance.js";
import { MODEL, WORTH } from "../placement/model.js";
import { gapOf, prepare } from "../placement/solving.js";
import { hex, newUuid, unbase64 } from "../vault/bytes.js";
import { moment } from "../vault/moments.js";
import { ANSWER_LENGTH, ROUNDS } from "./rounds.js";

/** @typedef {import("./acts.js").Hands} Hands @typedef {import("./rounds.js").Round} Round @typedef {import("./registers.js").Listed} Listed */
/** @typedef {import("../placement/instance.js").Instance} Instance @typedef {import("../placement/solving.js").Outcome} Outcome */
/**
 * @typedef {{id: string, blob: string, answered: boolean}} SealedCard
 * @typedef {{cards: SealedCard[], groups: import("../placement/instance.js").Group[], labels: Map<string, string>, blanks: number, unread: string[], hash: string}} Opened
 *   labels: to whom an answer is sealed; unread: cards that did not open or say nothing that can be read; hash: over the sealed cards
 * @typedef {{way: string, persons: number, medical: number, host: string, hostTotal: number, budget: number}} Places of one way, as a government or a host gave them
 * @typedef {{v: 1, run: string, made_on: string, places: Places[], countries: [string, string, number][], gap_permille: number, status: string, gives_way: boolean,
 *   chosen: [string, string][], worth: number, hand: number, bound: number, prices: [string, number][]}} RunBody countries: way, country, cost
 * @typedef {{id: string, blob?: string, isKept?: boolean}} Keeping what has happened so far of one keeping; kept until it is through
 */

const RUN = "round.run";
const AT_ONCE = 50;

/** The cards are not those that were weighed, or the run does not hold what it says. */
export class NotTheRun extends Error {
  /** @param {string[]} problems what does not fit, by code */
  constructor(problems) {
    super(problems.join(", "));
    this.name = "NotTheRun";
    this.problems = problems;
  }
}

/**
 * Open every card of a round.
 * @param {Hands} hands
 * @param {Round} round that I hold
 * @param {(done: number) => void} [progress]
 * @returns {Promise<Opened>}
 */
export async function openCards({ context }, round, progress = () => {}) {
  /** @type {SealedCard[]} */
  const cards = [];
  const vault = round.key?.vault ?? "";
  /** @type {Opened} */
  const opened = { cards, groups: [], labels: new Map(), blanks: 0, unread: [], hash: "" };
  for (let more = true, after = ""; more; after = cards.at(-1)?.id ?? "") {
    const page = await context.api.post(`${ROUNDS}${round.id}/cards/read/`, { after });
    cards.push(...page.cards);
    more = page.more;
    const letters = page.cards.map((/** @type {SealedCard} */ { id, blob }) => ({ id, blob }));
    for (const { id, payload, problem } of letters.length ? await context.keeper.openLetters({ vault, letters }) : []) takeCard(opened, id, problem ? null : payload);
    progress(cards.length);
  }
  opened.hash = await hashOf(cards);
  return opened;
}

/** @param {Opened} opened @param {string} id @param {any} payload */
function takeCard(opened, id, payload) {
  if (payload?.v !== 1 || typeof payload.label !== "string") return void opened.unread.push(id);
  opened.labels.set(id, payload.label);
  if (payload.group === null) return void (opened.blanks += 1);
  const group = payload.group?.card === id ? readGroup(payload.group) : null;
  // One card that says a way twice would make the whole round unreadable.
  if (group && new Set(group.ways.map((one) => one.way)).size === group.ways.length) opened.groups.push(group);
  else opened.unread.push(id);
}

/**
 * Hash the sealed cards, in the order of their ids; the server does the same and reads nothing of them.
 * @param {SealedCard[]} cards
 */
export async function hashOf(cards) {
  const sorted = [...cards].sort((a, b) => (a.id < b.id ? -1 : 1));
  const digests = await Promise.all(sorted.map(({ blob }) => crypto.subtle.digest("SHA-256", /** @type {BufferSource} */ (unbase64(blob)))));
  const whole = new Uint8Array(32 * digests.length);
  digests.forEach((digest, at) => whole.set(new Uint8Array(digest), 32 * at));
  return hex(new Uint8Array(await crypto.subtle.digest("SHA-256", whole)));
}

/**
 * Put the question together.
 * @param {{round: Round, opened: Opened, places: Places[], ways: Listed[], on: string}} wanted places: without any, a way is not in the round
 * @returns {Instance}
 * @throws {import("../placement/instance.js").Unreadable}
 */
export function instanceOf({ round, opened, places, ways, on }) {
  const bodies = new Map(ways.map((way) => [way.id, way.body]));
  const given = places.filter((one) => one.persons > 0);
  /** @type {RunBody["countries"]} */
  const countries = given.map(({ way }) => [way, bodies.get(way)?.country || "??", bodies.get(way)?.cost ?? 0]);
  return instanceFrom({ round, opened, places: given, countries, on });
}

/** @param {{round: Round, opened: Opened, places: Places[], countries: RunBody["countries"], on: string}} wanted @returns {Instance} */
function instanceFrom({ round, opened, places, countries, on }) {
  const land = new Map(countries.map(([way, country, cost]) => [way, { country, cost }]));
  const hosts = new Map(places.filter((one) => one.host && one.hostTotal > 0).map((one) => [one.host, one.hostTotal]));
  const { version, critical, high, medium, low, theta_percent, keep_percent, share_percent, gap_permille } = round.weights;
  return readInstance({
    round: round.reference,
    made_on: on,
    gap_permille,
    weights: { version, critical, high, medium, low, theta_percent, keep_percent, share_percent },
    ways: places.map(({ way, persons, medical, host, budget }) => ({
      id: way, country: land.get(way)?.country ?? "??", persons, medical, host: hosts.has(host) ? host : "", fund: budget > 0 ? way : "", cost: land.get(way)?.cost ?? 0,
    })),
    hosts: [...hosts].map(([host, total]) => ({ host, total })),
    funds: places.filter((one) => one.budget > 0).map(({ way, budget }) => ({ fund: way, budget })),
    groups: structuredClone(opened.groups),
  });
}

/** Give a keeping to begin with. @returns {Keeping} */
export function newKeeping() {
  return { id: newUuid() };
}

/**
 * Keep a run: sealed in the round's vault what it proposes, and in clear that there was one. It proposes; the other coordinator has to say yes.
 * @param {Hands} hands
 * @param {{round: Round, opened: Opened, places: Places[], instance: Instance, outcome: Outcome}} wanted
 * @param {Keeping} keeping
 */
export async function keepRun({ context, clock = () => new Date() }, { round, opened, places, instance, outcome }, keeping) {
  const vault = round.key?.vault ?? "";
  const { id } = keeping;
  /** @type {RunBody} */
  const body = {
    v: 1,
    run: id,
    made_on: instance.made_on,
    places: places.filter((one) => one.persons > 0),
    countries: instance.ways.map((way) => [way.id, way.country, way.cost]),
    gap_permille: gapOf(outcome),
    status: outcome.status,
    gives_way: outcome.gives_way,
    chosen: outcome.placed.chosen.map(({ card, way }) => [card, way]),
    worth: outcome.placed.worth,
    hand: outcome.hand.worth,
    bound: Math.ceil(outcome.bound * WORTH),
    prices: Object.entries(outcome.prices).map(([name, price]) => [name, Math.round(price * WORTH)]),
  };
  keeping.blob ??= await context.keeper.sealRecord({ vault, id, type: RUN, version: 1, prev: "", at: moment(clock()), body });
  if (!keeping.isKept) await context.api.post(`/desk/vault/vaults/${vault}/records/`, { id, type: RUN, version: 1, blob: keeping.blob });
  keeping.isKept = true;
  await context.api.post(`${ROUNDS}${round.id}/runs/`, { id, inputs_hash: opened.hash, model: MODEL, gap: Math.min(1000, body.gap_permille) });
}

/**
 * Open a run that was kept, and work out anew from the cards whether it holds what it says.
 * @param {Hands} hands
 * @param {Round} round
 * @param {string} run
 * @param {Opened} opened
 * @returns {Promise<{instance: Instance, outcome: Outcome, author: string}>}
 * @throws {NotTheRun}
 */
export async function checkedRun({ context }, round, run, opened) {
  const vault = round.key?.vault ?? "";
  const { records } = await context.api.get(`/desk/vault/vaults/${vault}/records/?type=${RUN}`);
  const sealed = records.find((/** @type {{id: string}} */ one) => one.id === run);
  const [record] = sealed ? await context.keeper.openRecords({ vault, records: [sealed] }) : [];
  const kept = round.runs.find((one) => one.id === run);
  if (!record || record.problem || !record.signed || record.body?.v !== 1 || record.body.run !== run || record.author !== kept?.ran_by) throw new NotTheRun(["unreadable"]);
  if (kept.inputs_hash !== opened.hash) throw new NotTheRun(["other-cards"]);
  /** @type {RunBody} */
  const body = record.body;
  const instance = instanceFrom({ round, opened, places: body.places, countries: body.countries, on: body.made_on });
  return { instance, outcome: outcomeOf(instance, body), author: record.author };
}

/**
 * Make the outcome of a kept run again, and check every rule without a solver.
 * @param {Instance} instance
 * @param {RunBody} body
 * @returns {Outcome}
 * @throws {NotTheRun}
 */
export function outcomeOf(instance, body) {
  const { found, hand } = prepare(instance);
  const chosen = new Map(body.chosen.flatMap(([card, way]) => (found.pairs.get(card) ?? []).filter((pair) => pair.way.id === way).map((pair) => /** @type {const} */ ([card, pair]))));
  const problems = chosen.size === body.chosen.length ? broken(found, chosen, hand) : ["ruled out"];
  const [placed, byHand] = [placedOf(instance, chosen), placedOf(instance, hand)];
  if (placed.worth !== body.worth) problems.push("worth");
  if (byHand.worth !== body.hand) problems.push("hand");
  if (problems.length) throw new NotTheRun(problems);
  const status = /** @type {Outcome["status"]} */ (["solved", "limit", "by-hand"].includes(body.status) ? body.status : "limit");
  return {
    model: MODEL, status, why: "", placed, hand: byHand, bound: body.bound / WORTH, gives_way: body.gives_way,
    prices: Object.fromEntries(body.prices.map(([name, price]) => [name, price / WORTH])), notes: found.notes,
  };
}

/**
 * What placing by hand gives, at once and without a solver.
 * @param {Instance} instance
 * @returns {Outcome}
 */
export function byHand(instance) {
  const found = candidatesOf(instance);
  const placed = placedOf(instance, handBaseline(found));
  return { model: MODEL, status: "by-hand", why: "", placed, hand: placed, bound: 0, gives_way: false, prices: {}, notes: found.notes };
}

/** @param {Instance} instance @param {import("../placement/baseline.js").Chosen} chosen @returns {import("../placement/solving.js").Placed} */
function placedOf(instance, chosen) {
  /** @type {any} */
  const tiers = Object.fromEntries(["critical", "high", "medium", "low"].map((tier) => [tier, { groups: 0, people: 0, expected: 0 }]));
  for (const { group, score } of chosen.values()) {
    tiers[group.tier].groups += 1;
    tiers[group.tier].people += group.people;
    tiers[group.tier].expected += group.people * score;
  }
  return {
    chosen: instance.groups.flatMap(({ card }) => (chosen.has(card) ? [{ card, way: chosen.get(card)?.way.id ?? "" }] : [])),
    worth: [...chosen.values()].reduce((sum, pair) => sum + pair.worth, 0),
    tiers,
    short: [],
  };
}

/**
 * Say yes to the other coordinator's run.
 * @param {Hands} hands
 * @param {Round} round
 * @param {string} run
 * @param {Opened} opened the same cards, opened here
 */
export async function confirmRun({ context }, round, run, opened) {
  await context.api.post(`${ROUNDS}${round.id}/runs/${run}/confirm/`, { inputs_hash: opened.hash });
}

/**
 * Answer every card, blank ones too: an answer looks like any other from outside. Each is signed, and says of which run and which cards it is, so that who opens it
 * can see that it comes from a coordinator. Cards that have one are left as they are, so that this can be done again.
 * @param {Hands} hands
 * @param {{round: Round, opened: Opened, instance: Instance, outcome: Outcome, run: string}} wanted
 * @param {(done: number, all: number) => void} [progress]
 */
export async function sendAnswers({ context }, { round, opened, instance, outcome, run }, progress = () => {}) {
  const groups = new Set(opened.groups.map((group) => group.card));
  const waiting = opened.cards.filter((card) => !card.answered);
  for (let at = 0; at < waiting.length; at += AT_ONCE) {
    const answers = [];
    for (const { id } of waiting.slice(at, at + AT_ONCE)) {
      const payload = { v: 1, run, inputs: opened.hash, round_id: round.id, round: round.reference, ...(groups.has(id) ? answerOf(instance, outcome, id) : NOTHING) };
      // A card that could not be read, or names nobody to seal to, is answered to the round itself, so that it looks like all others.
      const own = round.key?.recipient ?? "";
      const sealTo = (/** @type {string} */ recipient) => context.keeper.sealLetter({ to: { recipient }, id, payload, signed: true, least: ANSWER_LENGTH });
      const blob = await sealTo(opened.labels.get(id) ?? own).catch(() => sealTo(own));
      answers.push({ card: id, blob });
    }
    await context.api.post(`${ROUNDS}${round.id}/answers/`, { answers });
    progress(Math.min(waiting.length, at + AT_ONCE), waiting.length);
  }
}

const NOTHING = { answer: "none", way: "", score: 0, expected_on: "", is_late: false, others: [], counted: [], worth: 0, price: 0 };

/** @param {Instance} instance @param {Outcome} outcome @param {string} card @returns {import("./rounds.js").Answer} */
export function answerOf(instance, outcome, card) {
  const { proposed, others, counted } = explain(instance, outcome, card);
  const open = others.slice(0, 10).map(({ way, score }) => ({ way, score }));
  if (!proposed) return { .../** @type {any} */ (NOTHING), others: open, counted };
  const { way, score, expected_on, is_late, worth, price } = proposed;
  return { answer: "proposed", way, score, expected_on, is_late, others: open, counted, worth, price };
}

/**
 * End the round: its key goes, and with it what could open a card.
 * @param {Hands} hands
 * @param {Round} round
 */
export async function endRound({ context }, round) {
  await context.api.post(`${ROUNDS}${round.id}/end/`, { id: round.id });
  await context.refresh();
}
