// Grants: a vault's root sealed to one member, and signed by who gave it.

import { checkAge, openWith, sealTo } from "./ages.js";
import { canonical, readObject } from "./canonical.js";
import { NotSealed, WrongContext, base64, pae, sha256, u32be, unbase64, utf8, uuidBytes } from "./bytes.js";
import { pad, unpad } from "./padding.js";
import { sign } from "./signing.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */
/** @typedef {{vault: string, epoch: number, member: string}} Grant whose it is: the member's reference */

const BUCKET = 256;

/**
 * What the granter signs.
 * @param {Grant & {recipient: string, blob: Uint8Array}} grant recipient and reference of the member, and the sealed grant
 * @returns {Promise<Bytes>}
 */
export async function grantStatement({ vault, epoch, member, recipient, blob }) {
  return pae("safeconduct/v1/grant", uuidBytes(vault), u32be(epoch), member, await sha256(utf8(recipient)), await sha256(blob));
}

/**
 * @param {Grant & {root: Uint8Array, recipient: string, seed: Uint8Array}} grant recipient of the member; seed of the granter
 * @returns {Promise<{blob: Bytes, signature: Bytes}>}
 */
export async function sealGrant({ vault, epoch, member, root, recipient, seed }) {
  uuidBytes(vault);
  if (root.length !== 32) throw new NotSealed("A root is 32 bytes.");
  const padded = pad(canonical({ epoch, member, root: base64(root), v: 1, vault }));
  if (padded.length !== BUCKET) throw new NotSealed("This grant does not fit its size.");
  const blob = await sealTo([recipient], padded);
  return { blob, signature: await sign(seed, await grantStatement({ vault, epoch, member, recipient, blob })) };
}

/**
 * @param {string} identity of the member
 * @param {Grant & {blob: Uint8Array}} grant what it must be: age itself binds nothing
 * @returns {Promise<Bytes>} the root, 32 bytes
 * @throws {WrongContext} when it is for another vault, epoch or member
 */
export async function openGrant(identity, { vault, epoch, member, blob }) {
  if (checkAge(blob).plaintextLength !== BUCKET) throw new NotSealed("This is not the size of a grant.");
  const grant = readObject(unpad(await openWith(identity, blob)), ["epoch", "member", "root", "v", "vault"]);
  if (grant.vault !== vault || grant.epoch !== epoch || grant.member !== member) throw new WrongContext("This grant is for another vault, epoch or member.");
  const root = unbase64(/** @type {string} */ (grant.root));
  if (root.length !== 32) throw new NotSealed("A root is 32 bytes.");
  return root;
}
