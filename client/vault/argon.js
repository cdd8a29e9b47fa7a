// Argon2id: by WebAssembly where there is any, otherwise in plain JavaScript, which is 4 to 100 times slower and says how far it is.

import { argon2idAsync } from "@noble/hashes/argon2.js";
import { argon2id as fast } from "hash-wasm";

/** @typedef {import("./bytes.js").Bytes} Bytes */
/** @typedef {{memoryKib: number, passes: number, lanes: number}} Cost memory in KiB */
/** @typedef {(share: number) => void} Progress told a share between 0 and 1 */

const EMPTY_MODULE = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);

/**
 * Tell whether WebAssembly is there and the page's policy lets it run. It is missing in Tor Browser's "Safer" and in Lockdown Mode.
 * @returns {boolean}
 */
export function hasWasm() {
  try {
    return new WebAssembly.Module(EMPTY_MODULE) instanceof WebAssembly.Module;
  } catch {
    // Missing altogether (ReferenceError) or refused by the policy (CompileError): the same to us.
    return false;
  }
}

/**
 * Argon2id version 1.3 (RFC 9106), 32 bytes.
 * @param {Uint8Array} password
 * @param {Uint8Array} salt
 * @param {Cost} cost
 * @param {{progress?: Progress | undefined}} [options]
 * @returns {Promise<Bytes>}
 */
export async function argon2id(password, salt, { memoryKib, passes, lanes }, { progress } = {}) {
  progress?.(0);
  const key = hasWasm()
    ? await fast({ password, salt, memorySize: memoryKib, iterations: passes, parallelism: lanes, hashLength: 32, outputType: "binary" })
    : await argon2idAsync(password, salt, { m: memoryKib, t: passes, p: lanes, dkLen: 32, asyncTick: 50, ...(progress && { onProgress: progress }) });
  progress?.(1);
  return new Uint8Array(key);
}
