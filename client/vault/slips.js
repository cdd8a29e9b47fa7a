// What may have been meant by a code that was read or written wrongly: the checksum leaves few of the words that look alike.
// The same as safeconduct/vault/format/slips.py.

import { plainLetters } from "./words.js";

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
 * @param {readonly string[]} list
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
      for (const place of places) add(found, place, list[filled[place] ?? 0]);
    }
  }
  return found;
}

/**
 * For two neighbours that may have changed places, each other's word.
 * @param {readonly number[]} numbers
 * @param {readonly string[]} list
 * @param {IsCode} isCode
 * @returns {Suggestions}
 */
export function swapsOf(numbers, list, isCode) {
  /** @type {Suggestions} */
  const found = {};
  for (let place = 0; place + 1 < numbers.length; place += 1) {
    const [one = 0, other = 0] = numbers.slice(place, place + 2);
    if (one === other || !isCode([...numbers.slice(0, place), other, one, ...numbers.slice(place + 2)])) continue;
    add(found, place, list[other]);
    add(found, place + 1, list[one]);
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
 * @param {readonly string[]} list
 */
function numbersLike(typed, list) {
  const word = plainLetters(typed);
  const near = [];
  for (const [number, meant] of list.entries()) {
    const letters = plainLetters(meant);
    const whole = distance(word, letters);
    const deciding = distance(word.slice(0, DECIDING), letters.slice(0, DECIDING));
    if (whole <= FARTHEST || deciding <= FARTHEST_DECIDING) near.push({ number, far: Math.min(whole, FARTHEST + 1) });
  }
  return near.sort((one, other) => one.far - other.far || one.number - other.number).map(({ number }) => number);
}

/**
 * How many letters are wrong, missing, too many or changed about with their neighbour.
 * @param {string} one
 * @param {string} other
 * @returns {number}
 */
export function distance(one, other) {
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
 * @param {Suggestions} found
 * @param {number} place
 * @param {string | undefined} word
 */
function add(found, place, word) {
  const words = (found[place] ??= []);
  if (word !== undefined && !words.includes(word) && words.length < MOST_SUGGESTED) words.push(word);
}
