// The code of a person who asks for help: 80 random bits and 8 to catch mistakes, as eight words or 27 digits (docs/reference/format.md).

import { sha256 as digest } from "@noble/hashes/sha2.js";
import { NotSealed, concat, hex, hkdf, random, sha256, utf8 } from "./bytes.js";
import { argon2id } from "./argon.js";
import { beginning, languages, listFor } from "./words.js";
import { identityOf, recipientOf } from "./ages.js";
import { readingsOf } from "./keyboards.js";
import { swapsOf, wordsNear } from "./slips.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */
/** @typedef {{token: Bytes, box: string, identity: string, recipient: string}} SourceKeys box: SHA-256 of the token in hex, which is all the server keeps */

const SECRET = 10;
const WORDS = 8;
const DIGITS = 27;

/** What Argon2id costs for a person's code: little memory, as telephones have little; 80 random bits need no more. */
export const SOURCE_COST = Object.freeze({ memoryKib: 19456, passes: 2, lanes: 1 });

/** A code was not read, and what is known about the slip. The message holds none of the words. */
export class Misread extends NotSealed {
  name = "Misread";
  /**
   * @param {{found: number, language?: string, positions?: number[], suggestions?: import("./slips.js").Suggestions, checksum?: boolean}} known
   *   found: how many words or digits there are; language: the list that fits best, empty for digits; positions: places (from 0) of words that
   *   are in no list; suggestions: for a place, words with which the whole is a code; checksum: all are known, but do not belong together
   */
  constructor({ found, language = "", positions = [], suggestions = {}, checksum = false }) {
    super("This is no code.");
    this.found = found;
    this.language = language;
    this.positions = positions;
    this.suggestions = suggestions;
    this.checksum = checksum;
  }
}

/** @returns {Bytes} 10 random bytes */
export function newSecret() {
  return random(SECRET);
}

/**
 * @param {Uint8Array} secret 10 bytes
 * @returns {bigint} the 88 bits of secret and check byte
 */
function numberOf(secret) {
  if (secret.length !== SECRET) throw new NotSealed("A code holds 10 bytes.");
  // Not by the browser's hash, which only answers later: thousands of words are tried against it.
  const check = digest(concat(utf8("safeconduct/v1/code"), secret)).subarray(0, 1);
  return BigInt(`0x${hex(concat(secret, check))}`);
}

/**
 * @param {bigint} number
 * @returns {Bytes | null} the secret, or null when the check byte does not hold
 */
function secretOf(number) {
  if (number >= 1n << 88n) return null;
  const secret = new Uint8Array(SECRET);
  for (let at = 0; at < SECRET; at += 1) secret[at] = Number((number >> BigInt(80 - 8 * at)) & 0xffn);
  return numberOf(secret) === number ? secret : null;
}

/**
 * @param {Uint8Array} secret 10 bytes
 * @returns {number[]} eight numbers below 2048
 */
export function numbersOf(secret) {
  const number = numberOf(secret);
  return Array.from({ length: WORDS }, (_, at) => Number((number >> BigInt(77 - 11 * at)) & 0x7ffn));
}

/** @param {readonly number[]} numbers */
function joined(numbers) {
  return numbers.reduce((number, part) => (number << 11n) | BigInt(part), 0n);
}

/**
 * @param {Uint8Array} secret 10 bytes
 * @param {string} language English where this has no list
 * @returns {Promise<string[]>} eight words
 */
export async function wordsOf(secret, language) {
  const { words } = listFor(language);
  return numbersOf(secret).map((number) => /** @type {string} */ (words[number]));
}

/**
 * @param {Uint8Array} secret 10 bytes
 * @returns {Promise<string>} 27 digits in groups of three
 */
export async function digitsOf(secret) {
  const digits = numberOf(secret).toString().padStart(DIGITS, "0");
  return /** @type {RegExpMatchArray} */ (digits.match(/\d{3}/g)).join(" ");
}

/**
 * Read a code as people type it: capitals, four letters, no accents, numbering, another keyboard, or digits of any script.
 * @param {string} typed
 * @param {string} [language] whose list is tried first
 * @returns {Promise<Bytes>} 10 bytes
 * @throws {Misread}
 */
