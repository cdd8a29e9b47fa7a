// Countries and languages by their English names. The browser knows nearly all; those languages of people who ask for help that Chromium has no name for are
// named here, so that Chechen is Chechen in every browser.

/** Regions that are no country somebody could go to or come from. */
const NO_COUNTRY = new Set(["AC", "AQ", "BV", "CP", "CQ", "DG", "EA", "EU", "EZ", "HM", "IC", "QO", "TA", "TF", "UM", "UN", "XA", "XB", "ZZ"]);
/** @type {Readonly<Record<string, string>>} */
const LANGUAGES = {
  ab: "Abkhazian", ady: "Adyghe", aa: "Afar", av: "Avar", ba: "Bashkir", ce: "Chechen", ckb: "Central Kurdish (Sorani)", cv: "Chuvash", dar: "Dargwa", dz: "Dzongkha",
  ff: "Fula", inh: "Ingush", kbd: "Kabardian", kg: "Kongo", ki: "Kikuyu", kmr: "Northern Kurdish (Kurmanji)", kr: "Kanuri", krc: "Karachay-Balkar", ks: "Kashmiri",
  kum: "Kumyk", kv: "Komi", lez: "Lezgian", nd: "North Ndebele", nr: "South Ndebele", os: "Ossetian", prs: "Dari", rn: "Rundi", rom: "Romani", sg: "Sango", ss: "Swati",
  tig: "Tigre", bo: "Tibetan", ve: "Venda", zgh: "Tamazight",
};
const LETTERS = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
const PAIRS = LETTERS.flatMap((one) => LETTERS.map((other) => one + other));

const names = /** @type {Record<string, Intl.DisplayNames>} */ ({});

/** @param {"region" | "language"} type @param {string} code @returns {string} "" where it has no name */
function nameOf(type, code) {
  if (type === "language" && Object.hasOwn(LANGUAGES, code)) return /** @type {string} */ (LANGUAGES[code]);
  names[type] ??= new Intl.DisplayNames(["en-GB"], { type, fallback: "none" });
  try {
    return names[type]?.of(code) ?? "";
  } catch {
    return "";
  }
}

/** @type {[string, string][] | undefined} */
let knownCountries;
/** @type {[string, string][] | undefined} */
let knownLanguages;

/** @returns {[string, string][]} code and name, by name */
export function countries() {
  knownCountries ??= sorted(PAIRS.filter((code) => !NO_COUNTRY.has(code) && new Intl.Locale(`und-${code}`).region === code).map((code) => [code, nameOf("region", code)]));
  return knownCountries;
}

/** @returns {[string, string][]} code and name, by name */
export function languages() {
  const two = PAIRS.map((code) => code.toLowerCase()).filter((code) => Intl.getCanonicalLocales(code)[0] === code);
  knownLanguages ??= sorted([...new Set([...two, ...Object.keys(LANGUAGES)])].map((code) => [code, nameOf("language", code)]));
  return knownLanguages;
}

/** @param {[string, string][]} all @returns {[string, string][]} */
function sorted(all) {
  return all.filter(([, name]) => name !== "").sort(([, one], [, other]) => one.localeCompare(other, "en"));
}

/** @param {string} code @returns {string} the code where it has no name */
export function countryName(code) {
  return nameOf("region", code) || code;
}

/** @param {string} code @returns {string} the code where it has no name */
export function languageName(code) {
  return nameOf("language", code) || code;
}
