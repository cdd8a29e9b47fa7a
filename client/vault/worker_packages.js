// The package of a handover, made beside the keys: names are opened, written down and sealed to six words here, and only what is sealed goes over.

import { lettersBeside } from "../handover/loading.js";
import { newPackage } from "../handover/package.js";
import { newPassphrase } from "./staff.js";
import { openSignatures } from "./worker_signatures.js";
import { ownOf, Refusal, vaultOf } from "./worker_state.js";

/** @typedef {import("./worker_state.js").State} State */

/** The one that is being made; gone with the worker. @type {Awaited<ReturnType<typeof newPackage>> | null} */
let current = null;

/**
 * @param {State} state
 * @param {{vault: string, facts: import("../handover/pages.js").Facts, with_mark: boolean}} wanted
 * @returns {Promise<{passphrase: string}>} six words, to be told by another way
 */
export async function beginPackage(state, { vault, facts, with_mark }) {
  ownOf(state);
  vaultOf(state, vault);
  const passphrase = newPassphrase();
  const open = (/** @type {Uint8Array[]} */ blobs) => openSignatures(state, { vault, blobs });
  current = await newPackage({ facts, withMark: with_mark, passphrase, open, letters: await lettersBeside() });
  return { passphrase };
}

/**
 * Take some signatures in.
 * @param {State} state
 * @param {{signatures: Uint8Array}} wanted as the server sends them
 * @returns {Promise<{bytes: Uint8Array, last: string, confirmed: number, named: number, unreadable: number}>} bytes: what of the sealed package is ready
 */
export async function addToPackage(state, { signatures }) {
  ownOf(state);
  if (!current) throw new Refusal("no-package");
  const last = await current.add(signatures);
  return { bytes: current.taken(), last, ...current.counts() };
}

/**
 * @param {State} state
 * @returns {Promise<{bytes: Uint8Array, said: import("../handover/package.js").Said, printed: import("../handover/package.js").Printed}>}
 */
export async function endPackage(state) {
  ownOf(state);
  if (!current) throw new Refusal("no-package");
  const done = await current.end();
  const bytes = current.taken();
  current = null;
  return { bytes, ...done };
}
