// Letters to vaults that I do not hold, and the labels to which answers come (docs/reference/format.md, "Letter").

import { isRecipient } from "./ages.js";
import { NotSealed, base64, unbase64 } from "./bytes.js";
import { labelIdentity } from "./labels.js";
import { openLetter, sealLetter as seal } from "./letters.js";
import { epochStatement, recipientOf } from "./roots.js";
import { verify } from "./signing.js";
import { ownOf, Refusal, signingKeyOf, trustedOf, vaultOf } from "./worker_state.js";
import { identityOf, rootOf } from "./worker_vaults.js";

/**
 * @typedef {import("./worker_state.js").State} State
 * @typedef {import("./worker_state.js").OpenVault} OpenVault
 * @typedef {{vault: string, epoch: number, recipient: string, signer: string, signature: string, holders: string[], organisation?: string}} VaultKey the newest
 *   epoch of a vault as the server shows it, and who is named as holding it; signature: of the epoch statement, base64; organisation: whose vault it must be
 * @typedef {{recipient: string}} Label that lay in a letter
 * @typedef {{id: string, payload: any, author: string, signed: boolean, problem: string}} OpenedLetter signed: whether its author, whom we trust, did write it to
 *   here; problem: a code, where it did not open
 */

/**
 * @param {State} state
 * @param {{to: VaultKey | Label, id: string, payload: unknown, signed?: boolean, least?: number}} wanted id: under which it will lie, or of what it answers; signed:
 *   in my name; least: the smallest bucket it may fill, in bytes
 * @returns {Promise<string>} the blob, base64
 * @throws {Refusal} for the key of a vault that no trusted member signed, or that one signed who is not among its holders
 */
export async function sealLetter(state, { to, id, payload, signed = false, least = 0 }) {
  const own = ownOf(state);
  const recipient = "vault" in to ? await recipientOfVault(state, to) : to.recipient;
  if (!isRecipient(recipient)) throw new NotSealed("This is nobody to seal to.");
  const author = signed ? { author: own.member, seed: own.seed } : {};
  return base64(await seal(recipient, { letter: id, payload, least, ...author }));
}

/**
 * The server could show a key of its own, or of somebody else's vault: only a member whom I trust, who is named as a holder, and for whom was vouched in
 * the organisation that I mean can say what the key of its vault is.
 * @param {State} state
 * @param {VaultKey} key
 */
async function recipientOfVault(state, { vault, epoch, recipient, signer, signature, holders, organisation }) {
  if (!holders.includes(signer)) throw new Refusal("not-trusted", [signer]);
  const [known] = trustedOf(state, [signer]);
  if (organisation !== undefined && known?.organisation !== organisation) throw new Refusal("not-trusted", [signer]);
  const key = signingKeyOf(state, signer);
  if (!key || !(await verify(key, epochStatement({ vault, epoch, recipient }), unbase64(signature)))) throw new Refusal("not-trusted", [signer]);
  return recipient;
}

/**
 * @param {State} state
 * @param {{vault: string, label: string}} wanted label: any text, such as the id of the letter in which it will lie
 * @returns {Promise<string>} the recipient to put into a letter; what is sealed to it opens with the same vault and label
 */
export async function labelOf(state, { vault, label }) {
  ownOf(state);
  const open = vaultOf(state, vault);
  return recipientOf(await labelIdentity(await rootOf(state, open, open.epoch), vault, open.epoch, label));
}

/**
 * @param {State} state
 * @param {{vault: string, letters: {id: string, blob: string}[], label?: string}} wanted label: of answers; without one, letters to the vault itself
 * @returns {Promise<OpenedLetter[]>} in the same order; one that does not open has a problem and hides none of the others
 */
export async function openLetters(state, { vault, letters, label }) {
  ownOf(state);
  const open = vaultOf(state, vault);
  const opened = [];
  for (const letter of letters) opened.push(await openOne(state, open, label, letter));
  return opened;
}

/**
 * An age file does not say for which epoch it is: they are tried from the newest back.
 * @param {State} state
 * @param {OpenVault} vault
 * @param {string | undefined} label
 * @param {{id: string, blob: string}} letter
 * @returns {Promise<OpenedLetter>}
 */
async function openOne(state, vault, label, { id, blob }) {
  let problem = "NotSealed";
  for (let epoch = vault.epoch; epoch >= 1; epoch -= 1) {
    try {
      const identity = label === undefined ? await identityOf(state, vault, epoch) : await labelIdentity(await rootOf(state, vault, epoch), vault.id, epoch, label);
      const wanted = { letter: id, recipient: await recipientOf(identity), blob: unbase64(blob) };
      return { id, ...(await openLetter(identity, { ...wanted, signingKeyOf: (member) => signingKeyOf(state, member) })), problem: "" };
    } catch (error) {
      if (!(error instanceof NotSealed) && !(error instanceof Refusal)) throw error;
      if (error.name === "WrongContext") problem = error.name;
    }
  }
  return { id, payload: null, author: "", signed: false, problem };
}
