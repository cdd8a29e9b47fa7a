// Labels: answer addresses that follow from a vault's root, so that nothing secret is kept for an answer that may come (docs/reference/format.md, "Letter").

import { identityOf } from "./ages.js";
import { concat, hkdf, sha256, u32be, utf8, uuidBytes } from "./bytes.js";

const LABEL = "safeconduct/v1/label";

/**
 * @param {Uint8Array} root 32 bytes
 * @param {string} vault id
 * @param {number} epoch
 * @param {string} label any text, such as the id of what is answered
 * @returns {Promise<string>} the age identity; its recipient goes into a letter
 */
export async function labelIdentity(root, vault, epoch, label) {
  const info = concat(utf8(LABEL), u32be(epoch), await sha256(utf8(label)));
  return identityOf(await hkdf(root, uuidBytes(vault), info, 32));
}
