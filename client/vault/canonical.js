// JSON in its one spelling, so that a signature over it means one thing: keys sorted, no spaces, UTF-8, whole numbers only, no key twice.

import { NotSealed, equal, text, utf8 } from "./bytes.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */

/**
 * @param {unknown} value null, true, false, whole numbers, text, lists and objects of these
 * @returns {Bytes} UTF-8
 * @throws {NotSealed} when something in it has no spelling here
 */
export function canonical(value) {
  return utf8(written(value));
}

/**
 * Read JSON that must be in its one spelling; so a key given twice, a space or a fraction is refused.
 * @param {Uint8Array} bytes
 * @returns {unknown}
 */
export function readCanonical(bytes) {
  try {
    const value = JSON.parse(text(bytes));
    if (equal(canonical(value), bytes)) return value;
  } catch (error) {
    // A RangeError comes from lists within lists within lists.
    if (!(error instanceof SyntaxError || error instanceof RangeError)) throw error;
  }
  throw new NotSealed("This is not JSON in its one spelling.");
}

/**
 * Read an object of which these keys, and no others, are expected.
 * @param {Uint8Array} bytes
 * @param {readonly string[]} keys
 * @returns {Record<string, unknown>}
 */
export function readObject(bytes, keys) {
  const value = readCanonical(bytes);
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new NotSealed("This is not an object.");
  const found = Object.keys(value);
  if (found.length !== keys.length || !keys.every((key) => Object.hasOwn(value, key))) throw new NotSealed("The parts of this are not the expected ones.");
  if ("v" in value && value.v !== 1) throw new NotSealed("This was made by a newer version.");
  return /** @type {Record<string, unknown>} */ (value);
}

/**
 * @param {unknown} value
 * @returns {string}
 */
function written(value) {
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "string") return quoted(value);
  if (typeof value === "number" && Number.isSafeInteger(value)) return String(value);
  if (Array.isArray(value)) return `[${value.map(written).join(",")}]`;
  if (typeof value === "object") return `{${members(value).join(",")}}`;
  throw new NotSealed("Only text, whole numbers, yes or no, lists and objects can be sealed.");
}

/** @param {string} value */
function quoted(value) {
  // JSON writes half a surrogate pair as \ud83d, which the other language can neither write nor read as text.
  if (/\p{Surrogate}/u.test(value)) throw new NotSealed("This text cannot be written as UTF-8.");
  return JSON.stringify(value);
}

/** @param {object} value */
function members(value) {
  return Object.entries(value)
    .sort(([one], [other]) => byCodePoint(one, other))
    .map(([key, part]) => `${quoted(key)}:${written(part)}`);
}

/**
 * Order by code point, as the other language does; the language's own order is by UTF-16 units, which differs above U+FFFF.
 * @param {string} one
 * @param {string} other
 * @returns {number}
 */
function byCodePoint(one, other) {
  const [left, right] = [[...one], [...other]];
  for (let at = 0; at < Math.min(left.length, right.length); at += 1) {
    const difference = (/** @type {string} */ (left[at]).codePointAt(0) ?? 0) - (/** @type {string} */ (right[at]).codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}
