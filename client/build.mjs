// Makes what browsers load, from safeconduct/theme/styles and client/entry into safeconduct/theme/static/built.
// The same sources give the same bytes; nothing is fetched.

import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import rtlcss from "rtlcss";
import * as sass from "sass";
import { answerColours } from "./colours.mjs";
import { band, grain, mark, rosette } from "./ornament.mjs";
import { moj } from "./vendor-styles.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const styles = `${root}safeconduct/theme/styles`;
const built = `${root}safeconduct/theme/static/built`;
const browsers = ["chrome100", "edge100", "firefox100", "safari15"];

/** @param {string} name */
function compile(name) {
  const options = { loadPaths: [styles, `${root}node_modules`], importers: [moj], style: /** @type {const} */ ("expanded"), charset: false, quietDeps: true };
  return sass.compile(`${styles}/${name}.scss`, options).css;
}

/**
 * Take out what the components bring and we do not want: pictures in fixed colours, and a font for print at every rule.
 * @param {string} css
 */
function withoutLuggage(css) {
  return css
    .replaceAll(/^\s*(?:-webkit-mask|mask|background)-image: url\("?images\/[^;]*;\n/gm, "")
    .replaceAll(/@media print \{\n\s*[^{}]+ \{\n\s*font-family: var\(--sans\);\n\s*\}\n\}\n/g, "")
    .replaceAll(/^\s*-(?:webkit|moz-osx)-font-smoothing: [^;]*;\n/gm, "");
}

/**
 * @param {string} css
 * @param {string} name for the message
 */
function inOurColours(css, name) {
  const answer = answerColours(css);
  if (answer.unknown.length > 0) {
    throw new Error(`${name}: these colours have no token yet, add them to client/colours.mjs: ${answer.unknown.join(", ")}`);
  }
  return answer.css;
}

/** @param {string} css */
function minified(css) {
  return esbuild.transformSync(css, { loader: "css", minify: true, target: browsers, legalComments: "none" }).code;
}

/** @param {string} name */
function buildStyles(name) {
  const css = compile("values") + "\n" + inOurColours(withoutLuggage(compile(name)), `${name}.scss`);
  writeFileSync(`${built}/${name}.css`, minified(css));
  writeFileSync(`${built}/${name}.rtl.css`, minified(rtlcss.process(css)));
}

function buildScripts() {
  esbuild.buildSync({
    entryPoints: [`${root}client/entry/desk.js`],
    outfile: `${built}/desk.js`,
    bundle: true,
    format: "esm",
    minify: true,
    legalComments: "none",
    target: browsers,
    logLevel: "warning",
  });
}

function buildDrawings() {
  const accent = /--accent: (#[0-9a-f]{6})/i.exec(compile("values"))?.[1] ?? "currentColor";
  const drawings = { band: band(), grain: grain(), mark: mark(accent), rosette: rosette() };
  for (const [name, svg] of Object.entries(drawings)) writeFileSync(`${built}/${name}.svg`, svg);
}

rmSync(built, { recursive: true, force: true });
mkdirSync(built, { recursive: true });
buildStyles("public");
buildStyles("desk");
buildScripts();
buildDrawings();
for (const name of ["public.css", "desk.css", "desk.js"]) {
  console.log(`${name} ${(readFileSync(`${built}/${name}`).length / 1000).toFixed(1)} kB`);
}
