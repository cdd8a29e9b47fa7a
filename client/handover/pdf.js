// As much of PDF as a volume of names needs: pages of glyphs, and the fonts cut down to those. No time, no author, no name of a program.

import { concat, utf8 } from "../vault/bytes.js";
import { BACKWARDS } from "./letters.js";

/** @typedef {import("./letters.js").Letters} Letters @typedef {import("./letters.js").Run} Run */
/** @typedef {{gid: number, text: string}} Sign one glyph may stand for several letters, dots set apart: each has a code of its own */
/** @typedef {Map<number, Map<string, Sign & {code: number}>>} Used by font, then by glyph and text */

/** A4, in points. */
export const [WIDTH, HEIGHT] = [595, 842];
/** As many meanings as one block may have, and the bytes from which on it pays to press a stream. */
const [EACH, WORTH] = [100, 256];

const hex4 = (/** @type {number} */ number) => number.toString(16).padStart(4, "0");
const units = (/** @type {string} */ text) => Array.from({ length: text.length }, (_, at) => hex4(text.charCodeAt(at))).join("");
const short = (/** @type {number} */ number) => String(Math.round(number * 100) / 100);

/** How far runs go together, in thousandths of the size. @param {Run[]} runs */
export const lengthOf = (runs) => runs.reduce((all, { glyphs }) => glyphs.reduce((sum, { advance }) => sum + advance, all), 0);

/**
 * Tell whether the glyphs alone say what is copied from them. Where letters change places or melt into one, the text is written beside them; not
 * where it runs from right to left, since readers put that in order by themselves, and would do so twice.
 * @param {string} text @param {Run[]} runs
 */
const isPlain = (text, runs) => BACKWARDS.test(text) || runs.every(({ glyphs }) => glyphs.every((glyph) => glyph.text.length === 1));

/** @param {Letters} letters */
export function newPrint(letters) {
  /** @type {Used} */
  const used = new Map();
  /** @type {string[]} */
  const pages = [];
  let page = "";

  return {
    /**
     * Put a line where it begins, in points from below and from the left.
     * @param {Run[]} runs @param {{x: number, y: number, size: number, text: string, width?: number}} where width: it is pressed into, if wider
     */
    put(runs, { x, y, size, text, width = Infinity }) {
      const pressed = Math.min(1, width / ((lengthOf(runs) * size) / 1000));
      const shown = runs.map((run) => `/F${run.font} ${size} Tf ${drawn(run, size, coding(used, run.font), letters)}`).join("");
      const line = `BT ${pressed < 1 ? short(100 * pressed) : 100} Tz ${short(x)} ${short(y)} Td ${shown}ET`;
      page += isPlain(text, runs) ? `${line}\n` : `/Span <</ActualText <feff${units(text)}>>> BDC ${line} EMC\n`;
    },
    /** A thin line across. @param {number} from @param {number} to @param {number} y */
    rule(from, to, y) {
      page += `/Artifact BMC 0.3 w 0.7 G ${short(from)} ${short(y)} m ${short(to)} ${short(y)} l S EMC\n`;
    },
    endPage() {
      pages.push(page);
      page = "";
    },
    /** @param {{title: string, language: string}} about @returns {Promise<Uint8Array>} the file */
    end: ({ title, language }) => written(letters, pages, used, `<</Title <feff${units(title)}>>>`, language),
  };
}

/** @param {Used} used @param {number} font @returns {(sign: Sign) => number} gives the code of a sign */
function coding(used, font) {
  const signs = used.get(font) ?? new Map();
  used.set(font, signs);
  return ({ gid, text }) => {
    const key = `${gid} ${text}`;
    const code = signs.get(key)?.code ?? signs.size + 1;
    signs.set(key, { gid, text, code });
    return code;
  };
}

/**
 * The glyphs of a run: each where HarfBuzz wants it, whatever its own width is.
 * @param {Run} run @param {number} size @param {(sign: Sign) => number} codeOf @param {Letters} letters
 */
function drawn({ font, glyphs }, size, codeOf, letters) {
  let [shown, parts, rise, behind] = ["", "", 0, 0];
  for (const { gid, advance, x, y, text } of glyphs) {
    if (y !== rise) {
      if (parts !== "") shown += `[${parts}]TJ `;
      shown += `${short((y * size) / 1000)} Ts `;
      [parts, rise] = ["", y];
    }
    const aside = behind + x;
    parts += `${Math.round(aside) === 0 ? "" : -Math.round(aside)}<${hex4(codeOf({ gid, text }))}>`;
    behind = advance - letters.width(font, gid) + aside - Math.round(aside) - x;
  }
  if (Math.round(behind) !== 0) parts += String(-Math.round(behind));
  return `${shown}[${parts}]TJ ${rise === 0 ? "" : "0 Ts "}`;
}

/**
 * @param {Letters} letters @param {string[]} pages @param {Used} used
 * @param {string} about the dictionary of the document @param {string} language
 */
