// What is typed into a form of a case, and what it means: by the shape of each field, without a page. What does not fit is said, never guessed.

import { newUuid } from "../vault/bytes.js";
import { moment } from "../vault/moments.js";
import { read } from "../casework/shapes.js";
import { countries, countryName, languageName, languages } from "./case_lands.js";
import { isMoment } from "./requests_time.js";

/** @typedef {import("../casework/kinds_case.js").Shape} Shape @typedef {import("../casework/kinds_case.js").Fields} Fields */
/**
 * What stands in a form: text, a tick, several words, or lines each with fields of their own. Everything of it is plain data.
 * @typedef {string | boolean | string[] | Typed[]} Value
 * @typedef {{[field: string]: Value | any}} Typed
 */

/** Whole numbers that are money in its smallest unit, and are typed as money. */
const MONEY = new Set(["amount", "cost", "budget"]);

/** @param {string} field @param {Shape} shape */
export function isMoney(field, shape) {
  return shape === "n" && MONEY.has(field);
}

/**
 * Give what stands in a form that begins from a body.
 * @param {Fields} fields
 * @param {any} body
 * @returns {Typed}
 */
export function typedOf(fields, body) {
  return Object.fromEntries(Object.entries(fields).map(([field, shape]) => [field, typedValue(field, shape, body?.[field])]));
}

/** @param {string} field @param {Shape} shape @param {any} value @returns {any} */
function typedValue(field, shape, value) {
  if (typeof shape === "string") {
    if (shape === "yes") return value === true;
    if (shape === "n") return value ? (isMoney(field, shape) ? moneyWords(value) : String(value)) : "";
    if (shape === "country") return value ? countryName(value) : "";
    if (shape === "language") return value ? languageName(value) : "";
    if (shape === "moment") return isMoment(value) ? localOf(value) : "";
    return value ?? "";
  }
  if ("list" in shape) return [...(value ?? [])];
  if ("rows" in shape) return (value ?? []).map((/** @type {any} */ row) => ({ ...typedOf(shape.rows, row), ...("id" in shape.rows ? { id: row.id || newUuid() } : {}) }));
  if ("part" in shape) return typedOf(shape.part, value);
  return value ?? "";
}

/**
 * Read what was typed.
 * @param {Fields} fields
 * @param {Typed} typed
 * @param {any} [before] the body the form began from: fields that the form does not show stay as they are
 * @returns {{body: any, problems: Record<string, string>}} problems: a sentence for each field that does not fit, as `aim` or `steps.0.by`
 */
export function bodyOf(fields, typed, before = {}) {
  /** @type {Record<string, string>} */
  const problems = {};
  const body = { ...before };
  for (const [field, shape] of Object.entries(fields)) {
    if (!Object.hasOwn(typed, field)) continue;
    body[field] = valueOf(field, shape, typed[field], field, problems);
  }
  return { body, problems };
}

/** @param {string} field @param {Shape} shape @param {any} value @param {string} path @param {Record<string, string>} problems @returns {any} */
function valueOf(field, shape, value, path, problems) {
  if (typeof shape === "string") return wordOf(field, shape, value, path, problems);
  if ("list" in shape) return [...new Set(/** @type {any[]} */ (value ?? []))].filter((one) => one !== "");
  if ("part" in shape) return nested(shape.part, value, path, problems);
  if (!("rows" in shape)) return value ?? "";
  const rows = /** @type {any[]} */ (value ?? []).filter((row) => Object.entries(row).some(([name, one]) => name !== "id" && one !== "" && one !== false));
  return rows.map((row) => nested(shape.rows, row, `${path}.${value.indexOf(row)}`, problems));
}

/** @param {Fields} fields @param {any} typed @param {string} path @param {Record<string, string>} problems */
function nested(fields, typed, path, problems) {
  const { body, problems: found } = bodyOf(fields, typed);
  for (const [name, sentence] of Object.entries(found)) problems[`${path}.${name}`] = sentence;
  return body;
}

/** @param {string} field @param {string} shape @param {any} value @param {string} path @param {Record<string, string>} problems @returns {any} */
function wordOf(field, shape, value, path, problems) {
  if (shape === "yes") return value === true;
  const text = String(value ?? "").trim();
  if (text === "") return shape === "n" ? 0 : "";
  const found = isMoney(field, shape) ? minorUnits(text) : meant(shape, text);
  const fits = found !== null && read(shape, found) === found;
  if (!fits) problems[path] = sentenceFor(shape, text, isMoney(field, shape));
  return fits ? found : read(shape, undefined);
}

/** @param {string} shape @param {string} text @returns {any} null where nothing is meant by it */
function meant(shape, text) {
  if (shape === "n") return /^\d{1,15}$/.test(text) ? Number(text) : null;
  if (shape === "country") return codeOf(countries(), text, text.toUpperCase());
  if (shape === "language") return codeOf(languages(), text, text.toLowerCase());
  if (shape === "currency" || shape === "reference") return text.toUpperCase();
  if (shape === "moment") return Number.isNaN(Date.parse(text)) ? null : moment(new Date(text));
  return text;
}

/**
 * Find a country or a language by its name, or the one name that begins so.
 * @param {readonly (readonly [string, string])[]} all code, name
 * @param {string} text
 * @param {string} asCode
 */
export function codeOf(all, text, asCode) {
  const wanted = fold(text);
  const exact = all.find(([code, name]) => code === asCode || fold(name) === wanted);
  if (exact) return exact[0];
  const beginning = wanted.length < 3 ? [] : all.filter(([, name]) => fold(name).startsWith(wanted));
  return beginning.length === 1 ? (beginning[0]?.[0] ?? null) : null;
}

/** @param {string} text */
function fold(text) {
  return text.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase().trim();
}

/** @param {string} text @returns {number | null} */
function minorUnits(text) {
  const found = /^(\d{1,12})(?:[.,](\d{1,2}))?$/.exec(text.replaceAll(/[\s']/g, ""));
  return found ? Number(found[1]) * 100 + Number((found[2] ?? "").padEnd(2, "0")) : null;
}

/** @param {number} minor @returns {string} "120" or "120.50" */
export function moneyWords(minor) {
  const rest = minor % 100;
  return `${(minor - rest) / 100}${rest ? `.${String(rest).padStart(2, "0")}` : ""}`;
}

/** @param {string} at a moment @returns {string} as a field for day and hour has it, in the reader's own time */
function localOf(at) {
  const when = new Date(at);
  return new Date(when.getTime() - when.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** @param {string} shape @param {string} text @param {boolean} money @returns {string} */
function sentenceFor(shape, text, money) {
  if (money) return `“${text}” is no sum of money. Write it as 120 or 120.50.`;
  if (shape === "country") return `No one country is called “${text}”. Choose it from the list.`;
  if (shape === "language") return `No one language is called “${text}”. Choose it from the list.`;
  if (shape === "edtf") return "Write 1994, 1994-05 or 1994-05-17. X stands for a figure that nobody knows: 199X.";
  if (shape === "day") return "This is no day. Choose it, or write it as 2026-11-24.";
  if (shape === "currency") return "Write three letters, such as EUR.";
  if (shape === "reference") return `“${text}” is no reference. Write it as it stands beside the case: CA- and what follows.`;
  return shape === "n" ? "Write a whole number." : `“${text}” does not fit here.`;
}
