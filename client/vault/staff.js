// A member's secrets: what unlocks them, how they are kept, and how they begin (docs/reference/format.md, "Unlocking").

import { canonical, readObject } from "./canonical.js";
import { NotSealed, TooWeak, WrongContext, base64, concat, hkdf, newUuid, pae, random, u32be, unbase64, utf8, uuidBytes } from "./bytes.js";
import { argon2id } from "./argon.js";
import { bundleStatement } from "./directory.js";
import { decrypted } from "./records.js";
import { identityOf, recipientOf } from "./ages.js";
import { listFor } from "./words.js";
import { newSeed, publicKey, sign } from "./signing.js";
import { pad, unpad } from "./padding.js";
import { Misread, readCode, wordsOf } from "./codes.js";

export { bundleStatement, vouchStatement } from "./directory.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */
/** @typedef {import("./argon.js").Cost} Cost */
/** @typedef {{auth: Bytes, kek: Bytes}} MasterKeys auth is sent as the password; kek never leaves the browser */
/** @typedef {{created: string, identity: string, member: string, seed: Bytes}} UserBundle created is a day; seed of Ed25519 */
/** @typedef {"passphrase" | "recovery"} SlotKind */
/** @typedef {{pins: Record<string, [string, string]>, rootKey: Uint8Array, roots: Record<string, Record<string, string>>}} Keyring roots in base64 by vault and epoch */

/** The least that Argon2id must cost for a passphrase; a server that asks for less is refused (test C10). */
export const FLOOR = Object.freeze({ memoryKib: 131072, passes: 3, lanes: 1 });
/** More than this a server may not ask for either: it would only stop the browser. */
const CEILING = Object.freeze({ memoryKib: 1048576, passes: 16, lanes: 4 });
const SALT = 16;
const KIT = 20;
const KIT_WORDS = 16;
const KIT_DIGITS = 54;
const NONCE = 12;
const PASSPHRASE_WORDS = 6;

/**
 * The two keys that follow from a passphrase.
 * @param {string} passphrase
 * @param {Uint8Array} salt 16 bytes
 * @param {Cost} cost
 * @param {{progress?: import("./argon.js").Progress | undefined}} [options]
 * @returns {Promise<MasterKeys>}
 * @throws {TooWeak} when the server asks for less than FLOOR
 */
export async function derive(passphrase, salt, cost, { progress } = {}) {
  checkCost(salt, cost);
  const master = await argon2id(utf8(passphrase.normalize("NFKC")), salt, cost, { progress });
  return { auth: await hkdf(master, "", "safeconduct/v1/staff/auth", 32), kek: await hkdf(master, "", "safeconduct/v1/staff/wrap", 32) };
}

/**
 * @param {Uint8Array} salt
 * @param {Cost} cost
 */
function checkCost(salt, { memoryKib, passes, lanes }) {
  const whole = [memoryKib, passes, lanes].every(Number.isSafeInteger);
  const enough = memoryKib >= FLOOR.memoryKib && passes >= FLOOR.passes && lanes >= FLOOR.lanes && salt.length === SALT;
  if (!whole || !enough) throw new TooWeak("The server asks for weaker protection of the passphrase than we accept.");
  if (memoryKib > CEILING.memoryKib || passes > CEILING.passes || lanes > CEILING.lanes) throw new TooWeak("The server asks for more work than a browser can do.");
}

/**
 * A passphrase as it was given out: small letters, single spaces. For what people type; the derivation itself changes nothing.
 * @param {string} typed
 * @returns {string}
 */
export function tidyPassphrase(typed) {
  return typed.normalize("NFKC").trim().toLowerCase().replaceAll(/\s+/gu, " ");
}

/**
 * @param {string} [language]
 * @returns {string} six random words of 2048, with single spaces: 66 bits
 */
