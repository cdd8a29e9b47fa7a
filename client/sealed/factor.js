// One-time codes: a new secret, as an app for them reads it (RFC 6238; the key URI that such apps understand).

import qrcode from "qrcode-generator";
import { svg } from "./dom.js";

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/**
 * Write bytes in base32 (RFC 4648), without padding.
 * @param {Uint8Array} bytes
 * @returns {string}
 */
export function base32(bytes) {
  let bits = 0;
  let value = 0;
  let text = "";
  for (const byte of bytes) {
    value = (value << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      text += LETTERS[(value >>> (bits - 5)) & 31];
      bits -= 5;
    }
    value &= 0xff;
  }
  return bits > 0 ? text + LETTERS[(value << (5 - bits)) & 31] : text;
}

/** @returns {string} a new secret of 20 bytes, in base32 */
export function newFactor() {
  return base32(crypto.getRandomValues(new Uint8Array(20)));
}

/** @param {string} secret @returns {string} in groups of four, to type by hand */
export function grouped(secret) {
  return secret.replaceAll(/(.{4})(?=.)/g, "$1 ");
}

/**
 * Give the address that an app for one-time codes reads.
 * @param {string} secret base32
 * @param {string} handle
 * @returns {string}
 */
export function keyAddress(secret, handle) {
  return `otpauth://totp/Safeconduct:${encodeURIComponent(handle)}?secret=${secret}&issuer=Safeconduct`;
}

/**
 * Draw text as a square that a telephone reads; dark on light whatever the page's colours, as cameras expect it.
 * @param {string} text
 * @param {string} label for those who do not see it
 * @returns {SVGElement}
 */
export function drawSquare(text, label) {
  const code = qrcode(0, "M");
  code.addData(text);
  code.make();
  const size = code.getModuleCount();
  let path = "";
  for (let row = 0; row < size; row += 1)
    for (let column = 0; column < size; column += 1) if (code.isDark(row, column)) path += `M${column + 4} ${row + 4}h1v1h-1z`;
  return svg(
    "svg",
    { class: "square", viewBox: `0 0 ${size + 8} ${size + 8}`, role: "img", "aria-label": label, "shape-rendering": "crispEdges" },
    svg("rect", { fill: "#fff", width: size + 8, height: size + 8 }),
    svg("path", { fill: "#000", d: path }),
  );
}
