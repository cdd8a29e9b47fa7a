// SHA-256 of what comes bit by bit, which WebCrypto cannot do: by WebAssembly where there is any, otherwise by whichever way is bearable.

import { sha256 as slowly } from "@noble/hashes/sha2.js";
import { createSHA256 } from "hash-wasm";
import { concat, hex, sha256 } from "./bytes.js";
import { hasWasm } from "./argon.js";

/** @typedef {{update: (bytes: Uint8Array) => void, hex: () => Promise<string>}} Hash hex ends it */

/** So much is kept to be given to WebCrypto at once: without a compiler, plain JavaScript hashes a megabyte in seconds. */
const KEPT = 16 * 1024 * 1024;

/** @returns {Promise<Hash>} */
export async function newHash() {
  if (!hasWasm()) return keepingHash();
  const fast = (await createSHA256()).init();
  return { update: (bytes) => void fast.update(bytes), hex: async () => fast.digest("hex") };
}

/** @returns {Hash} keeps a short file until its end, and does not keep a long one */
function keepingHash() {
  /** @type {Uint8Array[]} */
  const kept = [];
  let length = 0;
  /** @type {ReturnType<typeof slowly.create> | null} */
  let long = null;
  return {
    update(bytes) {
      length += bytes.length;
      if (length <= KEPT) return void kept.push(bytes.slice());
      long ??= kept.splice(0).reduce((hash, piece) => hash.update(piece), slowly.create());
      long.update(bytes);
    },
    hex: async () => hex(long ? long.digest() : await sha256(concat(...kept))),
  };
}