export function newPassphrase(language = "en") {
  const { words } = listFor(language);
  const numbers = new Uint16Array(random(2 * PASSPHRASE_WORDS).buffer);
  // 2048 divides 65536, so every word is as likely as any other.
  return Array.from(numbers, (number) => words[number % words.length]).join(" ");
}

/** @returns {Bytes} 20 random bytes, for the recovery kit */
export function newKit() {
  return random(KIT);
}

/**
 * @param {Uint8Array} kit 20 bytes
 * @param {string} [language]
 * @returns {Promise<string[]>} sixteen words: two codes of eight
 */
export async function kitWords(kit, language = "en") {
  return [...(await wordsOf(kit.subarray(0, KIT / 2), language)), ...(await wordsOf(kit.subarray(KIT / 2), language))];
}

/**
 * Read a recovery kit as it is typed.
 * @param {string} typed sixteen words, or two times 27 digits
 * @param {string} [language]
 * @returns {Promise<Bytes>} 20 bytes
 * @throws {Misread} with places from 0 to 15
 */
export async function readKit(typed, language = "en") {
  const words = typed.normalize("NFC").match(/[\p{L}\p{M}]+/gu);
  const pieces = words ?? typed.match(/\p{Nd}/gu) ?? [];
  const half = words ? KIT_WORDS / 2 : KIT_DIGITS / 2;
  if (pieces.length !== 2 * half) throw new Misread({ found: pieces.length });
  const [first, second] = [pieces.slice(0, half), pieces.slice(half)].map((part) => part.join(words ? " " : ""));
  return concat(await readCode(first ?? "", language), await readCode(second ?? "", language).catch(inSecondHalf));
}

/**
 * @param {unknown} error
 * @returns {never}
 */
function inSecondHalf(error) {
  if (!(error instanceof Misread)) throw error;
  const { found, language, positions, suggestions, checksum } = error;
  const later = Object.entries(suggestions).map(([place, words]) => [Number(place) + KIT_WORDS / 2, words]);
  throw new Misread({ found, language, checksum, positions: positions.map((place) => place + KIT_WORDS / 2), suggestions: Object.fromEntries(later) });
}

/**
 * @param {Uint8Array} kit 20 bytes
 * @returns {Promise<MasterKeys>}
 */
export async function kitKeys(kit) {
  if (kit.length !== KIT) throw new NotSealed("A recovery kit holds 20 bytes.");
  return { auth: await hkdf(kit, "", "safeconduct/v1/staff/kit-auth", 32), kek: await hkdf(kit, "", "safeconduct/v1/staff/kit-wrap", 32) };
}

/**
 * @param {string} member reference
 * @param {string} created a day
 * @returns {UserBundle} new secrets
 */
export function newUserBundle(member, created) {
  return { created, identity: identityOf(random(32)), member, seed: newSeed() };
}

/**
 * @param {UserBundle} bundle
 * @returns {Bytes}
 */
export function userBundleBytes({ created, identity, member, seed }) {
  return canonical({ created, identity, member, seed: base64(seed), v: 1 });
}

/**
 * @param {Uint8Array} bytes
 * @returns {UserBundle}
 */
export function readUserBundle(bytes) {
  const { created, identity, member, seed } = readObject(bytes, ["created", "identity", "member", "seed", "v"]);
  const bundle = { created: String(created), identity: String(identity), member: String(member), seed: unbase64(String(seed)) };
  if (!bundle.identity.startsWith("AGE-SECRET-KEY-1") || bundle.seed.length !== 32) throw new NotSealed("These are not the secrets of a member.");
  return bundle;
}

/**
 * @param {Uint8Array} key 32 bytes
 * @param {Uint8Array} context
 * @param {Uint8Array} data
 * @param {Uint8Array} [nonce] only for known answers
 * @returns {Promise<Bytes>} nonce and AES-256-GCM
 */
