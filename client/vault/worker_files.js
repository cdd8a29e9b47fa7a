// Files of a vault, opened whole and sealed part by part.

import { joined, openFile as open, sealInParts } from "./files.js";
import { ownOf, Refusal, vaultOf } from "./worker_state.js";
import { identityOf, recipientAt } from "./worker_vaults.js";

/** @typedef {import("./worker_state.js").State} State */

/**
 * @param {State} state
 * @param {{vault: string, epoch: number, bytes?: Uint8Array, stream?: ReadableStream<Uint8Array>, length?: number, largest?: number}} wanted the sealed file, as
 *   bytes or as a stream; lengths in bytes
 * @returns {Promise<{name: string, type: string, size: number, bytes: Uint8Array}>} after its end was seen and its hash held
 */
export async function openFile(state, { vault, epoch, bytes, stream, length, largest }) {
  ownOf(state);
  const identity = await identityOf(state, vaultOf(state, vault), epoch);
  const whole = stream ?? new Response(/** @type {BodyInit} */ (bytes)).body;
  if (!whole) throw new Refusal("no-file");
  const { name, type, size, parts } = await open(identity, whole, { length: length ?? bytes?.length, ...(largest ? { largest } : {}) });
  return { name, type, size, bytes: joined(parts) };
}

/**
 * Begin to seal a file under the vault's newest epoch; nextPart gives it, part by part.
 * @param {State} state
 * @param {{vault: string, file: Blob, name: string, type: string, part_size: number}} wanted part_size in bytes
 * @returns {Promise<{length: number, epoch: number}>} length of the sealed file in bytes
 */
export async function sealFile(state, { vault, file, name, type, part_size }) {
  ownOf(state);
  const target = vaultOf(state, vault);
  const recipient = await recipientAt(state, target, target.epoch);
  state.sealing = await sealInParts(file, { name, type, recipient, partSize: part_size });
  return { length: state.sealing.length, epoch: target.epoch };
}

/**
 * @param {State} state
 * @returns {Promise<{bytes: Uint8Array | null, sha256: string}>} no bytes after the last part; then sha256 is that of the sealed file, in hex
 */
export async function nextPart(state) {
  ownOf(state);
  if (!state.sealing) throw new Refusal("no-file");
  const { done, value } = await state.sealing.parts.next();
  if (!done) return { bytes: value, sha256: "" };
  const sha256 = state.sealing.sha256();
  state.sealing = null;
  return { bytes: null, sha256 };
}
