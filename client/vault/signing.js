// Ed25519: by the browser where it knows it, otherwise in plain JavaScript.

import { ed25519 } from "@noble/curves/ed25519.js";
import { concat, random, sha256, unhex, utf8 } from "./bytes.js";
import { wordsOf } from "./codes.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */

// What stands before the 32 bytes of an Ed25519 key in PKCS #8 (RFC 8410): browsers take secret keys in no shorter form.
const PKCS8 = unhex("302e020100300506032b657004220420");
const ED25519 = { name: "Ed25519" };

/** @type {Promise<boolean> | null} */
let native = null;

/** Tell whether the browser knows Ed25519. Asked once, with a key of zeros. */
function hasNative() {
  native ??= crypto.subtle.importKey("pkcs8", concat(PKCS8, new Uint8Array(32)), ED25519, false, ["sign"]).then(
    () => true,
    () => false,
  );
  return native;
}

// Taking a key in costs as much as using it, and a list is by few authors. Kept no longer than the bytes themselves are.
/** @type {Record<"sign" | "verify", WeakMap<Uint8Array, Promise<CryptoKey>>>} */
const takenIn = { sign: new WeakMap(), verify: new WeakMap() };

/**
 * @param {Uint8Array} bytes of the key, or of its seed
 * @param {"sign" | "verify"} use
 */
function keyFor(bytes, use) {
  const known = takenIn[use].get(bytes);
  if (known) return known;
  const [form, key] = use === "sign" ? /** @type {const} */ (["pkcs8", concat(PKCS8, bytes)]) : /** @type {const} */ (["raw", /** @type {Bytes} */ (bytes)]);
  const made = crypto.subtle.importKey(form, key, ED25519, false, [use]);
  takenIn[use].set(bytes, made);
  return made;
}

/** @returns {Bytes} 32 random bytes */
export function newSeed() {
  return random(32);
}

/**
 * @param {Uint8Array} seed 32 bytes
 * @returns {Bytes} the signing key that others check with, 32 bytes
 */
export function publicKey(seed) {
  return new Uint8Array(ed25519.getPublicKey(seed));
}

/**
 * @param {Uint8Array} seed 32 bytes
 * @param {Uint8Array} message
 * @returns {Promise<Bytes>} 64 bytes
 */
export async function sign(seed, message) {
  if (!(await hasNative())) return new Uint8Array(ed25519.sign(message, seed));
  return new Uint8Array(await crypto.subtle.sign(ED25519, await keyFor(seed, "sign"), /** @type {Bytes} */ (message)));
}

/**
 * Tell whether this key made this signature over this message. A key or signature of another length did not.
 * @param {Uint8Array} key 32 bytes
 * @param {Uint8Array} message
 * @param {Uint8Array} signature 64 bytes
 * @returns {Promise<boolean>}
 */
export async function verify(key, message, signature) {
  if (key.length !== 32 || signature.length !== 64) return false;
  if (!(await hasNative())) return verifyHere(key, message, signature);
  const imported = await keyFor(key, "verify").catch(() => null);
  return imported !== null && crypto.subtle.verify(ED25519, imported, /** @type {Bytes} */ (signature), /** @type {Bytes} */ (message));
}

/**
 * @param {Uint8Array} key
 * @param {Uint8Array} message
 * @param {Uint8Array} signature
 */
function verifyHere(key, message, signature) {
  return ed25519.verify(signature, message, key, { zip215: false });
}

/**
 * The words in which people compare a signing key, by telephone or on paper.
 * @param {Uint8Array} key a signing key, 32 bytes
 * @param {string} [language]
 * @returns {Promise<string[]>} eight words
 */
export async function fingerprint(key, language = "en") {
  return wordsOf((await sha256(concat(utf8("safeconduct/v1/fingerprint"), key))).slice(0, 10), language);
}