async function wrap(key, context, data, nonce = random(NONCE)) {
  const parameters = { name: "AES-GCM", iv: /** @type {Bytes} */ (nonce), additionalData: /** @type {Bytes} */ (context) };
  const imported = await crypto.subtle.importKey("raw", /** @type {Bytes} */ (key), "AES-GCM", false, ["encrypt"]);
  return concat(nonce, new Uint8Array(await crypto.subtle.encrypt(parameters, imported, /** @type {Bytes} */ (data))));
}

/**
 * @param {Uint8Array} key 32 bytes
 * @param {Uint8Array} context
 * @param {Uint8Array} blob
 * @returns {Promise<Bytes>}
 */
async function unwrap(key, context, blob) {
  if (blob.length < NONCE + 16) throw new NotSealed("This is too short to be sealed.");
  const parameters = { name: "AES-GCM", iv: /** @type {Bytes} */ (blob.subarray(0, NONCE)), additionalData: /** @type {Bytes} */ (context) };
  const imported = await crypto.subtle.importKey("raw", /** @type {Bytes} */ (key), "AES-GCM", false, ["decrypt"]);
  return decrypted(parameters, imported, blob.subarray(NONCE));
}

/**
 * @param {{member: string, slot: string, kind: SlotKind}} slot slot is its id
 */
function slotContext({ member, slot, kind }) {
  return pae("safeconduct/v1/slot", member, uuidBytes(slot), kind);
}

/**
 * @param {Uint8Array} kek
 * @param {{member: string, slot: string, kind: SlotKind, bundle: UserBundle, nonce?: Uint8Array | undefined}} slot
 * @returns {Promise<Bytes>}
 */
export async function sealSlot(kek, { bundle, nonce, ...slot }) {
  return wrap(kek, slotContext(slot), pad(userBundleBytes(bundle)), nonce);
}

/**
 * @param {Uint8Array} kek
 * @param {{member: string, slot: string, kind: SlotKind, blob: Uint8Array}} slot
 * @returns {Promise<UserBundle>}
 * @throws {WrongContext} when the key is wrong, or the slot another's or of another kind
 */
export async function openSlot(kek, { blob, ...slot }) {
  const bundle = readUserBundle(unpad(await unwrap(kek, slotContext(slot), blob)));
  if (bundle.member !== slot.member) throw new WrongContext("These are another member's secrets.");
  return bundle;
}

/**
 * @param {Uint8Array} auth
 * @param {{member: string, secret: Uint8Array, nonce?: Uint8Array | undefined}} factor secret of the second factor, 20 bytes
 * @returns {Promise<Bytes>}
 */
export async function sealFactor(auth, { member, secret, nonce }) {
  return wrap(await hkdf(auth, "", "safeconduct/v1/staff/factor", 32), pae("safeconduct/v1/factor", member), secret, nonce);
}

/**
 * @param {Uint8Array} auth
 * @param {{member: string, blob: Uint8Array}} factor
 * @returns {Promise<Bytes>}
 */
export async function openFactor(auth, { member, blob }) {
  return unwrap(await hkdf(auth, "", "safeconduct/v1/staff/factor", 32), pae("safeconduct/v1/factor", member), blob);
}

/**
 * @param {Uint8Array} seed of the member
 * @param {{member: string, version: number}} keyring
 * @returns {Promise<{key: Bytes, context: Bytes}>}
 */
async function keyringKey(seed, { member, version }) {
  return { key: await hkdf(seed, "", "safeconduct/v1/staff/keyring", 32), context: pae("safeconduct/v1/keyring", member, u32be(version)) };
}

/**
 * Seal to oneself what was seen and opened, so that the next time it need not be opened again.
 * @param {Uint8Array} seed
 * @param {{member: string, version: number, nonce?: Uint8Array | undefined} & Keyring} keyring
 * @returns {Promise<Bytes>}
 */
export async function sealKeyring(seed, { member, version, nonce, pins, rootKey, roots }) {
  const { key, context } = await keyringKey(seed, { member, version });
  return wrap(key, context, pad(canonical({ pins, root_key: base64(rootKey), roots, v: 1 })), nonce);
}

