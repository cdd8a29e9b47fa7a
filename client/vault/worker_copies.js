// Copies that leave the coalition, made beside the keys so that the page carries no sealing of its own.

import { NotAge } from "./bytes.js";
import { sealCopy as sealed } from "./copies.js";
import { ownOf, Refusal } from "./worker_state.js";

/**
 * @param {import("./worker_state.js").State} state
 * @param {{text: string, recipient?: string}} wanted
 * @returns {Promise<{bytes: Uint8Array, passphrase: string}>}
 * @throws {Refusal} where the recipient is none, or nothing is unlocked
 */
export async function sealCopy(state, { text, recipient = "" }) {
  ownOf(state);
  try {
    return await sealed(text, recipient);
  } catch (problem) {
    if (problem instanceof NotAge) throw new Refusal("no-recipient");
    throw problem;
  }
}
