// What may have been meant by a code that was read or written wrongly: the checksum leaves few of the words that look alike.
// The same as safeconduct/vault/format/slips.py.

import { plainLetters } from "./words.js";

/** @typedef {import("./words.js").List} List */

// How many letters may be wrong: in the whole word, or in those that decide.
const FARTHEST = 2;
const FARTHEST_DECIDING = 1;
const DECIDING = 4;
const MOST_UNKNOWN = 2;
const MOST_SUGGESTED = 5;

/** @typedef {Record<number, string[]>} Suggestions by place, from 0 */
/** @typedef {(numbers: number[]) => boolean} IsCode */

/**
 * For the place of each unknown word, words like it with which the whole is a code. Where every word is known, any of them may be the
 * slip; each place is tried by itself.
 * @param {readonly string[]} typed eight words
 * @param {readonly (number | undefined)[]} numbers of them, undefined where unknown
 * @param {List} list
 * @param {IsCode} isCode
 * @returns {Suggestions}
 */
export function wordsNear(typed, numbers, list, isCode) {
  const unknown = [...numbers.keys()].filter((place) => numbers[place] === undefined);
  if (unknown.length > MOST_UNKNOWN) return {};
  /** @type {Suggestions} */
  const found = {};
  for (const places of unknown.length > 0 ? [unknown] : [...numbers.keys()].map((place) => [place])) {
    for (const tried of choices(places.map((place) => numbersLike(typed[place] ?? "", list)))) {
      const filled = numbers.map((number, place) => (places.includes(place) ? tried[places.indexOf(place)] : number) ?? 0);
      if (filled.every((number, place) => number === numbers[place]) || !isCode(filled)) continue;
      for (const place of places) add(found, place, list.words[filled[place] ?? 0]);
    }
  }
  return found;
}

/**
 * For two neighbours that may have changed places, each other's word.
 * @param {readonly number[]} numbers
 * @param {List} list
 * @param {IsCode} isCode
 * @returns {Suggestions}
 */
export function swapsOf(numbers, list, isCode) {
  /** @type {Suggestions} */
  const found = {};
  for (let place = 0; place + 1 < numbers.length; place += 1) {
    const [one = 0, other = 0] = numbers.slice(place, place + 2);
    if (one === other || !isCode([...numbers.slice(0, place), other, one, ...numbers.slice(place + 2)])) continue;
    add(found, place, list.words[other]);
    add(found, place + 1, list.words[one]);
  }
  return found;
}

/**
 * @param {number[][]} rows
 * @returns {number[][]} every choice of one number from each row
 */
function choices(rows) {
  return rows.reduce((chosen, row) => chosen.flatMap((one) => row.map((number) => [...one, number])), /** @type {number[][]} */ ([[]]));
}

/**
 * The places of the words nearest to this one, the nearest first; a short word may be the beginning of one.
 * @param {string} typed
 * @param {List} list
 */
function numbersLike(typed, list) {
  const word = plainLetters(typed);
  const near = [];
  for (const [number, letters] of list.letters.entries()) {
    const whole = mayBeNear(word, letters, FARTHEST) ? Math.min(distance(word, letters), FARTHEST + 1) : FARTHEST + 1;
    if (whole <= FARTHEST || isNear(word.slice(0, DECIDING), letters.slice(0, DECIDING))) near.push({ number, far: whole });
  }
  return near.sort((one, other) => one.far - other.far || one.number - other.number).map(({ number }) => number);
}

/**
 * @param {string} one beginning of a word
 * @param {string} other
 */
function isNear(one, other) {
  return mayBeNear(one, other, FARTHEST_DECIDING) && distance(one, other) <= FARTHEST_DECIDING;
}

/**
 * Tell whether two words are worth comparing: each letter that only one of them has is a mistake. Thousands are looked at, and without
 * a compiler (Tor Browser's "Safer") comparing them all takes seconds.
 * @param {string} one
 * @param {string} other
 * @param {number} mistakes
 */
function mayBeNear(one, other, mistakes) {
  if (Math.abs(one.length - other.length) > mistakes) return false;
  const [ours, theirs] = [lettersIn(one), lettersIn(other)];
  return bits(ours & ~theirs) <= mistakes && bits(theirs & ~ours) <= mistakes;
}

/**
 * @param {string} word
 * @returns {number} a bit for each letter that is in it; some letters share one
 */
function lettersIn(word) {
  let found = 0;
  for (let at = 0; at < word.length; at += 1) found |= 1 << (word.charCodeAt(at) & 31);
  return found;
}

/** @param {number} number */
function bits(number) {
  let count = 0;
  for (let rest = number; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}

/**
 * How many letters are wrong, missing, too many or changed about with their neighbour.
 * @param {string} one
 * @param {string} other
 * @returns {number}
 */
export function distance(one, other) {
  const width = other.length + 1;
  // Line after line: the first line and column are what is missing or too many.
  const table = Array.from({ length: (one.length + 1) * width }, (_, at) => (at < width ? at : at % width === 0 ? at / width : 0));
  const cell = (/** @type {number} */ row, /** @type {number} */ column) => /** @type {number} */ (table[row * width + column]);
  for (let row = 1; row <= one.length; row += 1) {
    for (let column = 1; column < width; column += 1) {
      const changed = cell(row - 1, column - 1) + (one[row - 1] === other[column - 1] ? 0 : 1);
      const least = Math.min(cell(row - 1, column) + 1, cell(row, column - 1) + 1, changed);
      const swapped = row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      table[row * width + column] = swapped ? Math.min(least, cell(row - 2, column - 2) + 1) : least;
    }
  }
  return cell(one.length, other.length);
}

/**
 * @param {Suggestions} found
 * @param {number} place
 * @param {string | undefined} word
 */
function add(found, place, word) {
  const words = (found[place] ??= []);
  if (word !== undefined && !words.includes(word) && words.length < MOST_SUGGESTED) words.push(word);
}
