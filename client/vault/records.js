// Records: AES-256-GCM under the key of a vault's epoch, bound to vault, type, record and version, and signed by who wrote them.

import { canonical, readObject } from "./canonical.js";
import { NotSealed, WrongContext, base64, concat, hex, pae, random, sha256, u32be, unbase64, uuidBytes } from "./bytes.js";
import { isBucket, pad, unpad } from "./padding.js";
import { recordKey } from "./roots.js";
import { sign, verify } from "./signing.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */
/** @typedef {{vault: string, epoch: number, type: string, record: string, version: number}} Place which record this is: two ids, a type, two numbers */
/** @typedef {{at: string, author: string, body: unknown, prev: string}} Statement */

const MARK = Uint8Array.of(0x53, 0x43, 1, 1);
const NONCE = 12;
const TAG = 16;
export const HEADER = MARK.length + 4 + NONCE;
const KEYS = ["at", "author", "body", "prev", "sig", "v"];
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\dZ$/;
const HASH = /^[0-9a-f]{64}$/;

// Deriving and importing a key costs more than opening a record with it. Kept no longer than the root itself is.
/** @type {WeakMap<Uint8Array, Map<string, Promise<CryptoKey>>>} */
const imported = new WeakMap();

/**
 * @param {Uint8Array} root
 * @param {string} vault
 * @param {number} epoch
 */
function keyOf(root, vault, epoch) {
  if (root.length !== 32) throw new NotSealed("A root is 32 bytes.");
  const keys = imported.get(root) ?? new Map();
  imported.set(root, keys);
  const name = `${vault} ${epoch}`;
  if (!keys.has(name)) keys.set(name, recordKey(root, vault, epoch).then(asKey));
  return /** @type {Promise<CryptoKey>} */ (keys.get(name));
}

/** @param {Bytes} key */
function asKey(key) {
  return crypto.subtle.importKey("raw", key, "AES-GCM", false, ["encrypt", "decrypt"]);
}

/**
 * @param {Uint8Array} header
 * @param {Place} place
 */
function context(header, { vault, type, record, version }) {
  return pae(header, uuidBytes(vault), type, uuidBytes(record), u32be(version));
}

/**
 * @param {Uint8Array} root of the epoch, 32 bytes
 * @param {Place & {data: Uint8Array, nonce?: Uint8Array | undefined}} record nonce only for known answers; otherwise random
 * @returns {Promise<Bytes>} the blob
 */
export async function sealRecord(root, { data, nonce = random(NONCE), ...place }) {
  if (nonce.length !== NONCE) throw new NotSealed("A nonce is 12 bytes.");
  const header = concat(MARK, u32be(place.epoch), nonce);
  const key = await keyOf(root, place.vault, place.epoch);
  const parameters = { name: "AES-GCM", iv: /** @type {Bytes} */ (nonce), additionalData: context(header, place) };
  return concat(header, new Uint8Array(await crypto.subtle.encrypt(parameters, key, pad(data))));
}

/**
 * @param {Uint8Array} blob
 * @returns {{epoch: number, nonce: Bytes, length: number}} what stands outside: the epoch, the nonce, the length of the padded data
 * @throws {NotSealed} when the shape is not that of a record of ours
 */
export function headerOf(blob) {
  const length = blob.length - HEADER - TAG;
  if (!MARK.every((byte, at) => blob[at] === byte) || !isBucket(length)) throw new NotSealed("This is not a sealed record of a kind that we know.");
  const header = new Uint8Array(blob.subarray(0, HEADER));
  return { epoch: new DataView(header.buffer).getUint32(4), nonce: header.slice(8), length };
}

/**
 * @param {Uint8Array} root
 * @param {Place & {blob: Uint8Array}} record what it must be
 * @returns {Promise<Bytes>} the data
 * @throws {WrongContext} when it is another record than this, or was changed
 */
export async function openRecord(root, { blob, ...place }) {
  const { epoch, nonce } = headerOf(blob);
  if (epoch !== place.epoch) throw new WrongContext("This record is of another epoch.");
  const key = await keyOf(root, place.vault, place.epoch);
  const parameters = { name: "AES-GCM", iv: nonce, additionalData: context(blob.subarray(0, HEADER), place) };
  return unpad(await decrypted(parameters, key, blob.subarray(HEADER)));
}

/**
 * Open AES-GCM; a tag that does not hold is ours to tell, everything else is not.
 * @param {AesGcmParams} parameters
 * @param {CryptoKey} key
 * @param {Uint8Array} sealed
 * @returns {Promise<Bytes>}
 */
