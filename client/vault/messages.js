// Sealed messages: from a person to a channel, and the answer (docs/reference/format.md, "Sealed message").

import { checkAge, isRecipient, openWith, sealTo } from "./ages.js";
import { canonical, readCanonical, readObject } from "./canonical.js";
import { NotSealed, base64, random, unbase64 } from "./bytes.js";
import { isBucket, pad, unpad } from "./padding.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */
/** @typedef {{id: string, sha256: string}} FileMark a file that was sent along: its id, and the hash of the age file in hex */
/**
 * @typedef {{answers: Record<string, unknown>, at: string, files: FileMark[], language: string, nonce: string, reply: string, text: string, v: 1}} Message
 * @typedef {{at: string, reply_to: string, text: string, v: 1}} Answer
 */

const MESSAGE = ["answers", "at", "files", "language", "nonce", "reply", "text", "v"];
const ANSWER = ["at", "reply_to", "text", "v"];
const NONCE = 16;

/**
 * @param {string} recipient
 * @param {object} payload
 * @returns {Promise<Bytes>} an age file whose length is one of the buckets and what age adds
 */
export async function sealMessage(recipient, payload) {
  return sealTo([recipient], pad(canonical(payload)));
}

/**
 * @param {string} identity
 * @param {Uint8Array} blob
 * @returns {Promise<Bytes>} the JSON
 */
async function openPadded(identity, blob) {
  if (!isBucket(checkAge(blob).plaintextLength)) throw new NotSealed("This is not the size of a sealed message.");
  return unpad(await openWith(identity, blob));
}

/**
 * @param {string} identity
 * @param {Uint8Array} blob
 * @returns {Promise<Record<string, unknown>>} what was sealed, whatever it is; use openRequest or openAnswer where it is known
 */
export async function openMessage(identity, blob) {
  const payload = readCanonical(await openPadded(identity, blob));
  if (typeof payload !== "object" || payload === null || !("v" in payload) || payload.v !== 1) throw new NotSealed("This is not a message.");
  return /** @type {Record<string, unknown>} */ (payload);
}

/**
 * What a person sends, with the recipient for the answer inside: so nobody can put another in its place.
 * @param {{answers: Record<string, unknown>, at: string, files: FileMark[], language: string, reply: string, text: string}} message
 * @returns {Message}
 */
export function messageOf(message) {
  return { ...message, nonce: base64(random(NONCE)), v: 1 };
}

/**
 * @param {string} identity of the channel's epoch
 * @param {Uint8Array} blob
 * @returns {Promise<Message>}
 * @throws {NotSealed} when it does not open or is no message of a person
 */
export async function openRequest(identity, blob) {
  const message = /** @type {Message} */ (readObject(await openPadded(identity, blob), MESSAGE));
  const { answers, at, files, language, nonce, reply, text } = message;
  const plain = [at, language, text].every((part) => typeof part === "string") && typeof answers === "object" && answers !== null && !Array.isArray(answers);
  if (!plain || !isRecipient(reply) || unbase64(nonce).length !== NONCE || !Array.isArray(files) || !files.every(isFileMark)) throw new NotSealed("This is not a message of a person.");
  return message;
}

/** @param {unknown} file */
function isFileMark(file) {
  const { id, sha256 } = /** @type {FileMark} */ (file ?? {});
  return typeof id === "string" && typeof sha256 === "string" && /^[0-9a-f]{64}$/.test(sha256);
}

/**
 * @param {string} identity of the person
 * @param {Uint8Array} blob
 * @returns {Promise<Answer>}
 */
export async function openAnswer(identity, blob) {
  const answer = /** @type {Answer} */ (readObject(await openPadded(identity, blob), ANSWER));
  if (typeof answer.at !== "string" || typeof answer.text !== "string" || !isRecipient(answer.reply_to)) throw new NotSealed("This is not an answer.");
  return answer;
}
