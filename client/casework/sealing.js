// Letters, strongboxes and tokens as the parts of a case use them: sealed by the keeper, posted and read through the desk's addresses.

import { newUuid } from "../vault/bytes.js";

/**
 * @typedef {{keeper: import("../vault/keeper.js").Keeper, api: Pick<import("../sealed/api.js").Api, "get" | "post">}} Sealing what of a context is needed here
 * @typedef {import("../vault/worker_letters.js").VaultKey} VaultKey
 * @typedef {import("../vault/worker_records.js").RecordEntry} RecordEntry
 * @typedef {import("../vault/worker_strongbox.js").Share} Share
 * @typedef {{id: string, sealed_by: string, blob: string, expires_on: string, holders: string[], mine: Share, askings: {by: string, on: string, given: boolean}[]}} Strongbox
 * @typedef {{state: "open", payload: any} | {state: "asked"}} Opening
 * @typedef {{id: string, sealed?: {blob: string, shares: {member: string, blob: string, signature: string}[]}}} BoxSending what has happened so far of one sealing; kept
 *   until it is through, so that pressing again goes on and makes no second box
 */

const BOXES = "/desk/vault/strongboxes/";

/** Give a sealing to begin with. @returns {BoxSending} */
export function newBoxSending() {
  return { id: newUuid() };
}

/**
 * Seal a letter to a vault that others hold, or to the label that lay in theirs.
 * @param {Sealing} context
 * @param {VaultKey | {recipient: string}} to
 * @param {{id: string, payload: unknown, signed?: boolean, least?: number}} letter id: under which it will lie, or of what it answers
 * @returns {Promise<string>} base64
 */
export async function letterTo({ keeper }, to, letter) {
  return keeper.sealLetter({ to, ...letter });
}

/**
 * Seal something that any two of the members open together.
 * @param {Sealing} context
 * @param {{payload: unknown, members: string[], expiresOn?: string}} wanted expiresOn: a day, or nothing
 * @param {BoxSending} sending
 * @returns {Promise<string>} the box's id
 */
export async function strongbox({ keeper, api }, { payload, members, expiresOn = "" }, sending) {
  sending.sealed ??= await keeper.sealStrongbox({ box: sending.id, payload, members });
  const { blob, shares } = sending.sealed;
  await api.post(BOXES, { id: sending.id, blob, expires_on: expiresOn, shares });
  return sending.id;
}

/**
 * @param {Sealing} context
 * @returns {Promise<Strongbox[]>} those in which I share, with who asks for a share
 */
export async function strongboxes({ api }) {
  return (await api.get(BOXES)).strongboxes;
}

/**
 * Say who waits for my share of which box.
 * @param {Strongbox[]} boxes
 * @param {string} me
 * @returns {{box: Strongbox, by: string, on: string}[]}
 */
export function askingsFor(boxes, me) {
  return boxes.flatMap((box) => box.askings.filter((one) => one.by !== me && !one.given).map(({ by, on }) => ({ box, by, on })));
}

/**
 * Open a box with the share that somebody gave me; where nobody has yet, ask all who share it.
 * @param {Sealing} context
 * @param {Strongbox} box as it was listed
 * @returns {Promise<Opening>} asked: wait, and call again once another has given their share
 */
export async function openStrongbox({ keeper, api }, { id, mine }) {
  const { blob, given } = await api.get(`${BOXES}${id}/`);
  if (given) return { state: "open", payload: await keeper.openShares({ box: id, blob, mine, given }) };
  await api.post(`${BOXES}${id}/ask/`);
  return { state: "asked" };
}

/**
 * Give my share to somebody who asked for it.
 * @param {Sealing} context
 * @param {Strongbox} box as it was listed
 * @param {string} to the member's reference
 */
export async function giveShare({ keeper, api }, { id, blob, mine }, to) {
  const share = await keeper.giveShare({ box: id, blob, mine, to });
  await api.post(`${BOXES}${id}/give/`, { to, ...share });
}

/**
 * @param {Sealing} context
 * @param {string} id
 */
export async function destroyStrongbox({ api }, id) {
  await api.post(`${BOXES}${id}/destroy/`, { id });
}

/**
 * Keep a box until the end of another day.
 * @param {Sealing} context
 * @param {string} id
 * @param {string} expiresOn
 */
export async function renewStrongbox({ api }, id, expiresOn) {
  await api.post(`${BOXES}${id}/renew/`, { expires_on: expiresOn });
}

/**
 * Destroy something that an earlier press may have destroyed already.
 * @param {Promise<unknown>} act
 */
export async function unlessGone(act) {
  try {
    await act;
  } catch (problem) {
    if (/** @type {{status?: number}} */ (problem).status !== 404) throw problem; // destroyed by an earlier press
  }
}

/**
 * Give the tokens of a person's normal forms.
 * @param {Sealing} context
 * @param {{vault: string, record: RecordEntry, terms: string[]}} wanted record: the key as the server lists it; at most three terms
 * @returns {Promise<string[]>} hex
 */
export async function tokens({ keeper }, wanted) {
  return keeper.tokenFor(wanted);
}

/**
 * Give the tokens of a person's normal forms that two holders of half a key make together. They and the server see blinded points.
 * @param {Sealing} context
 * @param {string[]} terms at most three
 * @returns {Promise<string[]>} hex
 */
export async function tokensOfTwo({ keeper, api }, terms) {
  const blinded = await keeper.blindTerms({ terms });
  const { answers } = await api.post("/desk/cases/known/evaluate/", { points: blinded.map(({ point }) => point) });
  return keeper.finishTerms({ blinded, answers });
}
