// Files: a tar stream in an age file, sealed and opened in constant pieces (docs/reference/format.md, "File").

import { canonical, readObject } from "./canonical.js";
import { NotSealed, concat } from "./bytes.js";
import { newHash } from "./hashing.js";
import { openStream, refusal, sealStream, sealedLength } from "./ages.js";
import { padme } from "./padding.js";
import { blocksOf, memberHeader, readMembers } from "./tar.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */
/** @typedef {import("./ages.js").Stream} Stream */
/** @typedef {{name: string, sha256: string, size: number, type: string}} Meta sha256 in hex, size in bytes */
/** @typedef {Meta & {parts: Uint8Array[]}} OpenedFile parts one after the other are the file */

const PIECE = 1024 * 1024;
const BLOCK = 512;
const END = 2 * BLOCK;
const META = ["name", "sha256", "size", "type", "v"];
const LARGEST_META = 64 * 1024;
const ANY_HASH = "0".repeat(64);

/**
 * @param {Meta} meta
 * @returns {Bytes}
 */
function metaBytes({ name, sha256, size, type }) {
  const bytes = canonical({ name, sha256, size, type, v: 1 });
  if (bytes.length > LARGEST_META) throw new NotSealed("The name of this file is too long.");
  return bytes;
}

/** @param {number} length */
const inBlocks = (length) => Math.ceil(length / BLOCK) * BLOCK;

/** @param {number} number */
const pieceName = (number) => `file.${String(number).padStart(5, "0")}`;

/**
 * The length of the tar stream up to the padding: pieces, meta.json and the header of pad.
 * @param {number} size of the file
 * @param {number} metaLength
 */
function bareLength(size, metaLength) {
  const whole = Math.floor(size / PIECE);
  const rest = size - whole * PIECE;
  const pieces = whole * (BLOCK + PIECE) + (rest > 0 || size === 0 ? BLOCK + inBlocks(rest) : 0);
  return pieces + BLOCK + inBlocks(metaLength) + BLOCK;
}

/**
 * The length of the age file that sealFile will give: known before, so that the server can be told.
 * @param {{size: number, name: string, type: string}} file size in bytes
 * @returns {number} in bytes
 */
export function fileLength({ size, name, type }) {
  return sealedLength(padme(bareLength(size, metaBytes({ name, type, size, sha256: ANY_HASH }).length)) + END);
}

/**
 * Seal a file as it is read.
 * @param {Stream} stream the file
 * @param {{name: string, type: string, recipient: string}} file
 * @returns {Promise<Stream>} an age file; never more than a few pieces are in memory
 */
export async function sealFile(stream, { name, type, recipient }) {
  return sealStream([recipient], asStream(tarOf(stream, { name, type })));
}

/**
 * @param {AsyncGenerator<Uint8Array>} pieces
 * @returns {Stream}
 */
function asStream(pieces) {
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await pieces.return(undefined);
    },
  });
}

/**
 * The tar stream that is sealed.
 * @param {Stream} stream the file
 * @param {{name: string, type: string}} file
 * @returns {AsyncGenerator<Uint8Array>}
 */
export async function* tarOf(stream, { name, type }) {
  const hash = await newHash();
  let size = 0;
  let number = 0;
  for await (const piece of slices(stream, PIECE)) {
    hash.update(piece);
    size += piece.length;
    yield memberHeader(pieceName(number), piece.length);
    yield blocksOf(piece);
    number += 1;
  }
  if (number === 0) yield memberHeader(pieceName(0), 0);
  const meta = metaBytes({ name, type, size, sha256: await hash.hex() });
  yield memberHeader("meta.json", meta.length);
  yield blocksOf(meta);
  const bare = bareLength(size, meta.length);
  const padding = padme(bare) - bare;
  yield memberHeader("pad", padding);
  for (let left = padding; left > 0; left -= PIECE) yield new Uint8Array(Math.min(left, PIECE));
  yield new Uint8Array(END);
}

/**
 * Cut a stream into slices of one length, the last one shorter.
 * @param {Stream} stream
 * @param {number} length in bytes
 * @returns {AsyncGenerator<Bytes>}
 */
export async function* slices(stream, length) {
  let slice = new Uint8Array(length);
  let used = 0;
  for await (const chunk of chunksOf(stream)) {
    for (let at = 0; at < chunk.length; ) {
      const part = chunk.subarray(at, at + length - used);
      slice.set(part, used);
      used += part.length;
      at += part.length;
      if (used < length) continue;
      yield slice;
      slice = new Uint8Array(length);
      used = 0;
    }
  }
  if (used > 0) yield slice.slice(0, used);
}

