// What a file is, told by its first bytes and never by its name or by what it says of itself. Pure.

/** @typedef {"image" | "text" | "other"} Kind */
/** @typedef {{kind: Kind, ending: string, type: string, why: string}} Looked why: why it is not shown here */

const MARKS = /** @type {const} */ ([
  ["image", "jpg", "image/jpeg", [0xff, 0xd8, 0xff]],
  ["image", "png", "image/png", [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ["image", "gif", "image/gif", [0x47, 0x49, 0x46, 0x38]],
  ["other", "pdf", "", [0x25, 0x50, 0x44, 0x46]],
  ["other", "zip", "", [0x50, 0x4b, 0x03, 0x04]],
]);
const WHY = {
  pdf: "PDF files can carry programs and can call home when they are opened.",
  zip: "Archives and office documents can carry programs.",
  page: "Web pages and drawings (HTML, SVG) are programs: they are not shown here.",
  bin: "This kind of file is not shown here.",
  large: "This picture is larger than a browser can draw safely.",
};
export const MOST_PIXELS = 50_000_000;
const LONGEST_TEXT = 500_000; // bytes; more is downloaded

/**
 * Look at a file's bytes.
 * @param {Uint8Array} bytes
 * @returns {Looked}
 */
export function look(bytes) {
  const mark = MARKS.find(([, , , start]) => start.every((byte, at) => bytes[at] === byte));
  if (mark) return mark[0] === "image" ? picture(bytes, mark[1], mark[2]) : other(mark[1], mark[1] === "pdf" ? WHY.pdf : WHY.zip);
  if (isWebp(bytes)) return picture(bytes, "webp", "image/webp");
  const text = plainText(bytes);
  if (text === null) return other("bin", WHY.bin);
  if (/<\s*(?:!doctype|html|svg|head|body|script|iframe|img|object|embed|math|\?xml|xml|a\s)/i.test(text)) return other("txt", WHY.page);
  if (bytes.length > LONGEST_TEXT) return other("txt", "This text is very long.");
  return { kind: "text", ending: "txt", type: "text/plain", why: "" };
}

/** @param {string} ending @param {string} why @returns {Looked} */
function other(ending, why) {
  return { kind: "other", ending, type: "application/octet-stream", why };
}

/**
 * @param {Uint8Array} bytes
 * @param {string} ending
 * @param {string} type
 * @returns {Looked}
 */
function picture(bytes, ending, type) {
  const [width, height] = sizeOf(bytes, ending);
  if (width < 1 || height < 1) return other(ending, WHY.bin);
  return width * height > MOST_PIXELS ? other(ending, WHY.large) : { kind: "image", ending, type, why: "" };
}

/** @param {Uint8Array} bytes */
function isWebp(bytes) {
  return word(bytes, 0) === "RIFF" && word(bytes, 8) === "WEBP";
}

/** @param {Uint8Array} bytes @param {number} at */
function word(bytes, at) {
  return String.fromCharCode(...bytes.subarray(at, at + 4));
}

/**
 * Give the text of a file that is text, in UTF-8 without control characters.
 * @param {Uint8Array} bytes
 * @returns {string | null}
 */
export function plainText(bytes) {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return bytes.length > 0 && !/[\u0000-\u0008\u000e-\u001f\u007f]/.test(text) ? text : null;
  } catch {
    return null;
  }
}

/**
 * Read how large a picture says it is, before anything decodes it: a small file can claim to be as large as a house.
 * @param {Uint8Array} bytes
 * @param {string} ending
 * @returns {[number, number]} width, height; zeros where it does not say
 */
export function sizeOf(bytes, ending) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    if (ending === "png") return [view.getUint32(16), view.getUint32(20)];
    if (ending === "gif") return [view.getUint16(6, true), view.getUint16(8, true)];
    return ending === "webp" ? sizeOfWebp(bytes, view) : sizeOfJpeg(view);
  } catch (problem) {
    if (problem instanceof RangeError) return [0, 0]; // cut short
    throw problem;
  }
}

/**
 * @param {Uint8Array} bytes
 * @param {DataView} view
 * @returns {[number, number]}
 */
function sizeOfWebp(bytes, view) {
  const three = (/** @type {number} */ at) => view.getUint16(at, true) + view.getUint8(at + 2) * 65_536;
  const chunk = word(bytes, 12);
  if (chunk === "VP8X") return [three(24) + 1, three(27) + 1];
  if (chunk === "VP8 ") return [view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff];
  if (chunk !== "VP8L") return [0, 0];
  const bits = view.getUint32(21, true);
  return [(bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1];
}

/**
 * @param {DataView} view
 * @returns {[number, number]}
 */
function sizeOfJpeg(view) {
  for (let at = 2; at + 9 < view.byteLength; ) {
    if (view.getUint8(at) !== 0xff) return [0, 0];
    const kind = view.getUint8(at + 1);
    // The frames; C4, C8 and CC are tables that lie in the same range.
    if (kind >= 0xc0 && kind <= 0xcf && kind !== 0xc4 && kind !== 0xc8 && kind !== 0xcc) return [view.getUint16(at + 7), view.getUint16(at + 5)];
    at += kind === 0xff ? 1 : 2 + view.getUint16(at + 2);
  }
  return [0, 0];
}
