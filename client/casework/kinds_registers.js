// What stands in the registers that several cases share: ways out, places, the house's shelters and ceilings, the key of tokens. Data only.

import { SUPPORTS } from "./kinds_case.js";

/** On what a country lets somebody in. */
export const BASES = /** @type {const} */ ([
  "humanitarian-visa", "tourist-visa", "special-arrangement", "resettlement", "sponsorship", "study-work", "residency", "family", "asylum-on-arrival",
]);

/** @type {Readonly<Record<string, import("./kinds_case.js").Kind>>} */
export const REGISTER_KINDS = {
  pathway: {
    home: "ways",
    fields: {
      country: "country", name: "t120", basis: BASES, entry: "country", rule_set: "t20", takes: ["inside", "outside", "both"],
      papers: { list: "code", most: 20 }, medical: "yes", opens: "day", closes: "day",
      odds: { rows: { permille: "n", on: "day", source: "t200" }, most: 40 },
      waiting: { part: { soonest: "n", usual: "n", longest: "n" } }, cost: "n", currency: "currency", host: "t120",
      languages: { list: "language", most: 20 }, demands: { list: "reference", most: 40 }, closed_on: "day", note: "t2000",
    },
  },
  change: {
    home: "ways",
    fields: {
      on: "day", what: ["suspended", "closed", "replaced", "narrowed"], bases: { list: BASES, most: 9 }, countries: { list: "country", most: 60 },
      ways: { list: "id", most: 200 }, rule_set: "t20", source: "t300", note: "t1000",
    },
  },
  quota: {
    home: "places",
    fields: {
      way: "id", persons: "n", medical: "n", host: "t120", host_total: "n", budget: "n", currency: "currency", from: "day", until: "day", source: "t200",
    },
  },
  shelter: {
    home: "house",
    fields: { code: "t20", is_free: "yes", fits: "n", languages: { list: "language", most: 20 }, rules: "t1000", strongbox: "id" },
  },
  ceiling: { home: "house", fields: { what: SUPPORTS, currency: "currency", amount: "n", per: ["case", "month", "year"], source: "t200" } },
  "token-key": { home: "tokens", fields: { key: "key", version: "n" } },
};