export async function readCode(typed, language = "en") {
  if (!/\p{L}/u.test(typed) && /\p{Nd}/u.test(typed)) return readDigits(westernDigits(typed));
  const order = [language, ...languages()].filter((one, at, all) => languages().includes(one) && all.indexOf(one) === at);
  /** @type {Misread | null} */
  let best = null;
  for (const words of readingsOf(typed)) {
    for (const one of order) {
      const read = readWords(words, one);
      if (!(read instanceof Misread)) return read;
      if (!best || fits(read, best)) best = read;
    }
  }
  throw best && best.found === WORDS ? explained(best) : (best ?? new Misread({ found: 0 }));
}

/**
 * @param {string} typed
 * @returns {string} its digits, of whatever script, as ours
 */
function westernDigits(typed) {
  const isDigit = (/** @type {number} */ point) => /\p{Nd}/u.test(String.fromCodePoint(point));
  return (typed.normalize("NFKC").match(/\p{Nd}/gu) ?? [])
    .map((digit) => {
      const point = /** @type {number} */ (digit.codePointAt(0));
      // Every script has its ten digits in a row, 0 first.
      let first = point;
      while (isDigit(first - 1)) first -= 1;
      return (point - first) % 10;
    })
    .join("");
}

/** @param {string} digits */
function readDigits(digits) {
  const secret = digits.length === DIGITS ? secretOf(BigInt(digits)) : null;
  if (!secret) throw new Misread({ found: digits.length, checksum: digits.length === DIGITS });
  return secret;
}

/** @typedef {Misread & {typed?: readonly string[]}} Attempt */

/**
 * Read words of one list; what was meant instead is looked for later, in the list that fits best.
 * @param {readonly string[]} typed
 * @param {string} language
 * @returns {Bytes | Misread}
 */
function readWords(typed, language) {
  const numbers = numbersIn(typed, language);
  const positions = [...numbers.keys()].filter((at) => numbers[at] === undefined);
  const whole = typed.length === WORDS && positions.length === 0;
  const secret = whole ? secretOf(joined(/** @type {number[]} */ (numbers))) : null;
  return secret ?? Object.assign(new Misread({ found: typed.length, language, positions, checksum: whole }), { typed });
}

/**
 * @param {readonly string[]} typed
 * @param {string} language
 */
function numbersIn(typed, language) {
  const { numbers } = listFor(language);
  return typed.map((word) => numbers.get(beginning(word)));
}

/**
 * Tell whether one reading fits better than another: eight words first, then the most known ones.
 * @param {Misread} one
 * @param {Misread} other
 */
function fits(one, other) {
  const eight = Number(one.found === WORDS) - Number(other.found === WORDS);
  return eight !== 0 ? eight > 0 : one.found - one.positions.length > other.found - other.positions.length;
}

/** @param {Attempt} misread of eight words */
function explained({ found, language, positions, checksum, typed = [] }) {
  const list = listFor(language);
  const numbers = numbersIn(typed, language);
  const isCode = (/** @type {number[]} */ tried) => secretOf(joined(tried)) !== null;
  const near = wordsNear(typed, numbers, list, isCode);
  const swapped = checksum && Object.keys(near).length === 0 ? swapsOf(/** @type {number[]} */ (numbers), list, isCode) : {};
  return new Misread({ found, language, positions, checksum, suggestions: { ...near, ...swapped } });
}

/**
 * The keys that follow from a code.
 * @param {Uint8Array} secret 10 bytes
 * @param {string} instance the installation's id
 * @param {{progress?: import("./argon.js").Progress | undefined}} [options]
 * @returns {Promise<SourceKeys>}
 */
export async function sourceKeys(secret, instance, { progress } = {}) {
  if (secret.length !== SECRET) throw new NotSealed("A code holds 10 bytes.");
  const salt = (await sha256(utf8(`safeconduct/v1/instance|${instance}`))).slice(0, 16);
  const root = await argon2id(secret, salt, SOURCE_COST, { progress });
  const token = await hkdf(root, "", "safeconduct/v1/source/mailbox", 32);
  const identity = identityOf(await hkdf(root, "", "safeconduct/v1/source/identity", 32));
  return { token, box: hex(await sha256(token)), identity, recipient: await recipientOf(identity) };
}
