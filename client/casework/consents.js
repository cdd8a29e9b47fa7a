// What somebody allowed, to whom, until when; and what has to happen at once when they take it back. Help never depends on any of it.

import { newest, of } from "./state.js";

/** @typedef {import("./kinds.js").Item} Item */
/** @typedef {{may: boolean, why: "" | "nobody-asked" | "asked" | "refused" | "withdrawn" | "ended", id: string}} May id: of the consent that decides */
/** @typedef {import("./acts.js").Hands} Hands */
/** @typedef {{act: "revoke-referral" | "delete-tokens" | "take-back-card" | "withdraw-slip" | "withdraw-line" | "destroy-kit" | "stop-payout", id: string}} Act */

/**
 * Say whether something may be shared for a purpose with a recipient: the newest word for just this purpose and just this recipient decides. What
 * was allowed towards nobody named is not allowed towards somebody.
 * @param {Item[]} consents
 * @param {{purpose: string, recipient?: string, on: string}} wanted
 * @returns {May}
 */
export function mayShare(consents, { purpose, recipient = "", on }) {
  const fitting = of(consents, "consent").filter(
    ({ signed, body }) => signed && body.purpose === purpose && fold(body.recipient) === fold(recipient) && (body.on === "" || body.on <= on),
  );
  const consent = newest(fitting);
  if (!consent) return { may: false, why: "nobody-asked", id: "" };
  const why = whyNot(consent.body, on);
  return { may: why === "", why, id: consent.id };
}

/**
 * Look anew whether a case still allows something, just before it happens: a page may have been drawn before a colleague wrote down that it was withdrawn.
 * @param {Pick<Hands, "store">} hands
 * @param {string} caseId
 * @param {{purpose: string, recipient?: string, on: string}} wanted
 * @throws with code consent-gone, and `why` as `mayShare` says
 */
export async function checkConsent({ store }, caseId, wanted) {
  await store.open(caseId);
  const { may, why } = mayShare(store.items(caseId), wanted);
  if (!may) throw Object.assign(new Error("no consent"), { code: "consent-gone", why, detail: [caseId] });
}

/** @param {any} body @param {string} on @returns {May["why"]} */
function whyNot(body, on) {
  if (body.withdrawn_on) return "withdrawn";
  if (body.given !== "yes") return body.given === "no" ? "refused" : "asked";
  return body.until && body.until < on ? "ended" : "";
}

/**
 * List the consents that the person took back: withdrawn, or followed by a no to the very same thing. What rests on them has to be called back.
 * @param {Item[]} items
 * @param {string} on a day
 * @returns {{consent: Item, on: string}[]} on: since when
 */
export function takenBack(items, on) {
  return of(items, "consent").flatMap((consent) => {
    const { purpose, recipient, given, withdrawn_on: withdrawnOn } = consent.body;
    if (withdrawnOn) return [{ consent, on: withdrawnOn }];
    if (given !== "yes") return [];
    const { why, id } = mayShare(items, { purpose, recipient, on });
    const word = items.find((one) => one.id === id);
    if (!word || id === consent.id || !["refused", "withdrawn"].includes(why)) return [];
    return [{ consent, on: word.body.withdrawn_on || word.body.on || word.at.slice(0, 10) }];
  });
}

/**
 * Say how words stand that were written down as resting on a consent.
 * @param {Item[]} items
 * @param {{purpose: string, consent: string, on: string}} wanted consent: the id that was written down, or ""
 * @returns {"holds" | "anew" | "none" | "barred"} anew: something newer was allowed, and nobody has said yet that it covers these words
 */
export function restingOn(items, { purpose, consent, on }) {
  const { may, why, id } = mayShare(items, { purpose, on });
  if (may) return consent === id ? "holds" : consent ? "anew" : "none";
  return consent || why === "refused" || why === "withdrawn" ? "barred" : "none";
}

/** @param {string} name */
function fold(name) {
  return name.normalize("NFKC").trim().toLowerCase();
}

/**
 * List what follows at once when a consent is withdrawn.
 * @param {Item} consent
 * @param {Item[]} items everything of the case that can be read
 * @returns {Act[]} in a fixed order; empty where nothing was done with it yet
 */
export function withdraw(consent, items) {
  const { purpose } = consent.body;
  const named = (/** @type {string} */ kind) => of(items, kind).filter((item) => item.body.consent === consent.id);
  /** @type {Act[]} */
  const acts = [
    ...named("referral").filter(({ body }) => ["", "second", "offered", "accepted"].includes(body.state)).map(({ id }) => act("revoke-referral", id)),
    // Emptied, a kit stays as a line that says that there was one.
    ...named("kit").filter(({ body }) => body.strongbox).map(({ id }) => act("destroy-kit", id)),
    ...named("line").map(({ id }) => act("withdraw-line", id)),
    ...slipsOf(named("testimony"), items).map(({ id }) => act("withdraw-slip", id)),
  ];
  if (purpose === "known-elsewhere") acts.push(act("delete-tokens", ""));
  if (purpose === "round") acts.push(...of(items, "card-out").filter(({ body }) => body.said === "" && body.answer !== "none").map(({ id }) => act("take-back-card", id)));
  if (purpose === "payout-by-partner") acts.push(...of(items, "support").filter(({ body }) => body.state === "asked" && body.payee).map(({ id }) => act("stop-payout", id)));
  return acts;
}

/** @param {Act["act"]} name @param {string} id @returns {Act} */
function act(name, id) {
  return { act: name, id };
}

/** @param {Item[]} testimonies @param {Item[]} items */
function slipsOf(testimonies, items) {
  const told = new Set(testimonies.map((one) => one.id));
  return of(items, "slip").filter(({ body }) => !["withdrawn", "refused"].includes(body.state) && body.of.some((/** @type {string} */ id) => told.has(id)));
}
