// A secret split among two to five people, of whom any two have it again and one alone has nothing (docs/reference/format.md, "Strongbox").
// The arithmetic is the library's, which was audited; its tables answer in times that only this machine could measure.

import { combine, split as splitAmong } from "shamir-secret-sharing";
import { NotSealed } from "./bytes.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */

export const FEWEST = 2;
export const MOST = 5;

/**
 * @param {Uint8Array} secret
 * @param {number} count how many shares, 2 to 5
 * @returns {Promise<Bytes[]>} each a byte longer than the secret: the last is its place, from 1 to 255
 * @throws {RangeError} for another number of shares
 */
export async function split(secret, count) {
  if (!(Number.isInteger(count) && count >= FEWEST && count <= MOST)) throw new RangeError("A secret is split among two to five people.");
  const shares = await splitAmong(secret, count, FEWEST);
  return shares.map((share) => new Uint8Array(share));
}

/**
 * @param {Uint8Array} one
 * @param {Uint8Array} other
 * @returns {Promise<Bytes>} the secret; shares of different secrets give bytes that mean nothing, and what they should open tells it
 * @throws {NotSealed} where they cannot belong together: of different lengths, at the same place, or at the place of the secret itself
 */
export async function join(one, other) {
  const places = [one.at(-1), other.at(-1)];
  if (one.length !== other.length || one.length < FEWEST || places[0] === places[1] || places.includes(0)) {
    throw new NotSealed("These are no two shares of one secret.");
  }
  return new Uint8Array(await combine([new Uint8Array(one), new Uint8Array(other)]));
}
