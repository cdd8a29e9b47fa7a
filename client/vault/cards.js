// Channel cards: what a channel's recipient is, signed, so that a server cannot put its own in its place.

import { canonical, readObject } from "./canonical.js";
import { NotSealed, WrongContext, base64, equal, unbase64, unhex, uuidBytes } from "./bytes.js";
import { bundleStatement, vouchStatement } from "./directory.js";
import { isRecipient } from "./ages.js";
import { publicKey, sign, verify } from "./signing.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */
/** @typedef {{created: string, member: string, previous: string, recipient: string, sequence: number, signing_key: string}} CardBundle previous in hex, signing_key in base64 */
/** @typedef {{bundle: CardBundle, organisation: string, signature: string, voucher: string}} CardVouch signature in base64 */
/** @typedef {{channel: string, epoch: number, recipient: string, signer: string, signer_key: string, slug: string, v: 1, vault: string, vouch: CardVouch | null}} Card */

const KEYS = ["channel", "epoch", "recipient", "signer", "signer_key", "slug", "v", "vault", "vouch"];

/** Whoever gave this card may not. Nothing must be sealed to it. */
export class NotVouched extends NotSealed {
  name = "NotVouched";
}

/**
 * @param {{channel: string, slug: string, vault: string, epoch: number, recipient: string, signer: string, vouch: CardVouch | null}} channel signer: reference of the member
 * @param {Uint8Array} seed of the signer
 * @returns {Promise<{card: Bytes, signature: Bytes}>}
 */
export async function makeCard({ channel, slug, vault, epoch, recipient, signer, vouch }, seed) {
  uuidBytes(channel);
  uuidBytes(vault);
  const card = canonical({ channel, epoch, recipient, signer, signer_key: base64(publicKey(seed)), slug, v: 1, vault, vouch });
  return { card, signature: await sign(seed, card) };
}

/**
 * @param {Uint8Array} card
 * @param {Uint8Array} signature
 * @param {Uint8Array} rootKey which the reader was given elsewhere
 * @param {{slug?: string | undefined, channel?: string | undefined}} [expected]
 * @returns {Promise<Card>}
 * @throws {NotVouched} when the root does not stand behind it
 * @throws {WrongContext} when it is another channel's
 */
export async function verifyCard(card, signature, rootKey, { slug, channel } = {}) {
  const found = /** @type {Card} */ (readObject(card, KEYS));
  const key = unbase64(found.signer_key);
  if (!(await verify(key, card, signature))) throw new NotVouched("The signature on this channel's card does not hold.");
  if (!equal(key, rootKey) && !(await isSteward(found, key, rootKey))) throw new NotVouched("Nobody whom we trust stands behind this channel's card.");
  if (!isRecipient(found.recipient)) throw new NotSealed("This channel's recipient is not of our kind.");
  if ((slug !== undefined && found.slug !== slug) || (channel !== undefined && found.channel !== channel)) throw new WrongContext("This card is another channel's.");
  return found;
}

/**
 * Tell whether the root vouches for the signer of a card as a steward.
 * @param {Card} card
 * @param {Bytes} key of the signer
 * @param {Uint8Array} rootKey
 */
async function isSteward({ signer, vouch }, key, rootKey) {
  if (!vouch) return false;
  const { bundle, organisation, signature, voucher } = vouch;
  if (bundle.member !== signer || !equal(unbase64(bundle.signing_key), key)) return false;
  const statement = bundleStatement({ ...bundle, previous: unhex(bundle.previous), signingKey: key });
  return verify(rootKey, await vouchStatement({ bundle: statement, organisation, authority: "steward", voucher }), unbase64(signature));
}
