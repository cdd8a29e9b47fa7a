// Known elsewhere, across organisations: names are blinded here, two holders of a key each do their part, and what comes out is the same for the same name and
// can be worked out by neither of them (docs/reference/format.md, "Token of two holders"; RFC 9497, base mode, ristretto255-SHA512).

import { ristretto255, ristretto255_oprf } from "@noble/curves/ed25519.js";
import { NotSealed, concat, utf8 } from "./bytes.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */

const KNOWN = "safeconduct/v1/known-hub";
const TOKEN_LENGTH = 32;
const { Point } = ristretto255;

/**
 * The bytes that are asked about for a normal form (client/casework/names.js).
 * @param {string} normalForm
 * @returns {Bytes}
 */
export function askedOf(normalForm) {
  return concat(utf8(KNOWN), new Uint8Array(1), utf8(normalForm));
}

/**
 * Blind what is asked about. The blind is new each time: two questions about one name have nothing in common.
 * @param {Uint8Array} said
 * @returns {{blind: Uint8Array, point: Uint8Array}} 32 bytes each
 */
export function blindPoint(said) {
  const { blind, blinded } = ristretto255_oprf.oprf.blind(said);
  return { blind, point: blinded };
}

/**
 * Add the answers of two holders, take the blinding off, and give what comes out.
 * @param {Uint8Array} said
 * @param {Uint8Array} blind
 * @param {Uint8Array[]} answers of both holders, in any order
 * @returns {Uint8Array} 64 bytes
 * @throws {NotSealed} where an answer is no point, or they come to nothing
 */
export function finishPoint(said, blind, answers) {
  try {
    const points = answers.map((one) => Point.fromBytes(one));
    if (points.length === 0 || points.some((one) => one.equals(Point.ZERO))) throw new NotSealed("answer");
    return ristretto255_oprf.oprf.finalize(said, blind, points.reduce((sum, one) => sum.add(one)).toBytes());
  } catch {
    throw new NotSealed("answer");
  }
}

/**
 * The token: the first 32 bytes of what came out.
 * @param {Uint8Array} result
 */
export function tokenFrom(result) {
  return result.slice(0, TOKEN_LENGTH);
}
