// Taking part in a round: cards leave under fresh ids, sealed to its two coordinators, by fives; answers come back to a label that only the case's own
// holders open. Nothing here decides anything about anybody.

import { newUuid } from "../vault/bytes.js";
import { moment } from "../vault/moments.js";
import { keepCard, keepItem, newSending } from "./acts.js";
import { checkConsent } from "./consents.js";
import { of } from "./state.js";
import { adopt } from "./vaults.js";
import { sayNo } from "./ways_acts.js";

/** @typedef {import("./acts.js").Hands} Hands @typedef {import("./kinds.js").Item} Item @typedef {import("../placement/instance.js").Group} Group */
/**
 * @typedef {{version: number, critical: number, high: number, medium: number, low: number, theta_percent: number, keep_percent: number, share_percent: number,
 *   gap_permille: number, proposed_by: string, confirmed_by: string, since: string}} Weights
 * @typedef {{id: string, inputs_hash: string, model: string, gap_permille: number, ran_by: string, confirmed_by: string, ran_on: string}} KeptRun
 * @typedef {{id: string, reference: string, crisis: string, state: "collecting" | "solving" | "out" | "ended", closes_on: string, coordinators: string[],
 *   opened_by: string, signature: string, key: {vault: string, epoch: number, recipient: string, signer: string, signature: string} | null, held: boolean, cards: number, weights: Weights,
 *   runs: KeptRun[], demonstration: boolean}} Round
 * @typedef {{made?: any, posted?: boolean, id?: string}} Opening what has happened so far of opening one; kept until it is through
 * @typedef {{id: string, group: Group | null, blob: string, out: import("./acts.js").Sending, old?: boolean, done?: boolean}} Going group: what its blob says,
 *   nothing where that is a blank; old: the server may hold what it said before; done: its case says that it is in
 * @typedef {{cards: Map<string, Going>, blanks: {id: string, blob: string}[], on: string, posted?: boolean}} HandingIn by case; kept until it is through, so
 *   that pressing again sends the very same cards; posted: some may have reached the server
 * @typedef {{answer: "proposed" | "none", way: string, score: number, expected_on: string, is_late: boolean, others: {way: string, score: number}[],
 *   counted: {code: string, ways: number}[], worth: number, price: number}} Answer
 */

export const ROUNDS = "/desk/placement/rounds/";
const WEIGHTS = "/desk/placement/weights/";
/** Every card is as long as any other, and so is every answer. */
export const CARD_LENGTH = 16 * 1024;
export const ANSWER_LENGTH = 4 * 1024;
const TOGETHER = 5;
const AT_ONCE = 50; // cards in one message
/** Why a proposal is refused. The first two become rules of the case; the others are told to the coordinators by word of mouth. */
export const REFUSALS = /** @type {const} */ (["said-no", "avoid", "papers", "medical", "too-late", "changed", "other"]);

/** What stands in a case whose card was taken back. */
export const TAKEN_BACK = "taken-back";

/** @param {Hands} hands */
const dayOf = ({ clock = () => new Date() }) => moment(clock()).slice(0, 10);

/**
 * Read the rounds of my crises, and judge the keys of those who lead them.
 * @param {Hands} hands
 * @returns {Promise<Round[]>}
 */
export async function readRounds({ context }) {
  const { rounds, people } = await context.api.get(ROUNDS);
  await context.meet(people);
  return rounds;
}

/** @param {Hands} hands @returns {Promise<Weights[]>} the newest first */
export async function readWeights({ context }) {
  return (await context.api.get(WEIGHTS)).weights;
}

/** @param {Hands} hands @param {Record<string, number>} numbers with the version */
export async function proposeWeights({ context }, numbers) {
  await context.api.post(WEIGHTS, numbers);
}

/** @param {Hands} hands @param {number} version */
export async function confirmWeights({ context }, version) {
  await context.api.post(`${WEIGHTS}${version}/confirm/`);
}

/**
 * Open a round with another coordinator: its vault is held by us two and by nobody else.
 * @param {Hands} hands
 * @param {{crisis: string, closesOn: string, weights: number, other: string}} wanted
 * @param {Opening} opening
 * @returns {Promise<string>} its id
 */
