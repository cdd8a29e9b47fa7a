// Referrals: a package sealed to a partner's register, the answer to a label of the case, and what is done on both sides. The server sees who asks whom
// and on which day, and nothing of what is asked. Everything can be pressed again after a broken line.

import { rotate } from "../sealed/vault_acts.js";
import { newUuid } from "../vault/bytes.js";
import { addEntry, keepItem, newSending } from "./acts.js";
import { mayShare } from "./consents.js";
import { openCase } from "./opening.js";
import { linesOf, packageOf, readAnswer, readPackage } from "./referral_package.js";
import { letterTo } from "./sealing.js";
import { adopt } from "./vaults.js";

/** @typedef {import("./acts.js").Hands} Hands @typedef {import("./acts.js").Sending} Sending @typedef {import("./kinds.js").Item} Item */
/** @typedef {import("../sealed/shell.js").Context} Context @typedef {import("./referral_package.js").Package} Package @typedef {import("./referral_package.js").Answer} Answer */
/** @typedef {{reference: string, name: string}} Organisation */
/**
 * @typedef {{id: string, kind: "referral" | "transfer", from: Organisation, to: Organisation, urgent: boolean, consent: boolean, emergency_by: string, state: string,
 *   expires_on: string, offered_by: string, offered_on: string, answered_by: string, answered_on: string, blob: string, answer: string}} Row as the server lists it
 * @typedef {{organisation: Organisation, referrals: import("./sealing.js").VaultKey | null}} Partner
 * @typedef {{package: Package | null, by: string, problem: string}} Came a package that was opened; by: who signed it, "" where nobody whom we trust did
 * @typedef {{id: string, blob?: string, package?: Package, to?: string, item: Sending, entry: Sending}} Offering kept until it is through; package and
 *   to: what was sealed, and for which organisation
 * @typedef {{in: Row[], out: Row[], register: string, isRead: boolean, refresh: () => Promise<void>}} Referrals register: the vault to which others seal, where I hold it
 */

const ADDRESS = "/desk/cases/referrals/";

/** @type {WeakMap<object, Referrals>} */
const known = new WeakMap();

/**
 * Give what this unlocked desk knows of referrals; it ends with it.
 * @param {Context} context
 * @returns {Referrals}
 */
export function referralsOf(context) {
  const found = known.get(context);
  if (found) return found;
  /** @type {Referrals} */
  const referrals = {
    in: [],
    out: [],
    register: "",
    isRead: false,
    async refresh() {
      const [listed, { registers }] = await Promise.all([context.api.get(ADDRESS), context.api.get("/desk/vault/registers/")]);
      const mine = registers.find((/** @type {any} */ one) => one.purpose === "referrals" && one.scope === context.me.organisation.reference);
      if (mine && !context.vaults.some((one) => one.id === mine.vault)) await context.refresh();
      await context.meet(listed.people);
      Object.assign(referrals, { in: listed.in, out: listed.out, register: mine?.vault ?? "", isRead: true });
    },
  };
  known.set(context, referrals);
  return referrals;
}

/**
 * Give the partners of my crises; who signed the keys of their registers is judged before anything is sealed to them.
 * @param {Context} context
 * @returns {Promise<Partner[]>}
 */
export async function partnersOf(context) {
  const { partners, people } = await context.api.get("/desk/cases/partners/");
  await context.meet(people);
  return partners;
}

/**
 * Make the register to which partners seal what they refer to us.
 * @param {Context} context
 * @param {string[]} holders besides me, at least one
 * @param {{id?: string, made?: any, posted?: boolean}} making kept until it is through
 */
export async function makeRegister(context, holders, making) {
  making.id ??= newUuid();
  making.made ??= await context.keeper.createVault({ kind: "register", holders: holders.filter((member) => member !== context.me.member) });
  if (!making.posted) await context.api.post("/desk/vault/vaults/", making.made);
  making.posted = true;
  await adopt(context, making.made);
  await context.api.post("/desk/vault/registers/", { id: making.id, vault: making.made.id, purpose: "referrals", scope: context.me.organisation.reference });
}

/**
 * Say which consent allows to share with a partner, by the newest word for just this partner.
 * @param {Item[]} items
 * @param {Organisation} to
 * @param {string} on a day
 * @returns {{consent: Item | null, why: import("./consents.js").May["why"]}}
 */
