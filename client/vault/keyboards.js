// Words typed while the keyboard was set to another alphabet. The same as safeconduct/vault/format/keyboards.py.

import { plainLetters } from "./words.js";

// The same keys, left to right and from above, on a Latin and on a Russian keyboard.
const LATIN = "`qwertyuiop[]asdfghjkl;'zxcvbnm,.";
const LATIN_SHIFTED = "~QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>";
const RUSSIAN = "ёйцукенгшщзхъфывапролджэячсмитьбю";
const toRussian = new Map([...LATIN, ...LATIN_SHIFTED].map((key, at) => [key, RUSSIAN[at % RUSSIAN.length] ?? key]));
const toLatin = new Map([...RUSSIAN, ...RUSSIAN.toUpperCase()].map((key, at) => [key, LATIN[at % LATIN.length] ?? key]));

/**
 * The words of what was typed: as it stands, then as if the keyboard had been set to the other alphabet.
 * @param {string} typed
 * @returns {string[][]} words small and without accents
 */
export function readingsOf(typed) {
  if (/[а-яё]/iu.test(typed)) return [wordsIn(typed), wordsIn(onKeys(typed, toLatin))];
  // A comma may part two words, or be the letter б; so here only spaces part words, and numbers before them do not count.
  const between = typed.split(/\s+/u).map((word) => word.replace(/^\d+[.):]?/u, "").replace(/[.,;:–-]+$/u, ""));
  const whole = between.filter((word) => word !== "").map((word) => plainLetters(onKeys(word, toRussian)));
  return [wordsIn(typed), wordsIn(onKeys(typed, toRussian)), whole];
}

/** @param {string} typed */
function wordsIn(typed) {
  return plainLetters(typed).match(/\p{L}+/gu) ?? [];
}

/**
 * @param {string} typed
 * @param {Map<string, string>} keys
 */
function onKeys(typed, keys) {
  return [...typed].map((key) => keys.get(key) ?? key).join("");
}
