// The code of a person who asks for help: 80 random bits and 8 to catch mistakes, as eight words or 27 digits (docs/reference/format.md).

import { NotSealed, concat, hex, hkdf, random, sha256, utf8 } from "./bytes.js";
import { argon2id } from "./argon.js";
import { beginning, languages, listFor, plainLetters } from "./words.js";
import { identityOf, recipientOf } from "./ages.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */
/** @typedef {import("./words.js").List} List */
/** @typedef {{token: Bytes, box: string, identity: string, recipient: string}} SourceKeys box: SHA-256 of the token in hex, which is all the server keeps */

const SECRET = 10;
const WORDS = 8;
const DIGITS = 27;
const MOST_SUGGESTIONS = 5;
const NEAR = 2;

/** What Argon2id costs for a person's code: little memory, as telephones have little; 80 random bits need no more. */
export const SOURCE_COST = Object.freeze({ memoryKib: 19456, passes: 2, lanes: 1 });

/** A code was not read. Tells which words are doubtful and what they may have been; the words themselves are in no message. */
export class Misread extends NotSealed {
  name = "Misread";
  /**
   * @param {string} message
   * @param {{positions?: number[], suggestions?: string[][], checksum?: boolean}} [found] positions from 0; suggestions for each of them; checksum: all words are known, but they do not belong together
   */
  constructor(message, { positions = [], suggestions = [], checksum = false } = {}) {
    super(message);
    this.positions = positions;
    this.suggestions = suggestions;
    this.checksum = checksum;
  }
}

/** @returns {Bytes} 10 random bytes */
export function newSecret() {
  return random(SECRET);
}

/** @param {Uint8Array} secret */
async function checkByte(secret) {
  return (await sha256(concat(utf8("safeconduct/v1/code"), secret))).slice(0, 1);
}

/**
 * @param {Uint8Array} secret 10 bytes
 * @returns {Promise<bigint>} the 88 bits of secret and check byte
 */
async function numberOf(secret) {
  if (secret.length !== SECRET) throw new NotSealed("A code holds 10 bytes.");
  return BigInt(`0x${hex(concat(secret, await checkByte(secret)))}`);
}

/**
 * @param {bigint} number 88 bits
 * @returns {Promise<Bytes | null>} the secret, or null when the check byte does not hold
 */
async function secretOf(number) {
  if (number >= 1n << 88n) return null;
  const secret = new Uint8Array(SECRET);
  for (let at = 0; at < SECRET; at += 1) secret[at] = Number((number >> BigInt(80 - 8 * at)) & 0xffn);
  return (await numberOf(secret)) === number ? secret : null;
}

/**
 * @param {Uint8Array} secret 10 bytes
 * @returns {Promise<number[]>} eight numbers below 2048
 */
export async function numbersOf(secret) {
  const number = await numberOf(secret);
  return Array.from({ length: WORDS }, (_, at) => Number((number >> BigInt(77 - 11 * at)) & 0x7ffn));
}

/**
 * @param {readonly number[]} numbers
 * @returns {bigint}
 */
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
  return (await numbersOf(secret)).map((number) => /** @type {string} */ (words[number]));
}

/**
 * @param {Uint8Array} secret 10 bytes
 * @returns {Promise<string>} 27 digits in groups of three
 */
export async function digitsOf(secret) {
  const digits = (await numberOf(secret)).toString().padStart(DIGITS, "0");
  return /** @type {RegExpMatchArray} */ (digits.match(/\d{3}/g)).join(" ");
}

/**
 * Read a code as a person types it: words in any of the lists here, in any case, by their first four letters, or digits in any script.
 * @param {string} typed
 * @param {string} [language] whose suggestions come first
 * @returns {Promise<Bytes>} 10 bytes
 * @throws {Misread}
 */
export async function readCode(typed, language = "en") {
  const digits = westernDigits(typed).replaceAll(/\D/gu, "");
  const words = typed.normalize("NFC").match(/[\p{L}\p{M}]+/gu) ?? [];
  if (digits !== "" && words.length === 0) return readDigits(digits);
  if (words.length !== WORDS) throw new Misread(`A code has eight words; these are ${words.length}.`);
  return readWords(words, language);
}

