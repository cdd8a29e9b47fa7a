// What a case is made of: each kind of item, the compartment it lives in, and its fields. Data only; kinds.js reads by it, docs/reference/cases.md
// says it in words. There is no field here for what somebody is, for proof of it, or for anything intimate, and a test keeps it so.

/**
 * A shape is a word ("t200" text of at most 200 letters, "day", "moment", "hour", "n" a whole number, "yes", "id", "ME", "OR", "country", "language",
 * "currency", "code" a word in small letters, "reference", "edtf"), a list of words of which one is chosen, a list of a shape, a table of rows, or a part.
 * @typedef {string | readonly string[] | {list: string | readonly string[], most: number} | {rows: Fields, most: number} | {part: Fields}} Shape
 * @typedef {{readonly [field: string]: Shape}} Fields
 * @typedef {"case" | "identity" | "route" | "story" | "advocacy" | "checks"} Compartment
 * @typedef {"ways" | "places" | "house" | "tokens"} Register
 * @typedef {{home: Compartment | Register, fields: Fields}} Kind
 */

export const WAY_STATES = /** @type {const} */ (["proposed", "offered", "agreed", "preparing", "submitted", "granted", "refused", "withdrawn", "expired"]);
export const VERIFICATIONS = /** @type {const} */ (["asked", "needs-more", "plausible", "corroborated", "doubtful"]);
export const TIERS = /** @type {const} */ (["critical", "high", "medium", "low"]);
export const SUPPORTS = /** @type {const} */ (["money", "medical", "legal", "travel", "food", "phone", "papers", "other"]);
export const DOCUMENTS = /** @type {const} */ ([
  "passport", "internal-passport", "id-card", "birth", "marriage", "military", "education", "medical", "photo", "authority", "other",
]);
export const OVERLAYS = /** @type {const} */ (["missing", "detained", "danger"]);
const WANTED = ["referral", "transfer"];
const REFERRAL_STATES = ["second", "offered", "accepted", "refused", "revoked", "ended"];
const FILES = ["letter", "medical", "travel", "court", "threat", "photo-for-papers", "other"];

