// Lengths that tell little: buckets for records and messages, Padmé for files (docs/reference/format.md).

import { NotSealed, NotUnpadded } from "./bytes.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */

const KIB = 1024;
const LARGEST = 256 * KIB;
const MARK = 0x80;

/** The bucket sizes in bytes; above the last one, its multiples. */
export const BUCKETS = Object.freeze([256, KIB, 4 * KIB, 16 * KIB, 64 * KIB, LARGEST]);

/**
 * The smallest bucket that holds so many bytes and the mark after them.
 * @param {number} length in bytes
 * @returns {number} in bytes
 */
function bucketFor(length) {
  return BUCKETS.find((size) => length < size) ?? (Math.floor(length / LARGEST) + 1) * LARGEST;
}

/**
 * Tell whether a length is one that padding gives.
 * @param {number} length in bytes
 * @returns {boolean}
 */
export function isBucket(length) {
  return BUCKETS.includes(length) || (length > LARGEST && length % LARGEST === 0);
}

/**
 * @param {Uint8Array} data
 * @param {number} [least] the length of the smallest bucket that may be filled
 * @returns {Bytes} data, 80, zeros up to a bucket
 */
export function pad(data, least = 0) {
  const padded = new Uint8Array(bucketFor(Math.max(data.length, least - 1)));
  padded.set(data);
  padded[data.length] = MARK;
  return padded;
}

/**
 * @param {Uint8Array} padded
 * @returns {Bytes} the data
 * @throws {NotUnpadded} when the length is no bucket or the mark is missing
 */
export function unpad(padded) {
  let end = padded.length - 1;
  while (end >= 0 && padded[end] === 0) end -= 1;
  if (!isBucket(padded.length) || padded[end] !== MARK) {
    throw new NotUnpadded("The padding is not as it should be.");
  }
  return padded.slice(0, end);
}

/**
 * The Padmé length: at most 12 % more, telling O(log log n) bits of the length; then up to a multiple of 512.
 * @param {number} length in bytes
 * @returns {number} in bytes
 */
export function padme(length) {
  if (!Number.isSafeInteger(length) || length < 0) throw new NotSealed("This is not a length.");
  return Math.ceil(withoutLowBits(length) / 512) * 512;
}

/** @param {number} length */
function withoutLowBits(length) {
  if (length < 2) return length;
  const exponent = floorLog2(length);
  const kept = floorLog2(exponent) + 1;
  // Not by shifting: numbers above 2^31 would turn negative.
  const step = 2 ** Math.max(0, exponent - kept);
  return Math.ceil(length / step) * step;
}

/** @param {number} value a whole number; of 0, 0 */
function floorLog2(value) {
  let power = 0;
  for (let rest = value; rest >= 2; rest = Math.floor(rest / 2)) power += 1;
  return power;
}
