// A volume of names as a PDF: two columns, each name in its own script and direction. The same names stand in list.csv and in the volume's HTML.

import { lengthOf, newPrint, WIDTH } from "./pdf.js";

/** @typedef {import("./letters.js").Letters} Letters @typedef {import("./letters.js").Run} Run */
/** @typedef {{number: number, name: string, country: string}} Row */

const MARGIN = 45;
const [TOP, BOTTOM] = [797, 50];
const GAP = 25;
const COLUMN = (WIDTH - 2 * MARGIN - GAP) / 2;
const [SIZE, LINE, SMALL, LARGE, LARGE_LINE] = [9, 13, 7, 14, 18];
const [FOR_NUMBER, FOR_COUNTRY] = [42, 18];
const FOR_NAME = COLUMN - FOR_NUMBER - FOR_COUNTRY;
const RULE_BELOW = 4;
/** Stands where a name has a letter that is in none of the fonts; README.txt says what it means. */
const ELSEWHERE = "* list.csv";

/**
 * @param {Letters} letters
 * @param {import("./pages.js").Facts} facts
 * @param {number} volume from 1
 * @param {Row[]} rows
 * @returns {Promise<{bytes: Uint8Array, elsewhere: number}>} elsewhere: names that could not be set
 */
export async function printedVolume(letters, { title, language, campaign }, volume, rows) {
  const print = newPrint(letters);
  const caption = `${campaign} · ${volume} · ${rows[0]?.number ?? 0}–${rows.at(-1)?.number ?? 0}`;
  let [elsewhere, pages, column] = [0, 0, 0];
  let top = TOP - heading(print, letters, title);
  let y = top;

  /** @param {string} text @param {{x: number, y: number, size: number}} where */
  function plain(text, where) {
    const runs = letters.set(text);
    if (runs) print.put(runs, { ...where, text });
  }

  function endPage() {
    pages += 1;
    plain(`${caption} · ${pages}`, { x: MARGIN, y: BOTTOM - 20, size: SMALL });
    print.endPage();
    [top, column] = [TOP, 0];
  }

  for (const { number, name, country } of rows) {
    const lines = broken(letters, name, (FOR_NAME * 1000) / SIZE);
    const height = LINE * Math.max(1, lines?.length ?? 1);
    if (y - height < BOTTOM) {
      if (column === 0) column = 1;
      else endPage();
      y = top;
    }
    const x = MARGIN + column * (COLUMN + GAP);
    plain(String(number), { x, y: y - SIZE, size: SMALL });
    plain(country, { x: x + COLUMN - FOR_COUNTRY, y: y - SIZE, size: SMALL });
    if (!lines) elsewhere += 1;
    if (lines) lines.forEach(({ text, runs }, at) => print.put(runs, { x: x + FOR_NUMBER, y: y - SIZE - at * LINE, size: SIZE, text, width: FOR_NAME - 4 }));
    else plain(ELSEWHERE, { x: x + FOR_NUMBER, y: y - SIZE, size: SIZE });
    print.rule(x, x + COLUMN, y - SIZE - RULE_BELOW + LINE - height);
    y -= height;
  }
  endPage();
  return { bytes: await print.end({ title: `${title} ${volume}`, language }), elsewhere };
}

/** @param {ReturnType<typeof newPrint>} print @param {Letters} letters @param {string} title @returns {number} how high it is */
function heading(print, letters, title) {
  const width = WIDTH - 2 * MARGIN;
  const lines = broken(letters, title, (width * 1000) / LARGE) ?? [];
  lines.forEach(({ text, runs }, at) => {
    print.put(runs, { x: MARGIN, y: TOP - LARGE - at * LARGE_LINE, size: LARGE, text, width });
  });
  return lines.length * LARGE_LINE + LINE;
}

/**
 * Break a text between words where it is too long.
 * @param {Letters} letters @param {string} text @param {number} width in thousandths of the size
 * @returns {{text: string, runs: Run[]}[] | null} null where a letter is in none of the fonts
 */
export function broken(letters, text, width) {
  const whole = letters.set(text);
  if (!whole) return null;
  if (lengthOf(whole) <= width) return [{ text, runs: whole }];
  /** @type {{text: string, runs: Run[]}[]} */
  const lines = [];
  for (const word of text.split(/\s+/u).filter(Boolean)) {
    const last = lines.at(-1);
    const longer = last && letters.set(`${last.text} ${word}`);
    if (last && longer && lengthOf(longer) <= width) Object.assign(last, { text: `${last.text} ${word}`, runs: longer });
    else lines.push({ text: word, runs: letters.set(word) ?? [] });
  }
  return lines;
}
