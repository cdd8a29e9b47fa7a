// Strongboxes: what is sealed in one opens to any two of its sharers together, and to nobody alone (docs/reference/format.md, "Strongbox").

import { checkAge, identityOf, openWith, recipientOf, sealTo } from "./ages.js";
import { canonical, readObject } from "./canonical.js";
import { NotSealed, WrongContext, base64, pae, random, sha256, unbase64, utf8, uuidBytes } from "./bytes.js";
import { isBucket, pad, unpad } from "./padding.js";
import { join, split } from "./shares.js";
import { sign } from "./signing.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */
/** @typedef {{box: string, by: string, member: string}} Between whose share it is: sealed by one member (the maker, or the sharer who gives theirs) to another */
/** @typedef {{member: string, blob: Bytes, signature: Bytes}} SealedShare */

const SEED = 32;
const BUCKET = 256;

/**
 * What is signed by who seals a share.
 * @param {Between & {recipient: string, blob: Uint8Array, content: Uint8Array}} share recipient of the member; content: what lies in the box, sealed
 * @returns {Promise<Bytes>}
 */
export async function shareStatement({ box, by, member, recipient, blob, content }) {
  const digests = [await sha256(utf8(recipient)), await sha256(blob), await sha256(content)];
  return pae("safeconduct/v1/share", uuidBytes(box), by, member, ...digests);
}

/**
 * Seal a payload to two to five sharers. The identity to which it is sealed is forgotten here.
 * @param {unknown} payload
 * @param {{box: string, by: string, seed: Uint8Array, sharers: {member: string, recipient: string}[]}} how by and seed are the maker's
 * @returns {Promise<{content: Bytes, shares: SealedShare[]}>}
 */
export async function sealStrongbox(payload, { box, by, seed, sharers }) {
  const whole = random(SEED);
  const content = await sealTo([await recipientOf(identityOf(whole))], pad(canonical({ box, payload, v: 1 })));
  const shares = await split(whole, sharers.length);
  const sealed = [];
  for (const [at, { member, recipient }] of sharers.entries()) {
    sealed.push(await sealShare(/** @type {Bytes} */ (shares[at]), { box, by, member, recipient, content, seed }));
  }
  whole.fill(0);
  return { content, shares: sealed };
}

/**
 * @param {Uint8Array} share
 * @param {Between & {recipient: string, content: Uint8Array, seed: Uint8Array}} how
 * @returns {Promise<SealedShare>}
 */
export async function sealShare(share, { box, by, member, recipient, content, seed }) {
  const padded = pad(canonical({ box, by, member, share: base64(share), v: 1 }));
  if (padded.length !== BUCKET) throw new NotSealed("This share does not fit its size.");
  const blob = await sealTo([recipient], padded);
  return { member, blob, signature: await sign(seed, await shareStatement({ box, by, member, recipient, blob, content })) };
}

/**
 * Open a share. Its signature is the caller's to verify, with shareStatement.
 * @param {string} identity of the member
 * @param {Between & {blob: Uint8Array}} share what it must be
 * @returns {Promise<Bytes>} 33 bytes
 * @throws {WrongContext} where it is of another box, or between other people
 */
export async function openShare(identity, { box, by, member, blob }) {
  if (checkAge(blob).plaintextLength !== BUCKET) throw new NotSealed("This is not the size of a share.");
  const said = readObject(unpad(await openWith(identity, blob)), ["box", "by", "member", "share", "v"]);
  if (said.box !== box || said.by !== by || said.member !== member) throw new WrongContext("This share is of another box, or between other people.");
  const share = unbase64(/** @type {string} */ (said.share));
  if (share.length !== SEED + 1) throw new NotSealed("A share has 33 bytes.");
  return share;
}

/**
 * @param {{box: string, content: Uint8Array, one: Uint8Array, other: Uint8Array}} wanted any two of its shares
 * @returns {Promise<any>} the payload
 * @throws {NotSealed} where the shares do not belong to it
 * @throws {WrongContext} where it is the content of another box
 */
export async function openStrongbox({ box, content, one, other }) {
  if (!isBucket(checkAge(content).plaintextLength)) throw new NotSealed("This is not the size of what lies in a strongbox.");
  const whole = await join(one, other);
  const said = readObject(unpad(await openWith(identityOf(whole), content)), ["box", "payload", "v"]);
  whole.fill(0);
  if (said.box !== box) throw new WrongContext("This is the content of another strongbox.");
  return said.payload;
}
