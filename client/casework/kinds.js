// Every kind of item that a case or a register can hold: how it is read, what an empty one looks like, where it lives and what it is called.

import { CASE_KINDS } from "./kinds_case.js";
import { REGISTER_KINDS } from "./kinds_registers.js";
import { labelOf, NAMES } from "./kinds_words.js";
import { read, readFields } from "./shapes.js";

/** @typedef {import("./kinds_case.js").Kind} Kind @typedef {import("./kinds_case.js").Shape} Shape */
/**
 * A newest version of an item, as the store gives it; `hash` is what the next version names as the one before.
 * @typedef {{id: string, vault: string, compartment: import("./kinds_case.js").Compartment, version: number, kind: string, body: any, author: string,
 *   at: string, hash: string, signed: boolean}} Item
 * @typedef {{id: string, body: any, author: string, at: string, signed: boolean}} Entry
 */

/** @type {Readonly<Record<string, Kind>>} */
export const KINDS = Object.freeze({ ...CASE_KINDS, ...REGISTER_KINDS });

/** What the journal holds, written once. @type {Readonly<Record<string, import("./kinds_case.js").Fields>>} */
export const ENTRIES = {
  entry: { how: ["call", "visit", "message", "decision", "note", "warning"], text: "t5000", about: "id" },
  message: {
    box: "id", direction: ["in", "out"], id: "id", text: "t20000", said: "moment", language: "language",
    files: { rows: { file: "id", epoch: "n", name: "t200" }, most: 40 },
  },
  second: { about: "id", version: "n", says: ["yes", "no"], reason: "t500" },
};

/**
 * Read an item as it came out of its seal.
 * @param {unknown} body
 * @returns {any} `{kind, …}` with every field of the kind; null where the kind is not one of ours
 */
export function readItem(body) {
  return readOf((kind) => known(KINDS, kind)?.fields, body);
}

/**
 * Read an entry of the journal as it came out of its seal.
 * @param {unknown} body
 * @returns {any} null where it is no entry; a message's `answers` are texts, or lists of texts
 */
export function readEntry(body) {
  const entry = readOf((kind) => known(ENTRIES, kind), body);
  if (entry && entry.kind === "message") entry.answers = answersOf(/** @type {any} */ (body).answers);
  return entry;
}

/** @param {(kind: string) => import("./kinds_case.js").Fields | undefined} fieldsOf @param {unknown} body @returns {any} */
function readOf(fieldsOf, body) {
  if (body === null || typeof body !== "object" || !Object.hasOwn(body, "kind")) return null;
  const { kind } = /** @type {{kind: unknown}} */ (body);
  const fields = typeof kind === "string" ? fieldsOf(kind) : undefined;
  return fields ? { kind, ...readFields(fields, body) } : null;
}

/**
 * Look a kind up; "constructor" is none of ours.
 * @template Value
 * @param {Readonly<Record<string, Value>>} table
 * @param {string} kind
 * @returns {Value | undefined}
 */
function known(table, kind) {
  return Object.hasOwn(table, kind) ? table[kind] : undefined;
}

/** @param {unknown} value @returns {Record<string, string | string[]>} */
function answersOf(value) {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return {};
  const answers = Object.entries(value).slice(0, 20).filter(([field]) => read("code", field) === field);
  return Object.fromEntries(
    answers.map(([field, said]) => [field, Array.isArray(said) ? read({ list: "t1000", most: 20 }, said) : read("t1000", said)]),
  );
}

/**
 * Give an item of which nothing is known yet.
 * @param {string} kind
 * @returns {any}
 * @throws {TypeError} for a kind that is none of ours
 */
export function emptyItem(kind) {
  const item = readItem({ kind });
  if (!item) throw new TypeError(`there is no item called ${kind}`);
  return item;
}

/**
 * Say in which compartment of a case, or in which register, a kind lives. A file lives where it was brought to; "case" is only where it is looked for first.
 * @param {string} kind
 */
export function homeOf(kind) {
  const found = known(KINDS, kind);
  if (!found) throw new TypeError(`there is no item called ${kind}`);
  return found.home;
}

/**
 * Give the English words for a kind, its fields and what can be chosen.
 * @param {string} kind
 * @returns {{name: string, fields: Record<string, string>, choices: Record<string, Record<string, string>>}}
 */
export function wordsOf(kind) {
  const fields = known(KINDS, kind)?.fields ?? known(ENTRIES, kind);
  if (!fields) throw new TypeError(`there is no item called ${kind}`);
  /** @type {Record<string, string>} */
  const labels = {};
  /** @type {Record<string, Record<string, string>>} */
  const choices = {};
  for (const [field, shape] of flat(fields)) {
    labels[field] = labelOf(`${kind}.${field}`, field);
    const words = choicesOf(shape);
    if (words) choices[field] = Object.fromEntries(words.map((word) => [word, labelOf(`${kind}.${field}.${word}`, word)]));
  }
  return { name: known(NAMES, kind) ?? labelOf(kind, kind), fields: labels, choices };
}

/**
 * Give the fields with those of rows and parts beside them, as `steps.what`.
 * @param {import("./kinds_case.js").Fields} fields
 * @returns {[string, Shape][]}
 */
export function flat(fields) {
  return Object.entries(fields).flatMap(([field, shape]) => {
    const inner = typeof shape === "string" || Array.isArray(shape) ? undefined : "rows" in shape ? shape.rows : "part" in shape ? shape.part : undefined;
    const below = inner ? flat(inner).map(([name, one]) => /** @type {[string, Shape]} */ ([`${field}.${name}`, one])) : [];
    return [/** @type {[string, Shape]} */ ([field, shape]), ...below];
  });
}

/** @param {Shape} shape @returns {readonly string[] | null} */
function choicesOf(shape) {
  if (typeof shape === "string") return null;
  if (Array.isArray(shape)) return shape;
  return "list" in shape ? choicesOf(shape.list) : null;
}