export async function openRound({ context }, { crisis, closesOn, weights, other }, opening) {
  opening.id ??= newUuid();
  opening.made ??= await context.keeper.createVault({ kind: "round", holders: [other] });
  if (!opening.posted) await context.api.post("/desk/vault/vaults/", opening.made);
  opening.posted = true;
  await adopt(context, opening.made);
  const { signature } = await context.keeper.signRound({ round: opening.id, vault: opening.made.id, crisis, closesOn, other });
  await context.api.post(`${ROUNDS}open/`, { id: opening.id, vault: opening.made.id, crisis, closes_on: closesOn, weights, signature });
  return opening.id;
}

/** Whether cards can still be handed in: the server takes none after the closing day, long before the round is worked out. @param {Pick<Round, "state" | "closes_on">} round @param {string} on */
export function isTaking({ state, closes_on: closesOn }, on) {
  return state === "collecting" && closesOn >= on;
}

/**
 * Make sure that the two who are named lead this round: both are people whose keys we trust, one of them signed that it is these two when it was opened, and
 * the vault is held by them and nobody else as far as the server tells.
 * @param {Hands} hands
 * @param {Round} round
 * @throws with code two-coordinators, not-trusted or round-unsigned
 */
export async function checkLeaders({ context }, { id, key, crisis, closes_on: closesOn, coordinators, opened_by: opener, signature }) {
  if (!key) throw Object.assign(new Error("no key"), { code: "two-coordinators" });
  await context.keeper.checkRound({ round: id, vault: key.vault, crisis, closesOn, coordinators, opener, signature });
}

/** Give a handing in to begin with. @returns {HandingIn} */
export function newHandingIn() {
  return { cards: new Map(), blanks: [], on: "" };
}

/**
 * Say what one case would send, under an id made for this round; the id stays when this is asked again.
 * @param {HandingIn} sending
 * @param {string} caseId
 * @returns {string} the card's id
 */
export function cardIdOf(sending, caseId) {
  const known = sending.cards.get(caseId);
  if (known) return known.id;
  const id = newUuid();
  sending.cards.set(caseId, { id, group: null, blob: "", out: newSending() });
  return id;
}

/**
 * Seal cards, fill them up to fives with blank ones that look the same, hand them in and note it in each case. Only what is in `groups` leaves, as it stands
 * there: whatever an earlier press sent of another case, or in other words, is replaced under its id before anything else is sent. Who leads the round, and
 * whether each person still consents, is looked at now and not when the page was drawn.
 * @param {Hands} hands
 * @param {Round} round
 * @param {Map<string, Group>} groups by case; as `readyFor` found them
 * @param {HandingIn} sending
 * @throws as `checkLeaders` and `checkConsent`, before anything leaves
 */
export async function handIn(hands, round, groups, sending) {
  const { context, store } = hands;
  await checkLeaders(hands, round);
  for (const caseId of groups.keys()) await checkConsent(hands, caseId, { purpose: "round", on: dayOf(hands) });
  sending.on ||= dayOf(hands);
  const seal = sealingFor(hands, round);
  await prepare(hands, groups, sending, seal);
  const mine = [...sending.cards.values()].filter((one) => one.blob);
  const vault = store.case([...groups.keys()][0] ?? "")?.shell.vault ?? "";
  while ((mine.length + sending.blanks.length) % TOGETHER > 0) {
    const id = newUuid();
    sending.blanks.push({ id, blob: await seal(vault, id, null) });
  }
  for (const one of mine.filter(({ old }) => old)) {
    await replace(context, round, one);
    one.old = false;
  }
  const cards = [...mine, ...sending.blanks].map(({ id, blob }) => ({ id, blob })).sort((a, b) => (a.id < b.id ? -1 : 1));
  sending.posted = true; // a line that breaks from here on may have carried them
  for (let at = 0; at < cards.length; at += AT_ONCE) await context.api.post(`${ROUNDS}${round.id}/cards/`, { cards: cards.slice(at, at + AT_ONCE) });
  for (const [caseId, one] of sending.cards) {
    if (!one.group || one.done) continue;
    const { ways, out } = one.group;
    const body = { round: round.id, card: one.id, ways: ways.map(({ way, score }) => ({ way, score })), ruled_out: out, on: sending.on, leads: [...round.coordinators], answer: "", said: "", because: "" };
    await keepItem(hands, caseId, "card-out", body, undefined, { sending: one.out });
    one.done = true;
  }
}

