// Money for a case, asked for by a number that says nothing. The number stands in the case before it is sent: however often the line breaks, and whoever
// presses, one support asks for one payout.

import { keepItem } from "./acts.js";

/** @typedef {import("./kinds.js").Item} Item @typedef {import("./acts.js").Hands} Hands */
/** @typedef {{payee: string, purpose: string, needBy: string}} Asked payee: the organisation that is to pay; purpose: one of PURPOSES; needBy: a day */
/** @typedef {{claim: string, state: "asked" | "approved" | "paid" | "returned" | "withdrawn", payee: string, what: string, amount: number, currency: string,
 *   need_by: string, paid_on: string}} Payout as the server lists it; amount in the smallest unit of its currency */

const ADDRESS = "/desk/payouts/";

export const PURPOSES = /** @type {const} */ (["food", "shelter", "medical", "legal", "travel", "papers", "other"]);

/** ISO 4217: currencies without a hundredth, and those with thousandths. */
const WHOLE = new Set("BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF".split(" "));
const THREE = new Set("BHD IQD JOD KWD LYD OMR TND".split(" "));

/** A sum that its currency cannot be paid in. */
export class NoSuchSum extends Error {
  /** @param {string} currency */
  constructor(currency) {
    super("no such sum");
    this.sentence = `${currency} has no hundredths. Change the amount first; nothing was asked for.`;
  }
}

/**
 * Give a sum in the smallest unit of its currency.
 * @param {number} hundredths as forms of a case keep every sum
 * @param {string} currency
 * @returns {number}
 * @throws {NoSuchSum}
 */
export function smallestUnits(hundredths, currency) {
  if (THREE.has(currency)) return hundredths * 10;
  if (!WHOLE.has(currency)) return hundredths;
  if (hundredths % 100) throw new NoSuchSum(currency);
  return hundredths / 100;
}

/**
 * Write a sum.
 * @param {number} hundredths
 * @param {string} currency
 * @returns {string} "1,250.00 EUR"
 */
export function sumWords(hundredths, currency) {
  const digits = WHOLE.has(currency) && hundredths % 100 === 0 ? 0 : 2;
  return `${(hundredths / 100).toLocaleString("en-GB", { minimumFractionDigits: digits, maximumFractionDigits: digits })} ${currency}`;
}

/** What a support is booked as where nobody says otherwise. @param {string} what */
export function purposeOf(what) {
  return /** @type {readonly string[]} */ (PURPOSES).includes(what) ? what : "other";
}

/** @returns {string} a number for a payout: 32 hexadecimal letters */
export function newClaim() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** @param {Hands} hands @returns {Promise<{reference: string, name: string}[]>} who can be asked to pay, my own organisation first */
export async function payers({ context }) {
  return (await context.api.get(`${ADDRESS}payers/`)).payers;
}

/**
 * Ask for the money of a support: first its number is kept in the case, then the money is asked for, then the case says so. Pressing again goes on where it
 * stopped.
 * @param {Hands} hands
 * @param {string} caseId
 * @param {Item} support as it is now; planned, or returned
 * @param {Asked} asked
 * @returns {Promise<Item>}
 * @throws {NoSuchSum}
 */
export async function askForMoney(hands, caseId, support, { payee, purpose, needBy }) {
  const amount = smallestUnits(support.body.amount, support.body.currency);
  const isNew = !support.body.payout || support.body.state === "returned";
  const body = { ...support.body, state: "planned", payee: isNew ? payee : support.body.payee, payout: isNew ? newClaim() : support.body.payout };
  const kept = isNew ? await keepItem(hands, caseId, "support", body, support) : support;
  const claim = kept.body.payout;
  const there = isNew ? undefined : (await lookAt(hands, [claim]))[0];
  if (there) return keepState(hands, caseId, kept, there);
  const { state } = await hands.context.api.post(`${ADDRESS}ask/`, { claim, payee: kept.body.payee, what: purpose, amount, currency: kept.body.currency, need_by: needBy });
  return keepState(hands, caseId, kept, { state, paid_on: "" });
}

/**
 * See how payouts stand, and let the case say so.
 * @param {Hands} hands
 * @param {string} caseId
 * @returns {Promise<Map<string, Payout>>} by claim
 */
export async function followPayouts(hands, caseId) {
  const asking = hands.store.items(caseId, "support").filter((one) => one.body.payout && one.body.state !== "ended");
  const payouts = new Map((await lookAt(hands, asking.map((one) => one.body.payout))).map((one) => [one.claim, one]));
  for (const support of asking) {
    const payout = payouts.get(support.body.payout);
    if (payout) await keepState(hands, caseId, support, payout);
  }
  return payouts;
}

/**
 * Take back what was asked for and was not paid. Where it was paid meanwhile, the case says so instead.
 * @param {Hands} hands
 * @param {string} caseId
 * @param {Item} support
 * @returns {Promise<"withdrawn" | "gone-on">}
 */
export async function withdrawMoney(hands, caseId, support) {
  try {
    await hands.context.api.post(`${ADDRESS}withdraw/`, { claim: support.body.payout });
  } catch (problem) {
    if (/** @type {{code?: string}} */ (problem).code !== "not-now") throw problem;
    await followPayouts(hands, caseId);
    return "gone-on";
  }
  await keepState(hands, caseId, support, { state: "withdrawn", paid_on: "" });
  return "withdrawn";
}

/** @param {Hands} hands @param {string[]} claims @returns {Promise<Payout[]>} */
async function lookAt({ context }, claims) {
  return claims.length === 0 ? [] : (await context.api.post(`${ADDRESS}look/`, { claims })).payouts;
}

/** @param {Hands} hands @param {string} caseId @param {Item} support @param {Pick<Payout, "state" | "paid_on">} payout @returns {Promise<Item>} */
async function keepState(hands, caseId, support, { state, paid_on: paidOn }) {
  const { body } = support;
  // Taken back, it can be asked for again, by another number.
  const now = { asked: { state: "asked" }, approved: { state: "asked" }, paid: { state: "given", given_on: paidOn }, returned: { state: "returned" }, withdrawn: { state: "planned", payout: "" } }[state];
  if (Object.entries(now).every(([field, value]) => body[field] === value)) return support;
  return keepItem(hands, caseId, "support", { ...body, ...now }, support);
}
