// Makes what browsers load, from safeconduct/theme/styles and client/entry into safeconduct/theme/static/built.
// The same sources give the same bytes; nothing is fetched.

import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import rtlcss from "rtlcss";
import * as sass from "sass";
import { answerColours } from "./colours.mjs";
import { CUTTER, FONTS, SHAPER } from "./handover/letters.js";
import { band, grain, mark, rosette, seal } from "./ornament.mjs";
import { solver } from "./solver.mjs";
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

// Variants that no page of ours has; a rule goes when every one of its selectors names one.
const unused = /--inverse|button--start|start-icon|section-break|summary-card|link-image|link--(?:muted|text-colour|no-visited-state)|heading-xl \+|caption-xl|clearfix/;

/**
 * Take out what the components bring and we do not want: pictures in fixed colours, a font and its size for print at every rule
 * (print has one scale, set at the root), help for browsers older than ours, and variants that no page has.
 * @param {string} css as Sass writes it, expanded
 */
function withoutLuggage(css) {
  return css
    .replaceAll(/^\s*(?:-webkit-mask|mask|background)-image: url\("?images\/[^;]*;\n/gm, "")
    .replaceAll(/^\s*-(?:webkit|moz-osx)-font-smoothing: [^;]*;\n/gm, "")
    .replaceAll(/@media print \{\s*[^{}]+ \{\s*(?:(?:font-family: var\(--sans\)|font-size: [\d.]+pt|line-height: [\d.]+);\s*)+\}\s*\}/g, "")
    .replaceAll(/@supports not \((?:text-wrap|-ms-ime-align|caret-color)[^{]*\{(?:[^{}]*\{[^{}]*\})*\s*\}/g, "")
    .replaceAll(/([^{};]+)\{[^{}]*\}/g, (rule, /** @type {string} */ selectors) => (selectors.split(",").every((one) => unused.test(one)) ? "" : rule));
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

// Everything is made before anything is replaced, so that a build that fails leaves the last good one in place.
/** @type {Map<string, string | Uint8Array>} */
const made = new Map();

/**
 * @param {string} name
 * @param {{ isAlone?: boolean }} more a sheet that stands beside another one finds the values there
 */
function buildStyles(name, { isAlone = true } = {}) {
  const css = (isAlone ? compile("values") + "\n" : "") + inOurColours(withoutLuggage(compile(name)), `${name}.scss`);
  made.set(`${name}.css`, minified(css));
  made.set(`${name}.rtl.css`, minified(rtlcss.process(css)));
}

function buildScripts() {
  for (const name of ["desk", "sealed", "worker", "ask", "annex", "proof", "petition", "framed", "widget", "duty", "duty-worker"]) {
    const { outputFiles } = esbuild.buildSync({
      entryPoints: [`${root}client/entry/${name}.js`],
      write: false,
      bundle: true,
      // The worker, the page of a person who asks and what works for a signature are plain scripts: old telephones know no others.
      format: ["worker", "ask", "proof", "widget", "duty-worker"].includes(name) ? "iife" : "esm",
      minify: true,
      legalComments: "none",
      target: browsers,
      loader: { ".txt": "text" },
      // What a person who asks loads is kept small.
      ...(name === "ask" && { charset: /** @type {const} */ ("utf8"), alias: { "@noble/post-quantum/hybrid.js": `${root}client/ask/suites.js` } }),
      logLevel: "warning",
    });
    for (const file of outputFiles) made.set(`${name}.js`, file.text);
  }
}

function buildDrawings() {
  const accent = /--accent: (#[0-9a-f]{6})/i.exec(compile("values"))?.[1] ?? "currentColor";
  const drawings = { band: band(), grain: grain(), mark: mark(accent), rosette: rosette(), seal: seal() };
  for (const [name, svg] of Object.entries(drawings)) made.set(`${name}.svg`, svg);
}

/** What sets names for print lies beside the worker, which loads it when a package is made. */
function layLetters() {
  for (const module of [SHAPER, CUTTER]) made.set(module, readFileSync(`${root}node_modules/harfbuzzjs/dist/${module}`));
  for (const name of FONTS) {
    const folder = `${root}node_modules/@expo-google-fonts/${name}/400Regular`;
    const file = readdirSync(folder).find((one) => one.endsWith(".ttf"));
    made.set(`${name}.ttf`, readFileSync(`${folder}/${file}`));
  }
}

buildStyles("public");
buildStyles("desk");
buildStyles("ask");
buildStyles("write", { isAlone: false });
buildStyles("petition", { isAlone: false });
buildScripts();
buildDrawings();
layLetters();
for (const [name, content] of solver(root, browsers)) made.set(name, content);
mkdirSync(built, { recursive: true });
for (const old of readdirSync(built)) if (!made.has(old)) rmSync(`${built}/${old}`, { recursive: true });
for (const [name, content] of made) {
  writeFileSync(`${built}/${name}`, content);
  console.log(`${name} ${(Buffer.byteLength(content) / 1000).toFixed(1)} kB`);
}