/**
 * Let every card say what is to leave now. Before anything was sent, what is not to leave is forgotten; afterwards it becomes a blank.
 * @param {Hands} hands
 * @param {Map<string, Group>} groups
 * @param {HandingIn} sending
 * @param {ReturnType<typeof sealingFor>} seal
 */
async function prepare({ store }, groups, sending, seal) {
  for (const caseId of groups.keys()) cardIdOf(sending, caseId);
  if (!sending.posted) sending.blanks = [];
  for (const [caseId, one] of sending.cards) {
    one.done ||= of(store.items(caseId), "card-out").some(({ body }) => body.card === one.id);
    const wanted = groups.get(caseId);
    const group = wanted ? { ...wanted, card: one.id } : null;
    if (one.done || (one.blob && JSON.stringify(one.group) === JSON.stringify(group))) continue;
    const wasSent = Boolean(sending.posted && one.blob);
    one.group = group;
    one.blob = group || wasSent ? await seal(store.case(caseId)?.shell.vault ?? "", one.id, group) : "";
    one.old = wasSent;
  }
}

/** @param {Hands} hands @param {Round} round */
function sealingFor({ context }, round) {
  const to = { ...round.key, holders: round.coordinators };
  return (/** @type {string} */ vault, /** @type {string} */ id, /** @type {Group | null} */ group) => sealCard(context, to, vault, id, group);
}

/** Put other contents under the id of a card, where it reached the server at all. @param {Hands["context"]} context @param {Round} round @param {{id: string, blob: string}} card */
async function replace({ api }, round, { id, blob }) {
  try {
    await api.post(`${ROUNDS}${round.id}/cards/take-back/`, { id, blob });
  } catch (problem) {
    if (/** @type {{status?: number}} */ (problem).status !== 404) throw problem;
  }
}

/**
 * @param {Hands["context"]} context
 * @param {any} to
 * @param {string} vault in which the answer will be opened
 * @param {string} id
 * @param {Group | null} group nothing: a blank
 */
async function sealCard({ keeper }, to, vault, id, group) {
  const label = await keeper.labelOf({ vault, label: id });
  return keeper.sealLetter({ to, id, payload: { v: 1, label, group }, least: CARD_LENGTH });
}

/**
 * Take a card back, as after a consent that was withdrawn: a blank takes its place, and nobody sees which it was. Once the round is worked out it is too late
 * for that; then the case refuses whatever it is proposed.
 * @param {Hands} hands
 * @param {Round} round that still takes cards
 * @param {string} caseId
 * @param {Item} card an item of kind card-out
 * @param {import("./acts.js").Sending} sending
 */
export async function takeBack(hands, round, caseId, card, sending) {
  const { context, store } = hands;
  const vault = store.case(caseId)?.shell.vault ?? "";
  sending.blob ??= await sealCard(context, { ...round.key, holders: round.coordinators }, vault, card.body.card, null);
  await context.api.post(`${ROUNDS}${round.id}/cards/take-back/`, { id: card.body.card, blob: sending.blob });
  await keepItem(hands, caseId, "card-out", { ...card.body, answer: "none", said: "refused", because: TAKEN_BACK }, card);
}

/**
 * Let a handing in that is not through yet know that one of its cards was taken back: from now on it is one of its blanks.
 * @param {HandingIn} sending
 * @param {string} caseId
 * @param {string} blob the blank
 */
export function forgetCard(sending, caseId, blob) {
  const one = sending.cards.get(caseId);
  if (!one?.blob) return;
  sending.cards.delete(caseId);
  sending.blanks.push({ id: one.id, blob });
}

/**
 * Look whether cards of these cases were answered, and note each answer in its case. An answer that somebody else signed than one of the two to whom the card
 * went, or that is about another run than the one that was confirmed, is not noted; one that nobody signed is noted as such.
 * @param {Hands} hands
 * @param {Round[]} rounds
 * @param {string[]} caseIds cases that were opened here
 * @returns {Promise<{came: number, refused: number}>} refused: answers that are not what they say
 */
