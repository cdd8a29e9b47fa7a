// Known elsewhere: whether another case, of our organisation or of another, may be of the same person. Tokens are made in this browser from how names sound: inside
// with a key that lies sealed, across organisations with two holders of half a key who see blinded points. The server sees that two tokens are equal and nothing more. A hit is a question to the person and never an answer: nobody is refused anything by it.

import { newUuid } from "../vault/bytes.js";
import { moment } from "../vault/moments.js";
import { checkConsent, mayShare } from "./consents.js";
import { termsOf, VERSION } from "./names.js";
import { tokens, tokensOfTwo } from "./sealing.js";
import { adopt } from "./vaults.js";

/** @typedef {import("./acts.js").Hands} Hands @typedef {import("../sealed/shell.js").Context} Context @typedef {import("./kinds.js").Item} Item */
/** @typedef {{id: string, mine: string, agreed: boolean, both_agree: boolean, organisation: string, name: string, scope: Scope, holders: string[]}} Hit */
/** @typedef {"own" | "hub"} Scope our organisation, or the others */
/** @typedef {{vault: string, record: import("./sealing.js").RecordEntry}} Key the organisation's key, sealed */

const KEY = "register.key";
const SCOPES = /** @type {Scope[]} */ (["own", "hub"]);

/** Towards whom a consent is that lets other organisations be asked: what was allowed for our own is not allowed for them. */
export const OTHERS = "Other organisations";

/**
 * Find the key with which our organisation makes tokens.
 * @param {Context} context
 * @returns {Promise<Key | null>} nothing where there is none, or I do not hold it
 */
export async function keyOf(context) {
  const { registers } = await context.api.get("/desk/vault/registers/");
  const found = registers.find((/** @type {any} */ one) => one.purpose === "tokens" && one.scope === context.me.organisation.reference);
  if (!found) return null;
  if (!context.vaults.some((one) => one.id === found.vault)) await context.refresh();
  const { vaults } = await context.api.post("/desk/vault/read/", { vaults: [{ id: found.vault, types: [KEY], known: [] }] });
  const record = vaults[0]?.records[0];
  return record ? { vault: found.vault, record } : null;
}

/**
 * Make the key, once for an organisation.
 * @param {Hands} hands
 * @param {string[]} holders besides me, at least one: whoever holds it can ask
 * @param {{id?: string, record?: string, blob?: string, made?: any, posted?: boolean, written?: boolean}} making kept until it is through
 */
export async function makeKey({ context, clock = () => new Date() }, holders, making) {
  making.id ??= newUuid();
  making.record ??= newUuid();
  making.made ??= await context.keeper.createVault({ kind: "register", holders: holders.filter((member) => member !== context.me.member) });
  if (!making.posted) await context.api.post("/desk/vault/vaults/", making.made);
  making.posted = true;
  await adopt(context, making.made);
  const vault = making.made.id;
  making.blob ??= await context.keeper.newTokenKey({ vault, id: making.record, at: moment(clock()) });
  if (!making.written) await context.api.post(`/desk/vault/vaults/${vault}/records/`, { id: making.record, type: KEY, version: 1, blob: making.blob });
  making.written = true;
  await context.api.post("/desk/vault/registers/", { id: making.id, vault, purpose: "tokens", scope: context.me.organisation.reference });
}

/** @param {Hands} hands */
const dayOf = ({ clock = () => new Date() }) => moment(clock()).slice(0, 10);

/** What has to be allowed for each question. */
const CONSENT = { own: { purpose: "known-elsewhere" }, hub: { purpose: "known-elsewhere", recipient: OTHERS } };

/**
 * Say whether the person allowed that it is asked.
 * @param {Item[]} items
 * @param {string} on a day
 */
export function mayAsk(items, on) {
  return mayShare(items, { ...CONSENT.own, on });
}

/**
 * Say whether the person allowed that other organisations are asked.
 * @param {Item[]} items
 * @param {string} on a day
 */
export function mayAskOthers(items, on) {
  return mayShare(items, { ...CONSENT.hub, on });
}

/**
 * Give the terms of a case's person, in words that never leave this browser.
 * @param {Item[]} items
 * @param {string} father a name that is typed for this and not kept
 * @returns {string[]}
 */
export function termsOfCase(items, father) {
  const person = items.find((one) => one.kind === "person")?.body;
  const call = items.find((one) => one.kind === "contact" && one.body.address.replaceAll(/[^0-9]/g, "").length >= 9)?.body.address ?? "";
  return person ? termsOf({ names: [person.name], born: person.born, father, telephone: call }) : [];
}

/**
 * Ask whether the person may be known elsewhere.
 * @param {Hands} hands
 * @param {string} caseId
 * @param {{key: Key, father: string}} wanted
 * @returns {Promise<number>} how many other cases it may be
 * @throws as `checkConsent`, before anything is asked
 */
export async function askKnown(hands, caseId, { key, father }) {
  const { context, store } = hands;
  await checkConsent(hands, caseId, { ...CONSENT.own, on: dayOf(hands) });
  const terms = termsOfCase(store.items(caseId), father);
  const made = terms.length > 0 ? await tokens(context, { ...key, terms }) : [];
  const { hits } = await context.api.post(`/desk/cases/${caseId}/tokens/`, { scope: "own", version: VERSION, tokens: made });
  return hits;
}

/**
 * Ask whether the person may be known at another organisation: names are blinded here, both holders do their part, and what comes out is handed in.
 * @param {Hands} hands
 * @param {string} caseId
 * @param {{father: string}} wanted
 * @returns {Promise<number>} how many cases of others it may be
 * @throws as `checkConsent`, before anything is asked
 */
export async function askOthers(hands, caseId, { father }) {
  const { context, store } = hands;
  await checkConsent(hands, caseId, { ...CONSENT.hub, on: dayOf(hands) });
  const terms = termsOfCase(store.items(caseId), father);
  const made = terms.length > 0 ? await tokensOfTwo(context, terms) : [];
  const { hits } = await context.api.post(`/desk/cases/${caseId}/tokens/`, { scope: "hub", version: VERSION, tokens: made });
  return hits;
}

/**
 * Delete the tokens of a case, and every trace of a possible other.
 * @param {Hands} hands
 * @param {string} caseId
 * @param {Scope[]} [scopes] all, unless some are named
 */
export async function deleteTokens({ context }, caseId, scopes = SCOPES) {
  for (const scope of scopes) await context.api.post(`/desk/cases/${caseId}/tokens/`, { scope, version: VERSION, tokens: [] });
}

/**
 * Which tokens go with a consent that was withdrawn: those of other organisations with the consent towards them, all of them with the other.
 * @param {Item} consent
 * @returns {Scope[]}
 */
export function scopesOf(consent) {
  return consent.body.recipient ? ["hub"] : SCOPES;
}

/**
 * @param {Context} context
 * @param {string} caseId
 * @returns {Promise<{hits: Hit[], holders: boolean, keepers: string[]}>} those of this case; whether other organisations can be asked at all; and who of our
 *   organisation holds the key with which it is asked inside
 */
export async function hitsOf(context, caseId) {
  const { hits, holders, keepers } = await context.api.get("/desk/cases/known/");
  return { hits: hits.filter((/** @type {Hit} */ one) => one.mine === caseId), holders, keepers };
}

/**
 * Agree that the other team may learn of this case.
 * @param {Context} context
 * @param {string} caseId
 * @param {Hit} hit
 */
export async function agree(context, caseId, hit) {
  await context.api.post(`/desk/cases/known/${hit.id}/agree/`, { case: caseId });
}
