// Lists of 2048 words. A page loads only those that it needs: English is always there, the others by lists.js.

import { wordlist as english } from "@scure/bip39/wordlists/english.js";

const COUNT = 2048;
const LETTERS = 4;

/** @typedef {{words: readonly string[], letters: readonly string[], numbers: Map<string, number>}} List letters: the words as they are compared; numbers: by the beginning of a word */

/** @type {Map<string, List>} */
const lists = new Map();

/**
 * Letters as they are compared: small, without accents and invisible signs, so that й is и and ё is е.
 * @param {string} word
 * @returns {string}
 */
export function plainLetters(word) {
  return word.normalize("NFKD").replaceAll(/[\p{Mn}\p{Cf}]/gu, "").toLowerCase();
}

/**
 * What of a word counts: its first four letters.
 * @param {string} word
 * @returns {string}
 */
export function beginning(word) {
  return [...plainLetters(word)].slice(0, LETTERS).join("");
}

/**
 * Take in a list.
 * @param {string} language code
 * @param {readonly string[]} words 2048, which differ in their first four letters
 */
export function register(language, words) {
  const numbers = new Map(words.map((word, number) => [beginning(word), number]));
  if (words.length !== COUNT || numbers.size !== COUNT) throw new RangeError(`The words for ${language} are not 2048 that differ in their first four letters.`);
  // Accents stand as one sign each, as keyboards write them, whatever the list came in.
  lists.set(language, { words: Object.freeze(words.map((word) => word.normalize("NFC"))), letters: Object.freeze(words.map(plainLetters)), numbers });
}

/** @returns {string[]} codes of the lists that are here */
export function languages() {
  return [...lists.keys()];
}

/**
 * @param {string} language
 * @returns {List} English where the language has no list here
 */
export function listFor(language) {
  return lists.get(language) ?? /** @type {List} */ (lists.get("en"));
}

register("en", english);
