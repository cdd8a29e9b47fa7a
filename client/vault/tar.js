// As much of tar (POSIX ustar) as sealed files need: plain members with short names, no owner, no time.

import { NotSealed, concat, equal, utf8 } from "./bytes.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */
/** @typedef {{name: string, piece: Uint8Array, begins: boolean}} Part a piece of a member; begins: its first */

const BLOCK = 512;
const NAME = 100;
const SIZE = { at: 124, length: 12 };
const SUM = { at: 148, length: 8 };

/**
 * @param {number} value
 * @param {number} digits
 */
const octal = (value, digits) => value.toString(8).padStart(digits, "0");

/**
 * The header of a member: mode 0600, owner 0, time 0.
 * @param {string} name at most 100 bytes
 * @param {number} size in bytes
 * @returns {Bytes} 512 bytes
 */
export function memberHeader(name, size) {
  const header = new Uint8Array(BLOCK);
  const put = (/** @type {number} */ at, /** @type {string} */ value) => header.set(utf8(value), at);
  put(0, name);
  put(100, "0000600\0");
  put(108, "0000000\0");
  put(116, "0000000\0");
  put(SIZE.at, `${octal(size, 11)}\0`);
  put(136, "00000000000\0");
  put(156, "0");
  put(257, "ustar\x0000");
  put(329, "0000000\x000000000\0");
  put(SUM.at, `${octal(sumOf(header), 6)}\0 `);
  return header;
}

/**
 * The sum of a header's bytes, its own eight taken as spaces.
 * @param {Uint8Array} header
 */
function sumOf(header) {
  return header.reduce((sum, byte, at) => sum + (at >= SUM.at && at < SUM.at + SUM.length ? 0x20 : byte), 0);
}

/**
 * @param {Uint8Array} data
 * @returns {Uint8Array} data and zeros up to whole blocks
 */
export function blocksOf(data) {
  const missing = (BLOCK - (data.length % BLOCK)) % BLOCK;
  return missing === 0 ? data : concat(data, new Uint8Array(missing));
}

/**
 * Read a header; one that we would have written otherwise is refused.
 * @param {Uint8Array} header
 * @returns {{name: string, size: number}}
 */
function readHeader(header) {
  const field = (/** @type {number} */ at, /** @type {number} */ length) => String.fromCharCode(...header.subarray(at, at + length)).replace(/\0+$/, "");
  const [name, size] = [field(0, NAME), field(SIZE.at, SIZE.length)];
  if (!/^[0-7]{11}$/.test(size) || !/^[ -~]*$/.test(name) || !equal(memberHeader(name, Number.parseInt(size, 8)), header)) throw new NotSealed("This is not a tar stream of ours.");
  return { name, size: Number.parseInt(size, 8) };
}

/**
 * Take a tar stream apart as it comes, to its very end.
 * @param {AsyncIterable<Uint8Array>} chunks
 * @returns {AsyncGenerator<Part>} an empty member gives one empty piece
 * @throws {NotSealed} when it is none, or ends too early
 */
export async function* readMembers(chunks) {
  const source = takerOf(chunks);
  for (;;) {
    const header = await source.exactly(BLOCK);
    if (header.every((byte) => byte === 0)) break;
    const { name, size } = readHeader(header);
    let begins = true;
    for (let left = size; left > 0 || begins; begins = false) {
      const piece = left > 0 ? await source.atMost(left) : new Uint8Array(0);
      yield { name, piece, begins };
      left -= piece.length;
    }
    await source.exactly((BLOCK - (size % BLOCK)) % BLOCK);
  }
  await source.onlyZeros();
}

/** @param {AsyncIterable<Uint8Array>} chunks */
function takerOf(chunks) {
  const iterator = chunks[Symbol.asyncIterator]();
  /** @type {Uint8Array} */
  let held = new Uint8Array(0);

  async function more() {
    const { done, value } = await iterator.next();
    held = done ? new Uint8Array(0) : value;
    return !done;
  }

  /**
   * Up to so many bytes, at least one.
   * @param {number} length
   * @returns {Promise<Uint8Array>}
   */
  async function atMost(length) {
    while (held.length === 0) if (!(await more())) throw new NotSealed("This tar stream is cut short.");
    const piece = held.slice(0, length);
    held = held.subarray(piece.length);
    return piece;
  }

  /** @param {number} length */
  async function exactly(length) {
    const pieces = [];
    for (let left = length; left > 0; ) {
      const piece = await atMost(left);
      pieces.push(piece);
      left -= piece.length;
    }
    return concat(...pieces);
  }

  /** Nothing but zeros may follow, and the end must come without an error. */
  async function onlyZeros() {
    do if (held.some((byte) => byte !== 0)) throw new NotSealed("Something stands after the end of this tar stream.");
    while (await more());
  }

  return { atMost, exactly, onlyZeros };
}
