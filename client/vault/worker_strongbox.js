// Strongboxes: sealed among two to five, opened by any two (docs/reference/format.md, "Strongbox"). No share and no seed ever goes over to the page.

import { base64, unbase64 } from "./bytes.js";
import { FEWEST, MOST } from "./shares.js";
import { verify } from "./signing.js";
import { openShare, openStrongbox, sealShare, sealStrongbox as seal, shareStatement } from "./strongboxes.js";
import { ownOf, Refusal, signingKeyOf, trustedOf } from "./worker_state.js";

/**
 * @typedef {import("./bytes.js").Bytes} Bytes
 * @typedef {import("./worker_state.js").State} State
 * @typedef {{by: string, blob: string, signature: string}} Share as the server gives it: sealed to me by the maker of the box, or by who gave me theirs
 */

/**
 * @param {State} state
 * @param {{box: string, payload: unknown, members: string[]}} wanted members: who shares it, two to five; I am among them only if I am named
 * @returns {Promise<{blob: string, shares: {member: string, blob: string, signature: string}[]}>} ready to post
 * @throws {Refusal} for a sharer who is not trusted, too few or too many
 */
export async function sealStrongbox(state, { box, payload, members }) {
  const { member: by, seed } = ownOf(state);
  const all = [...new Set(members)];
  if (all.length < FEWEST) throw new Refusal("second-holder");
  if (all.length > MOST) throw new Refusal("too-many-sharers");
  const { content, shares } = await seal(payload, { box, by, seed, sharers: trustedOf(state, all) });
  return {
    blob: base64(content),
    shares: shares.map(({ member, blob, signature }) => ({ member, blob: base64(blob), signature: base64(signature) })),
  };
}

/**
 * Seal my share anew to who asked.
 * @param {State} state
 * @param {{box: string, blob: string, mine: Share, to: string}} wanted blob: what lies in the box, sealed
 * @returns {Promise<{blob: string, signature: string}>} ready to post
 * @throws {Refusal} for somebody who is not trusted, myself, or a share of mine that its maker did not sign
 */
export async function giveShare(state, { box, blob, mine, to }) {
  const { member: by, seed } = ownOf(state);
  if (to === by) throw new Refusal("same-person");
  const [asker] = trustedOf(state, [to]);
  const content = unbase64(blob);
  const share = await shareToMe(state, { box, content, share: mine });
  const recipient = asker?.recipient ?? "";
  const sealed = await sealShare(share, { box, by, member: to, recipient, content, seed });
  share.fill(0);
  return { blob: base64(sealed.blob), signature: base64(sealed.signature) };
}

/**
 * @param {State} state
 * @param {{box: string, blob: string, mine: Share, given: Share}} wanted
 * @returns {Promise<any>} the payload
 * @throws {Refusal} where a share is not signed by a trusted member for me and this content
 * @throws {import("./bytes.js").NotSealed} where the two shares do not open it
 */
export async function openShares(state, { box, blob, mine, given }) {
  const content = unbase64(blob);
  const one = await shareToMe(state, { box, content, share: mine });
  const other = await shareToMe(state, { box, content, share: given });
  try {
    return await openStrongbox({ box, content, one, other });
  } finally {
    one.fill(0);
    other.fill(0);
  }
}

/**
 * Open a share that was sealed to me. Unsigned, two of the server's own would open whatever the server put into the box.
 * @param {State} state
 * @param {{box: string, content: Bytes, share: Share}} wanted
 * @returns {Promise<Bytes>}
 */
async function shareToMe(state, { box, content, share: { by, blob: sealed, signature } }) {
  const { member, identity, recipient } = ownOf(state);
  const key = signingKeyOf(state, by);
  const blob = unbase64(sealed);
  const statement = await shareStatement({ box, by, member, recipient, blob, content });
  if (!key || !(await verify(key, statement, unbase64(signature)))) throw new Refusal("not-trusted", [by]);
  return openShare(identity, { box, by, member, blob });
}
