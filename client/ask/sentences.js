// What scripts say to a person, in the language of the page: the page carries the sentences as JSON (safeconduct/ask/words.py).

import { filled } from "../enhance/words.js";

/** @type {Record<string, string>} */
let table = {
  // Said where even the page's own sentences cannot be read; the same as in safeconduct/ask/words.py.
  kept: "Nothing was sent. Your words are still here.",
  broken: "This browser cannot seal. Use another one; or copy your words, switch scripts off, and load this page again.",
};

/**
 * Read the sentences of this page.
 * @param {string} [json] an object of sentences by name
 * @throws {SyntaxError} when there are none: a page that cannot say what it does must do nothing
 */
export function learn(json = document.getElementById("ask-words")?.textContent ?? "") {
  table = JSON.parse(json);
}

/**
 * @param {string} name as in safeconduct/ask/words.py
 * @param {Record<string, string | number>} [values] for the places in braces
 * @returns {string} the sentence; its name where the page does not have it, so that a missing one is seen and stops nothing
 */
export function say(name, values = {}) {
  return filled(table[name] ?? name, values);
}
