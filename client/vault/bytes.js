// Bytes and text, and the two plain hashes everything else is built from (docs/reference/format.md, "Signs").

import { hex as hexCode } from "@scure/base";

/** @typedef {Uint8Array<ArrayBuffer>} Bytes */

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** What was handed over is not a sealed thing of ours, or not one that we may open. */
export class NotSealed extends Error {
  name = "NotSealed";
}

/** It opens, or would, but it is not the thing it is given out as: another vault, epoch, type, record, version, member or slot. */
export class WrongContext extends NotSealed {
  name = "WrongContext";
}

/** The padding after the data is not ours. */
export class NotUnpadded extends NotSealed {
  name = "NotUnpadded";
}

/** Not an age file that we are willing to open. */
export class NotAge extends NotSealed {
  name = "NotAge";
}

/** The parameters for Argon2id are below what we accept. */
export class TooWeak extends NotSealed {
  name = "TooWeak";
}

/**
 * Text as UTF-8. Half a surrogate pair has no UTF-8 and is refused: it would be replaced without a word.
 * @param {string} value
 * @returns {Bytes}
 */
export function utf8(value) {
  if (/\p{Surrogate}/u.test(value)) throw new NotSealed("This text cannot be written as UTF-8.");
  return encoder.encode(value);
}

/**
 * UTF-8 as text; anything that is not UTF-8 is refused.
 * @param {Uint8Array} bytes
 * @returns {string}
 */
export function text(bytes) {
  try {
    return decoder.decode(/** @type {Bytes} */ (bytes));
  } catch (error) {
    if (error instanceof TypeError) throw new NotSealed("This is not text.");
    throw error;
  }
}

/**
 * @param {...Uint8Array} parts
 * @returns {Bytes} one after the other
 */
export function concat(...parts) {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/**
 * @param {Uint8Array} bytes
 * @returns {string} small letters
 */
export function hex(bytes) {
  return hexCode.encode(bytes);
}

/**
 * @param {string} value
 * @returns {Bytes}
 */
export function unhex(value) {
  if (!/^(?:[0-9a-f]{2})*$/.test(value)) throw new NotSealed("This is not hex.");
  return new Uint8Array(hexCode.decode(value));
}

/**
 * @param {Uint8Array} bytes
 * @returns {string} standard alphabet, with padding
 */
export function base64(bytes) {
  let letters = "";
  // A call takes only so many arguments at once.
  for (let at = 0; at < bytes.length; at += 8192) letters += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(letters);
}

/**
 * The bytes of base64 in its one spelling: standard alphabet, padding, no stray bits.
 * @param {string} value
 * @returns {Bytes}
 */
export function unbase64(value) {
  if (typeof value !== "string" || !BASE64.test(value)) throw new NotSealed("This is not base64.");
  const letters = atob(value);
  const bytes = new Uint8Array(letters.length);
  for (let at = 0; at < letters.length; at += 1) bytes[at] = letters.charCodeAt(at);
  if (base64(bytes.subarray(bytes.length - (bytes.length % 3))) !== (bytes.length % 3 ? value.slice(-4) : "")) throw new NotSealed("This is not base64 in its one spelling.");
  return bytes;
}

/**
 * @param {number} value 0 to 2^32 - 1
 * @returns {Bytes} four bytes, the highest first
 */
export function u32be(value) {
  if (!Number.isInteger(value) || value < 0 || value > 0xffffffff) throw new NotSealed(`${value} is not a number of four bytes.`);
  return Uint8Array.of(value >>> 24, value >>> 16, value >>> 8, value);
}

/**
 * Parts joined so that they can be taken apart in one way only.
 * @param {...(Uint8Array | string)} parts text is UTF-8
 * @returns {Bytes}
 */
export function pae(...parts) {
  const pieces = [u32be(parts.length)];
  for (const part of parts) {
    const bytes = typeof part === "string" ? utf8(part) : /** @type {Bytes} */ (part);
    pieces.push(u32be(bytes.length), bytes);
  }
  return concat(...pieces);
}

/**
 * @param {number} length
 * @returns {Bytes} from the system's generator
 */
export function random(length) {
  return crypto.getRandomValues(new Uint8Array(length));
}

/**
 * The 16 bytes of an id.
 * @param {string} id a UUID in 36 small letters
 * @returns {Bytes}
 */
export function uuidBytes(id) {
  if (!UUID.test(id)) throw new NotSealed("This is not an id.");
  return unhex(id.replaceAll("-", ""));
}

/**
 * @param {Uint8Array} bytes 16 bytes
 * @returns {string} 36 small letters
 */
export function uuidText(bytes) {
  const letters = hex(bytes);
  if (letters.length !== 32) throw new NotSealed("This is not an id.");
  return [letters.slice(0, 8), letters.slice(8, 12), letters.slice(12, 16), letters.slice(16, 20), letters.slice(20)].join("-");
}

/** @returns {string} a new random id; version 4, so that it tells no time and no machine */
export function newUuid() {
  const bytes = random(16);
  bytes[6] = (/** @type {number} */ (bytes[6]) & 0x0f) | 0x40;
  bytes[8] = (/** @type {number} */ (bytes[8]) & 0x3f) | 0x80;
  return uuidText(bytes);
}

/**
 * Compare without telling by the time it takes where they differ.
 * @param {Uint8Array} one
 * @param {Uint8Array} other
 * @returns {boolean}
 */
export function equal(one, other) {
  if (one.length !== other.length) return false;
  let difference = 0;
  for (let at = 0; at < one.length; at += 1) difference |= /** @type {number} */ (one[at]) ^ /** @type {number} */ (other[at]);
  return difference === 0;
}

/**
 * @param {Uint8Array} bytes
 * @returns {Promise<Bytes>} 32 bytes
 */
export async function sha256(bytes) {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", /** @type {Bytes} */ (bytes)));
}

/**
 * HKDF-SHA256 (RFC 5869).
 * @param {Uint8Array} key
 * @param {Uint8Array | string} salt
 * @param {Uint8Array | string} info
 * @param {number} length in bytes
 * @returns {Promise<Bytes>}
 */
export async function hkdf(key, salt, info, length) {
  const material = await crypto.subtle.importKey("raw", /** @type {Bytes} */ (key), "HKDF", false, ["deriveBits"]);
  const parameters = { name: "HKDF", hash: "SHA-256", salt: plain(salt), info: plain(info) };
  return new Uint8Array(await crypto.subtle.deriveBits(parameters, material, length * 8));
}

/**
 * @param {Uint8Array | string} value
 * @returns {Bytes}
 */
function plain(value) {
  return typeof value === "string" ? utf8(value) : /** @type {Bytes} */ (value);
}
