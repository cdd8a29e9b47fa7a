// The solver and its worker: a script of ours that knows the hash of the bytes it will run, and these bytes beside it.

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import * as esbuild from "esbuild";

/**
 * @param {string} root of the checkout, with a slash at its end
 * @param {string[]} browsers the oldest that are meant
 * @returns {Map<string, string | Uint8Array>} what is to be served, by its name
 */
export function solver(root, browsers) {
  const bytes = readFileSync(`${root}node_modules/highs/build/highs.wasm`);
  const { outputFiles } = esbuild.buildSync({
    entryPoints: [`${root}client/entry/solver.js`],
    write: false,
    bundle: true,
    format: "iife",
    minify: true,
    legalComments: "none",
    target: browsers,
    // The package can also run in Node.js, which no browser does; it would look for its bytes beside itself, and is handed them instead.
    external: ["node:*"],
    define: { "import.meta.url": "self.location.href", HIGHS_SHA256: JSON.stringify(createHash("sha256").update(bytes).digest("hex")) },
    logLevel: "warning",
  });
  return new Map([...outputFiles.map((file) => /** @type {[string, string]} */ (["solver.js", file.text])), ["highs.wasm", bytes]]);
}
