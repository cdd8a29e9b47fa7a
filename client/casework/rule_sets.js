// Which law says what state has to look at an application for asylum, and from when on. Data with its sources, because law changes and code should
// not. It follows the regulations for the usual adult; minors on their own, dependants and the discretionary clauses are for a lawyer to see.

/**
 * @typedef {"family" | "permit" | "visa" | "studied" | "entered" | "asked"} Ground
 * @typedef {object} RuleSet
 * @property {string} code
 * @property {string} name
 * @property {string} from first day on which an application falls under it
 * @property {string} until last day; "" while it holds
 * @property {string[]} countries bound by it, or by an agreement that repeats it
 * @property {Partial<Record<Ground, string>>} articles in the order in which they are asked
 * @property {number} permitMonths for how long a residence document that has run out still counts
 * @property {number} visaMonths the same for a visa
 * @property {number} entryMonths for how long an irregular crossing of the border counts
 * @property {number} studyMonths for how long a diploma counts; 0 where it never does
 * @property {string[]} sources
 */

const UNION = [
  "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
];
// By agreement with the Union: Iceland and Norway (OJ L 93, 3.4.2001), Switzerland and Liechtenstein (OJ L 53, 27.2.2008); Denmark (OJ L 66, 8.3.2006).
const ASSOCIATED = ["CH", "IS", "LI", "NO"];

/** The states that enter visas and their refusals into the Visa Information System: the Union without Ireland and Cyprus, and the four associated ones. */
export const VISA_SYSTEM = [...UNION.filter((country) => !["CY", "IE"].includes(country)), ...ASSOCIATED];

/** For how many years a refusal stays there: Regulation (EC) No 767/2008, Article 23. */
export const VISA_SYSTEM_YEARS = 5;

/** @type {readonly RuleSet[]} */
export const RULE_SETS = [
  {
    code: "dublin-3",
    name: "Dublin III",
    from: "2014-01-01",
    until: "2026-06-30",
    countries: [...UNION, ...ASSOCIATED],
    articles: {
      family: "Articles 9 to 11", permit: "Article 12(1), (3) and (4)", visa: "Article 12(2), (3) and (4)", entered: "Article 13(1)", asked: "Article 3(2)",
    },
    permitMonths: 24,
    visaMonths: 6,
    entryMonths: 12,
    studyMonths: 0,
    sources: ["Regulation (EU) No 604/2013 of 26 June 2013, OJ L 180, 29.6.2013, p. 31"],
  },
  {
    code: "ammr",
    name: "Asylum and migration management",
    from: "2026-07-01",
    until: "",
    countries: [...UNION, ...ASSOCIATED],
    articles: {
      family: "Articles 26 to 28", permit: "Article 29(1), (3) and (4)", visa: "Article 29(2), (3) and (4)", studied: "Article 30", entered: "Article 33(1)",
      asked: "Article 16(2)",
    },
    permitMonths: 36,
    visaMonths: 18,
    entryMonths: 20,
    studyMonths: 72,
    sources: ["Regulation (EU) 2024/1351 of 14 May 2024, OJ L, 2024/1351, 22.5.2024, applied from 1 July 2026 (Article 85)"],
  },
];
