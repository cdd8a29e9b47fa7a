// Who is who: members' public keys, who vouches for them, and what this browser saw of them before.

import { base64, equal, pae, sha256, u32be } from "./bytes.js";
import { isRecipient } from "./ages.js";
import { fingerprint, verify } from "./signing.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */
/** @typedef {{member: string, sequence: number, recipient: string, signingKey: Uint8Array, created: string, previous: Uint8Array}} PublicBundle created is a day; previous the SHA-256 of the statement before, or nothing */
/** @typedef {{voucher: string, organisation: string, authority: string, signature: Uint8Array}} Vouch authority: member or steward */
/** @typedef {PublicBundle & {signature: Uint8Array, vouched: Vouch | null}} SignedBundle */
/** @typedef {{state: "trusted" | "unvouched" | "changed" | "bad", recipient: string, signingKey: Uint8Array, fingerprint: string[]}} Judgement */
/** @typedef {Record<string, [string, string]>} Pins recipient and signing key (base64) by member */
/** @typedef {Map<string, {signingKey: Uint8Array, organisation: string}>} Stewards by member; of which organisation the root says that they are a steward */

/**
 * What a member signs about their own keys.
 * @param {PublicBundle} bundle
 * @returns {Bytes}
 */
export function bundleStatement({ member, sequence, recipient, signingKey, created, previous }) {
  return pae("safeconduct/v1/bundle", member, u32be(sequence), recipient, signingKey, created, previous);
}

/**
 * What somebody signs who stands up for another's keys.
 * @param {{bundle: Uint8Array, organisation: string, authority: string, voucher: string}} vouch bundle: its statement; organisation and voucher: references
 * @returns {Promise<Bytes>}
 */
export async function vouchStatement({ bundle, organisation, authority, voucher }) {
  return pae("safeconduct/v1/vouch", await sha256(bundle), organisation, authority, voucher);
}

/**
 * Judge everybody's newest keys. Trusted: its own signature holds, and it is the root's, or the root vouches for it, or a steward of the
 * same organisation does for whom the root vouches; and it is what this browser saw before, if it did.
 * @param {readonly (readonly SignedBundle[])[]} people for each member all their bundles, in any order
 * @param {{rootKey: Uint8Array, pins?: Pins}} known
 * @returns {Promise<Map<string, Judgement>>} by member
 */
export async function judge(people, { rootKey, pins = {} }) {
  const newest = people.flatMap((bundles) => [...bundles].sort((one, other) => other.sequence - one.sequence).slice(0, 1));
  /** @type {Stewards} */
  const stewards = new Map();
  for (const bundle of newest) {
    if (bundle.vouched?.authority !== "steward" || !(await isSound(bundle)) || !(await vouchedBy(bundle, rootKey))) continue;
    stewards.set(bundle.member, { signingKey: bundle.signingKey, organisation: bundle.vouched.organisation });
  }
  /** @type {Map<string, Judgement>} */
  const judged = new Map();
  for (const bundle of newest) {
    const state = await stateOf(bundle, { rootKey, stewards, pin: Object.hasOwn(pins, bundle.member) ? pins[bundle.member] : undefined });
    judged.set(bundle.member, { state, recipient: bundle.recipient, signingKey: bundle.signingKey, fingerprint: await fingerprint(bundle.signingKey) });
  }
  return judged;
}

/**
 * @param {SignedBundle} bundle
 * @param {{rootKey: Uint8Array, stewards: Stewards, pin: [string, string] | undefined}} known
 * @returns {Promise<Judgement["state"]>}
 */
async function stateOf(bundle, { rootKey, stewards, pin }) {
  if (!(await isSound(bundle))) return "bad";
  if (pin && (pin[0] !== bundle.recipient || pin[1] !== base64(bundle.signingKey))) return "changed";
  const trusted = equal(bundle.signingKey, rootKey) || (await vouchedBy(bundle, rootKey)) || (await vouchedBySteward(bundle, stewards));
  return trusted ? "trusted" : "unvouched";
}

/** @param {SignedBundle} bundle */
async function isSound(bundle) {
  return isRecipient(bundle.recipient) && verify(bundle.signingKey, bundleStatement(bundle), bundle.signature);
}

/**
 * @param {SignedBundle} bundle
 * @param {Uint8Array} key of the voucher
 */
async function vouchedBy(bundle, key) {
  if (!bundle.vouched) return false;
  return verify(key, await vouchStatement({ ...bundle.vouched, bundle: bundleStatement(bundle) }), bundle.vouched.signature);
}

/**
 * A steward vouches for members of the own organisation; who is a steward, and where, only the root says. One organisation's steward who
 * worked with the server could otherwise name colleagues for another.
 * @param {SignedBundle} bundle
 * @param {Stewards} stewards
 */
async function vouchedBySteward(bundle, stewards) {
  const steward = stewards.get(bundle.vouched?.voucher ?? "");
  return steward !== undefined && steward.organisation === bundle.vouched?.organisation && vouchedBy(bundle, steward.signingKey);
}