export async function decrypted(parameters, key, sealed) {
  try {
    return new Uint8Array(await crypto.subtle.decrypt(parameters, key, /** @type {Bytes} */ (sealed)));
  } catch (error) {
    if (error instanceof DOMException && error.name === "OperationError") throw new WrongContext("This does not open: it is another one, or it was changed.");
    throw error;
  }
}

/**
 * What the author of a record signs: its place and what it says. The nonce is not part of it, as it is not known yet.
 * @param {Place & Statement} statement
 * @returns {Bytes}
 */
export function recordStatement({ at, author, body, prev, ...place }) {
  return pae("safeconduct/v1/record", context(new Uint8Array(0), place), canonical({ at, author, body, prev, v: 1 }));
}

/**
 * Seal what a member writes.
 * @param {Uint8Array} root
 * @param {Place & Statement & {seed: Uint8Array, nonce?: Uint8Array | undefined}} record seed of the author; at such as 2026-11-23T04:51Z; prev as prevOf gives it
 * @returns {Promise<Bytes>} the blob
 */
export async function sealStatement(root, { seed, nonce, at, author, body, prev, ...place }) {
  checkStatement({ at, author, prev }, place.version);
  const sig = base64(await sign(seed, recordStatement({ at, author, body, prev, ...place })));
  return sealRecord(root, { ...place, data: canonical({ at, author, body, prev, sig, v: 1 }), nonce });
}

/**
 * @param {Uint8Array} root
 * @param {Place & {blob: Uint8Array, signingKeyOf: (author: string) => Uint8Array | null | undefined}} record signingKeyOf gives the trusted key of a member, or nothing
 * @returns {Promise<Statement & {signed: boolean}>} signed: whether who it names did write it. If not, never show it as a colleague's
 * @throws {NotSealed} when it does not open or is not a statement
 */
export async function openStatement(root, { blob, signingKeyOf, ...place }) {
  const found = readObject(await openRecord(root, { ...place, blob }), KEYS);
  const statement = /** @type {Statement} */ ({ at: found.at, author: found.author, body: found.body, prev: found.prev });
  checkStatement(statement, place.version);
  const key = signingKeyOf(statement.author);
  const signature = typeof found.sig === "string" ? found.sig : "";
  return { ...statement, signed: key ? await verify(key, recordStatement({ ...place, ...statement }), unbase64(signature)) : false };
}

/**
 * @param {{at: unknown, author: unknown, prev: unknown}} statement
 * @param {number} version
 */
function checkStatement({ at, author, prev }, version) {
  if (typeof at !== "string" || !MOMENT.test(at)) throw new NotSealed("A record's moment is written as 2026-11-23T04:51Z.");
  if (typeof author !== "string" || author === "") throw new NotSealed("A record has an author.");
  const follows = typeof prev === "string" && (version > 1 ? HASH.test(prev) : prev === "");
  if (!follows) throw new NotSealed("Every version but the first names the one before it by its hash.");
}

/**
 * @param {Uint8Array | null} blob of the version before; null for a first version
 * @returns {Promise<string>} what the next version has as prev
 */
export async function prevOf(blob) {
  return blob ? hex(await sha256(blob)) : "";
}

/**
 * Seal the root of the epoch before, so that whoever holds an epoch can walk back. Nobody can walk forward.
 * @param {Uint8Array} root of this epoch
 * @param {{vault: string, epoch: number, previous: Uint8Array}} history previous is the root of epoch - 1
 * @returns {Promise<Bytes>}
 */
export async function sealPrevious(root, { vault, epoch, previous }) {
  return sealRecord(root, { ...historyPlace(vault, epoch), data: previous });
}

/**
 * @param {Uint8Array} root of this epoch
 * @param {{vault: string, epoch: number, blob: Uint8Array}} history
 * @returns {Promise<Bytes>} the root of epoch - 1
 */
export async function openPrevious(root, { vault, epoch, blob }) {
  const previous = await openRecord(root, { ...historyPlace(vault, epoch), blob });
  if (previous.length !== 32) throw new NotSealed("A root is 32 bytes.");
  return previous;
}

/**
 * @param {string} vault
 * @param {number} epoch
 * @returns {Place}
 */
function historyPlace(vault, epoch) {
  return { vault, epoch, type: "vault.prev", record: vault, version: epoch };
}
