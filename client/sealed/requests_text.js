// Looking through opened words, in memory only. Nothing of it is stored or sent.

const MARKS = /\p{M}+/gu;
const NOT_WORDS = /[^\p{L}\p{N}]+/gu;
/** Letters that are one letter with a stroke or a tail, and have no mark that could be taken off. @type {Record<string, string>} */
const PLAIN = { ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", æ: "ae", œ: "oe", ß: "ss", ı: "i", ӏ: "i", "ٱ": "ا", "ى": "ي", "ة": "ه", ـ: "" };
const STROKED = new RegExp(`[${Object.keys(PLAIN).join("")}]`, "gu");

/**
 * Fold words for comparing: small letters, no marks (ё is е, й is и, é is e, Arabic without its short vowels).
 * @param {string} words
 * @returns {string}
 */
export function fold(words) {
  return words
    .normalize("NFKD")
    .replace(MARKS, "")
    .toLowerCase()
    .replace(STROKED, (letter) => PLAIN[letter] ?? letter)
    .replace(NOT_WORDS, " ")
    .trim();
}

/**
 * Tell whether every word of the query begins a word of the text. Both are folded already.
 * @param {string} text
 * @param {string} query
 * @returns {boolean}
 */
export function contains(text, query) {
  const among = ` ${text}`;
  return query.split(" ").every((word) => among.includes(` ${word}`));
}

const LONG_ENOUGH = 8; // words; shorter texts are alike by chance
const MANY = 20; // holders of one run that are looked at: a flood of one text must not slow the list down
const ALIKE = 0.5; // share of three-word runs in common

/** @param {string} folded */
function runs(folded) {
  const words = folded.split(" ");
  /** @type {Set<string>} */
  const found = new Set();
  if (words.length < LONG_ENOUGH) return found;
  for (let at = 0; at + 3 <= words.length; at += 1) found.add(words.slice(at, at + 3).join(" "));
  return found;
}

/**
 * Find texts that say the same in the same words.
 * @param {readonly {id: string, folded: string}[]} texts
 * @returns {Map<string, string[]>} for each text that is like another: the ids of the others
 */
export function alike(texts) {
  const sets = texts.map((text) => runs(text.folded));
  /** @type {Map<string, number[]>} */
  const holders = new Map();
  sets.forEach((set, index) => {
    for (const run of set) {
      const among = holders.get(run);
      if (!among) holders.set(run, [index]);
      else if (among.length < MANY) among.push(index);
    }
  });
  /** @type {Map<string, string[]>} */
  const found = new Map();
  sets.forEach((set, index) => {
    const others = shared(set, holders, index)
      .filter(([other, common]) => common / (set.size + size(sets, other) - common) >= ALIKE)
      .map(([other]) => texts[other]?.id ?? "");
    const own = texts[index];
    if (own && others.length > 0) found.set(own.id, others);
  });
  return found;
}

/**
 * @param {Set<string>} set
 * @param {Map<string, number[]>} holders
 * @param {number} self
 */
function shared(set, holders, self) {
  /** @type {Map<number, number>} */
  const common = new Map();
  for (const run of set) for (const other of holders.get(run) ?? []) if (other !== self) common.set(other, (common.get(other) ?? 0) + 1);
  return [...common].sort((a, b) => b[1] - a[1]).slice(0, 5);
}

/**
 * @param {Set<string>[]} sets
 * @param {number} index
 */
function size(sets, index) {
  return sets[index]?.size ?? 0;
}

/**
 * Give the beginning of a text for a list, cut between letters of any script.
 * @param {string} text
 * @param {number} [length]
 */
export function beginning(text, length = 160) {
  const flat = text.replaceAll(/\s+/gu, " ").trim();
  const letters = [...flat];
  return letters.length <= length ? flat : `${letters.slice(0, length).join("").trimEnd()} …`;
}
