// Streams that tests read from, in pieces of any size.

import { concat } from "./bytes.js";

/**
 * @param {Uint8Array} bytes
 * @param {number} [piece] length in bytes
 * @returns {ReadableStream<Uint8Array>}
 */
export function streamOf(bytes, piece = bytes.length || 1) {
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) return controller.close();
      controller.enqueue(bytes.slice(at, at + piece));
      at += piece;
    },
  });
}

/**
 * @param {ReadableStream<Uint8Array>} stream
 * @returns {Promise<Uint8Array>}
 */
export async function readAll(stream) {
  const pieces = [];
  for (const reader = stream.getReader(); ; ) {
    const { done, value } = await reader.read();
    if (done) return concat(...pieces);
    pieces.push(value);
  }
}
