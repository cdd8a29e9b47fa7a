// What can go wrong on the way, each with a sentence that says what happened, what is safe and what to do.

/** Something stopped. `word` names the sentence; nothing of what a person wrote is ever in it. */
export class Trouble extends Error {
  name = "Trouble";
  /**
   * @param {string} word a name in safeconduct/ask/words.py
   * @param {{values?: Record<string, string | number>, perhaps?: boolean, unsure?: boolean, code?: string, cause?: unknown}} [more]
   *   perhaps: what was asked may have arrived all the same; unsure: and with it the message itself; code: the server's word for it
   */
  constructor(word, { values = {}, perhaps = false, unsure = false, code = "", cause } = {}) {
    super(word, { cause });
    this.word = word;
    this.values = values;
    this.perhaps = perhaps;
    this.unsure = unsure;
    this.code = code;
  }
}

/** The sentence for each word of the server; every other one is a fault on our side. */
const WORDS = new Map([
  ["busy", "busy"],
  ["closed", "closed"],
  ["too-large", "too_large"],
  ["no-room", "no_room"],
  ["not-verified", "not_verified"],
]);

/**
 * @param {string} code the server's word
 * @returns {string} the name of the sentence
 */
export function wordFor(code) {
  return WORDS.get(code) ?? "on_our_side";
}
