// What the opener of a round signs: which round, on which vault, for which crisis, until when, and who its two coordinators are (docs/reference/format.md, "Round").

import { pae, uuidBytes } from "./bytes.js";

/** @typedef {{member: string, recipient: string, signingKey: Uint8Array}} Coordinator with their keys of the day on which it was opened */

/**
 * @param {{round: string, vault: string, crisis: string, closesOn: string, coordinators: readonly Coordinator[]}} round ids; crisis: a reference; closesOn: a day;
 *   coordinators in any order
 * @returns {import("./bytes.js").Bytes}
 */
export function roundStatement({ round, vault, crisis, closesOn, coordinators }) {
  const sorted = [...coordinators].sort((one, other) => (one.member < other.member ? -1 : 1));
  const people = sorted.flatMap(({ member, recipient, signingKey }) => [member, recipient, signingKey]);
  return pae("safeconduct/v1/round", uuidBytes(round), uuidBytes(vault), crisis, closesOn, ...people);
}
