// SHA-256 of one block, many times over: what a browser does for a signature while somebody floods the campaign.
// The browser's own (crypto.subtle) answers each call later, which costs more than the work, and is absent without TLS.

/** The first 32 bits of the fractional parts of the cube roots of the first 64 primes, and of the square roots of the first eight. */
const { rounds, beginning } = constants();

function constants() {
  /** @type {number[]} */
  const primes = [];
  for (let one = 2; primes.length < 64; one += 1) if (primes.every((prime) => one % prime !== 0)) primes.push(one);
  /** @param {number} root */
  const fraction = (root) => ((root - Math.floor(root)) * 2 ** 32) | 0;
  return {
    rounds: Int32Array.from(primes, (prime) => fraction(prime ** (1 / 3))),
    beginning: Int32Array.from(primes.slice(0, 8), (prime) => fraction(prime ** 0.5)),
  };
}

const words = new Int32Array(64);

/**
 * Take one block of 64 bytes into the state.
 * @param {Int32Array} state eight words; changed
 * @param {DataView} block
 */
function compress(state, block) {
  for (let i = 0; i < 16; i += 1) words[i] = block.getInt32(4 * i);
  for (let i = 16; i < 64; i += 1) {
    const near = at(words, i - 15);
    const far = at(words, i - 2);
    const low = turn(near, 7) ^ turn(near, 18) ^ (near >>> 3);
    const high = turn(far, 17) ^ turn(far, 19) ^ (far >>> 10);
    words[i] = (at(words, i - 16) + low + at(words, i - 7) + high) | 0;
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (let i = 0; i < 64; i += 1) {
    const one = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + at(rounds, i) + at(words, i)) | 0;
    const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
  }
  [a, b, c, d, e, f, g, h].forEach((value, i) => (state[i] = (at(state, i) + value) | 0));
}

/**
 * @param {Int32Array} list
 * @param {number} index
 */
function at(list, index) {
  return /** @type {number} */ (list[index]);
}

/**
 * @param {number} word
 * @param {number} by
 */
function turn(word, by) {
  return (word >>> by) | (word << (32 - by));
}

/**
 * Give SHA-256 of some bytes as eight words of 32 bits.
 * @param {Uint8Array} bytes
 * @returns {Int32Array}
 */
export function digest(bytes) {
  const padded = new Uint8Array(64 * Math.ceil((bytes.length + 9) / 64));
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 4, 8 * bytes.length);
  const state = beginning.slice();
  for (let start = 0; start < padded.length; start += 64) compress(state, new DataView(padded.buffer, start, 64));
  return state;
}

/**
 * Give how many nought bits a digest begins with.
 * @param {Int32Array} state
 */
export function noughts(state) {
  let bits = 0;
  for (const word of state) {
    bits += Math.clz32(word);
    if (word !== 0) break;
  }
  return bits;
}
