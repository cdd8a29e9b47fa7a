// What could give somebody away: names, exact days, small counts of people. The same finding as safeconduct/publications/rules/leaks.py, here
// because only the browser can read the annex; both are held to client/vectors/leaks.json. docs/reference/leak-check.md says what it finds.

/**
 * @typedef {{kind: "name" | "day" | "number", words: string, keys: string[]}} Fact facts with a key in common speak of the same thing
 * @typedef {{months: Record<string, number>, numbers: Record<string, Record<string, number>>, people: Record<string, string[]>, coarse: string[],
 *   small: number, stem: number, shortest: number, ending: number, common: number}} Tables the words of the rules, from the server
 * @typedef {{part: string, language: string, text: string}} Public a text that everybody will read, in Markdown
 * @typedef {{part: string, language: string, words: string}} Leak
 */

const LETTER = "[\\p{L}\\p{Nl}\\p{No}]";
const word = () => new RegExp(`${LETTER}+(?:['’\\-]${LETTER}+)*`, "gu");
const STARTS = /(?:^|[.!?…:]\s+|\n\s*|[-–—•]\s+|[“„«"(])$/u;
const NUMERIC_DAY = () => /(?<![\p{L}\p{N}_])(?:(\d{4})-(\d{2})-(\d{2})|(\d{1,2})[./](\d{1,2})[./](?:\d{4}|\d{2}))(?![\p{L}\p{N}_])/gu;
const NOUNS_ARE_CAPITALISED = new Set(["de", "lb"]);
const NO_CAPITALS = new Set(["ar", "fa", "ur", "he", "ps", "prs", "ka"]);

/** Tell whether names can be found in this language; in scripts without capitals they cannot. @param {string} language */
export const findsNamesIn = (language) => !NO_CAPITALS.has(language);

/**
 * Give what the annex says, nothing public says already, and a public text repeats. Nobody can allow such a thing.
 * @param {{annex: string, language: string, texts: Public[], known: {texts: string[], language: string}, tables: Tables}} wanted
 * @returns {Leak[]}
 */
export function annexOnly({ annex, language, texts, known, tables }) {
  const finder = makeFinder(tables);
  const allowed = finder.known(known.texts, known.language);
  const isKnown = (/** @type {string} */ key) => allowed.has(key) || allowed.has(finder.stem(key));
  const kept = [...new Set(finder.facts(annex, language).flatMap((fact) => fact.keys))].filter((key) => !isKnown(key));
  return texts.flatMap(({ part, language: tongue, text }) =>
    finder
      .facts(plain(text), tongue)
      .filter((fact) => fact.keys.some((key) => kept.some((other) => finder.same(key, other))))
      .map((fact) => ({ part, language: tongue, words: fact.words })),
  );
}

/**
 * @param {string} text without marks
 * @param {string} language
 * @param {Tables} tables
 * @returns {Fact[]} names, then days, then numbers, each once
 */
export const factsIn = (text, language, tables) => makeFinder(tables).facts(text, language);

/** The text without Markdown's marks, the words of references kept. @param {string} text */
export function plain(text) {
  return text.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1").replaceAll(/[*_`#>]+/g, "");
}

/** @param {Tables} tables */
function makeFinder(tables) {
  const exact = new Set(tables.coarse.filter((one) => !one.endsWith("*")));
  const prefixes = tables.coarse.filter((one) => one.endsWith("*")).map((one) => one.slice(0, -1));
  const month = [...Object.keys(tables.months)]
    .sort((one, other) => other.length - one.length)
    .map((one) => one.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&"))
    .join("|");
  const day = () =>
    new RegExp(
      `(?<!\\d)(?<day>\\d{1,2})(?:\\.|st|nd|rd|th|er|-го)?\\s+(?:of\\s+|de\\s+)?(?<month>${month})(?![\\p{L}\\p{N}_])` +
        `|(?<![\\p{L}\\p{N}_])(?<before>${month})\\.?\\s+(?<after>\\d{1,2})(?!\\d)`,
      "gu",
    );

  const stem = (/** @type {string} */ key) => (key.length >= tables.stem && isWord(key) ? key.slice(0, -2) : key);

  /** @param {string} one @param {string} other */
  function same(one, other) {
    if (one === other) return true;
    if (!isWord(one) || !isWord(other)) return false;
    const length = common(one, other);
    return length >= tables.common && length >= Math.max(one.length, other.length) - tables.ending;
  }

  /** @param {string} written */
  function isCoarse(written) {
    const low = small(written.replace(/['’]s?$/u, ""));
    return exact.has(low) || prefixes.some((one) => low.startsWith(one));
  }

  /** @param {string} text @param {string} language @returns {Fact[]} */
  function names(text, language) {
    if (!findsNamesIn(language)) return [];
    return runs(text).flatMap((run) => {
      const first = /** @type {RegExpMatchArray} */ (run[0]);
      const begins = STARTS.test(text.slice(0, first.index));
      const isShortened = begins && run.length > 1 && letters(first[0]) < tables.shortest; // "Of Ruslan"
      const kept = isShortened ? run.slice(1) : run;
      if (kept.length === 1 && ((begins && !isShortened) || NOUNS_ARE_CAPITALISED.has(language))) return [];
      // "Leaving Chechnya": the first word is capitalised for the sentence, the others are coarse.
      if (begins && kept.length > 1 && kept.slice(1).every((one) => isCoarse(one[0]))) return [];
      const telling = kept.map((one) => one[0]).filter((one) => letters(one) >= tables.shortest && !isCoarse(one));
      if (telling.length === 0) return [];
      return [{ kind: /** @type {const} */ ("name"), words: between(text, kept), keys: unique(telling.map(fold)) }];
    });
  }

  /** @param {string} text @returns {Fact[]} */
  function days(text) {
    // Lower case keeps every letter's place, so that what was found can be cut out of the text as it stands.
    const low = [...text].map((letter) => (small(letter).length === letter.length ? small(letter) : letter)).join("");
    const written = [...low.matchAll(day())].map((hit) => {
      const found = hit.groups ?? {};
      return dayFact(text.slice(hit.index, hit.index + hit[0].length), tables.months[found.month ?? found.before ?? ""] ?? 0, Number(found.day ?? found.after));
    });
    const figures = [...text.matchAll(NUMERIC_DAY())].map((hit) => dayFact(hit[0], Number(hit[2] ?? hit[5]), Number(hit[3] ?? hit[4])));
    return [...written, ...figures];
  }

  /** @param {string} text @param {string} language @returns {Fact[]} */
  function numbers(text, language) {
    const values = tables.numbers[language] ?? {};
    const people = tables.people[language] ?? [];
    const found = [...text.matchAll(new RegExp(`\\d{1,2}(?![\\d.,]*\\d)|${LETTER}+`, "gu"))];
    return found.flatMap((hit, at) => {
      const low = small(hit[0]);
      const isFigure = /^\d+$/.test(low);
      const value = isFigure ? Number(low) : (values[low] ?? 0);
      if (!(value > 0 && value <= tables.small) || (isFigure && !standsAlone(text, hit.index))) return [];
      const next = found[at + 1];
      if (next && small(next[0]) in tables.months) return []; // it is a day
      for (const near of found.slice(at + 1, at + 4)) {
        if (/[,.;:!?]/.test(text.slice(hit.index + hit[0].length, near.index))) break;
        if (people.some((one) => (one.endsWith("*") ? small(near[0]).startsWith(one.slice(0, -1)) : small(near[0]) === one)))
          return [{ kind: /** @type {const} */ ("number"), words: text.slice(hit.index, near.index + near[0].length), keys: [`${value} people`] }];
      }
      return [];
    });
  }

  /** @param {string} text @param {string} language @returns {Fact[]} */
  function facts(text, language) {
    /** @type {Map<string, Fact>} */
    const each = new Map();
    for (const fact of [...names(text, language), ...days(text), ...numbers(text, language)]) each.set(`${fact.kind}|${fact.words}`, fact);
    return [...each.values()];
  }

  /** @param {string[]} texts @param {string} language */
  function known(texts, language) {
    /** @type {Set<string>} */
    const said = new Set();
    for (const text of texts) {
      for (const [one] of text.matchAll(word())) said.add(stem(fold(one)));
      for (const fact of [...days(text), ...numbers(text, language)]) for (const key of fact.keys) said.add(key);
    }
    return said;
  }

  return { facts, known, stem, same };
}

/** @param {string} words @param {number} month @param {number} day @returns {Fact} */
function dayFact(words, month, day) {
  const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
  return { kind: "day", words: words.trim(), keys: [`${two(month)}-${two(day)}`] };
}

/** Runs of capitalised words with nothing but a space between them. @param {string} text */
function runs(text) {
  /** @type {RegExpMatchArray[][]} */
  const all = [];
  /** @type {RegExpMatchArray[]} */
  let run = [];
  for (const hit of text.matchAll(word())) {
    const isName = /^\p{Lu}/u.test(hit[0]) && letters(hit[0]) > 1;
    const last = run.at(-1);
    const follows = last !== undefined && /^[ \u00a0]*$/.test(text.slice(end(last), hit.index));
    if (run.length > 0 && (!isName || !follows)) {
      all.push(run);
      run = [];
    }
    if (isName) run.push(hit);
  }
  if (run.length > 0) all.push(run);
  return all;
}

/** @param {RegExpMatchArray} hit */
const end = (hit) => (hit.index ?? 0) + hit[0].length;

/** @param {string} text @param {RegExpMatchArray[]} run */
const between = (text, run) => text.slice(run[0]?.index ?? 0, end(/** @type {RegExpMatchArray} */ (run.at(-1))));

/** A figure that is no part of a longer one, of a date, of a share. @param {string} text @param {number} at */
const standsAlone = (text, at) => !/[\d.,-]/.test(text[at - 1] ?? "") && /^\d{1,2}(?![\d.,]*\d)(?!\s*[%°])/.test(text.slice(at));

/** @param {string} text */
const small = (text) => text.toLowerCase().replaceAll("ß", "ss");

/** @param {string} text */
const letters = (text) => [...text].length;

/** @param {string} key */
const isWord = (key) => /^\p{L}+$/u.test(key);

/** @param {string} written */
const fold = (written) =>
  small(written.replace(/['’]s?$/u, ""))
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "");

/** @param {string} one @param {string} other */
function common(one, other) {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  return length;
}

/** @template T @param {T[]} list */
const unique = (list) => [...new Set(list)];
