// The hash chain over counted signatures, as petitions/rules/chain.py makes it (docs/reference/format.md, "Package of a handover").

import { sha256 } from "@noble/hashes/sha2.js";
import { concat, hex, utf8 } from "../vault/bytes.js";

const BEGINNING = "safeconduct/handover|";

/** @typedef {{id: string, country: string, channel: string, visibility: string, blob: Uint8Array}} Counted id in 32 letters; blob empty for who is only counted */

/** @param {Counted} one @returns {string} the line of a signature */
export function chainLine({ id, country, channel, visibility, blob }) {
  return `${id} ${country || "--"} ${channel} ${visibility} ${hex(sha256(blob))}`;
}

/** @param {string} campaign its reference */
export function newChain(campaign) {
  let head = sha256(utf8(BEGINNING + campaign));
  let count = 0;
  /** @type {Map<string, number>} country, channel and visibility, joined by spaces */
  const kinds = new Map();
  return {
    /** @param {string} line */
    add(line) {
      head = sha256(concat(head, utf8(line)));
      count += 1;
      const [, country, channel, visibility] = line.split(" ");
      const kind = `${country} ${channel} ${visibility}`;
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    },
    head: () => hex(head),
    count: () => count,
    kinds: () => kinds,
  };
}
