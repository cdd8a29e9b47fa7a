// What people who ask for help sent, the answers to them, and the card that says what a channel's key is.

import { base64, hex, NotSealed, unbase64 } from "./bytes.js";
import { makeCard } from "./cards.js";
import { openRequest, sealMessage } from "./messages.js";
import { ownOf, Refusal, vaultOf } from "./worker_state.js";
import { identityOf, recipientAt } from "./worker_vaults.js";

/**
 * @typedef {import("./worker_state.js").State} State
 * @typedef {import("./worker_state.js").OpenVault} OpenVault
 * @typedef {import("./messages.js").Message} Message
 * @typedef {{id: string, payload: Message, epoch: number, problem: "" } | {id: string, payload: null, epoch: 0, problem: string}} OpenedMessage
 */

/**
 * @param {State} state
 * @param {{vault: string, messages: {id: string, blob: string, direction?: string}[]}} wanted those that came in; an answer of ours opens to nobody but the person
 * @param {(done: number, total: number) => void} [progress]
 * @returns {Promise<OpenedMessage[]>} in the same order
 */
export async function openMessages(state, { vault, messages }, progress = () => {}) {
  ownOf(state);
  const open = vaultOf(state, vault);
  /** @type {OpenedMessage[]} */
  const opened = [];
  for (const message of messages) {
    opened.push(await openOne(state, open, message));
    if (opened.length % 50 === 0) progress(opened.length, messages.length);
  }
  return opened;
}

/**
 * An age file does not say for which epoch it is: the one that worked last is tried first, then the others from the newest back.
 * @param {State} state
 * @param {OpenVault} vault
 * @param {{id: string, blob: string, direction?: string}} message
 * @returns {Promise<OpenedMessage>}
 */
async function openOne(state, vault, { id, blob, direction = "in" }) {
  if (direction !== "in") return { id, payload: null, epoch: 0, problem: "sealed-to-them" };
  const epochs = Array.from({ length: vault.epoch }, (_, at) => vault.epoch - at);
  for (const epoch of [vault.worked, ...epochs.filter((one) => one !== vault.worked)]) {
    try {
      const payload = await openRequest(await identityOf(state, vault, epoch), unbase64(blob));
      vault.worked = epoch;
      return { id, payload, epoch, problem: "" };
    } catch (problem) {
      if (!(problem instanceof NotSealed) && !(problem instanceof Refusal)) throw problem;
    }
  }
  return { id, payload: null, epoch: 0, problem: "NotSealed" };
}

/**
 * @param {State} state
 * @param {{vault: string, reply: string, text: string, at: string}} wanted reply: the recipient that lay inside the person's message
 * @returns {Promise<string>} the blob, base64
 */
export async function sealAnswer(state, { vault, reply, text, at }) {
  ownOf(state);
  const open = vaultOf(state, vault);
  return base64(await sealMessage(reply, { at, reply_to: await recipientAt(state, open, open.epoch), text, v: 1 }));
}

/**
 * Sign what the key of a channel is.
 * @param {State} state
 * @param {{channel: string, slug: string, vault: string}} wanted
 * @returns {Promise<{card: string, signature: string}>} base64
 * @throws {Refusal} to anybody but the holder of the root key and stewards for whom it vouches
 */
export async function signCard(state, { channel, slug, vault }) {
  const own = ownOf(state);
  const open = vaultOf(state, vault);
  const recipient = await recipientAt(state, open, open.epoch);
  const { card, signature } = await makeCard(
    { channel, slug, vault, epoch: open.epoch, recipient, signer: own.member, vouch: standing(state) },
    own.seed,
  );
  return { card: base64(card), signature: base64(signature) };
}

/**
 * @param {State} state
 * @returns {import("./cards.js").CardVouch | null} by which the card shows that I may sign it; nothing for the root key itself
 */
function standing(state) {
  const own = ownOf(state);
  if (base64(own.signingKey) === state.rootKey) return null;
  const mine = state.people.get(own.member);
  const root = [...state.people.values()].find((known) => known.signingKey && base64(known.signingKey) === state.rootKey);
  const { bundle } = mine ?? {};
  if (mine?.state !== "trusted" || !bundle?.vouched || bundle.vouched.authority !== "steward" || bundle.vouched.voucher !== root?.member)
    throw new Refusal("not-steward");
  const { vouched, member, sequence, created, recipient, previous, signingKey } = bundle;
  return {
    bundle: { created, member, previous: hex(previous), recipient, sequence, signing_key: base64(signingKey) },
    organisation: vouched.organisation,
    signature: base64(vouched.signature),
    voucher: vouched.voucher,
  };
}