export function consentFor(items, to, on) {
  const found = mayShare(items, { purpose: "share-with-partner", recipient: to.name, on });
  return { consent: found.may ? (items.find((one) => one.id === found.id) ?? null) : null, why: found.why };
}

/** What was looked at is no longer what would be sent; nothing was. */
export class Changed extends Error {
  name = "Changed";
  code = "changed";
  sentence = "What the person allowed has changed, or it was sealed for another partner. Nothing was sent: begin the referral again.";
}

/**
 * Who took a transfer, if their own sealed answer says so: the server's word alone opens nothing to anybody.
 * @param {Hands} hands
 * @param {string} caseId
 * @param {Item} item the referral
 * @param {Row} row
 * @returns {Promise<string>} a member
 * @throws {NotTheirs}
 */
async function takerOf(hands, caseId, item, row) {
  const answer = await openAnswer(hands, caseId, row);
  const taker = hands.context.people.find((one) => one.member === row.answered_by);
  if (!answer?.accepted || taker?.state !== "trusted" || taker.organisation.reference !== item.body.to) throw new NotTheirs();
  return taker.member;
}

/** Nobody whom we trust over there said that they take it. */
export class NotTheirs extends Error {
  name = "NotTheirs";
  code = "not-theirs";
  sentence = "The partner's own sealed word that they take this case is missing, or came from somebody else. Nothing was handed over. Ask them by another way.";
}

/** Give an offering to begin with. @returns {Offering} */
export function newOffering() {
  return { id: newUuid(), item: newSending(), entry: newSending() };
}

/**
 * Offer a case to a partner.
 * @param {Hands} hands
 * @param {string} caseId a case that was opened
 * @param {{to: Partner, kind: "referral" | "transfer", urgent: boolean, pieces: import("./referral_package.js").Piece[], lines: string[], consent: Item | null, emergency: string}} wanted
 * @param {Offering} offering
 * @returns {Promise<string>} the state: `offered`, or `second` where a second person has to answer for it
 */
export async function offer(hands, caseId, { to, kind, urgent, pieces, lines, consent, emergency }, offering) {
  const { context, store } = hands;
  const view = store.case(caseId);
  if (!view || !to.referrals) throw new TypeError("nobody over there takes referrals in");
  const allowed = consentFor(store.items(caseId), to.organisation, today(hands)).consent;
  if (consent && allowed?.id !== consent.id) throw new Changed();
  if (!offering.blob || !offering.package) {
    const label = await context.keeper.labelOf({ vault: view.shell.vault, label: offering.id });
    const made = packageOf({ kind, urgent, crisis: view.card.crisis, label, pieces, lines, consent: consent?.body ?? null, emergency });
    const blob = await letterTo(context, { ...to.referrals, organisation: to.organisation.reference }, { id: offering.id, payload: made, signed: true });
    Object.assign(offering, { package: made, blob, to: to.organisation.reference });
  }
  if (offering.to !== to.organisation.reference) throw new Changed();
  const sent = /** @type {Package} */ (offering.package);
  const has_consent = sent.consent !== null;
  const { state } = await context.api.post(ADDRESS, { id: offering.id, to: to.organisation.reference, kind, is_urgent: urgent, has_consent, blob: offering.blob });
  const on = today(hands);
  const body = { referral: offering.id, to: to.organisation.reference, what: kind, consent: consent?.id ?? "", sent: linesOf(sent), state, on };
  if (!offering.item.done) await keepItem(hands, caseId, "referral", body, undefined, { sending: offering.item });
  offering.item.done = true;
  const words = `${kind === "transfer" ? "Transfer" : "Referral"} to ${to.organisation.name} ${state === "second" ? "waits for a second person" : "was offered"}.`;
  await addEntry(hands, caseId, { kind: "entry", how: "decision", text: emergency && !has_consent ? `${words} Without consent: ${emergency}` : words, about: offering.item.id }, offering.entry);
  return state;
}

/** @param {Hands} hands @returns {string} */
function today({ clock = () => new Date() }) {
  return clock().toISOString().slice(0, 10);
}

/**
 * Answer for it as a second person: it goes out.
 * @param {Hands} hands
 * @param {string} caseId
 * @param {Item} item
 */
export async function secondReferral(hands, caseId, item) {
  const { state } = await hands.context.api.post(`${ADDRESS}${item.body.referral}/second/`);
  await keepItem(hands, caseId, "referral", { ...item.body, state }, item);
}