/** @param {string} digits */
async function readDigits(digits) {
  if (digits.length !== DIGITS) throw new Misread(`A code has 27 digits; these are ${digits.length}.`);
  const secret = await secretOf(BigInt(digits));
  if (!secret) throw new Misread("One of these digits is another than the one we gave.", { checksum: true });
  return secret;
}

/**
 * Arabic, Persian and Devanagari digits as ours.
 * @param {string} typed
 * @returns {string}
 */
function westernDigits(typed) {
  return typed.normalize("NFKC").replaceAll(/[٠-٩۰-۹०-९]/gu, (digit) => {
    const point = /** @type {number} */ (digit.codePointAt(0));
    return String(point < 0x6f0 ? point - 0x660 : point < 0x900 ? point - 0x6f0 : point - 0x966);
  });
}

/**
 * @param {readonly string[]} typed eight words
 * @param {string} language
 */
async function readWords(typed, language) {
  const beginnings = typed.map(beginning);
  const order = [language, ...languages()].filter((one, at, all) => languages().includes(one) && all.indexOf(one) === at);
  const readings = order.map((one) => ({ list: listFor(one), numbers: beginnings.map((part) => listFor(one).numbers.get(part)) }));
  for (const { numbers } of readings) {
    const secret = numbers.every((number) => number !== undefined) ? await secretOf(joined(numbers)) : null;
    if (secret) return secret;
  }
  const unknown = (/** @type {{numbers: (number | undefined)[]}} */ reading) => reading.numbers.filter((number) => number === undefined).length;
  const best = readings.reduce((one, other) => (unknown(other) < unknown(one) ? other : one));
  throw await misread(typed, best);
}

/**
 * @param {readonly string[]} typed
 * @param {{list: List, numbers: (number | undefined)[]}} reading in the language that fits best
 */
async function misread(typed, { list, numbers }) {
  const positions = [...numbers.keys()].filter((at) => numbers[at] === undefined);
  if (positions.length === 0) return new Misread("We know all these words, but they do not belong together: one of them is another than the one we gave.", { checksum: true });
  const suggestions = await Promise.all(positions.map((at) => suggest(typed, { list, numbers }, at)));
  return new Misread("We do not know one or more of these words.", { positions, suggestions });
}

/**
 * What a word may have been: near ones, and of these only those that fit the others if it is the only doubtful one.
 * @param {readonly string[]} typed
 * @param {{list: List, numbers: (number | undefined)[]}} reading
 * @param {number} at
 */
async function suggest(typed, { list, numbers }, at) {
  const word = plainLetters(/** @type {string} */ (typed[at]));
  const near = list.words.map((one, number) => ({ one, number, far: Math.min(distance(word, plainLetters(one)), distance(beginning(word), beginning(one))) })).filter(({ far }) => far <= NEAR);
  near.sort((one, other) => one.far - other.far);
  if (numbers.filter((number) => number === undefined).length > 1) return near.slice(0, MOST_SUGGESTIONS).map(({ one }) => one);
  const fits = await Promise.all(near.map(({ number }) => secretOf(joined(/** @type {number[]} */ (numbers.map((known, place) => (place === at ? number : known)))))));
  return near.filter((_, index) => fits[index]).slice(0, MOST_SUGGESTIONS).map(({ one }) => one);
}

/**
 * How many letters were mistyped, left out, added or exchanged with their neighbour.
 * @param {string} one
 * @param {string} other
 * @returns {number}
 */
function distance(one, other) {
  /** @type {number[][]} */
  const rows = [Array.from({ length: other.length + 1 }, (_, at) => at)];
  const cell = (/** @type {number} */ row, /** @type {number} */ column) => /** @type {number} */ (rows[row]?.[column]);
  for (let row = 1; row <= one.length; row += 1) {
    rows.push([row]);
    for (let column = 1; column <= other.length; column += 1) {
      const swapped = row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      const same = one[row - 1] === other[column - 1] ? 0 : 1;
      const ways = [cell(row - 1, column) + 1, cell(row, column - 1) + 1, cell(row - 1, column - 1) + same];
      rows[row]?.push(Math.min(...ways, swapped ? cell(row - 2, column - 2) + 1 : Infinity));
    }
  }
  return cell(one.length, other.length);
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
