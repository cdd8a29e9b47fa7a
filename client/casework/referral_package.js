// What of a case another organisation is told: pieces of it that somebody ticked, each as small as it can be, and how such a package is read over there.

import { KINDS, readItem, wordsOf } from "./kinds.js";
import { read } from "./shapes.js";

/** @typedef {import("./kinds.js").Item} Item */
/**
 * A piece that can be ticked. `isName`: it says who the person really is.
 * @typedef {{key: string, item: string, kind: string, title: string, fields: any, words: string, isName: boolean, ticked: boolean}} Piece
 * @typedef {{scope: string, how: string, on: string, until: string}} Allowed the words in which it was allowed
 * @typedef {{v: 1, kind: "referral" | "transfer", urgent: boolean, crisis: string, label: string, items: any[], lines: string[], consent: Allowed | null, emergency: string}} Package
 * @typedef {{v: 1, accepted: boolean, because: string, text: string}} Answer
 */

export const REASONS = /** @type {const} */ (["no-capacity", "outside-our-work", "not-safe-with-us", "already-with-us", "more-information", "other"]);

/** What can leave, kind by kind: the title of a piece and its fields. Notes of colleagues, payouts, shelters and routes are not among it. */
const PIECES = /** @type {const} */ ([
  { kind: "overlay", title: "Danger", fields: ["overlay", "since"], open: "until", ticked: true },
  { kind: "need", title: "Need", fields: ["what", "severity", "note"], open: "met_on", ticked: true },
  { kind: "request", title: "How to talk to the person", fields: ["language", "hours"], open: "", ticked: true },
  { kind: "risk", title: "Risk", fields: ["source", "likelihood", "what"], open: "gone_on", ticked: false },
  { kind: "detention", title: "Detention", fields: ["place", "authority", "grounds", "lawyer", "access", "hearings", "health"], open: "", ticked: false },
  { kind: "document", title: "Document", fields: ["what", "state", "expires", "country"], open: "", ticked: false },
  { kind: "avoid", title: "Where not to go", fields: ["countries", "because", "note"], open: "", ticked: false },
  { kind: "wish", title: "Wishes for where to go", fields: ["countries", "languages", "kin_in"], open: "", ticked: false },
  { kind: "person", title: "Languages", fields: ["languages"], open: "", ticked: false },
  { kind: "person", title: "Birth date and nationality", fields: ["born", "nationality"], open: "", ticked: false },
  { kind: "person", title: "Real name", fields: ["name", "other_names"], open: "", ticked: false },
  { kind: "contact", title: "Way to reach the person", fields: ["way", "address", "safe_hours", "never"], open: "", ticked: false },
]);
const SENT = new Set(PIECES.map((one) => one.kind));
const LINES = 2;
const RECIPIENT = /^age1[0-9a-z]{58}$/;

/**
 * List what of a case can be ticked for a partner. Little is ticked from the beginning; a real name never: whether the consent speaks of it, a person reads.
 * @param {Item[]} items
 * @returns {Piece[]}
 */
export function piecesOf(items) {
  return PIECES.flatMap(({ kind, title, fields, open, ticked }) =>
    items.filter((item) => item.kind === kind && !(open && item.body[open])).flatMap((item) => {
      const said = Object.fromEntries(fields.filter((field) => isSaid(item.body[field])).map((field) => [field, item.body[field]]));
      if (Object.keys(said).length === 0) return [];
      const isName = title === "Real name";
      return [{ key: `${item.id} ${title}`, item: item.id, kind, title, fields: said, words: told(kind, said), isName, ticked }];
    }),
  );
}

/** @param {any} value */
function isSaid(value) {
  return Array.isArray(value) ? value.length > 0 : value !== "" && value !== false && value !== 0;
}

/**
 * Say an item, or a part of one, in English words: field by field.
 * @param {string} kind
 * @param {any} said
 * @returns {string}
 */
