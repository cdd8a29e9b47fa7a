// Lets Sass load the Ministry of Justice components on top of our own measures.
// Their package configures GOV.UK Frontend itself, which Sass allows only once; so its "vendor" module is answered by our bridge.

import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const home = fileURLToPath(new URL("../node_modules/@ministryofjustice/frontend/moj", import.meta.url));

const answered = new Map([
  ["/vendor/govuk-frontend", '@forward "moj:/settings/all"; @forward "bridge";'],
  ["/settings/_assets.scss", '$moj-assets-path: "" !default; $moj-images-path: "images/" !default; $moj-fonts-path: "" !default;'],
]);

/** @param {string} wanted */
function find(wanted) {
  const { dir, base } = path.posix.parse(wanted);
  const candidates = [`${dir}/_${base}.scss`, `${dir}/${base}.scss`, `${wanted}/_index.scss`, `${dir}/${base}`];
  return candidates.map((candidate) => path.posix.normalize(candidate)).find((candidate) => candidate.endsWith(".scss") && existsSync(home + candidate));
}

/** A Sass importer for addresses that begin with `moj:/`. */
export const moj = {
  /** @param {string} url */
  canonicalize(url) {
    if (!url.startsWith("moj:")) return null;
    const wanted = url.slice("moj:".length);
    const found = answered.has(wanted) ? wanted : find(wanted);
    return found ? new URL(`moj:${found}`) : null;
  },
  /** @param {URL} url */
  load(url) {
    return { contents: answered.get(url.pathname) ?? readFileSync(home + url.pathname, "utf8"), syntax: /** @type {const} */ ("scss") };
  },
};
