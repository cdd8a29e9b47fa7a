// The age format (age-encryption.org/v1), with our own look at the header before anything expensive is done with it.

import { Decrypter, Encrypter, identityToRecipient } from "age-encryption";
import { base64nopad, bech32 } from "@scure/base";
import { NotAge, NotSealed, concat, unhex } from "./bytes.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */
/** @typedef {ReadableStream<Uint8Array>} Stream */
/** @typedef {{stanzas: number, headerLength: number, plaintextLength: number}} AgeShape lengths in bytes */

const FIRST_LINE = "age-encryption.org/v1";
export const LARGEST_HEADER = 32 * 1024;
export const MOST_STANZAS = 16;
const NONCE = 16;
const CHUNK = 64 * 1024;
const TAG = 16;
const NEWLINE = 0x0a;
const COLUMNS = 64;
const BODY = /^[A-Za-z0-9+/]{0,64}$/;
const WORDS = /^->(?: [!-~]+)+$/;

/**
 * Look at an age file from outside, without any key. A file with thousands of stanzas would cost a minute to open, one
 * with a passphrase stanza as long as its maker likes; so both are refused here (test H1).
 * @param {Uint8Array} start the whole file, or at least its header
 * @param {number} [length] of the whole file in bytes, where start is only its beginning
 * @returns {AgeShape}
 * @throws {NotAge}
 */
export function checkAge(start, length = start.length) {
  const header = checkHeader(start);
  return { ...header, plaintextLength: plaintextLength(length - header.headerLength) };
}

/**
 * The same for a file whose length is not known.
 * @param {Uint8Array} start at least the header
 * @returns {{stanzas: number, headerLength: number}}
 * @throws {NotAge}
 */
export function checkHeader(start) {
  const { lines, end } = headerOf(start);
  if (lines[0] !== FIRST_LINE) throw new NotAge("This is not an age file.");
  const last = lines.at(-1) ?? "";
  if (!last.startsWith("--- ") || !holds32(last.slice("--- ".length))) throw new NotAge("The end of this age header is not as it should be.");
  return { stanzas: countStanzas(lines.slice(1, -1)), headerLength: end };
}

/** @param {Uint8Array} start */
function headerOf(start) {
  const lines = [];
  for (let at = 0; at < Math.min(start.length, LARGEST_HEADER); ) {
    const end = start.subarray(0, LARGEST_HEADER).indexOf(NEWLINE, at);
    if (end < 0) break;
    const line = String.fromCharCode(...start.subarray(at, end));
    lines.push(line);
    at = end + 1;
    if (line.startsWith("---")) return { lines, end: at };
    if (lines[0] !== FIRST_LINE) break;
  }
  throw new NotAge("This is not an age file, or its header is larger than we accept.");
}

/**
 * Count stanzas, each of them one line of words and its body in lines of 64 letters, the last one shorter.
 * @param {string[]} lines between the first line and the last
 */
function countStanzas(lines) {
  let stanzas = 0;
  for (let at = 0; at < lines.length; stanzas += 1) {
    const line = /** @type {string} */ (lines[at]);
    if (!WORDS.test(line)) throw new NotAge("A line of this age header is not as it should be.");
    const end = endOfBody(lines, at + 1);
    checkStanza(line.split(" ").slice(1), lines.slice(at + 1, end).join(""));
    at = end;
  }
  if (stanzas < 1 || stanzas > MOST_STANZAS) throw new NotAge(`An age file is sealed to 1 to ${MOST_STANZAS}, not to ${stanzas}.`);
  return stanzas;
}

/**
 * @param {string[]} lines
 * @param {number} from
 * @returns {number} the line after the first one that is shorter than a whole one
 */
function endOfBody(lines, from) {
  for (let at = from; at < lines.length; at += 1) {
    const line = /** @type {string} */ (lines[at]);
    if (!BODY.test(line)) break;
    if (line.length < COLUMNS) return at + 1;
  }
  throw new NotAge("A part of this age header does not end.");
}

/**
 * @param {string[]} words kind and arguments
 * @param {string} body base64
 */
