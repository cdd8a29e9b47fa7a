// A case begins: three vaults, the shell, and what is known from the start. `Opening` remembers every id, so that pressing again goes on.

import { newUuid } from "../vault/bytes.js";
import { addEntry, keepCard, keepItem, newSending, writeRecord } from "./acts.js";
import { makeVault } from "./vaults.js";

/** @typedef {import("./acts.js").Hands} Hands @typedef {import("./acts.js").Sending} Sending */
/** @typedef {{id: string, vaults: Record<string, import("./vaults.js").Making>, sendings: Map<string, Sending>, reference: string}} Opening */
/** @typedef {"case" | "identity" | "route" | "story" | "advocacy" | "checks"} Compartment */
/**
 * @typedef {{alias: string, crisis: string, holders: Partial<Record<Compartment, string[]>>, holder?: string, request?: any, messages?: any[]}} Wanted holder: who has it from the beginning; holders besides me, at least
 *   one for each; who is named for the case holds identity and route too where nobody else is named; request and messages: bodies
 */

/** Compartments that every case has from the beginning. */
const FIRST = /** @type {const} */ (["identity", "route"]);

/** Give an opening to begin with. @returns {Opening} */
export function newOpening() {
  return { id: newUuid(), vaults: {}, sendings: new Map(), reference: "" };
}

/** @param {Opening | {sendings: Map<string, Sending>}} opening @param {string} name @returns {Sending} */
function sendingOf({ sendings }, name) {
  const known = sendings.get(name) ?? newSending();
  sendings.set(name, known);
  return known;
}

/**
 * Open a case.
 * @param {Hands} hands
 * @param {Wanted} wanted
 * @param {Opening} opening
 * @returns {Promise<import("./store.js").CaseView>}
 */
export async function openCase(hands, { alias, crisis, holders, holder, request, messages = [] }, opening) {
  const { context, store } = hands;
  const team = holders.case ?? [];
  const ids = [];
  for (const name of /** @type {const} */ (["case", ...FIRST])) ids.push(await makeVault(context, holders[name] ?? team, (opening.vaults[name] ??= {})));
  const [vault = "", ...compartments] = ids;
  const { reference } = await context.api.post("/desk/cases/", { id: opening.id, vault, compartments });
  opening.reference = reference;
  for (const [at, compartment] of FIRST.entries()) await writePart(hands, { alias, case: opening.id, compartment, vault: compartments[at] ?? "" }, sendingOf(opening, `part-${compartment}`));
  await store.refresh();
  await store.open(opening.id);
  for (const [at, compartment] of FIRST.entries()) {
    await keepOnce(hands, opening, compartment, "compartment", { compartment, vault: compartments[at] });
  }
  if (request) await keepOnce(hands, opening, "request", "request", request);
  for (const [at, message] of messages.entries()) await addEntry(hands, opening.id, { ...message, kind: "message" }, sendingOf(opening, `message-${at}`));
  await keepCard(hands, opening.id, { alias, crisis, ...(holder ? { holder } : {}) });
  return store.open(opening.id);
}

/** @param {Hands} hands @param {Opening} opening @param {string} name @param {string} kind @param {any} body */
async function keepOnce(hands, opening, name, kind, body) {
  const sending = sendingOf(opening, `item-${name}`);
  if (!sending.done) await keepItem(hands, opening.id, kind, body, undefined, { sending });
  sending.done = true;
}

/** @param {Hands} hands @param {{alias: string, case: string, compartment: string, vault: string}} part @param {Sending} sending */
async function writePart(hands, { vault, ...body }, sending) {
  if (!sending.done) await writeRecord(hands, vault, { id: vault, type: "case.part", version: 1, body }, sending);
  sending.done = true;
}

/**
 * Give a case one more compartment.
 * @param {Hands} hands
 * @param {string} caseId a case that was opened
 * @param {{compartment: "story" | "advocacy" | "checks", holders: string[]}} wanted holders besides me
 * @param {import("./vaults.js").Making & {sendings: Map<string, Sending>}} progress kept until it is through
 */
export async function addCompartment(hands, caseId, { compartment, holders }, progress) {
  const { context, store } = hands;
  const vault = await makeVault(context, holders, progress);
  await context.api.post(`/desk/cases/${caseId}/compartments/`, { vault });
  await writePart(hands, { alias: store.case(caseId)?.card.alias ?? "", case: caseId, compartment, vault }, sendingOf(progress, "part"));
  await keepItem(hands, caseId, "compartment", { compartment, vault }, undefined, { sending: sendingOf(progress, "item") });
  await store.refresh();
  return store.open(caseId);
}