export async function readAnswers(hands, rounds, caseIds) {
  const { context, store } = hands;
  const found = { came: 0, refused: 0 };
  for (const round of rounds.filter((one) => one.state === "solving" || one.state === "out")) {
    const waiting = new Map(caseIds.flatMap((id) => of(store.items(id), "card-out").filter(({ body }) => body.round === round.id && body.answer === "").map((item) => [item.body.card, { id, item }])));
    if (waiting.size === 0) continue;
    const { answers } = await context.api.post(`${ROUNDS}${round.id}/answers/read/`, { cards: [...waiting.keys()].slice(0, 2 * AT_ONCE) });
    for (const { card, blob } of answers) {
      const { id = "", item = null } = waiting.get(card) ?? {};
      const vault = store.case(id)?.shell.vault;
      if (!item || !vault) continue;
      const [letter] = await context.keeper.openLetters({ vault, label: card, letters: [{ id: card, blob }] });
      const answer = letter && !letter.problem ? readAnswer(letter.payload) : null;
      const by = letter && answer ? signerOf(letter, round, item.body.leads) : null;
      if (!answer || by === null) {
        found.refused += 1;
        continue;
      }
      await keepItem(hands, id, "card-out", { ...item.body, ...answer, signed_by: by }, item);
      found.came += 1;
    }
  }
  return found;
}

/**
 * Say who signed an answer. The card's id is the letter's, and the signature binds both to what it says.
 * @param {import("../vault/worker_letters.js").OpenedLetter} letter
 * @param {Round} round
 * @param {string[]} [leads] to whom the card went, as its case remembers; cards of before this was kept do not say
 * @returns {string | null} nobody: "", as of answers that were made before they were signed; null: it is not what it says
 */
function signerOf({ author, signed, payload }, round, leads = []) {
  if (author === "") return "";
  const run = round.runs.find((one) => one.confirmed_by !== "" && one.id === payload.run);
  const isOfRun = run !== undefined && payload.round_id === round.id && payload.inputs === run.inputs_hash;
  return signed && isOfRun && (leads.length > 0 ? leads : round.coordinators).includes(author) ? author : null;
}

/** @param {any} payload @returns {{answer: "proposed" | "none", way: string, expected: string} | null} what a case keeps of an answer */
export function readAnswer(payload) {
  if (payload?.v !== 1 || !["proposed", "none"].includes(payload.answer)) return null;
  const way = typeof payload.way === "string" ? payload.way : "";
  if (payload.answer === "proposed" && !way) return null;
  return { answer: payload.answer, way, expected: typeof payload.expected_on === "string" ? payload.expected_on : "" };
}

/**
 * Take a proposal: the way becomes an application that is proposed. The person is asked next; nothing leaves the case.
 * @param {Hands} hands
 * @param {string} caseId
 * @param {Item} card an item of kind card-out
 * @param {import("./acts.js").Sending} sending
 */
export async function takeProposal(hands, caseId, card, sending) {
  const there = of(hands.store.items(caseId), "application").find(({ body }) => body.way === card.body.way && body.state === "proposed");
  if (!there) await keepItem(hands, caseId, "application", { way: card.body.way, state: "proposed", proposed_on: dayOf(hands) }, undefined, { sending });
  await keepItem(hands, caseId, "card-out", { ...card.body, said: "taken" }, card);
  await keepCard(hands, caseId);
}

/**
 * Refuse a proposal. What the person said no to, and where they must not go, is a rule from now on.
 * @param {Hands} hands
 * @param {string} caseId
 * @param {Item} card an item of kind card-out
 * @param {{because: string, country?: string}} why because: a code of REFUSALS; country: of the way, where it is to be avoided; what they fear there was not asked
 * @param {import("./acts.js").Sending} sending
 */
export async function refuseProposal(hands, caseId, card, { because, country = "" }, sending) {
  if (because === "said-no") await sayNo(hands, caseId, card.body.way, { on: dayOf(hands), sending });
  if (because === "avoid" && country && !of(hands.store.items(caseId), "avoid").some(({ body }) => body.countries.includes(country))) {
    await keepItem(hands, caseId, "avoid", { countries: [country], because: "" }, undefined, { sending });
  }
  await keepItem(hands, caseId, "card-out", { ...card.body, said: "refused", because }, card);
  await keepCard(hands, caseId);
}
