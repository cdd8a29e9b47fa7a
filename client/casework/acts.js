// What somebody does to a case. A record's next version is the lock: who writes it first has it, and nothing that the other wrote is lost. Everything
// that is sent has an id from the beginning, so that sending it twice is sending it once.

import { newUuid } from "../vault/bytes.js";
import { moment } from "../vault/moments.js";
import { cardOf, readCard } from "./card.js";
import { homeOf, readEntry, readItem } from "./kinds.js";
import { merge, same } from "./merge.js";
import { newest } from "./state.js";
import { itemOf } from "./store.js";

/** @typedef {import("./kinds.js").Item} Item @typedef {import("./store.js").CaseView} CaseView */
/** @typedef {{context: import("../sealed/shell.js").Context, store: import("./store.js").CaseStore, clock?: () => Date}} Hands */
/** @typedef {{id: string, blob?: string, body?: any, done?: boolean}} Sending what has happened so far of one writing; kept until it is through */

const TRIES = 5;

/** Two people changed the same field of an item. Nothing of ours was kept by the server, and nothing of ours is lost. */
export class Clash extends Error {
  /** @param {any} base @param {any} mine @param {Item} theirs @param {import("./merge.js").Merged} merged */
  constructor(base, mine, theirs, merged) {
    super("Somebody changed the same thing.");
    this.name = "Clash";
    this.base = base;
    this.mine = mine;
    this.theirs = theirs;
    this.clashes = merged.clashes;
    this.merged = merged.body;
  }
}

/** A case was to be declined without saying where else there is help. */
export class NowhereToGo extends Error {}

/** Give a writing to begin with. @returns {Sending} */
export function newSending() {
  return { id: newUuid() };
}

/** @param {Hands} hands */
function now({ clock = () => new Date() }) {
  return moment(clock());
}

/**
 * Seal a record and hand it in.
 * @param {Hands} hands
 * @param {string} vault
 * @param {{id: string, type: string, version: number, prev?: string, body: any}} record
 * @param {Sending} [sending] of a record that is written once: what was sealed is sent again as it was
 * @returns {Promise<{record: import("./store.js").Opened, isKept: boolean}>} not kept: the record is what stands there instead
 */
export async function writeRecord(hands, vault, { id, type, version, prev = "", body }, sending = { id }) {
  const { context, store } = hands;
  sending.blob ??= await context.keeper.sealRecord({ vault, id, type, version, prev, at: now(hands), body });
  const sealed = { id, type, version, blob: sending.blob };
  try {
    await context.api.post(`/desk/vault/vaults/${vault}/records/`, sealed);
  } catch (problem) {
    const { status, current } = /** @type {{status?: number, current?: any}} */ (problem);
    if (status !== 409 || !current) throw problem;
    return { record: await store.take(vault, { ...sealed, version: current.version, blob: current.blob }), isKept: current.blob === sealed.blob };
  }
  return { record: await store.take(vault, sealed), isKept: true };
}

/**
 * Keep an item: a new one, or the next version of one. What colleagues changed meanwhile in other fields is kept along.
 * @param {Hands} hands
 * @param {string} caseId
 * @param {string} kind
 * @param {any} body
 * @param {Item} [before] the item the form began from
 * @param {{sending?: Sending, home?: string}} [fresh] of a new item: its sending, kept until it is through, and its compartment where it is not that of its kind
 * @returns {Promise<Item & {with: string}>} with: who changed something meanwhile that was kept along, or ""
 * @throws {Clash} when somebody changed the same field
 */
export async function keepItem(hands, caseId, kind, body, before, { sending = newSending(), home = homeOf(kind) } = {}) {
  const { store } = hands;
  const { vault, compartment } = placeOf(hands, caseId, home, before);
  const id = before?.id ?? sending.id;
  let base = before?.body ?? readItem({ kind });
  let mine = readItem({ ...body, kind });
  let beside = "";
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const there = store.record(vault, id);
    const theirs = there && itemOf(vault, compartment, there);
    // What its author did not sign counts for nothing; it stays in the record's history.
    if (theirs && theirs.version > (before?.version ?? 0) && !same(theirs.body, base)) {
      const merged = merge(base, mine, theirs.body);
      if (merged.clashes.length > 0) throw new Clash(base, mine, theirs, merged);
      if (same(merged.body, theirs.body)) return { ...theirs, with: "" };
      [base, mine, beside] = [theirs.body, merged.body, theirs.author];
    }
    const version = (there?.version ?? 0) + 1;
    const first = there ? undefined : sending;
    if (first) first.body ??= mine;
    const { record, isKept } = await writeRecord(hands, vault, { id, type: "case.item", version, prev: there?.hash ?? "", body: mine }, first);
    // What was sent before the line broke is there now; what was typed since then comes after it.
    if (isKept && first && !same(first.body, mine)) base = first.body;
    else if (isKept) return { .../** @type {Item} */ (itemOf(vault, compartment, record)), with: beside };
  }
  throw new Error("Too many people are writing this at once. Nothing was lost: try again.");
}

