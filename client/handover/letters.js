// Letters of every alphabet that we have, for printing: HarfBuzz (WebAssembly) turns a text into glyphs as its script wants them, and cuts fonts
// down to the glyphs that a volume uses. Where WebAssembly is refused there is none of this, and a package has its pages in HTML only.

import makeBidi from "bidi-js";

/** @typedef {{gid: number, advance: number, x: number, y: number, text: string}} Glyph measures in thousandths of the size; text: what its cluster stands for, with the widest of it */
/** @typedef {Glyph & {cluster: number}} Shaped */
/** @typedef {{fonts: boolean[], font: number, script: number, isInvisible: boolean}} Known which fonts have a character, the first of them (-1: none), its script (-1: any) */
/** @typedef {{font: number, glyphs: Glyph[]}} Run glyphs from left to right */
/** @typedef {{shaper: Uint8Array, cutter: Uint8Array, fonts: Uint8Array[]}} Given two modules of HarfBuzz, and fonts, the most used first */
/** @typedef {{box: number[], ascent: number, descent: number}} Measures in thousandths of the size */

const [LTR, RTL, WRITABLE] = [4, 5, 2];
/** A glyph, and where it goes, in HarfBuzz's memory. */
const RECORD = 20;
const [NO_HINTING, RETAIN_GIDS] = [1, 2];
const DROPPED = ["GSUB", "GPOS", "GDEF", "BASE", "DSIG", "name", "post", "OS/2", "STAT", "cmap"];
const DROP_TABLES = 3;
const PAGE = 65_536;
const LONGEST = 2000;
/** Scripts that are set apart from each other even where one font has both. */
const SCRIPTS = ["Latin", "Cyrillic", "Greek", "Devanagari", "Arabic", "Hebrew", "Armenian", "Georgian", "Ethiopic", "Bengali", "Tamil", "Thai"].map(
  (name) => new RegExp(`^\\p{Script=${name}}$`, "u"),
);
const INVISIBLE = /^[\p{Cf}\p{Mn}]$/u;
/** What may run from right to left, or turn what stands around it. */
export const BACKWARDS = /[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
const bidi = /** @type {() => import("bidi-js").Bidi} */ (/** @type {unknown} */ (makeBidi))(); // its types speak of another form of the package

/** The modules of HarfBuzz that set letters and cut fonts. */
export const [SHAPER, CUTTER] = ["harfbuzz.wasm", "harfbuzz-subset.wasm"];
/** What browsers load beside the worker, and tests from the packages: the names of the fonts' packages, in the order of use. */
export const FONTS = ["noto-sans", "noto-sans-arabic", "noto-sans-hebrew", "noto-sans-armenian", "noto-sans-georgian", "noto-sans-ethiopic", "noto-sans-bengali", "noto-sans-tamil", "noto-sans-thai"];

/** @param {Given} given */
export async function newLetters({ shaper, cutter, fonts }) {
  const hb = await started(shaper);
  const cut = await started(cutter);
  const faces = fonts.map((bytes) => faceOf(hb, bytes));
  const place = hb.malloc(2 * LONGEST);
  const buffer = hb.hb_buffer_create();
  const count = hb.malloc(4);
  /** @type {Map<string, Known>} */
  const known = new Map();

  /** @param {string} character */
  function look(character) {
    let found = known.get(character);
    if (!found) {
      const code = character.codePointAt(0) ?? 0;
      const fonts = faces.map((face) => hb.hb_font_get_glyph(face.font, code, 0, count) !== 0);
      found = { fonts, font: fonts.indexOf(true), script: SCRIPTS.findIndex((one) => one.test(character)), isInvisible: INVISIBLE.test(character) };
      known.set(character, found);
    }
    return found;
  }

  /** @param {string} text @param {number} from @param {number} to @param {number} font @param {boolean} isBack @returns {Run} */
  function shape(text, from, to, font, isBack) {
    const face = /** @type {ReturnType<typeof faceOf>} */ (faces[font]);
    const units = new Uint16Array(hb.memory.buffer, place, to - from);
    for (let at = from; at < to; at += 1) units[at - from] = text.charCodeAt(at);
    hb.hb_buffer_reset(buffer);
    hb.hb_buffer_add_utf16(buffer, place, to - from, 0, to - from);
    hb.hb_buffer_set_direction(buffer, isBack ? RTL : LTR);
    hb.hb_buffer_guess_segment_properties(buffer);
    hb.hb_shape(face.font, buffer, 0, 0);
    const infos = hb.hb_buffer_get_glyph_infos(buffer, count);
    const places = hb.hb_buffer_get_glyph_positions(buffer, count);
    const view = new DataView(hb.memory.buffer);
    const number = view.getUint32(count, true);
    const glyphs = [];
    const [scale, length] = [1000 / face.upem, to - from];
    for (let at = 0; at < number; at += 1) {
      const [info, place] = [infos + at * RECORD, places + at * RECORD];
      const cluster = view.getUint32(info + 8, true);
      glyphs.push({
        gid: view.getUint32(info, true),
        advance: view.getInt32(place, true) * scale,
        x: view.getInt32(place + 8, true) * scale,
        y: view.getInt32(place + 12, true) * scale,
        cluster,
        text: "",
      });
    }
    giveTexts(glyphs, text.slice(from, from + length), isBack);
    return { font, glyphs };
  }

  return {
    /**
     * Set a line: runs from left to right.
     * @param {string} line
     * @param {"ltr" | "rtl" | "auto"} [direction] of the whole; by default that of its first letter
     * @returns {Run[] | null} null where a letter is in none of the fonts
     */
    set(line, direction = "auto") {
      const text = line.normalize("NFC").slice(0, LONGEST);
      const pieces = piecesOf(text, look);
      if (!pieces) return null;
      if (direction !== "rtl" && !BACKWARDS.test(text)) return whole(pieces.map(({ from, to, font }) => shape(text, from, to, font, false)));
      const { levels, paragraphs } = bidi.getEmbeddingLevels(text, direction);
      const runs = pieces.flatMap((piece) => byLevel(piece, levels));
      const set = runs.map(({ from, to, font, level }) => ({ level, run: shape(text, from, to, font, level % 2 === 1) }));
      return whole(inOrder(set, paragraphs[0]?.level ?? 0));
    },
    /** Cut a font down to these glyphs, which keep their numbers. @param {number} font @param {Iterable<number>} gids @returns {Uint8Array} a TrueType font */
    cut: (font, gids) => subset(cut, /** @type {Uint8Array} */ (fonts[font]), gids),
    /** @param {number} font @param {number} gid how far a glyph goes of itself, in thousandths of the size */
    width(font, gid) {
      const { font: face, upem, widths } = /** @type {ReturnType<typeof faceOf>} */ (faces[font]);
      const width = widths.get(gid) ?? (hb.hb_font_get_glyph_h_advance(face, gid) * 1000) / upem;
      widths.set(gid, width);
      return width;
    },
    /** @param {number} font @returns {Measures} */
    measures: (font) => measuresOf(/** @type {Uint8Array} */ (fonts[font])),
  };
}

/** @typedef {Awaited<ReturnType<typeof newLetters>>} Letters */

/** @param {Run[]} runs @returns {Run[] | null} null where a glyph is missing */
const whole = (runs) => (runs.some(({ glyphs }) => glyphs.some((glyph) => glyph.gid === 0)) ? null : runs);

/**
 * Give to one glyph of each cluster, the widest, the text that the cluster stands for, so that whoever copies from the page gets the name.
 * @param {Shaped[]} glyphs @param {string} text @param {boolean} isBack clusters fall instead of rising
 */
function giveTexts(glyphs, text, isBack) {
  /** @type {Shaped[]} */
  const widest = [];
  for (const glyph of glyphs) {
    const last = widest.at(-1);
    if (last?.cluster !== glyph.cluster) widest.push(glyph);
    else if (glyph.advance > last.advance) widest[widest.length - 1] = glyph;
  }
  if (isBack) widest.reverse();
  widest.forEach((glyph, at) => void (glyph.text = text.slice(glyph.cluster, widest[at + 1]?.cluster ?? text.length)));
}

/**
 * Split a text where its font or its script changes. What belongs to any script stays with what stands before it, if the font has it.
 * @param {string} text
 * @param {(character: string) => Known} look
 */
function piecesOf(text, look) {
  /** @type {{from: number, to: number, font: number, script: number}[]} */
  const pieces = [];
  let at = 0;
  for (const character of text) {
    const { fonts, font, script, isInvisible } = look(character);
    const last = pieces.at(-1);
    if (font === -1 && !(isInvisible && last)) return null;
    const goesOn = last && (script === -1 || last.script === -1 || last.script === script) && (fonts[last.font] || (isInvisible && font === -1));
    if (last && goesOn) {
      last.to = at + character.length;
      if (last.script === -1) last.script = script;
    } else pieces.push({ from: at, to: at + character.length, font, script });
    at += character.length;
  }
  return pieces;
}

/** @param {{from: number, to: number, font: number}} piece @param {Uint8Array} levels */
function byLevel({ from, to, font }, levels) {
  const runs = [];
  for (let start = from; start < to; ) {
    let end = start + 1;
    while (end < to && levels[end] === levels[start]) end += 1;
    runs.push({ from: start, to: end, font, level: levels[start] ?? 0 });
    start = end;
  }
  return runs;
}

/** Put runs in the order in which they stand, left to right: rule L2 of the Unicode Bidirectional Algorithm. @param {{level: number, run: Run}[]} set @param {number} base */
function inOrder(set, base) {
  const highest = set.reduce((most, { level }) => Math.max(most, level), base);
  const order = [...set];
  for (let level = highest; level > 0; level -= 1) {
    for (let from = 0; from < order.length; from += 1) {
      let to = from;
      while (to < order.length && /** @type {{level: number}} */ (order[to]).level >= level) to += 1;
      if (to > from) order.splice(from, to - from, ...order.slice(from, to).reverse());
      from = to;
    }
  }
  return order.map(({ run }) => run);
}

/** @param {Uint8Array} bytes a WebAssembly module of HarfBuzz @returns {Promise<any>} its functions */
async function started(bytes) {
  /** @type {any} */
  let made = null;
  const nothing = () => 0;
  const stop = () => {
    throw new RangeError("HarfBuzz stopped");
  };
  const imports = {
    wasi_snapshot_preview1: { proc_exit: stop },
    env: {
      _abort_js: stop,
      _emscripten_runtime_keepalive_clear: nothing,
      _setitimer_js: nothing,
      emscripten_resize_heap(/** @type {number} */ size) {
        made.memory.grow(Math.ceil((size - made.memory.buffer.byteLength) / PAGE));
        return 1;
      },
    },
  };
  const { instance } = await WebAssembly.instantiate(/** @type {BufferSource} */ (bytes), imports);
  made = instance.exports;
  (made._initialize ?? made.__wasm_call_ctors ?? nothing)();
  return made;
}

/** @param {any} hb @param {Uint8Array} bytes */
function laid(hb, bytes) {
  const place = hb.malloc(bytes.length);
  new Uint8Array(hb.memory.buffer, place, bytes.length).set(bytes);
  return place;
}

/** @param {any} hb @param {Uint8Array} bytes */
function faceOf(hb, bytes) {
  const face = hb.hb_face_create(hb.hb_blob_create(laid(hb, bytes), bytes.length, WRITABLE, 0, 0), 0);
  return { font: hb.hb_font_create(face), upem: hb.hb_face_get_upem(face), widths: /** @type {Map<number, number>} */ (new Map()) };
}

/** @param {any} hb @param {Uint8Array} font @param {Iterable<number>} gids */
function subset(hb, font, gids) {
  const place = laid(hb, font);
  const blob = hb.hb_blob_create(place, font.length, WRITABLE, 0, 0);
  const face = hb.hb_face_create(blob, 0);
  const wanted = hb.hb_subset_input_create_or_fail();
  const chosen = hb.hb_subset_input_glyph_set(wanted);
  for (const gid of gids) hb.hb_set_add(chosen, gid);
  const dropped = hb.hb_subset_input_set(wanted, DROP_TABLES);
  for (const tag of DROPPED) hb.hb_set_add(dropped, tag.split("").reduce((all, letter) => all * 256 + letter.charCodeAt(0), 0) | 0);
  hb.hb_subset_input_set_flags(wanted, NO_HINTING | RETAIN_GIDS);
  const made = hb.hb_subset_or_fail(face, wanted);
  const result = made && hb.hb_face_reference_blob(made);
  const length = result ? hb.hb_blob_get_length(result) : 0;
  const bytes = length ? new Uint8Array(hb.memory.buffer, hb.hb_blob_get_data(result, 0), length).slice() : null;
  if (result) hb.hb_blob_destroy(result);
  for (const one of [made, face]) if (one) hb.hb_face_destroy(one);
  hb.hb_subset_input_destroy(wanted);
  hb.hb_blob_destroy(blob);
  hb.free(place);
  if (!bytes) throw new RangeError("this font cannot be cut");
  return bytes;
}

/** @param {Uint8Array} font @returns {Measures} */
function measuresOf(font) {
  const view = new DataView(font.buffer, font.byteOffset, font.length);
  /** @type {Record<string, number>} */
  const tables = {};
  for (let at = 0; at < view.getUint16(4); at += 1) {
    const entry = 12 + 16 * at;
    tables[String.fromCharCode(...font.subarray(entry, entry + 4))] = view.getUint32(entry + 8);
  }
  const [head, hhea] = [tables.head ?? 0, tables.hhea ?? 0];
  const whole = (/** @type {number} */ place) => Math.round((view.getInt16(place) * 1000) / view.getUint16(head + 18));
  return { box: [36, 38, 40, 42].map((place) => whole(head + place)), ascent: whole(hhea + 4), descent: whole(hhea + 6) };
}