function checkStanza([kind = "", ...words], body) {
  if (kind === "X25519") {
    if (words.length !== 1 || !holds32(words[0] ?? "") || !holds32(body)) throw new NotAge("A part of this age header is not as it should be.");
  } else if (!kind.endsWith("-grease")) {
    throw new NotAge("This age file is sealed in a way that we do not take.");
  } else if (unpadded(body) === null) {
    throw new NotAge("A part of this age header is not as it should be.");
  }
}

/**
 * Read base64 without padding, in its one spelling.
 * @param {string} letters
 * @returns {Uint8Array | null}
 */
function unpadded(letters) {
  try {
    return base64nopad.decode(letters);
  } catch {
    // The library throws plain errors for every way in which this is none.
    return null;
  }
}

/** @param {string} letters */
function holds32(letters) {
  return unpadded(letters)?.length === 32;
}

/** @param {number} payload bytes after the header */
function plaintextLength(payload) {
  const sealed = payload - NONCE;
  const chunks = Math.ceil(sealed / (CHUNK + TAG));
  const last = sealed - (chunks - 1) * (CHUNK + TAG);
  // Only a file that is empty as a whole may end in an empty chunk.
  if (sealed < TAG || last < TAG || (last === TAG && chunks > 1)) throw new NotAge("This age file is cut short.");
  return sealed - chunks * TAG;
}

/**
 * The length of an age file to one recipient, as this module makes it.
 * @param {number} length of the plaintext in bytes
 * @returns {number} in bytes
 */
export function sealedLength(length) {
  const header = FIRST_LINE.length + 1 + "-> X25519 ".length + 43 + 1 + 43 + 1 + "--- ".length + 43 + 1;
  return header + NONCE + length + Math.max(1, Math.ceil(length / CHUNK)) * TAG;
}

/**
 * @param {Uint8Array} seed 32 bytes
 * @returns {string} the age identity AGE-SECRET-KEY-1… of it
 */
export function identityOf(seed) {
  return bech32.encodeFromBytes("AGE-SECRET-KEY-", seed).toUpperCase();
}

/**
 * @param {string} identity AGE-SECRET-KEY-1…
 * @returns {Promise<string>} its recipient, age1…
 */
export async function recipientOf(identity) {
  if (!identity.startsWith("AGE-SECRET-KEY-1")) throw new NotAge("This is not an identity of ours.");
  return identityToRecipient(identity);
}

/**
 * Tell whether this is a recipient of the kind we seal to: X25519 and nothing else.
 * @param {unknown} recipient
 * @returns {recipient is string}
 */
export function isRecipient(recipient) {
  if (typeof recipient !== "string" || !/^age1[a-z0-9]{58}$/.test(recipient)) return false;
  const decoded = bech32.decodeUnsafe(/** @type {`age1${string}`} */ (recipient));
  return decoded !== undefined && decoded.prefix === "age" && bech32.fromWordsUnsafe(decoded.words)?.length === 32;
}

/** @param {readonly string[]} recipients */
function encrypter(recipients) {
  if (recipients.length < 1 || recipients.length > MOST_STANZAS) throw new NotAge(`Seal to 1 to ${MOST_STANZAS} recipients.`);
  const maker = new Encrypter();
  for (const recipient of recipients) {
    if (!isRecipient(recipient)) throw new NotAge("This is not a recipient of ours.");
    maker.addRecipient(recipient);
  }
  return maker;
}

/**
 * @param {readonly string[]} recipients
 * @param {Uint8Array} data
 * @returns {Promise<Bytes>} an age file
 */
export async function sealTo(recipients, data) {
  return new Uint8Array(await encrypter(recipients).encrypt(data));
}

/**
 * @param {readonly string[]} recipients
 * @param {Stream} stream
 * @returns {Promise<Stream>} an age file
 */
export async function sealStream(recipients, stream) {
  return encrypter(recipients).encrypt(stream);
}

// What stands before the 32 bytes of an X25519 key in PKCS #8 (RFC 8410): browsers take secret keys in no shorter form.
const PKCS8 = unhex("302e020100300506032b656e04220420");