/** @param {Hands} hands @param {string} caseId @param {string} compartment @param {Item} [before] @returns {{vault: string, compartment: string}} */
function placeOf({ store }, caseId, compartment, before) {
  if (before) return before;
  const vault = store.case(caseId)?.vaults[compartment];
  if (!vault) throw new TypeError(`this case has no compartment called ${compartment} yet`);
  return { vault, compartment };
}

/**
 * Write an entry into the journal.
 * @param {Hands} hands
 * @param {string} caseId
 * @param {any} body of a kind of the journal
 * @param {Sending} sending kept until it is through
 */
export async function addEntry(hands, caseId, body, sending) {
  if (sending.done) return;
  const entry = readEntry(body);
  const vault = hands.store.case(caseId)?.shell.vault;
  if (!entry || !vault) throw new TypeError("this is no entry of a case that is known here");
  await writeRecord(hands, vault, { id: sending.id, type: "case.entry", version: 1, body: entry }, sending);
  sending.done = true;
}

/**
 * Say as a second person whether a decision stands.
 * @param {Hands} hands
 * @param {string} caseId
 * @param {Item} record the decision, in the version that was shown
 * @param {{says: "yes" | "no", reason: string}} word
 * @param {Sending} sending
 */
export function second(hands, caseId, record, { says, reason }, sending) {
  return addEntry(hands, caseId, { kind: "second", about: record.id, version: record.version, says, reason }, sending);
}

/**
 * Work the card out anew and write it where it differs; then tell the server the little it is told, where that changed.
 * @param {Hands} hands
 * @param {string} caseId a case that was opened
 * @param {{alias?: string, holder?: string, group?: string, crisis?: string}} [set]
 */
export async function keepCard(hands, caseId, set = {}) {
  if (viewOf(hands, caseId).rest) return; // one part of a case that went to others has no card
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const { shell, card, cardVersion, derived } = viewOf(hands, caseId);
    const { crisis = card.crisis, ...more } = set;
    const made = cardOf({ derived, items: hands.store.items(caseId), before: readCard({ ...card, case: caseId, crisis }), set: more });
    if (cardVersion > 0 && same(made, card)) return keepShell(hands, caseId);
    const prev = hands.store.record(shell.vault, caseId)?.hash ?? "";
    const { isKept } = await writeRecord(hands, shell.vault, { id: caseId, type: "case.card", version: cardVersion + 1, prev, body: made });
    if (isKept) return keepShell(hands, caseId);
  }
  throw new Error("Too many people are writing this at once. Nothing was lost: try again.");
}

/** @param {Hands} hands @param {string} caseId @returns {CaseView} */
function viewOf({ store }, caseId) {
  const view = store.case(caseId);
  if (!view?.opened) throw new TypeError("this case was not opened here");
  return view;
}

/**
 * Tell the server a case's state and next day, where they changed. To and from closed there are ways of their own.
 * @param {Hands} hands
 * @param {string} caseId
 */
export async function keepShell(hands, caseId) {
  const { shell, derived } = viewOf(hands, caseId);
  const state = shell.state === "new" && derived.shell === "helping" ? "helping" : shell.state;
  if (state === shell.state && derived.nextDay === shell.next_day) return;
  await hands.context.api.post(`/desk/cases/${caseId}/shell/`, { state, next_day: derived.nextDay });
  hands.store.know({ ...shell, state, next_day: derived.nextDay });
}

/**
 * Close a case. Refused never means closed to help: a case is declined only where the first look says where else there is help.
 * @param {Hands} hands
 * @param {string} caseId
 * @param {{result: "ended" | "declined" | "transferred", reason: string}} wanted
 * @param {Sending} sending
 * @throws {NowhereToGo}
 */
export async function closeCase(hands, caseId, { result, reason }, sending) {
  const look = newest(hands.store.items(caseId, "triage"));
  if (result === "declined" && !look?.body.referred_to.trim()) throw new NowhereToGo("Say first where else there is help.");
  await keepItem(hands, caseId, "closure", { result, reason, on: now(hands).slice(0, 10) }, undefined, { sending });
  const { shred_on } = await hands.context.api.post(`/desk/cases/${caseId}/close/`, { result });
  hands.store.know({ ...viewOf(hands, caseId).shell, state: "closed", shred_on });
  await keepCard(hands, caseId);
}

/** @param {Hands} hands @param {string} caseId */
export async function reopenCase(hands, caseId) {
  const closure = newest(hands.store.items(caseId, "closure"));
  if (closure) await keepItem(hands, caseId, "closure", { ...closure.body, reopened_on: now(hands).slice(0, 10) }, closure);
  await hands.context.api.post(`/desk/cases/${caseId}/reopen/`);
  hands.store.know({ ...viewOf(hands, caseId).shell, state: "helping", shred_on: "" });
  await keepCard(hands, caseId);
}

/**
 * Ask that a case be destroyed, or, as a second person, destroy it.
 * @param {Hands} hands
 * @param {string} caseId
 * @returns {Promise<"asked" | "destroyed">}
 */
export async function shred(hands, caseId) {
  const { state } = await hands.context.api.post(`/desk/cases/${caseId}/shred/`, { id: caseId });
  await hands.store.refresh();
  return state;
}
