// The "10 and 5" rule: what may be said about how many. Fewer than ten is never said, everything else is rounded to five, one dimension at a time and
// by quarter, and nothing goes out that differs by one to nine from what went out before. What is counted never leaves the browser unrounded.

import { addDays } from "./days.js";
import { SUPPORTS } from "./kinds_case.js";

/** @typedef {{cell: string, value: number | null, withheld: boolean}} Figure value null: fewer than ten, or withheld so that another cannot be worked out */
/** @typedef {{table: string, quarter: string, figures: Figure[]}} Released */
/** @typedef {"not-a-table" | "not-a-quarter" | "too-early" | "differs-too-little" | "shows-too-much"} Trouble */
/**
 * @typedef {{cells: readonly string[], isPlace: boolean, isMovement: boolean, isMoney: boolean}} Table isPlace: zero is hidden too, a first arrival would
 *   show; isMovement: only two months after the quarter
 */

const TOTAL = "total";
const WAIT = 60; // days after the end of a quarter before movements are said
const FEW = 10;
const STEP = 5;
const RECIPIENTS = 10; // of money, before a sum is said
const HUNDRED = 100; // whole units of a currency to which sums are rounded

/** The only tables there are; a cross table has no name and cannot be said. @type {Readonly<Record<string, Table>>} */
export const TABLES = {
  "requests-by-quarter": { cells: [TOTAL], isPlace: false, isMovement: false, isMoney: false },
  "supported-by-quarter": { cells: [TOTAL], isPlace: false, isMovement: false, isMoney: false },
  "support-by-quarter": { cells: [...SUPPORTS, TOTAL], isPlace: false, isMovement: false, isMoney: false },
  "arrivals-by-region-quarter": { cells: ["european-union", "rest-of-europe", "americas", "elsewhere", TOTAL], isPlace: true, isMovement: true, isMoney: false },
  "ways-by-class-quarter": { cells: ["visa", "admission", "asylum-on-arrival", TOTAL], isPlace: true, isMovement: true, isMoney: false },
  "spend-by-purpose-quarter": { cells: ["food", "shelter", "medical", "legal", "travel", "papers", "other"], isPlace: false, isMovement: false, isMoney: true },
};

/**
 * Round one count of people.
 * @param {number} count
 * @param {boolean} isPlace
 * @returns {number | null} null for what is not said
 */
export function roundCell(count, isPlace) {
  if (count === 0) return isPlace ? null : 0;
  return count < FEW ? null : Math.round(count / STEP) * STEP;
}

/**
 * Round a sum of money.
 * @param {number} units of the currency, whole
 * @param {number} recipients
 */
export function roundSum(units, recipients) {
  return recipients < RECIPIENTS ? null : Math.round(units / HUNDRED) * HUNDRED;
}

/**
 * Make the line of a table out of true counts. The total is rounded from the true total and never added up from what is shown.
 * @param {string} table
 * @param {Record<string, number>} counts by cell; a cell that is not named is 0. With `total`, people counted once
 * @param {Record<string, number>} [recipients] by cell, for money
 * @returns {Figure[]} in the table's order
 * @throws {TypeError} for a table or a cell that has no name
 */
export function lineOf(table, counts, recipients = {}) {
  const { cells, isPlace, isMoney } = tableOf(table);
  const strange = Object.keys(counts).filter((cell) => !cells.includes(cell));
  if (strange.length > 0) throw new TypeError(`${table} has no cell ${strange.join(", ")}`);
  const figures = cells.map((cell) => {
    const count = counts[cell] ?? 0;
    return { cell, value: isMoney ? roundSum(count, recipients[cell] ?? 0) : roundCell(count, isPlace), withheld: false };
  });
  return hidden(figures);
}

/**
 * Where one cell alone is hidden and there is a total, hide a second one: the smallest that has people in it; where there is none, the total itself.
 * @param {Figure[]} figures
 */