/**
 * Read a stream; whoever stops early lets its source go. Not every browser can loop over a stream itself.
 * @param {Stream} stream
 * @returns {AsyncGenerator<Uint8Array>}
 */
async function* chunksOf(stream) {
  const reader = stream.getReader();
  let ended = false;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      ended = done;
      if (done) return;
      yield value;
    }
  } finally {
    if (!ended) await reader.cancel();
  }
}

/**
 * Seal a file for sending in parts.
 * @param {Blob} file
 * @param {{name: string, type: string, recipient: string, partSize: number}} options partSize in bytes, as the server told
 * @returns {Promise<{length: number, parts: AsyncGenerator<Bytes>, sha256: () => string}>} sha256 in hex, of the age file, once all parts were taken; before that, nothing
 */
export async function sealInParts(file, { name, type, recipient, partSize }) {
  const hash = await newHash();
  let digest = "";
  const sealed = await sealFile(/** @type {Stream} */ (file.stream()), { name, type, recipient });
  async function* parts() {
    for await (const part of slices(sealed, partSize)) {
      hash.update(part);
      yield part;
    }
    digest = await hash.hex();
  }
  return { length: fileLength({ size: file.size, name, type }), parts: parts(), sha256: () => digest };
}

/**
 * Open a file. Nothing is given before the end of the stream has been seen and size and hash hold: until then it may be cut short.
 * It stays in memory as plain bytes; browsers may put large Blobs on the disk.
 * @param {string} identity
 * @param {Stream} stream the age file
 * @param {{length?: number | undefined, largest?: number}} [options] length of the age file if known; largest: how many bytes of plaintext to take in at most
 * @returns {Promise<OpenedFile>}
 * @throws {NotSealed}
 */
export async function openFile(identity, stream, { length, largest = Infinity } = {}) {
  const plain = await openStream(identity, stream, { length });
  const collected = collector(await newHash(), largest);
  try {
    for await (const { name, piece, begins } of readMembers(chunksOf(plain))) {
      if (begins) collected.begin(name);
      collected.take(piece);
    }
    return await collected.whole();
  } catch (error) {
    collected.discard();
    throw refusal(error);
  }
}

/**
 * Takes in the members of the tar stream in the one order there is: pieces, meta.json, pad.
 * @param {import("./hashing.js").Hash} hash
 * @param {number} largest size of the file in bytes
 */
function collector(hash, largest) {
  /** @type {{parts: Uint8Array[], meta: Uint8Array[], pad: Uint8Array[] | null}} */
  const taken = { parts: [], meta: [], pad: null };
  const sizes = { parts: 0, meta: 0, pad: 0 };
  let pieces = 0;
  /** @type {"" | "parts" | "meta" | "pad"} */
  let last = "";

  /** @param {string} name */
  function begin(name) {
    if (name === pieceName(pieces) && (last === "" || last === "parts")) last = "parts";
    else if (name === "meta.json" && last === "parts") last = "meta";
    else if (name === "pad" && last === "meta") last = "pad";
    else throw new NotSealed("This file holds something that we do not put there.");
    if (last === "parts") pieces += 1;
  }

  /** @param {Uint8Array} piece */
  function take(piece) {
    if (last === "") return;
    sizes[last] += piece.length;
    if (sizes.parts > largest || sizes.meta > LARGEST_META) throw new NotSealed("This file is larger than we take in.");
    if (last === "parts") hash.update(piece);
    taken[last]?.push(piece);
  }

  /** @returns {Promise<OpenedFile>} */
  async function whole() {
    if (last !== "pad") throw new NotSealed("This file is not whole.");
    return { ...checked(concat(...taken.meta), sizes.parts, await hash.hex()), parts: taken.parts };
  }

  return { begin, take, whole, discard: () => void (taken.parts.length = 0) };
}

/**
 * @param {Bytes} meta
 * @param {number} size as found, in bytes
 * @param {string} hash as found, in hex
 * @returns {Meta}
 */
function checked(meta, size, hash) {
  const { name, sha256, size: told, type } = readObject(meta, META);
  if (typeof name !== "string" || typeof type !== "string") throw new NotSealed("This file says nothing about itself.");
  if (told !== size || sha256 !== hash) throw new NotSealed("This file is not the one that was sealed.");
  return { name, type, size, sha256: hash };
}

/**
 * In one piece; the parts are let go on the way, so that a large file is not in memory twice.
 * @param {Uint8Array[]} parts emptied
 * @returns {Bytes}
 */
export function joined(parts) {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  parts.reverse();
  for (let part = parts.pop(); part; part = parts.pop()) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
