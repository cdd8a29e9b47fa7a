// Names written alike, version n1: so that one person, written by two people in two alphabets, comes to the same words. The other half is
// safeconduct/casework/rules/names.py; both are held to client/vectors/names.json.

export const VERSION = 1;
const FEWEST_DIGITS = 9;
const LAST_DIGITS = 6;
const PAIRS =
  "а:a б:b в:v г:g ґ:g д:d е:e ё:e є:e ж:zh з:z и:i й:i і:i ї:i к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ў:u ф:f х:kh ц:ts ч:ch " +
  "ш:sh щ:sh ъ: ы:i ь: э:e ю:iu я:ia ӏ: қ:k ғ:g ң:n ү:u ұ:u һ:kh ө:o ә:a";
const CYRILLIC = new Map(PAIRS.split(" ").map((pair) => /** @type {[string, string]} */ (pair.split(":"))));
const PALOCHKA = /(?<=[а-яё])[1iIlӀӏ|](?=[а-яёА-ЯЁ]|$|[\s-])/g; // typed as whatever the keyboard has
// Sounds that are written in several ways, the longer before the shorter. What is J in one spelling is a vowel in the next: it is left out.
const SOUNDS = /** @type {const} */ ([
  ["shch", "s"], ["skh", "s"], ["tch", "C"], ["sch", "s"], ["dzh", "d"], ["zh", ""], ["kh", "k"], ["gh", "k"], ["ch", "C"], ["sh", "s"], ["ts", "s"],
  ["tz", "s"], ["dz", "z"], ["ph", "f"], ["th", "t"], ["ck", "k"], ["c", "s"], ["j", ""], ["x", "ks"], ["q", "k"], ["w", "v"], ["h", "k"], ["g", "k"],
]);
const ENDINGS = /(?<=[a-z]{3})(ova|eva|ina|ov|ev|in|off|eff|a)$/;
const PATRONYMIC = /([oe]vit?ch|[oe]vna|ichna)$/;
const SHORTEST = 3;
const FEWEST_LETTERS = 4;

/**
 * Give the consonants of a name, word by word in the order of the alphabet; empty where too little is left to tell people apart.
 * @param {string} name
 */
export function skeleton(name) {
  const all = latin(name).split(" ").filter((word) => word.length >= SHORTEST);
  const words = all.length > 2 ? all.filter((word) => !PATRONYMIC.test(word)) : all;
  return [...new Set(words.map(bonesOf).filter(Boolean))].sort().join(" ");
}

/**
 * Give the terms of a person, at most three: names with the whole birth date, with its year and the father's name, with the end of a telephone
 * number. The first of January counts as not known, because it is what is written where it is not.
 * @param {{names: string[], born?: string, father?: string, telephone?: string}} person born: a day, a year, or nothing
 * @returns {string[]} none without a name of two words
 */
export function termsOf({ names, born = "", father = "", telephone = "" }) {
  const whole = skeleton(names.join(" "));
  if (whole.split(" ").length < 2 || whole.length < FEWEST_LETTERS) return [];
  const terms = [];
  if (/^\d{4}-\d{2}-\d{2}$/.test(born) && !born.endsWith("-01-01")) terms.push(`n1 day ${whole} ${born}`);
  const of = skeleton(father);
  if (/^\d{4}/.test(born) && of) terms.push(`n1 year ${whole} ${born.slice(0, 4)} ${of}`);
  const digits = telephone.replaceAll(/[^0-9]/g, "");
  if (digits.length >= FEWEST_DIGITS) terms.push(`n1 call ${whole} ${digits.slice(-LAST_DIGITS)}`);
  return terms;
}

/** Write a name in small Latin letters and spaces. @param {string} name */
function latin(name) {
  const told = name.normalize("NFC").toLowerCase().replaceAll(PALOCHKA, "");
  const written = [...told].map((letter) => CYRILLIC.get(letter) ?? letter).join("");
  const plain = written.normalize("NFKD").replaceAll(/\p{M}/gu, "");
  return plain.replaceAll(/[-‐‑–—/.,\s]/g, " ").replaceAll("ı", "i").replaceAll("ß", "ss").replaceAll(/[^a-z ]/g, "");
}

/** The consonants of one word, as they sound. @param {string} word */
function bonesOf(word) {
  let told = word.replace(ENDINGS, "");
  for (const [written, sound] of SOUNDS) told = told.replaceAll(written, sound);
  return told.replaceAll(/(.)\1+/g, "$1").replaceAll(/[aeiouy]/g, "");
}
