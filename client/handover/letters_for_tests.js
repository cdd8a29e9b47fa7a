// Letters as browsers have them, for tests and measurements: from the packages.

import { readdirSync, readFileSync } from "node:fs";
import { CUTTER, FONTS, newLetters, SHAPER } from "./letters.js";

const PACKAGES = new URL("../../node_modules/", import.meta.url);

/** @param {string} name a font's package */
function fontOf(name) {
  const folder = new URL(`@expo-google-fonts/${name}/400Regular/`, PACKAGES);
  return new Uint8Array(readFileSync(new URL(readdirSync(folder).find((file) => file.endsWith(".ttf")) ?? "", folder)));
}

export function lettersOfPackages() {
  const [shaper, cutter] = [SHAPER, CUTTER].map((name) => new Uint8Array(readFileSync(new URL(`harfbuzzjs/dist/${name}`, PACKAGES))));
  return newLetters({ shaper, cutter, fonts: FONTS.map(fontOf) });
}