/**
 * Take a referral back: both letters are destroyed, and the partner is told.
 * @param {Hands} hands
 * @param {string} caseId
 * @param {Item} item
 */
export async function revokeReferral(hands, caseId, item) {
  let state = "revoked";
  try {
    ({ state } = await hands.context.api.post(`${ADDRESS}${item.body.referral}/revoke/`));
  } catch (problem) {
    if (/** @type {{status?: number}} */ (problem).status !== 404) throw problem; // not there any more: nothing is left to take back
  }
  await keepItem(hands, caseId, "referral", { ...item.body, state }, item);
}

/**
 * Open what was offered to us.
 * @param {Context} context
 * @param {string} register the vault of our register
 * @param {Row[]} rows
 * @returns {Promise<Map<string, Came>>} by id; those without a letter are not in it
 */
export async function openPackages(context, register, rows) {
  const letters = rows.filter((one) => one.blob).map(({ id, blob }) => ({ id, blob }));
  const opened = letters.length > 0 ? await context.keeper.openLetters({ vault: register, letters }) : [];
  return new Map(
    opened.map(({ id, payload, author, signed, problem }) => {
      const row = rows.find((one) => one.id === id);
      const writer = context.people.find((one) => one.member === author);
      const isTheirs = signed && author === row?.offered_by && writer?.organisation.reference === row?.from.reference;
      return [id, { package: problem ? null : readPackage(payload), by: isTheirs ? author : "", problem }];
    }),
  );
}

/**
 * Open the answer that came to a referral of a case.
 * @param {Hands} hands
 * @param {string} caseId
 * @param {Row} row
 * @returns {Promise<Answer | null>} nothing where none came, or somebody else than the server says wrote it
 */
export async function openAnswer({ context, store }, caseId, row) {
  const vault = store.case(caseId)?.shell.vault;
  if (!row.answer || !vault) return null;
  const [opened] = await context.keeper.openLetters({ vault, label: row.id, letters: [{ id: row.id, blob: row.answer }] });
  return opened && !opened.problem && opened.signed && opened.author === row.answered_by ? readAnswer(opened.payload) : null;
}

/**
 * Answer what was offered to us.
 * @param {Context} context
 * @param {Row} row
 * @param {string} label of the package
 * @param {{accepted: boolean, because?: string, text?: string}} said
 * @param {{blob?: string}} sending
 */
export async function answerReferral(context, row, label, { accepted, because = "", text = "" }, sending) {
  sending.blob ??= await letterTo(context, { recipient: label }, { id: row.id, payload: { v: 1, accepted, because, text: text.trim() }, signed: true });
  const { state } = await context.api.post(`${ADDRESS}${row.id}/${accepted ? "accept" : "refuse"}/`, { blob: sending.blob });
  row.state = state;
}

/**
 * Take a referral as a case of ours: what was told becomes its items; then they are told that we took it.
 * @param {Hands} hands
 * @param {{row: Row, came: Package, wanted: import("./opening.js").Wanted}} taken
 * @param {{opening: import("./opening.js").Opening, items: Map<number, Sending>, answer: {blob?: string}}} progress kept until it is through
 */
export async function takeReferral(hands, { row, came, wanted }, progress) {
  const { opening } = progress;
  const request = came.items.find((one) => one.kind === "request") ?? {};
  await openCase(hands, { ...wanted, request: { ...request, came: "referral" } }, opening);
  const items = came.items.filter((one) => one.kind !== "request");
  const note = { kind: "referral", referral: row.id, to: row.to.reference, what: row.kind, sent: linesOf(came), state: "accepted", on: today(hands) };
  for (const [at, body] of [...items, note].entries()) {
    const sending = progress.items.get(at) ?? newSending();
    progress.items.set(at, sending);
    if (!sending.done) await keepItem(hands, opening.id, body.kind, body, undefined, { sending });
    sending.done = true;
  }
  await answerReferral(hands.context, row, came.label, { accepted: true }, progress.answer);
}

/**
 * Say how a referral stands. Rows of what was settled long ago are destroyed; a case would else wait for an answer for ever.
 * @param {Item} item
 * @param {Row | undefined} row as the server lists it; nothing where it lists none
 * @param {boolean} isRead whether the server was asked
 * @returns {string}
 */
