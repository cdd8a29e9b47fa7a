// SHA-256 of what comes bit by bit, which WebCrypto cannot do: by WebAssembly where there is any, otherwise in plain JavaScript.

import { sha256 } from "@noble/hashes/sha2.js";
import { createSHA256 } from "hash-wasm";
import { hasWasm } from "./argon.js";

/** @typedef {{update: (bytes: Uint8Array) => unknown, hex: () => string}} Hash hex ends it */

/** @returns {Promise<Hash>} */
export async function newHash() {
  if (!hasWasm()) {
    const slow = sha256.create();
    return { update: (bytes) => slow.update(bytes), hex: () => Array.from(slow.digest(), (byte) => byte.toString(16).padStart(2, "0")).join("") };
  }
  const fast = (await createSHA256()).init();
  return { update: (bytes) => fast.update(bytes), hex: () => fast.digest("hex") };
}