async function written(letters, pages, used, about, language) {
  const file = newFile();
  const [catalogue, tree, info, resources] = [file.number(), file.number(), file.number(), file.number()];
  const fonts = [];
  for (const [font, signs] of used) fonts.push(`/F${font} ${await fontOf(file, letters, font, [...signs.values()])} 0 R`);
  file.put(resources, `<</Font <<${fonts.join(" ")}>>>>`);
  const kids = [];
  for (const content of pages) {
    const [kid, stream] = [file.number(), file.number()];
    await file.stream(stream, "", utf8(content));
    file.put(kid, `<</Type /Page /Parent ${tree} 0 R /MediaBox [0 0 ${WIDTH} ${HEIGHT}] /Resources ${resources} 0 R /Contents ${stream} 0 R>>`);
    kids.push(`${kid} 0 R`);
  }
  file.put(tree, `<</Type /Pages /Count ${kids.length} /Kids [${kids.join(" ")}]>>`);
  file.put(catalogue, `<</Type /Catalog /Pages ${tree} 0 R /Lang <feff${units(language)}> /ViewerPreferences <</DisplayDocTitle true>>>>`);
  file.put(info, about);
  return file.end(catalogue, info);
}

/** @param {ReturnType<typeof newFile>} file @param {Letters} letters @param {number} font @param {(Sign & {code: number})[]} signs @returns {Promise<number>} its object */
async function fontOf(file, letters, font, signs) {
  const [whole, inner, described, bytes, texts, places] = [file.number(), file.number(), file.number(), file.number(), file.number(), file.number()];
  const name = `/SCNAME+Noto${font}`;
  const { box, ascent, descent } = letters.measures(font);
  const widths = signs.map(({ gid }) => Math.round(letters.width(font, gid)));
  const cut = letters.cut(font, signs.map(({ gid }) => gid));
  const numbers = `/FontBBox [${box.join(" ")}] /Ascent ${ascent} /Descent ${descent} /CapHeight ${ascent} /ItalicAngle 0 /StemV 80 /Flags 4`;
  await file.stream(bytes, `/Length1 ${cut.length} `, cut);
  await file.stream(texts, "", utf8(meanings(signs)));
  await file.stream(places, "", Uint8Array.from([0, ...signs.map(({ gid }) => gid)].flatMap((gid) => [gid >> 8, gid & 0xff])));
  file.put(described, `<</Type /FontDescriptor /FontName ${name} ${numbers} /FontFile2 ${bytes} 0 R>>`);
  const system = `/CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) /Supplement 0>> /CIDToGIDMap ${places} 0 R`;
  file.put(inner, `<</Type /Font /Subtype /CIDFontType2 /BaseFont ${name} ${system} /FontDescriptor ${described} 0 R /W [1 [${widths.join(" ")}]]>>`);
  file.put(whole, `<</Type /Font /Subtype /Type0 /BaseFont ${name} /Encoding /Identity-H /DescendantFonts [${inner} 0 R] /ToUnicode ${texts} 0 R>>`);
  return whole;
}

/** What glyphs stand for, for programs that know nothing of a span's text. @param {(Sign & {code: number})[]} signs */
function meanings(signs) {
  const said = signs.map(({ code, text }) => `<${hex4(code)}> <${units(text)}>`); // dots set apart stand for nothing, and say so
  const blocks = [];
  for (let at = 0; at < said.length; at += EACH) {
    const some = said.slice(at, at + EACH);
    blocks.push(`${some.length} beginbfchar\n${some.join("\n")}\nendbfchar`);
  }
  return `/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Said def /CMapType 2 def
1 begincodespacerange <0000> <ffff> endcodespacerange
${blocks.join("\n")}
endcmap CMapName currentdict /CMap defineresource pop end end`;
}

/** The objects of a file, one after the other, and the table of where each begins. */
function newFile() {
  /** @type {Uint8Array[]} */
  const parts = [utf8("%PDF-1.7\n%"), Uint8Array.of(0xe2, 0xe3, 0xcf, 0xd3, 10)];
  /** @type {number[]} */
  const places = [0];
  let at = parts.reduce((sum, part) => sum + part.length, 0);

  /** @param {string | Uint8Array} piece */
  function out(piece) {
    const bytes = typeof piece === "string" ? utf8(piece) : piece;
    parts.push(bytes);
    at += bytes.length;
  }

  return {
    number: () => places.push(0) - 1,
    /** @param {number} number @param {string} dictionary */
    put(number, dictionary) {
      places[number] = at;
      out(`${number} 0 obj\n${dictionary}\nendobj\n`);
    },
    /** @param {number} number @param {string} entries @param {Uint8Array} bytes */
    async stream(number, entries, bytes) {
      const { filter, body } = await squeezed(bytes);
      places[number] = at;
      out(`${number} 0 obj\n<<${entries}${filter}/Length ${body.length}>>\nstream\n`);
      out(body);
      out("\nendstream\nendobj\n");
    },
    /** @param {number} root @param {number} info */
    end(root, info) {
      const table = places.slice(1).map((place) => `${String(place).padStart(10, "0")} 00000 n \n`);
      const start = at;
      out(`xref\n0 ${places.length}\n0000000000 65535 f \n${table.join("")}trailer\n<</Size ${places.length} /Root ${root} 0 R /Info ${info} 0 R>>\nstartxref\n${start}\n%%EOF\n`);
      return concat(...parts);
    },
  };
}

/** @param {Uint8Array} bytes */
async function squeezed(bytes) {
  if (typeof CompressionStream === "undefined" || bytes.length < WORTH) return { filter: "", body: bytes };
  const pressed = new Response(new Blob([/** @type {BlobPart} */ (bytes)]).stream().pipeThrough(new CompressionStream("deflate")));
  return { filter: "/Filter /FlateDecode ", body: new Uint8Array(await pressed.arrayBuffer()) };
}