/**
 * @param {Uint8Array} seed
 * @param {{member: string, version: number, blob: Uint8Array}} keyring
 * @returns {Promise<Keyring>}
 * @throws {WrongContext} when it is another member's or version
 */
export async function openKeyring(seed, { member, version, blob }) {
  const { key, context } = await keyringKey(seed, { member, version });
  const { pins, root_key, roots } = readObject(unpad(await unwrap(key, context, blob)), ["pins", "root_key", "roots", "v"]);
  const isTable = (/** @type {unknown} */ part) => typeof part === "object" && part !== null && !Array.isArray(part);
  if (!isTable(pins) || !isTable(roots)) throw new NotSealed("This is not a keyring.");
  return { pins: /** @type {Keyring["pins"]} */ (pins), rootKey: unbase64(String(root_key)), roots: /** @type {Keyring["roots"]} */ (roots) };
}

/**
 * The signed public half of a member's secrets, as it is posted.
 * @param {UserBundle} bundle
 * @param {{sequence?: number, previous?: Uint8Array}} [place] previous: SHA-256 of the statement before
 * @returns {Promise<{sequence: number, recipient: string, signing_key: string, created: string, previous: string, signature: string}>} bytes in base64
 */
export async function publicBundle({ created, identity, member, seed }, { sequence = 1, previous = new Uint8Array(0) } = {}) {
  const recipient = await recipientOf(identity);
  const signingKey = publicKey(seed);
  const signature = await sign(seed, bundleStatement({ member, sequence, recipient, signingKey, created, previous }));
  return { sequence, recipient, signing_key: base64(signingKey), created, previous: base64(previous), signature: base64(signature) };
}

/**
 * A slot for a passphrase, as it is posted.
 * @param {UserBundle} bundle
 * @param {string} passphrase
 * @param {{cost?: Cost, progress?: import("./argon.js").Progress | undefined}} [options]
 */
export async function makePassphraseSlot(bundle, passphrase, { cost = FLOOR, progress } = {}) {
  const salt = random(SALT);
  const { auth, kek } = await derive(passphrase, salt, cost, { progress });
  const id = newUuid();
  const blob = await sealSlot(kek, { member: bundle.member, slot: id, kind: "passphrase", bundle });
  const { memoryKib, passes, lanes } = cost;
  const slot = { id, kind: "passphrase", salt: base64(salt), memory_kib: memoryKib, passes, lanes, blob: base64(blob) };
  return { auth: base64(auth), slot };
}

/**
 * A slot for the recovery kit, as it is posted.
 * @param {UserBundle} bundle
 * @param {Uint8Array} kit
 */
export async function makeRecoverySlot(bundle, kit) {
  const { auth, kek } = await kitKeys(kit);
  const id = newUuid();
  const blob = await sealSlot(kek, { member: bundle.member, slot: id, kind: "recovery", bundle });
  return { auth: base64(auth), slot: { id, kind: "recovery", blob: base64(blob) } };
}

/**
 * Everything a new member begins with.
 * @param {string} member reference
 * @param {string} passphrase
 * @param {{today: string, cost?: Cost, progress?: import("./argon.js").Progress | undefined}} options
 * @returns {Promise<{bundle: UserBundle, kit: Bytes, post: {auth: string, slot: object, recovery: object, bundle: object}}>} post is what joining sends; the rest is secret
 */
export async function makeMemberKeys(member, passphrase, { today, cost = FLOOR, progress }) {
  const bundle = newUserBundle(member, today);
  const kit = newKit();
  const unlocking = await makePassphraseSlot(bundle, passphrase, { cost, progress });
  return { bundle, kit, post: { ...unlocking, recovery: await makeRecoverySlot(bundle, kit), bundle: await publicBundle(bundle) } };
}
