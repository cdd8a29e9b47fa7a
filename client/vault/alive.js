// The link and the words of a check-in: what the server keeps of them (docs/reference/format.md, "Sign of life"). The same as vault/format/alive.py.

import { NotSealed, concat, random, sha256, utf8 } from "./bytes.js";
import { listFor } from "./words.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"; // Crockford's base 32
const RANDOM = 25;
const LENGTH = 26;
const [TOKEN, CHECK, WORD] = ["token", "check", "word"].map((what) => utf8(`safeconduct/v1/alive/${what}\0`));
const PROPOSED = 2; // words in a word: 22 bits, and ten tries by the link

/** @returns {Promise<string>} the token of a link, 26 letters */
export function newToken() {
  return withCheck([...random(RANDOM)].map((byte) => ALPHABET[byte % 32]).join(""));
}

/** @param {string} letters 25 @returns {Promise<string>} with the one that catches mistakes */
export async function withCheck(letters) {
  const [first = 0] = await sha256(concat(/** @type {Bytes} */ (CHECK), utf8(letters)));
  return letters + ALPHABET[first % 32];
}

/**
 * @param {string} text as people type it
 * @returns {Promise<string>}
 * @throws {NotSealed} if letters are missing, or one of them is wrong
 */
export async function readToken(text) {
  const letters = text.toUpperCase().replaceAll(/[ \-\t\r\n]/g, "").replaceAll("O", "0").replaceAll(/[IL]/g, "1");
  const isWhole = letters.length === LENGTH && [...letters].every((letter) => ALPHABET.includes(letter));
  if (!isWhole || (await withCheck(letters.slice(0, RANDOM))) !== letters) throw new NotSealed("This is no token.");
  return letters;
}

/** @param {string} token @returns {Promise<Bytes>} 32 bytes, by which the server finds a timer */
export async function tokenHash(token) {
  return sha256(concat(/** @type {Bytes} */ (TOKEN), utf8(token)));
}

/**
 * @param {string} token
 * @param {string} said
 * @returns {Promise<Bytes>} 32 bytes, the same however the word is typed
 */
export async function wordHash(token, said) {
  const held = await crypto.subtle.importKey("raw", /** @type {Bytes} */ (utf8(token)), { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  return new Uint8Array(await crypto.subtle.sign("HMAC", held, concat(/** @type {Bytes} */ (WORD), utf8(folded(said)))));
}

/**
 * A word as it is compared: small, without accents and signs; what is no letter or digit stands between words.
 * @param {string} said
 */
export function folded(said) {
  const small = said.normalize("NFKD").replaceAll(/[\p{Mn}\p{Cf}]/gu, "").toLowerCase().replaceAll("ς", "σ");
  return small.replaceAll(/[^\p{L}\p{Nd}]+/gu, " ").trim();
}

/**
 * Propose a word that is easily said and not easily guessed: two of the list.
 * @param {string} language English where this page has no list
 */
export function proposeWord(language) {
  const { words } = listFor(language);
  const numbers = new Uint16Array(random(2 * PROPOSED).buffer);
  return [...numbers].map((number) => words[number % words.length]).join(" ");
}