/** @type {Readonly<Record<string, Kind>>} */
export const CASE_KINDS = {
  request: {
    home: "case",
    fields: {
      box: "id", channel: "id", channel_vault: "id", reply: "t120", language: "language", hours: "t200", danger: ["now", "soon", "none"],
      needs: { list: "code", most: 20 }, came: ["box", "referral", "hand"],
    },
  },
  triage: {
    home: "case",
    fields: {
      result: ["accepted", "declined", "duplicate"], tier: TIERS, deadline: "day", reason: "t500", referred_to: "t200", on: "day", same_as: "id",
      same_reference: "reference",
    },
  },
  verification: {
    home: "case",
    fields: {
      method: ["trusted-partner", "referring-organisation", "consistent-account", "document-of-threat", "medical-legal-report", "open-source"],
      result: VERIFICATIONS, partner: "t200", has_doubts: "yes", on: "day",
    },
  },
  need: {
    home: "case",
    fields: {
      what: ["food", "place", "money", "medical", "legal", "leave", "papers", "talk", "safety", "children", "information"],
      severity: ["now", "soon", "later"], since: "day", met_on: "day", note: "t1000",
    },
  },
  risk: {
    home: "case",
    fields: {
      source: ["state", "relatives", "diaspora", "blackmailer", "digital", "other"], likelihood: ["high", "some", "low"], what: "t1000",
      raised_by: "t1000", gone_on: "day",
    },
  },
  plan: {
    home: "case",
    fields: { aim: "t500", steps: { rows: { id: "id", what: "t300", who: "ME", by: "day", done_on: "day" }, most: 40 }, agreed_on: "day" },
  },
  task: { home: "case", fields: { what: "t300", who: "ME", due: "day", hour: "hour", about: "id", done_on: "day" } },
  consent: {
    home: "case",
    fields: {
      purpose: ["share-with-partner", "round", "payout-by-partner", "known-elsewhere", "testimony", "advocacy-line", "kit", "emergency"],
      recipient: "t120", scope: "t1000", given: ["yes", "no", "asked"], how: ["in-person", "call", "box", "writing"], on: "day", until: "day",
      withdrawn_on: "day",
    },
  },
  support: {
    home: "case",
    fields: {
      what: SUPPORTS, amount: "n", currency: "currency", from: "day", until: "day", state: ["planned", "asked", "given", "ended", "returned"],
      payout: "hex32", payee: "OR", given_on: "day", note: "t500",
    },
  },
  link: { home: "case", fields: { to: "id", token: "id", relation: ["together", "apart", "depends-on", "same-person"], note: "t500" } },
  "check-in": {
    home: "case",
    fields: {
      check_in: "id", reference: "reference", team: "id", mode: ["travel", "shelter", "new-abroad", "stable", "back"], every: "n", grace: "n",
      due: "moment", zone: "t40", word: "t60", duress: "t60", link: "t200", ended_on: "day",
    },
  },
  overlay: { home: "case", fields: { overlay: OVERLAYS, since: "moment", until: "moment", what: "t1000" } },
  detention: {
    home: "case",
    fields: {
      place: "t300", authority: "t300", grounds: "t1000", lawyer: "t300", access: ["yes", "no", "asked"],
      hearings: { rows: { on: "day", what: "t200" }, most: 40 }, coerced: "t500", health: "t500", pressure: "t500",
      filed: { rows: { mechanism: "t20", on: "day", due: "day" }, most: 40 },
    },
  },
  kit: { home: "case", fields: { strongbox: "id", holders: { list: "ME", most: 5 }, consent: "id", made_on: "day", until: "day" } },
  referral: {
    home: "case",
    fields: {
      referral: "id", to: "OR", what: WANTED, consent: "id", sent: { list: "t5000", most: 60 }, state: REFERRAL_STATES, on: "day",
    },
  },
  "card-out": {
    home: "case",
    fields: {
      round: "id", card: "id", ways: { rows: { way: "id", score: "n" }, most: 60 },
      ruled_out: { rows: { way: "id", codes: { list: "code", most: 9 } }, most: 400 }, on: "day",
      leads: { list: "ME", most: 2 }, answer: ["proposed", "none"], signed_by: "ME", way: "id", expected: "day", said: ["taken", "refused"], because: "code",
    },
  },
  file: {
    home: "case",
    fields: { file: "id", epoch: "n", name: "t200", type: "t100", size: "n", sha256: "hex64", what: FILES },
  },
  closure: { home: "case", fields: { result: ["ended", "declined", "transferred"], on: "day", reason: "t500", reopened_on: "day" } },
  compartment: { home: "case", fields: { compartment: ["identity", "route", "story", "advocacy", "checks"], vault: "id" } },
  doubt: { home: "checks", fields: { text: "t5000", on: "day" } },
  person: {
    home: "identity",
    fields: {
      name: "t200", other_names: { list: "t200", most: 20 }, born: "edtf", nationality: "country", languages: { list: "language", most: 20 },
      kin: "t500",
    },
  },
  contact: {
    home: "identity",
    fields: { way: "t40", address: "t200", safe_hours: "t200", code_word: "t60", never: "t1000", is_first: "yes" },
  },
  document: {
    home: "identity",
    fields: { what: DOCUMENTS, state: ["have", "missing", "applied", "lost", "taken"], expires: "day", country: "country", kept_at: "t200" },
  },
  wish: {
    home: "route",
    fields: {
      countries: { list: "country", most: 60 }, languages: { list: "language", most: 20 }, kin_in: { list: "country", most: 60 },
      no: { list: "id", most: 200 }, note: "t1000",
    },
  },
  avoid: {
    home: "route",
    fields: {
      countries: { list: "country", most: 60 }, because: ["diaspora", "relatives", "persecutors", "earlier-refusal", "said-no"], note: "t500",
    },
  },
  application: {
    home: "route",
    fields: {
      way: "id", state: WAY_STATES, proposed_on: "day", offered_on: "day", agreed_on: "day", submitted_on: "day", biometrics_on: "day",
      decided_on: "day", ended_on: "day", appeal_until: "day", valid_until: "day", refusal: "code", seen_by: { list: ["eu-vis", "country", "none"], most: 3 },
      seen_until: "day", note: "t1000",
    },
  },
  leg: {
    home: "route",
    fields: { from: "t100", to: "t100", on: "moment", state: ["planned", "under-way", "done", "called-off"], check_in: "id" },
  },
  stay: { home: "route", fields: { shelter: "t20", strongbox: "id", from: "day", until: "day" } },
  arrival: { home: "route", fields: { on: "day", country: "country", status: "code", warned_of_return_on: "day" } },
  testimony: {
    home: "story",
    fields: { text: "t200000", on: "day", with: "ME", language: "language", consent: "id", may_quote: "yes" },
  },
  slip: {
    home: "story",
    fields: {
      slip: "reference", of: { list: "id", most: 200 }, text: "t400", state: ["handed", "accepted", "out", "refused", "withdrawn"],
    },
  },
  line: { home: "advocacy", fields: { text: "t2000", language: "language", until: "day", agreed_on: "day", consent: "id" } },
};
