// Counting over the cases that this browser opened, and letting a rounded line out together with somebody else. The true counts stay here.

import { lineOf, TABLES } from "./tenfive.js";
import { of } from "./state.js";

/** @typedef {import("./kinds.js").Item} Item @typedef {import("./store.js").CaseView} CaseView @typedef {import("./tenfive.js").Figure} Figure */
/** @typedef {{view: CaseView, items: Item[]}} Opened a case that was opened, with everything of it that can be read */
/** @typedef {{counts: Record<string, number>, recipients: Record<string, number>, unknown: number, cases: Record<string, number>,
 *   largest: Record<string, number>}} Counted unknown: applications whose way is not known here; cases: how many a cell rests on; largest: what one of them adds */
/** @typedef {{quarter: string, currency?: string, basisOf?: (way: string) => string}} Wanted */
/**
 * What the desk is told of numbers.
 * @typedef {{reference: string, crisis: string, table: string, quarter: string, currency: string, state: "proposed" | "confirmed" | "out" | "refused",
 *   proposed_by: string, proposed_on: string, confirmed_by: string, out_on: string, figures: Figure[]}} Release
 */

/** What was granted counts by the day of the grant, also once it was used up or given back: those ends have a day of their own. */
const GRANTED = ["granted", "expired", "withdrawn"];
const GIVEN = ["given", "ended"];
const UNION = new Set("AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE".split(" "));
const EUROPE = new Set("AL AD AM AZ BY BA CH FO GB GE GI IS LI MC MD ME MK NO RS SM TR UA VA XK".split(" "));
const AMERICAS = new Set("AG AR BB BO BR BS BZ CA CL CO CR CU DM DO EC GD GT GY HN HT JM KN LC MX NI PA PE PY SR SV TT US UY VC VE".split(" "));
/** @type {Record<string, string>} */
const CLASSES = {
  "humanitarian-visa": "visa", "tourist-visa": "visa", "study-work": "visa", family: "visa", residency: "visa",
  "special-arrangement": "admission", resettlement: "admission", sponsorship: "admission", "asylum-on-arrival": "asylum-on-arrival",
};
/** A case keeps every sum in hundredths, whatever the currency can be paid in. */
const HUNDREDTHS = 100;
const PURPOSES = ["food", "medical", "legal", "travel", "papers"];

/** Cases on which a number has to rest, and a count that the rule of ten hides. */
const [FEWEST_CASES, HIDDEN] = [5, 9];

/** @param {string} day @returns {string} "2026-Q4"; "" for what is no day */
export function quarterOf(day) {
  return /^\d{4}-\d\d/.test(day) ? `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}` : "";
}

/** The newest quarters that are over, the latest first. @param {string} today @param {number} [count] @returns {string[]} */
export function quartersBefore(today, count = 8) {
  const now = Number(today.slice(0, 4)) * 4 + Math.ceil(Number(today.slice(5, 7)) / 3) - 1;
  return Array.from({ length: count }, (_, at) => now - 1 - at).map((number) => `${Math.floor(number / 4)}-Q${(number % 4) + 1}`);
}

/** @param {string} country */
export function regionOf(country) {
  return UNION.has(country) ? "european-union" : EUROPE.has(country) ? "rest-of-europe" : AMERICAS.has(country) ? "americas" : "elsewhere";
}

/**
 * Count one table of one quarter. A case counts as its people, once in each cell and once in the total; the same request opened twice counts once.
 * @param {string} table
 * @param {Opened[]} opened
 * @param {Wanted} wanted
 * @returns {Counted}
 */
export function count(table, opened, { quarter, currency = "", basisOf = () => "" }) {
  /** @type {Counted} */
  const counted = { counts: {}, recipients: {}, unknown: 0, cases: {}, largest: {} };
  for (const one of opened.filter(({ view }) => view.derived.stage !== "duplicate")) {
    const people = Math.max(1, one.view.derived.people || one.view.card.people);
    if (table === "spend-by-purpose-quarter") spend(counted, one, people, { quarter, currency });
    else {
      const cells = cellsOf(table, one, quarter, basisOf);
      for (const cell of new Set(cells.filter((name) => name !== ""))) enter(counted, cell, people);
      if (cells.some((name) => name !== "")) enter(counted, "total", people);
      counted.unknown += cells.filter((name) => name === "").length;
    }
  }
  if (TABLES[table]?.cells.length === 1) counted.counts = { total: counted.counts.total ?? 0 };
  return counted;
}

