// Loads what sets names for print, from beside the worker. All of it, whatever the names are: nobody who watches learns which alphabets are among them.

import { hasWasm } from "../vault/argon.js";
import { CUTTER, FONTS, newLetters, SHAPER } from "./letters.js";

/** @returns {Promise<import("./letters.js").Letters | null>} null where the browser refuses WebAssembly, or a file does not come */
export async function lettersBeside() {
  const here = globalThis.location?.href;
  if (!here || !hasWasm()) return null;
  const load = async (/** @type {string} */ name) => {
    const answer = await fetch(new URL(name, here));
    if (!answer.ok) throw new TypeError(`${name} is not there`);
    return new Uint8Array(await answer.arrayBuffer());
  };
  try {
    const [shaper, cutter, ...fonts] = await Promise.all([SHAPER, CUTTER, ...FONTS.map((name) => `${name}.ttf`)].map(load));
    return await newLetters({ shaper: /** @type {Uint8Array} */ (shaper), cutter: /** @type {Uint8Array} */ (cutter), fonts });
  } catch {
    // The package is worth more than its PDFs: it is made without them, and the page says so.
    return null;
  }
}
