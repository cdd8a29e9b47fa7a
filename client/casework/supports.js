// What a case was given, against the ceilings of the house. A ceiling warns and never blocks: whether to go beyond is for people to say.

/** @typedef {import("./kinds.js").Item} Item */
/** @typedef {{what: string, amount: number, currency: string, from: string}} Wanted amount in minor units; from: the day it is for */
/** @typedef {{id: string, per: string, ceiling: number, used: number, over: number, source: string}} Over in minor units of the wanted currency */

/** What counts against a ceiling: what was promised or paid, and did not come back. */
const COUNTS = ["asked", "given", "ended"];

/**
 * Say which ceilings a support would go beyond.
 * @param {Item[]} supports of this case
 * @param {Item[]} ceilings of the house register
 * @param {Wanted} wanted
 * @param {string} [except] the support that is being changed, which is not counted twice
 * @returns {Over[]} empty where it stays within all of them; other currencies are not compared
 */
export function overCeiling(supports, ceilings, wanted, except = "") {
  return ceilings
    .filter(({ body }) => body.kind === "ceiling" && body.amount > 0 && body.what === wanted.what && body.currency === wanted.currency && body.per !== "")
    .map(({ id, body }) => {
      const used = usedIn(supports.filter((one) => one.id !== except), body.per, wanted);
      return { id, per: body.per, ceiling: body.amount, used, over: used + wanted.amount - body.amount, source: body.source };
    })
    .filter(({ over }) => over > 0);
}

/** @param {Item[]} supports @param {string} per @param {Wanted} wanted */
function usedIn(supports, per, wanted) {
  const letters = per === "month" ? 7 : per === "year" ? 4 : 0;
  return supports
    .map((item) => item.body)
    .filter((body) => body.kind === "support" && COUNTS.includes(body.state) && body.what === wanted.what && body.currency === wanted.currency)
    .filter((body) => (body.from || body.given_on).slice(0, letters) === wanted.from.slice(0, letters))
    .reduce((sum, body) => sum + body.amount, 0);
}

/**
 * Say what changes when help is given on a day: what was not paid by its number is given in another way, and is no longer looked for under it.
 * @param {any} body of a support
 * @param {string} on a day
 */
export function givenOn(body, on) {
  return { state: "given", given_on: on, ...(body.state === "returned" ? { payout: "", payee: "" } : {}) };
}

/**
 * Add up what was given, by currency and what for.
 * @param {Item[]} supports
 * @returns {{currency: string, what: string, amount: number}[]} in minor units, by currency and word
 */
export function totals(supports) {
  /** @type {Map<string, number>} */
  const sums = new Map();
  for (const { body } of supports) {
    if (body.kind !== "support" || !["given", "ended"].includes(body.state) || body.amount === 0) continue;
    const key = `${body.currency} ${body.what}`;
    sums.set(key, (sums.get(key) ?? 0) + body.amount);
  }
  return [...sums].sort(([a], [b]) => a.localeCompare(b)).map(([key, amount]) => ({ currency: key.slice(0, 3), what: key.slice(4), amount }));
}
