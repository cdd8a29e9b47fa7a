// Keyed tokens: equal for equal people; without the key they tell nothing and can be tried by nobody (docs/reference/format.md, "Keyed token").

import { concat, utf8 } from "./bytes.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */

const KNOWN = "safeconduct/v1/known";
export const KEY_LENGTH = 32;

/**
 * @param {Uint8Array} key 32 bytes
 * @param {string} normalForm
 * @returns {Promise<Bytes>} 32 bytes
 * @throws {RangeError} where the key has another length: a short one could be tried through
 */
export async function knownToken(key, normalForm) {
  if (key.length !== KEY_LENGTH) throw new RangeError("A key of tokens has 32 bytes.");
  const hash = { name: "HMAC", hash: "SHA-256" };
  const held = await crypto.subtle.importKey("raw", /** @type {Bytes} */ (key), hash, false, ["sign"]);
  return new Uint8Array(await crypto.subtle.sign(hash, held, concat(utf8(KNOWN), new Uint8Array(1), utf8(normalForm))));
}