/** @param {string} table @param {Opened} one @param {string} quarter @param {(way: string) => string} basisOf @returns {string[]} the cells in which a case counts; "" where that is not known */
function cellsOf(table, { view, items }, quarter, basisOf) {
  const isIn = (/** @type {string} */ day) => quarterOf(day) === quarter;
  if (table === "requests-by-quarter") return isIn(view.shell.week_opened) ? ["asked"] : [];
  if (table === "supported-by-quarter" || table === "support-by-quarter") return given(items, isIn).map(({ body }) => body.what);
  if (table === "arrivals-by-region-quarter") return of(items, "arrival").filter(({ body }) => isIn(body.on)).map(({ body }) => (body.country ? regionOf(body.country) : ""));
  return of(items, "application").filter(({ body }) => GRANTED.includes(body.state) && isIn(body.decided_on)).map(({ body }) => CLASSES[basisOf(body.way)] ?? "");
}

/** @param {Item[]} items @param {(day: string) => boolean} isIn */
function given(items, isIn) {
  return of(items, "support").filter(({ body }) => GIVEN.includes(body.state) && body.what && isIn(body.given_on || body.from));
}

/** Whole units of the currency; what is smaller is left out once for each purpose. @param {Counted} counted @param {Opened} one @param {number} people @param {{quarter: string, currency: string}} wanted */
function spend(counted, { items }, people, { quarter, currency }) {
  /** @type {Map<string, number>} */
  const sums = new Map();
  for (const { body } of given(items, (day) => quarterOf(day) === quarter).filter(({ body }) => body.currency === currency && body.amount > 0)) {
    const cell = PURPOSES.includes(body.what) ? body.what : "other";
    sums.set(cell, (sums.get(cell) ?? 0) + body.amount);
  }
  for (const [cell, sum] of sums) {
    enter(counted, cell, Math.round(sum / HUNDREDTHS));
    add(counted.recipients, cell, people);
  }
}

/** @param {Counted} counted @param {string} cell @param {number} number of one case */
function enter({ counts, cases, largest }, cell, number) {
  add(counts, cell, number);
  add(cases, cell, 1);
  largest[cell] = Math.max(largest[cell] ?? 0, number);
}

/** @param {Record<string, number>} counts @param {string} cell @param {number} number */
function add(counts, cell, number) {
  counts[cell] = (counts[cell] ?? 0) + number;
}

/**
 * Make what may be said out of a count. One large family is no crowd: what rests on fewer than five cases, and a sum of which one case has more than half,
 * is hidden as if it were of fewer than ten people.
 * @param {string} table
 * @param {Counted} counted
 */
export function lineFor(table, { counts, recipients, cases, largest }) {
  const isMoney = table === "spend-by-purpose-quarter";
  const few = (/** @type {string} */ cell) => (cases[cell] ?? 0) < FEWEST_CASES || (isMoney && (largest[cell] ?? 0) * 2 > (counts[cell] ?? 0));
  const hidden = (/** @type {Record<string, number>} */ some) => Object.fromEntries(Object.entries(some).map(([cell, number]) => [cell, few(cell) ? Math.min(number, HIDDEN) : number]));
  return isMoney ? lineOf(table, counts, hidden(recipients)) : lineOf(table, hidden(counts), recipients);
}

/**
 * Give what went out, or waits, about the same people: sums of two currencies are two tables.
 * @param {readonly Release[]} releases of one organisation
 * @param {{crisis: string, table: string, quarter: string, currency: string}} line
 */
export function likeIt(releases, { crisis, table, quarter, currency }) {
  return releases.filter((one) => one.crisis === crisis && one.table === table && one.quarter === quarter && one.currency === currency);
}

/** @param {readonly Figure[]} one @param {readonly Figure[]} other */
export function isSame(one, other) {
  return one.length === other.length && one.every((figure, at) => figure.cell === other[at]?.cell && figure.value === other[at]?.value && figure.withheld === other[at]?.withheld);
}

/**
 * Propose a line.
 * @param {{api: import("../sealed/api.js").Api}} context
 * @param {{crisis: string, table: string, quarter: string, currency: string, figures: Figure[]}} line
 * @returns {Promise<string>} its reference; the same line proposed again is the same
 */
export async function propose({ api }, line) {
  return (await api.post("/desk/released/numbers/", line)).reference;
}

/**
 * Confirm what a colleague proposed, with one's own count.
 * @param {{api: import("../sealed/api.js").Api}} context
 * @param {Release} release
 * @param {Figure[]} figures as they were counted here, never as they were proposed
 */
export async function confirm({ api }, release, figures) {
  await api.post(`/desk/released/numbers/${release.reference}/confirm/`, { figures });
}

/** Refuse a colleague's proposal, or take one's own back. @param {{api: import("../sealed/api.js").Api}} context @param {Release} release */
export async function refuse({ api }, release) {
  await api.post(`/desk/released/numbers/${release.reference}/refuse/`);
}