export function stateOf({ body }, row, isRead) {
  if (body.state === "revoked") return "revoked"; // what was just done here is known before the server is asked again
  if (row) return body.state === "ended" && row.state !== "accepted" ? "ended" : row.state;
  return isRead && body.state !== "refused" ? "ended" : body.state;
}

/** What goes along with a case unless somebody says otherwise. The rest was written for few, and goes only where somebody ticks it. */
const GOES = ["identity", "route"];

/**
 * List the parts of a case beside its plan, as they stand before a hand-over. One that nobody over there is let into stays here.
 * @param {Hands} hands
 * @param {string} caseId
 * @returns {{compartment: string, isHeld: boolean, goes: boolean}[]} isHeld: I can let them in; goes: proposed
 */
export function partsToHand({ store }, caseId) {
  const view = store.case(caseId);
  const parts = Object.entries(view?.vaults ?? {}).filter(([compartment]) => compartment !== "case");
  return parts.map(([compartment, vault]) => {
    const isHeld = view?.shell.compartments.includes(vault) ?? false;
    return { compartment, isHeld, goes: isHeld && GOES.includes(compartment) };
  });
}

/**
 * Let who took a transfer into the case and into those of its parts that were chosen, and make it theirs.
 * @param {Hands} hands
 * @param {string} caseId
 * @param {Item} item the referral
 * @param {Row} row accepted
 * @param {{entry: Sending, parts: readonly string[]}} handing entry: kept until it is through; parts: compartments that go along
 */
export async function handOver(hands, caseId, item, row, { entry, parts }) {
  const { context, store } = hands;
  const view = store.case(caseId);
  if (!view) throw new TypeError("this case is not known here");
  const taker = await takerOf(hands, caseId, item, row);
  const handed = parts.map((one) => view.vaults[one] ?? "").filter((vault) => view.shell.compartments.includes(vault));
  for (const vault of [view.shell.vault, ...handed]) {
    const holders = context.vaults.find((one) => one.id === vault)?.holders ?? [];
    if (holders.some((one) => one.member === taker)) continue;
    await context.api.post(`/desk/vault/vaults/${vault}/grants/`, await context.keeper.grant({ vault, members: [taker] }));
  }
  await addEntry(hands, caseId, { kind: "entry", how: "decision", text: `The case was handed over to ${row.to.name}.`, about: item.id }, entry);
  await context.api.post(`/desk/cases/${caseId}/hand-over/`, { referral: row.id });
  // Last: a case that says it is over while it is not would never be pressed again. Whoever holds a vault writes into it, whosever it is.
  await keepItem(hands, caseId, "referral", { ...item.body, state: "ended" }, item);
  await context.refresh();
  await store.refresh();
}

/**
 * Who of another organisation can still read a case that is ours.
 * @param {Hands} hands
 * @param {string} caseId
 * @returns {string[]} members
 */
export function strangersIn({ context, store }, caseId) {
  const view = store.case(caseId);
  if (!view || view.shell.organisation !== context.me.organisation.reference) return [];
  const vaults = new Set([view.shell.vault, ...view.shell.compartments]);
  const holding = context.vaults.filter((one) => vaults.has(one.id)).flatMap((one) => one.holders.filter(({ epoch }) => epoch === one.epoch).map(({ member }) => member));
  const ours = new Set(context.people.filter((one) => one.organisation.reference === context.me.organisation.reference).map((one) => one.member));
  return [...new Set(holding)].filter((member) => !ours.has(member));
}

/**
 * Give every part of a case that was handed over to us its next key, without those who had it before.
 * @param {Hands} hands
 * @param {string} caseId
 * @param {string[]} colleagues of ours, at least one: a vault needs two who can open it
 */
export async function takeOver(hands, caseId, colleagues) {
  const { context, store } = hands;
  const gone = strangersIn(hands, caseId);
  const view = store.case(caseId);
  for (const id of [view?.shell.vault ?? "", ...(view?.shell.compartments ?? [])]) {
    const vault = context.vaults.find((one) => one.id === id);
    const without = gone.filter((member) => vault?.holders.some((one) => one.member === member && one.epoch === vault.epoch));
    if (vault && without.length > 0) await rotate(context, vault, { without, joining: colleagues });
  }
  await context.refresh();
  await store.refresh();
}