function hidden(figures) {
  if (!isTelling(figures)) return figures;
  const shown = figures.filter((one) => one.cell !== TOTAL && one.value !== null && one.value > 0).sort((a, b) => Number(a.value) - Number(b.value));
  const second = shown[0]?.cell ?? TOTAL;
  return figures.map((one) => (one.cell === second ? { ...one, value: null, withheld: true } : one));
}

/** Whether a line says its one hidden cell by its total. @param {Figure[]} figures */
function isTelling(figures) {
  const total = figures.find((one) => one.cell === TOTAL);
  const cells = figures.filter((one) => one.cell !== TOTAL);
  return total !== undefined && total.value !== null && cells.filter((one) => one.value === null).length === 1;
}

/** @param {string} table @returns {Table} */
function tableOf(table) {
  const found = Object.hasOwn(TABLES, table) ? TABLES[table] : undefined;
  if (!found) throw new TypeError(`there is no table called ${table}`);
  return found;
}

/**
 * Say what speaks against letting a line out. Both sides ask this: the browser before it proposes, the server before it takes.
 * @param {Released} line
 * @param {{on: string, ledger: Released[]}} wanted ledger: everything that ever went out
 * @returns {Trouble[]} empty where it may go out
 */
export function troubles(line, { on, ledger }) {
  if (!Object.hasOwn(TABLES, line.table)) return ["not-a-table"];
  const end = lastDay(line.quarter);
  if (end === "") return ["not-a-quarter"];
  const { isMovement } = tableOf(line.table);
  /** @type {Trouble[]} */
  const found = [];
  if (on <= end || (isMovement && on < addDays(end, WAIT))) found.push("too-early");
  if (ledger.some((old) => tooClose(old, line).length > 0)) found.push("differs-too-little");
  if (!isWellRounded(line)) found.push("shows-too-much");
  return found;
}

/** @param {Released} line */
function isWellRounded({ table, figures }) {
  const { cells, isPlace, isMoney } = tableOf(table);
  const fits = (/** @type {Figure} */ { value, withheld }) => {
    if (value === null) return true;
    if (withheld || !Number.isSafeInteger(value)) return false;
    if (value === 0) return !isPlace;
    return isMoney ? value > 0 && value % HUNDRED === 0 : value >= FEW && value % STEP === 0;
  };
  return figures.length === cells.length && figures.every((one, at) => one.cell === cells[at] && fits(one)) && !isTelling(figures);
}

/**
 * List the cells in which a line comes too close to one that went out.
 * @param {Released} old
 * @param {Released} line
 * @returns {string[]} empty for another table or quarter: there other people are counted
 */
export function tooClose(old, line) {
  if (old.table !== line.table || old.quarter !== line.quarter) return [];
  const { isPlace, isMoney } = tableOf(line.table);
  return line.figures.filter((one) => old.figures.some((before) => before.cell === one.cell && differs(before, one, { isPlace, isMoney }))).map((one) => one.cell);
}

/**
 * Whether two figures of one cell differ by so little that the difference is somebody. Sums of money may not differ at all: one payment is more than ten.
 * @param {Figure} before
 * @param {Figure} after
 * @param {{isPlace: boolean, isMoney: boolean}} table
 */
export function differs(before, after, { isPlace, isMoney }) {
  if (before.value === after.value) return false;
  // What was held back to protect another cell would say that cell now.
  if (before.withheld || isMoney) return !after.withheld;
  if (after.withheld) return false;
  const [least, most] = [before, after].map(({ value }) => (value === null ? [isPlace ? 0 : 1, FEW - 1] : [value, value])).sort((a, b) => Number(a[0]) - Number(b[0]) || Number(a[1]) - Number(b[1]));
  return Number(most?.[0]) - Number(least?.[1]) < FEW;
}

/** @param {string} quarter `2026-Q4` @returns {string} its last day, "" for what is no quarter */
export function lastDay(quarter) {
  const found = /^(\d{4})-Q([1-4])$/.exec(quarter);
  return found ? `${found[1]}-${["03-31", "06-30", "09-30", "12-31"][Number(found[2]) - 1]}` : "";
}
