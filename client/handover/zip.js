// As much of zip as a package needs: members one after the other, compressed, without any time or owner. Whoever gets it opens it with what is
// on every computer. A member can grow while others are written; only what is compressed of it is kept until then.

import { newHash } from "../vault/hashing.js";
import { concat, utf8 } from "../vault/bytes.js";

/** @typedef {{name: string, size: number, sha256: string}} Listed size in bytes */
/** @typedef {{write: (content: string | Uint8Array) => Promise<void>, close: () => Promise<void>}} Growing */

const [LOCAL, CENTRAL, END] = [0x04034b50, 0x02014b50, 0x06054b50];
const [VERSION, UTF8, DEFLATED, STORED] = [20, 0x0800, 8, 0];
const DAY = 0x0021; // 1 January 1980, the first there is
const LARGEST = 0xffffffff;
const TABLE = Uint32Array.from({ length: 256 }, (_, start) => {
  let value = start;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/** @param {number} sum @param {Uint8Array} bytes */
function crc(sum, bytes) {
  let value = ~sum;
  for (let at = 0; at < bytes.length; at += 1) value = /** @type {number} */ (TABLE[(value ^ /** @type {number} */ (bytes[at])) & 0xff]) ^ (value >>> 8);
  return ~value >>> 0;
}

/**
 * @param {(bytes: Uint8Array) => void} put takes the bytes of the archive as they come
 */
export function newZip(put) {
  /** @type {Uint8Array[]} */
  const directory = [];
  /** @type {Listed[]} */
  const listed = [];
  let at = 0;

  /** @param {Uint8Array} bytes */
  function out(bytes) {
    put(bytes);
    at += bytes.length;
    if (at > LARGEST) throw new RangeError("This package is larger than one archive can be.");
  }

  /**
   * Begin a member that comes piece by piece; it is written when it is closed.
   * @param {string} name
   * @returns {Promise<Growing>}
   */
  async function grow(name) {
    const hash = await newHash();
    const pressed = squeeze();
    let [size, sum] = [0, 0];
    return {
      async write(content) {
        const bytes = typeof content === "string" ? utf8(content) : content;
        hash.update(bytes);
        sum = crc(sum, bytes);
        size += bytes.length;
        await pressed.write(bytes);
      },
      async close() {
        const parts = await pressed.end();
        const length = parts.reduce((all, part) => all + part.length, 0);
        const fields = fieldsOf(pressed.method, sum, length, size, utf8(name).length);
        directory.push(concat(numbers([[CENTRAL, 4], [VERSION, 2]]), fields, numbers([[0, 2], [0, 2], [0, 2], [0, 4], [at, 4]]), utf8(name)));
        out(concat(numbers([[LOCAL, 4]]), fields, utf8(name)));
        for (const part of parts) out(part);
        listed.push({ name, size, sha256: await hash.hex() });
      },
    };
  }

  return {
    grow,
    listed: () => listed,
    /** @param {string} name @param {string | Uint8Array} content */
    async add(name, content) {
      const member = await grow(name);
      await member.write(content);
      await member.close();
    },
    close() {
      const start = at;
      for (const entry of directory) out(entry);
      out(numbers([[END, 4], [0, 2], [0, 2], [directory.length, 2], [directory.length, 2], [at - start, 4], [start, 4], [0, 2]]));
    },
  };
}

/** What both headers of a member say of it. @param {number} method @param {number} sum @param {number} length @param {number} size @param {number} name */
function fieldsOf(method, sum, length, size, name) {
  return numbers([[VERSION, 2], [UTF8, 2], [method, 2], [0, 2], [DAY, 2], [sum, 4], [length, 4], [size, 4], [name, 2], [0, 2]]);
}

/** @param {[number, number][]} pairs of a number and its length in bytes, the lowest byte first */
function numbers(pairs) {
  const bytes = new Uint8Array(pairs.reduce((all, [, length]) => all + length, 0));
  let place = 0;
  for (const [value, length] of pairs) for (let byte = 0; byte < length; byte += 1) bytes[place++] = Math.floor(value / 2 ** (8 * byte)) & 0xff;
  return bytes;
}

/** Compress what comes, where the browser can. */
function squeeze() {
  /** @type {Uint8Array[]} */
  const parts = [];
  /** @type {CompressionStream | null} */
  let stream = null;
  try {
    stream = new CompressionStream("deflate-raw");
  } catch {
    // An older browser: what cannot be pressed is stored.
  }
  if (stream === null)
    return { method: STORED, write: async (/** @type {Uint8Array} */ bytes) => void parts.push(bytes), end: async () => parts };
  const writer = stream.writable.getWriter();
  const reader = stream.readable.getReader();
  const reading = (async () => {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      parts.push(value);
    }
  })();
  return {
    method: DEFLATED,
    write: (/** @type {Uint8Array} */ bytes) => writer.write(/** @type {BufferSource} */ (bytes)),
    async end() {
      await writer.close();
      await reading;
      return parts;
    },
  };
}
