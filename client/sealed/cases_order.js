// Which cases are shown, in which order. Pure.

import { addDays } from "../casework/days.js";
import { contains, fold } from "./requests_text.js";

/** @typedef {import("../casework/store.js").CaseView} CaseView */
/** @typedef {{tier: string, stage: string, holder: string, due: string, state: string, mine: boolean, query: string}} Filters */

/** Open cases: what the list begins with. @type {Readonly<Filters>} */
export const ALL = Object.freeze({ tier: "", stage: "", holder: "", due: "", state: "open", mine: false, query: "" });

/** How much presses, the most first. Nobody has looked stands above what somebody looked at and found low. */
export const TIERS = /** @type {const} */ (["critical", "high", "", "medium", "low"]);

/**
 * Order by danger to a person, then what is due by today, then by how much it presses, then by the day.
 * @param {readonly CaseView[]} cases
 * @param {string} today
 * @returns {CaseView[]}
 */
export function inOrder(cases, today) {
  return [...cases].sort(
    (a, b) =>
      turn(a, today) - turn(b, today) || rank(a) - rank(b) || dueOf(a).localeCompare(dueOf(b)) || a.card.alias.localeCompare(b.card.alias) || a.shell.id.localeCompare(b.shell.id),
  );
}

/** @param {CaseView} view @param {string} today */
function turn(view, today) {
  if (isClosed(view)) return 3;
  if (inDanger(view)) return 0;
  return isDue(view, today) ? 1 : 2;
}

/** @param {CaseView} view */
function rank({ derived }) {
  return TIERS.findIndex((tier) => tier === derived.tier);
}

/** @param {CaseView} view */
function dueOf({ derived }) {
  return derived.due.on || "9";
}

/** @param {CaseView} view */
export function isClosed({ shell, derived }) {
  return shell.state === "closed" || ["closed", "declined", "duplicate"].includes(derived.stage);
}

/** @param {CaseView} view somebody is missing, detained or in danger */
export function inDanger(view) {
  return !isClosed(view) && view.derived.overlays.length > 0;
}

/** @param {CaseView} view @param {string} day */
export function isDue({ derived }, day) {
  return derived.due.on !== "" && derived.due.on <= day;
}

/**
 * Keep the cases that fit.
 * @param {readonly CaseView[]} cases
 * @param {Filters} filters
 * @param {{me: string, today: string}} who
 * @returns {CaseView[]}
 */
export function fitting(cases, filters, { me, today }) {
  const query = fold(filters.query);
  return cases.filter(
    (one) =>
      (!filters.tier || one.derived.tier === (filters.tier === "none" ? "" : filters.tier)) &&
      (!filters.stage || one.derived.stage === filters.stage) &&
      (!filters.holder || (filters.holder === "nobody" ? !one.card.holder : one.card.holder === filters.holder)) &&
      fitsDue(one, filters.due, today) &&
      (!filters.state || isClosed(one) === (filters.state === "closed")) &&
      (!filters.mine || one.card.holder === me) &&
      (!query || contains(fold(`${one.card.alias} ${one.shell.reference}`), query)),
  );
}

/** @param {CaseView} view @param {string} wanted @param {string} today */
function fitsDue(view, wanted, today) {
  if (!wanted) return true;
  if (wanted === "danger") return inDanger(view);
  if (wanted === "nothing") return view.derived.due.on === "";
  return isDue(view, wanted === "week" ? addDays(today, 7) : today);
}

/**
 * Count what the head of the list says.
 * @param {readonly CaseView[]} cases
 * @param {{me: string, today: string}} who
 */
export function counts(cases, { me, today }) {
  const open = cases.filter((one) => !isClosed(one));
  return {
    open: open.length,
    danger: open.filter(inDanger).length,
    due: open.filter((one) => isDue(one, today)).length,
    mine: open.filter((one) => one.card.holder === me).length,
  };
}

/**
 * Give the values that occur, for the choices of the filters.
 * @param {readonly CaseView[]} cases
 */
export function occurring(cases) {
  /** @param {(view: CaseView) => string} read */
  const all = (read) => [...new Set(cases.map(read))].filter(Boolean).sort();
  return { stages: all((one) => one.derived.stage), holders: all((one) => one.card.holder) };
}

/** @param {Filters} filters */
export function isFiltered(filters) {
  return Object.entries(ALL).some(([name, value]) => filters[/** @type {keyof Filters} */ (name)] !== value);
}
