// Signatures of petitions, opened by the thousand beside the keys.

import { hex, unbase64, NotSealed } from "./bytes.js";
import { signatureOpener } from "./signatures.js";
import { tagsOf } from "./tags.js";
import { ownOf, Refusal, vaultOf } from "./worker_state.js";
import { identityOf } from "./worker_vaults.js";

/**
 * @typedef {import("./worker_state.js").State} State
 * @typedef {import("./worker_state.js").OpenVault} OpenVault
 * @typedef {import("./signatures.js").Signed} Signed
 */

/** By identity; gone with the worker. @type {Map<string, Promise<import("./signatures.js").Opener>>} */
const openers = new Map();
const AT_ONCE = 64;

/**
 * @param {State} state
 * @param {{vault: string, blobs: Uint8Array[]}} wanted
 * @param {(done: number, total: number) => void} [progress]
 * @returns {Promise<(Signed | null)[]>} in the same order; nothing for one that does not open
 */
export async function openSignatures(state, { vault, blobs }, progress = () => {}) {
  ownOf(state);
  const open = vaultOf(state, vault);
  /** @type {(Signed | null)[]} */
  const opened = [];
  for (let at = 0; at < blobs.length; at += AT_ONCE) {
    opened.push(...(await Promise.all(blobs.slice(at, at + AT_ONCE).map((blob) => openOne(state, open, blob)))));
    progress(opened.length, blobs.length);
  }
  return opened;
}

/**
 * Make the tags by which signatures are compared. What is compared stays here; only tags go over.
 * @param {State} state
 * @param {{vault: string, key: string, rules: import("./tags.js").Rules, signatures: {id: string, blob: string}[]}} wanted key and blobs in base64
 * @returns {Promise<{id: string, tag: string, person: string, home: string, domain: string}[]>} tags in hex; without those that do not open
 */
export async function tagSignatures(state, { vault, key, rules, signatures }) {
  const opened = await openSignatures(state, { vault, blobs: signatures.map((one) => unbase64(one.blob)) });
  const secret = unbase64(key);
  return signatures.flatMap(({ id }, at) => {
    const signed = opened[at];
    if (!signed) return [];
    const { tag, person, home, domain } = tagsOf(secret, signed, rules);
    return [{ id, tag: hex(tag), person: hex(person), home: hex(home), domain: hex(domain) }];
  });
}

/**
 * An age file does not say for which epoch it is: the one that worked last is tried first, then the others from the newest back.
 * @param {State} state @param {OpenVault} vault @param {Uint8Array} blob
 * @returns {Promise<Signed | null>}
 */
async function openOne(state, vault, blob) {
  const epochs = Array.from({ length: vault.epoch }, (_, at) => vault.epoch - at);
  for (const epoch of [vault.worked, ...epochs.filter((one) => one !== vault.worked)]) {
    try {
      const signed = await (await openerOf(await identityOf(state, vault, epoch)))(blob);
      vault.worked = epoch;
      return signed;
    } catch (problem) {
      if (!(problem instanceof NotSealed) && !(problem instanceof Refusal)) throw problem;
    }
  }
  return null;
}

/** @param {string} identity */
function openerOf(identity) {
  let opener = openers.get(identity);
  if (!opener) openers.set(identity, (opener = signatureOpener(identity)));
  return opener;
}

/**
 * Give the mail addresses of those who agreed to be written to, and of nobody else.
 * @param {State} state
 * @param {{vault: string, consents: string[], signatures: {id: string, blob: string}[]}} wanted one of the consents is enough; blobs in base64
 * @returns {Promise<{id: string, mail: string}[]>}
 */
export async function addressesOf(state, { vault, consents, signatures }) {
  const opened = await openSignatures(state, { vault, blobs: signatures.map((one) => unbase64(one.blob)) });
  return signatures.flatMap(({ id }, at) => {
    const signed = opened[at];
    return signed?.consents.some((one) => consents.includes(one)) ? [{ id, mail: signed.mail }] : [];
  });
}
