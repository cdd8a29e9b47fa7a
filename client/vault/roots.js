// What follows from a vault's root: the key of its records, its age identity, and what its maker signs (docs/reference/format.md, "Vault").

import { concat, hkdf, pae, random, u32be, utf8, uuidBytes } from "./bytes.js";
import { identityOf } from "./ages.js";

export { recipientOf } from "./ages.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */

const RECORD = "safeconduct/v1/case/record";
const IDENTITY = "safeconduct/v1/case/identity";

/** @returns {Bytes} 32 random bytes, the root of a new epoch */
export function newRoot() {
  return random(32);
}

/**
 * @param {Uint8Array} root 32 bytes
 * @param {string} vault id
 * @param {number} epoch 1 and up
 * @returns {Promise<Bytes>} the key of this epoch's records, 32 bytes
 */
export async function recordKey(root, vault, epoch) {
  return hkdf(root, uuidBytes(vault), concat(utf8(RECORD), u32be(epoch)), 32);
}

/**
 * @param {Uint8Array} root 32 bytes
 * @param {string} vault id
 * @param {number} epoch
 * @returns {Promise<string>} the age identity of this epoch
 */
export async function vaultIdentity(root, vault, epoch) {
  return identityOf(await hkdf(root, uuidBytes(vault), concat(utf8(IDENTITY), u32be(epoch)), 32));
}

/**
 * What the maker of an epoch signs.
 * @param {{vault: string, epoch: number, recipient: string}} epoch
 * @returns {Bytes}
 */
export function epochStatement({ vault, epoch, recipient }) {
  return pae("safeconduct/v1/epoch", uuidBytes(vault), u32be(epoch), recipient);
}