export function told(kind, said) {
  const { fields, choices } = wordsOf(kind);
  /** @param {string} field @param {any} value @returns {string} */
  const word = (field, value) => {
    if (Array.isArray(value)) return value.map((one) => word(field, one)).join(", ");
    if (value !== null && typeof value === "object") return Object.entries(value).filter(([, one]) => isSaid(one)).map(([inner, one]) => word(`${field}.${inner}`, one)).join(" ");
    return choices[field]?.[value] ?? String(value);
  };
  const parts = Object.entries(said).filter(([field, value]) => field !== "kind" && Object.hasOwn(fields, field) && isSaid(value));
  return parts.map(([field, value]) => `${fields[field]}: ${word(field, value)}`).join(". ");
}

/**
 * Put a package together out of what was ticked.
 * @param {{kind: "referral" | "transfer", urgent: boolean, crisis: string, label: string, pieces: Piece[], lines: string[], consent: any | null, emergency: string}} wanted
 *   consent: the body of the consent that allows it; without one, `emergency` says why the person could not be asked
 * @returns {Package}
 */
export function packageOf({ kind, urgent, crisis, label, pieces, lines, consent, emergency }) {
  const allowed = consent ? { scope: consent.scope, how: consent.how, on: consent.on, until: consent.until } : null;
  const said = lines.map((one) => one.trim()).filter(Boolean).slice(0, LINES);
  /** What is told of one person belongs together, and apart from what is told of another. @type {Map<string, any>} */
  const items = new Map();
  for (const piece of pieces) items.set(piece.item, { kind: piece.kind, ...items.get(piece.item), ...piece.fields });
  return { v: 1, kind, urgent, crisis, label, items: [...items.values()], lines: said, consent: allowed, emergency: consent ? "" : emergency.trim() };
}

/**
 * The same in lines, as the case keeps a copy of what left.
 * @param {Package} made
 * @returns {string[]}
 */
export function linesOf({ items, lines, consent, emergency }) {
  const why = consent ? `Allowed: ${consent.scope}` : `Emergency, without consent: ${emergency}`;
  return [why, ...items.map((item) => `${wordsOf(item.kind).name}. ${told(item.kind, item)}`), ...lines];
}

/**
 * Read a package as it came out of its seal. Whoever sealed it may have put anything into it.
 * @param {any} payload
 * @returns {Package | null} null where it is none
 */
export function readPackage(payload) {
  if (!isObject(payload) || !["referral", "transfer"].includes(payload.kind)) return null;
  const items = (Array.isArray(payload.items) ? payload.items.slice(0, 60) : []).flatMap((/** @type {any} */ one) => {
    const item = isObject(one) && SENT.has(one.kind) ? readItem(one) : null;
    if (!item) return [];
    const fields = new Set(PIECES.flatMap((piece) => (piece.kind === item.kind ? [...piece.fields] : [])));
    return [{ kind: item.kind, ...Object.fromEntries(Object.entries(item).filter(([field, value]) => fields.has(/** @type {any} */ (field)) && isSaid(value))) }];
  });
  const { consent } = payload;
  return {
    v: 1, kind: payload.kind, urgent: payload.urgent === true, crisis: read("reference", payload.crisis), items,
    label: typeof payload.label === "string" && RECIPIENT.test(payload.label) ? payload.label : "",
    lines: read({ list: "t500", most: LINES }, payload.lines),
    consent: isObject(consent)
      ? { scope: read("t1000", consent.scope), how: read(/** @type {any} */ (KINDS.consent?.fields.how), consent.how), on: read("day", consent.on), until: read("day", consent.until) }
      : null,
    emergency: read("t500", payload.emergency),
  };
}

/**
 * @param {any} payload
 * @returns {Answer | null}
 */
export function readAnswer(payload) {
  if (!isObject(payload) || typeof payload.accepted !== "boolean") return null;
  return { v: 1, accepted: payload.accepted, because: read(REASONS, payload.because), text: read("t500", payload.text) };
}

/** @param {any} value */
function isObject(value) {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}
