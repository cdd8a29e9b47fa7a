// Everything the page can ask of the keys, by name, and how an answer goes back.

import { Misread } from "./codes.js";
import { sealCopy } from "./worker_copies.js";
import { derive, deriveKit, newMember, newSlot, ready, unlock } from "./worker_door.js";
import { nextPart, openFile, sealFile } from "./worker_files.js";
import { keyringSaved, loadKeyring, sealKeyring } from "./worker_keyring.js";
import { blindTerms, finishTerms, newTokenKey, tokenFor } from "./worker_known.js";
import { labelOf, openLetters, sealLetter } from "./worker_letters.js";
import { openMessages, sealAnswer, signCard } from "./worker_messages.js";
import { addToPackage, beginPackage, endPackage } from "./worker_packages.js";
import { openRecords, sealRecord } from "./worker_records.js";
import { checkRound, signRound } from "./worker_rounds.js";
import { addressesOf, openSignatures, tagSignatures } from "./worker_signatures.js";
import { newState, Refusal } from "./worker_state.js";
import { giveShare, openShares, sealStrongbox } from "./worker_strongbox.js";
import { accept, trust, vouch } from "./worker_trust.js";
import { createVault, forget, grant, openVaults, rotate } from "./worker_vaults.js";

export const calls = {
  ready,
  derive,
  deriveKit,
  unlock,
  newMember,
  newSlot,
  loadKeyring,
  sealKeyring,
  keyringSaved,
  trust,
  accept,
  vouch,
  openVaults,
  createVault,
  grant,
  rotate,
  forget,
  openRecords,
  sealRecord,
  openMessages,
  sealAnswer,
  openFile,
  sealFile,
  nextPart,
  signCard,
  sealCopy,
  openSignatures,
  tagSignatures,
  beginPackage,
  addToPackage,
  endPackage,
  addressesOf,
  sealLetter,
  labelOf,
  openLetters,
  signRound,
  checkRound,
  sealStrongbox,
  giveShare,
  openShares,
  newTokenKey,
  tokenFor,
  blindTerms,
  finishTerms,
};

/** @typedef {typeof calls} Calls */

/**
 * @param {unknown} problem
 * @returns {{code: string, message: string, detail?: unknown}} nothing of what was being opened
 */
function told(problem) {
  if (problem instanceof Refusal)
    return { code: problem.code, message: problem.code, ...(problem.detail === undefined ? {} : { detail: problem.detail }) };
  if (problem instanceof Misread)
    return {
      code: "kit-misread",
      message: problem.message,
      detail: { positions: problem.positions, suggestions: problem.suggestions, checksum: problem.checksum },
    };
  const name = problem instanceof Error ? problem.name : "unexpected";
  return { code: name === "TooWeak" ? "weak-kdf" : name, message: problem instanceof Error ? problem.message : "unexpected" };
}

/**
 * Answer through a port until it ends. Calls are answered one after another, in the order in which they came: each sees what the one before it left.
 * @param {{postMessage: (message: unknown, transfer?: Transferable[]) => void, onmessage: ((event: MessageEvent) => void) | null}} port
 * @returns {import("./worker_state.js").State}
 */
export function serve(port) {
  const state = newState();
  let line = Promise.resolve();

  /** @param {{id: number, call: string, wanted: any}} data */
  async function answer({ id, call, wanted }) {
    const progress = (/** @type {number} */ done, /** @type {number} */ total) => port.postMessage({ id, progress: [done, total] });
    try {
      if (!Object.hasOwn(calls, call)) throw new Refusal("unknown-call");
      const given = await /** @type {any} */ (calls)[call](state, wanted, progress);
      const bytes = given?.bytes instanceof Uint8Array ? [given.bytes.buffer] : [];
      port.postMessage({ id, answer: given }, bytes);
    } catch (problem) {
      port.postMessage({ id, problem: told(problem) });
    }
  }

  port.onmessage = ({ data }) => {
    line = line.then(() => answer(data));
  };
  return state;
}
