// Making, opening and changing a member's own keys.

import { base64, unbase64 } from "./bytes.js";
import { recipientOf } from "./roots.js";
import { fingerprint, publicKey } from "./signing.js";
import {
  derive as deriveKeys,
  kitKeys,
  kitWords,
  makeMemberKeys,
  makePassphraseSlot,
  newPassphrase,
  openSlot,
  readKit,
  tidyPassphrase,
} from "./staff.js";
import { ownOf, Refusal } from "./worker_state.js";

/**
 * @typedef {import("./worker_state.js").State} State
 * @typedef {{id: string, kind: "passphrase" | "recovery", blob: string}} Slot as the server keeps it
 * @typedef {(done: number, total: number) => void} Progress
 */

/** Tell that the worker is there. @returns {Promise<boolean>} */
export async function ready() {
  return true;
}

/**
 * Derive both keys from a passphrase; only the one for signing in is told.
 * @param {State} state
 * @param {{passphrase: string, salt: string, memory_kib: number, passes: number, lanes: number}} wanted
 * @param {Progress} [progress] in hundredths, where the browser can tell
 * @returns {Promise<{auth: string}>} base64
 */
export async function derive(state, { passphrase, salt, memory_kib, passes, lanes }, progress = () => {}) {
  state.derived = null;
  const cost = { memoryKib: memory_kib, passes, lanes };
  state.derived = await deriveKeys(tidyPassphrase(passphrase), unbase64(salt), cost, { progress: (share) => progress(Math.round(share * 100), 100) });
  return { auth: base64(state.derived.auth) };
}

/**
 * @param {State} state
 * @param {{text: string}} wanted sixteen words as typed from the paper
 * @returns {Promise<{auth: string}>} base64
 */
export async function deriveKit(state, { text }) {
  state.derived = null;
  state.derived = await kitKeys(await readKit(text));
  return { auth: base64(state.derived.auth) };
}

/**
 * @param {State} state
 * @param {import("./staff.js").UserBundle} bundle
 */
async function become(state, bundle) {
  state.own = { ...bundle, recipient: await recipientOf(bundle.identity), signingKey: publicKey(bundle.seed) };
  const { recipient, signingKey } = state.own;
  return { recipient, signing_key: base64(signingKey), fingerprint: (await fingerprint(signingKey)).join(" ") };
}

/**
 * Open my slot with what was derived last.
 * @param {State} state
 * @param {{member: string, slot: Slot}} wanted
 * @returns {Promise<{recipient: string, signing_key: string, fingerprint: string}>} all public
 * @throws {Refusal} for another passphrase than the slot's, or a slot that is not mine
 */
export async function unlock(state, { member, slot }) {
  if (!state.derived) throw new Refusal("locked");
  const { kek } = state.derived;
  state.derived = null;
  try {
    return await become(state, await openSlot(kek, { member, slot: slot.id, kind: slot.kind, blob: unbase64(slot.blob) }));
  } catch (problem) {
    if (problem instanceof Error && /^(?:NotSealed|WrongContext|NotUnpadded)$/.test(problem.name)) throw new Refusal("wrong-passphrase");
    throw problem;
  }
}

/**
 * Make everything a new member begins with; it is worth something only once it was posted.
 * @param {State} state
 * @param {{member: string, today: string}} wanted
 * @param {Progress} [progress]
 * @returns {Promise<{passphrase: string, kit: string[], post: object, fingerprint: string, signing_key: string}>} passphrase and kit are shown once, to be written down
 */
export async function newMember(state, { member, today }, progress = () => {}) {
  const passphrase = newPassphrase();
  const { bundle, kit, post } = await makeMemberKeys(member, passphrase, { today, progress: (share) => progress(Math.round(share * 100), 100) });
  const { fingerprint: words, signing_key } = await become(state, bundle);
  return { passphrase, kit: await kitWords(kit), post, fingerprint: words, signing_key };
}

/**
 * Seal my keys under a new passphrase.
 * @param {State} state
 * @param {{member: string}} wanted
 * @param {Progress} [progress]
 * @returns {Promise<{passphrase: string, auth: string, slot: object}>}
 */
export async function newSlot(state, { member }, progress = () => {}) {
  const own = ownOf(state);
  if (own.member !== member) throw new Refusal("locked");
  const passphrase = newPassphrase();
  const { identity, seed, created } = own;
  return {
    passphrase,
    ...(await makePassphraseSlot({ member, identity, seed, created }, passphrase, { progress: (share) => progress(Math.round(share * 100), 100) })),
  };
}