// Given letters, the library takes the key in anew for every file, which is most of the work of opening a small one.
// Gone with the worker or the page, as everything that was unlocked is.
/** @type {{identity: string, decrypter: Promise<Decrypter>} | null} */
let latest = null;

/** @param {string} identity */
function decrypterOf(identity) {
  if (latest?.identity !== identity) latest = { identity, decrypter: makeDecrypter(identity) };
  return latest.decrypter;
}

/** @param {string} identity */
async function makeDecrypter(identity) {
  const seed = bech32.decodeUnsafe(/** @type {`${string}1${string}`} */ (identity));
  const bytes = seed?.prefix === "age-secret-key-" && identity === identity.toUpperCase() ? bech32.fromWordsUnsafe(seed.words) : undefined;
  if (bytes?.length !== 32) throw new NotAge("This is not an identity of ours.");
  const decrypter = new Decrypter();
  // A browser that does not know X25519 leaves it to the library, which then does it in plain JavaScript.
  decrypter.addIdentity(await crypto.subtle.importKey("pkcs8", concat(PKCS8, new Uint8Array(bytes)), { name: "X25519" }, false, ["deriveBits"]).catch(() => identity));
  return decrypter;
}

/**
 * @param {string} identity AGE-SECRET-KEY-1…
 * @param {Uint8Array} data an age file
 * @returns {Promise<Bytes>}
 * @throws {NotAge} when it is none, is not for this identity, or was changed
 */
export async function openWith(identity, data) {
  checkAge(data);
  const decrypter = await decrypterOf(identity);
  try {
    return new Uint8Array(await decrypter.decrypt(data));
  } catch (error) {
    throw refusal(error);
  }
}

/**
 * Open an age file as it comes. **What comes out may be cut short until the stream has ended without an error**: keep it back until then.
 * @param {string} identity
 * @param {Stream} stream
 * @param {{length?: number | undefined}} [options] length of the age file in bytes, if known: then its end is checked beforehand
 * @returns {Promise<Stream>}
 * @throws {NotAge}
 */
export async function openStream(identity, stream, { length } = {}) {
  const { start, whole } = await peek(stream);
  if (length === undefined) checkHeader(start);
  else checkAge(start, length);
  const decrypter = await decrypterOf(identity);
  try {
    return await decrypter.decrypt(whole);
  } catch (error) {
    throw refusal(error);
  }
}

/**
 * Read until the header is there, and give the stream as if it had not been touched.
 * @param {Stream} stream
 */
async function peek(stream) {
  const reader = stream.getReader();
  /** @type {Uint8Array[]} */
  const pieces = [];
  let start = new Uint8Array(0);
  let ended = false;
  while (!ended && start.length < LARGEST_HEADER && !isHeaderThere(start)) {
    const { done, value } = await reader.read();
    ended = done;
    if (value) pieces.push(value);
    start = concat(...pieces);
  }
  const whole = new ReadableStream({
    start: (controller) => controller.enqueue(start),
    async pull(controller) {
      const { done, value } = ended ? { done: true, value: undefined } : await reader.read();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: (reason) => reader.cancel(reason),
  });
  return { start, whole };
}

/** @param {Uint8Array} start */
function isHeaderThere(start) {
  const letters = String.fromCharCode(...start.subarray(0, LARGEST_HEADER));
  const at = letters.indexOf("\n---");
  return at >= 0 && letters.indexOf("\n", at + 1) >= 0;
}

/**
 * Ours instead of the library's, which throws plain errors for whatever is wrong with a file. What the system throws (no network, no
 * memory, no such function) is not about the file and stays as it is.
 * @param {unknown} error
 * @returns {unknown}
 */
export function refusal(error) {
  const ofTheSystem = error instanceof TypeError || error instanceof RangeError || error instanceof ReferenceError || (error instanceof DOMException && error.name !== "OperationError");
  if (error instanceof NotSealed || ofTheSystem || !(error instanceof Error)) return error;
  return new NotAge("This does not open: it is not for this key, or it was cut short or changed.", { cause: error });
}
