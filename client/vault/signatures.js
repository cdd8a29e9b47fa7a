// Signatures of a petition: the same age files as messages, opened by the hundred thousand (docs/reference/format.md, "Signature").
//
// The age library takes more than a millisecond for each; most of it is set up anew every time. Here only what these files hold is done:
// one chunk, X25519, and the header's own proof. Whatever looks otherwise is left to the library.

import { chacha20poly1305 } from "@noble/ciphers/chacha.js";
import { x25519 } from "@noble/curves/ed25519.js";
import { extract, expand } from "@noble/hashes/hkdf.js";
import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { base64nopad, bech32 } from "@scure/base";
import { checkAge } from "./ages.js";
import { NotAge, NotSealed, concat, equal, unhex, utf8 } from "./bytes.js";
import { readObject } from "./canonical.js";
import { isBucket, unpad } from "./padding.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */
/** @typedef {{consents: string[], country: string, mail: string, name: string, postcode: string, visibility: string, v: 1}} Signed */
/** @typedef {(blob: Uint8Array) => Promise<Signed>} Opener */

const FIELDS = ["consents", "country", "mail", "name", "postcode", "v", "visibility"];
const PKCS8 = unhex("302e020100300506032b656e04220420");
const X25519 = utf8("age-encryption.org/v1/X25519");
const [HEADER, PAYLOAD, NOTHING] = [utf8("header"), utf8("payload"), new Uint8Array(0)];
const [FIRST_NONCE, ONLY_CHUNK] = [new Uint8Array(12), Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1)];
const NONCE = 16;

/**
 * Give what opens the signatures of one epoch of a vault. It is made once: taking a key in is dearer than opening with it.
 * @param {string} identity AGE-SECRET-KEY-1…
 * @returns {Promise<Opener>} which throws NotSealed for what does not open, or is no signature
 */
export async function signatureOpener(identity) {
  const words = bech32.decodeUnsafe(/** @type {`${string}1${string}`} */ (identity))?.words;
  const seed = new Uint8Array(words ? (bech32.fromWordsUnsafe(words) ?? NOTHING) : NOTHING);
  if (seed.length !== 32) throw new NotAge("This is not an identity of ours.");
  const own = x25519.getPublicKey(seed);
  const sharing = await sharer(seed);
  return async (blob) => {
    const shape = checkAge(blob);
    if (!isBucket(shape.plaintextLength)) throw new NotSealed("This is not the size of a sealed signature.");
    const header = blob.subarray(0, shape.headerLength);
    const key = await fileKey(header, own, sharing);
    const rest = blob.subarray(shape.headerLength);
    const payloadKey = derived(key, rest.subarray(0, NONCE), PAYLOAD);
    return signed(unpad(decrypted(payloadKey, ONLY_CHUNK, rest.subarray(NONCE))));
  };
}

/**
 * @param {Uint8Array} header to its end
 * @param {Uint8Array} own public key
 * @param {(share: Uint8Array) => Promise<Uint8Array>} sharing
 */
async function fileKey(header, own, sharing) {
  const text = String.fromCharCode(...header);
  for (const [, share, body] of text.matchAll(/^-> X25519 (\S{43})\n(\S{43})\n/gm)) {
    const theirs = base64nopad.decode(/** @type {string} */ (share));
    const wrapping = derived(await sharing(theirs), concat(theirs, own), X25519);
    const key = decrypted(wrapping, FIRST_NONCE, base64nopad.decode(/** @type {string} */ (body)));
    const end = text.lastIndexOf("\n---") + "\n---".length;
    const proof = hmac(sha256, derived(key, NOTHING, HEADER), header.subarray(0, end));
    if (!equal(proof, base64nopad.decode(text.slice(end + 1, -1)))) throw new NotAge("Somebody changed the header of this age file.");
    return key;
  }
  throw new NotAge("This age file is sealed in a way that we do not take.");
}

/**
 * Agree on a key by the browser where it knows how, which is several times as fast; otherwise in plain JavaScript.
 * @param {Bytes} seed
 * @returns {Promise<(share: Uint8Array) => Promise<Uint8Array>>}
 */
async function sharer(seed) {
  const key = await crypto.subtle.importKey("pkcs8", concat(PKCS8, seed), { name: "X25519" }, false, ["deriveBits"]).catch(() => null);
  if (key === null) return async (share) => x25519.getSharedSecret(seed, share);
  return async (share) => {
    const theirs = await crypto.subtle.importKey("raw", /** @type {Bytes} */ (share), { name: "X25519" }, false, []);
    return new Uint8Array(await crypto.subtle.deriveBits({ name: "X25519", public: theirs }, key, 256));
  };
}

/** @param {Uint8Array} key @param {Uint8Array} salt @param {Uint8Array} info @returns {Uint8Array} 32 bytes, by HKDF-SHA256 */
function derived(key, salt, info) {
  return expand(sha256, extract(sha256, key, salt), info, 32);
}

/** @param {Uint8Array} key @param {Uint8Array} nonce @param {Uint8Array} sealed */
function decrypted(key, nonce, sealed) {
  try {
    return chacha20poly1305(key, nonce).decrypt(sealed);
  } catch (error) {
    throw new NotAge("This does not open: it is not for this key, or it was cut short or changed.", { cause: error });
  }
}

/** @param {Uint8Array} bytes @returns {Signed} */
function signed(bytes) {
  const found = /** @type {Signed} */ (readObject(bytes, FIELDS));
  const { consents, country, mail, name, postcode, visibility, v } = found;
  const plain = [country, mail, name, postcode, visibility].every((one) => typeof one === "string");
  if (v !== 1 || !plain || !Array.isArray(consents) || !consents.every((one) => typeof one === "string")) throw new NotSealed("This is not a signature.");
  return found;
}
