// Reads what came out of a seal by its shape. Whoever sealed it may have made it with anything; what does not fit is left out, never guessed.

import { isMoment } from "../sealed/requests_time.js";

/** @typedef {import("./kinds_case.js").Shape} Shape @typedef {import("./kinds_case.js").Fields} Fields */

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const REFERENCE = "[0-9A-HJKMNP-TV-Z]{4,12}";

/** What a word of text must look like. @type {Readonly<Record<string, (value: string) => boolean>>} */
const LOOKS = {
  day: isDay,
  moment: isMoment,
  hour: (value) => /^(?:[01]\d|2[0-3]):[0-5]\d$/.test(value),
  id: (value) => UUID.test(value),
  ME: (value) => new RegExp(`^ME-${REFERENCE}$`).test(value),
  OR: (value) => new RegExp(`^OR-${REFERENCE}$`).test(value),
  reference: (value) => new RegExp(`^[A-Z]{2}-${REFERENCE}$`).test(value),
  country: (value) => /^[A-Z]{2}$/.test(value),
  currency: (value) => /^[A-Z]{3}$/.test(value),
  language: (value) => /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(value),
  code: (value) => /^[a-z0-9]+(-[a-z0-9]+)*$/.test(value) && value.length <= 40,
  hex32: (value) => /^[0-9a-f]{32}$/.test(value),
  hex64: (value) => /^[0-9a-f]{64}$/.test(value),
  key: (value) => /^[A-Za-z0-9+/]{43}=$/.test(value),
  edtf: (value) => /^[0-9X]{4}(?:-[0-9X]{2}){0,2}[?~%]?$/.test(value),
};

/**
 * Tell whether this is a day that exists, written `2026-11-23`.
 * @param {unknown} value
 * @returns {boolean}
 */
export function isDay(value) {
  if (typeof value !== "string" || !/^\d{4}-\d\d-\d\d$/.test(value)) return false;
  const read = new Date(`${value}T00:00Z`);
  return !Number.isNaN(read.getTime()) && read.toISOString().startsWith(value);
}

/**
 * Read the fields of a body; every field is there afterwards, empty where nothing fitted.
 * @param {Fields} fields
 * @param {unknown} body
 * @returns {Record<string, any>}
 */
export function readFields(fields, body) {
  const given = body !== null && typeof body === "object" && !Array.isArray(body) ? /** @type {Record<string, unknown>} */ (body) : {};
  return Object.fromEntries(Object.entries(fields).map(([field, shape]) => [field, read(shape, Object.hasOwn(given, field) ? given[field] : undefined)]));
}

/**
 * Read one value.
 * @param {Shape} shape
 * @param {unknown} value
 * @returns {any} text or "", a whole number or 0, true or false, a list, a part
 */
export function read(shape, value) {
  if (typeof shape === "string") return readWord(shape, value);
  if ("list" in shape) return listed(value, shape.most).map((one) => read(shape.list, one)).filter((one) => one !== "");
  if ("rows" in shape) return listed(value, shape.most).filter(isObject).map((one) => readFields(shape.rows, one));
  if ("part" in shape) return readFields(shape.part, value);
  return typeof value === "string" && shape.includes(value) ? value : "";
}

/** @param {unknown} value @param {number} most @returns {unknown[]} */
function listed(value, most) {
  return Array.isArray(value) ? value.slice(0, most) : [];
}

/** @param {unknown} value */
function isObject(value) {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

/** @param {string} shape @param {unknown} value */
function readWord(shape, value) {
  if (shape === "n") return Number.isSafeInteger(value) && Number(value) >= 0 ? value : 0;
  if (shape === "yes") return value === true;
  if (typeof value !== "string") return "";
  // Too long a text is cut where it may no longer go on; everything else fits as it is or not at all. Letters are counted, not bytes.
  if (/^t\d+$/.test(shape)) return [...value].slice(0, Number(shape.slice(1))).join("");
  return LOOKS[shape]?.(value) ? value : "";
}
