// Sentences that may be said of what people told: what they must not hold, and how one is handed in, withdrawn, and known to have gone out.
// safeconduct/released/rules/slips.py looks again, and client/vectors/slips.json holds both to the same answers.

import { newUuid } from "../vault/bytes.js";
import { keepItem, newSending } from "./acts.js";
import { takenBack } from "./consents.js";
import { sharedRuns } from "./shingles.js";
import { of } from "./state.js";

/** @typedef {import("./acts.js").Hands} Hands @typedef {import("./kinds.js").Item} Item */
/** @typedef {{text: string, language: string, root_kind: string, amount: string, period: string, area: string}} Said */
/** @typedef {{id: string, reference: string, item: import("./acts.js").Sending}} Handing what has happened so far; kept until it is through */
/** @typedef {"short" | "long" | "day" | "age" | "place" | "address" | "quotation"} Trouble */

const LEAST = 20;
const MOST = 400;

const MONTHS =
  "jan\\w*|feb\\w*|mar(?:ch|\\.)?|apr\\w*|may|june?|july?|aug\\w*|sep\\w*|oct\\w*|nov\\w*|dec\\w*" +
  "|märz|maj|mai|juni|juli|okt\\w*|dez\\w*|janv\\w*|févr\\w*|mars|avril|juin|juillet|août|déc\\w*" +
  "|январ\\w*|феврал\\w*|марта?|апрел\\w*|мая|июн\\w*|июл\\w*|август\\w*|сентябр\\w*|октябр\\w*|ноябр\\w*|декабр\\w*";
const WEEKDAYS = "(?:mon|tues|wednes|thurs|fri|satur|sun)days?|понедельник\\w*|вторник\\w*|сред[уы]|четверг\\w*|пятниц\\w*|суббот\\w*|воскресень\\w*";
const AGES =
  "\\d{1,2}[- ]years?[- ]old|aged? \\d{1,2}|(?:at|of) the age of \\d{1,2}|\\d{1,2} (?:years|jahre|år|ans|лет|год\\w*)|\\d{1,2}[- ]?летн\\w*|\\d{1,2}-?jährig\\w*";
const SMALL =
  "villages?|hamlets?|settlements?|streets?|lanes?|avenues?|apartments?|flat \\d+|house \\d+|neighbou?rhoods?|prison no|school no" +
  "|dorf\\w*|straße|strasse|rue|gatan?|landsby\\w*" +
  "|село|сел[аеу]|аул\\w*|посёл\\w*|посел\\w*|улиц\\w*|дом \\d+|квартир\\w*|переул\\w*|قرية|شارع";

/** @type {readonly (readonly [Trouble, RegExp])[]} */
const SAID = [
  ["day", known(`\\b\\d{1,2}(?:st|nd|rd|th|\\.)? (?:of )?(?:${MONTHS})\\b|\\b(?:${MONTHS}) \\d{1,2}(?:st|nd|rd|th)?\\b|\\b\\d{4}-\\d\\d-\\d\\d\\b|\\b\\d{1,2}[./]\\d{1,2}[./]\\d{2,4}\\b|\\b(?:${WEEKDAYS})\\b|\\b\\d{1,2}:\\d\\d\\b`)],
  ["age", known(`\\b(?:${AGES})\\b`)],
  ["place", known(`\\b(?:${SMALL})\\b|\\d{1,2}\\.\\d{3,}`)],
  ["address", known("@|https?:|www\\.|\\+?\\d[\\d ()-]{6,}\\d")],
  ["quotation", known("[\"“”„«»‟]")],
];

/** Words end where letters and digits of any script do, not of the English one alone. @param {string} pattern */
function known(pattern) {
  const word = "[\\p{L}\\p{N}_]";
  return new RegExp(pattern.replaceAll("\\w", word).replaceAll("\\b", `(?:(?<=${word})(?!${word})|(?<!${word})(?=${word}))`), "u");
}

/**
 * Say what a sentence shows too much of.
 * @param {string} text
 * @returns {Trouble[]} empty where nothing
 */
export function slipTroubles(text) {
  const plain = text.trim().normalize("NFC").toLowerCase();
  const length = [...plain].length;
  /** @type {Trouble[]} */
  const size = length < LEAST ? ["short"] : length > MOST ? ["long"] : [];
  return [...size, ...SAID.filter(([, pattern]) => pattern.test(plain)).map(([word]) => word)];
}

/** A quarter or a month. @param {string} text */
export function isPeriod(text) {
  return /^\d{4}-(?:Q[1-4]|0[1-9]|1[0-2])$/.test(text);
}

/** Whether its last day has passed. @param {string} period a quarter or a month @param {string} on */
export function isOver(period, on) {
  const [year = "", part = ""] = period.split("-");
  const last = part.startsWith("Q") ? String(3 * Number(part.slice(1))).padStart(2, "0") : part;
  return `${year}-${last}` < on.slice(0, 7);
}

/** A country, or one of its large parts (ISO 3166-2). @param {string} text */
export function isArea(text) {
  return /^[A-Z]{2}(?:-[A-Z0-9]{1,3})?$/.test(text);
}

/**
 * Everything that somebody told and this desk holds: of every case that was opened, not of this one alone.
 * @param {import("./store.js").CaseStore} store
 * @returns {string[]}
 */
export function everythingTold(store) {
  return store.cases().flatMap(({ shell }) => of(store.items(shell.id), "testimony").map(({ body }) => body.text));
}

/** Give a handing in to begin with. @returns {Handing} */
export function newHanding() {
  return { id: newUuid(), reference: "", item: newSending() };
}

/**
 * Hand a sentence in and note in the case that it was. Its number there is the only tie, and lies inside the seal.
 * @param {Hands} hands
 * @param {string} caseId
 * @param {{crisis: string, said: Said, of: string[]}} wanted of: the testimonies it rests on
 * @param {Handing} handing
 * @returns {Promise<Item>}
 * @throws {TypeError} where it repeats somebody's words or shows too much: nothing was sent
 */
export async function handIn(hands, caseId, { crisis, said, of: rests }, handing) {
  const { context, store } = hands;
  if (slipTroubles(said.text).length > 0 || sharedRuns(said.text, everythingTold(store)).length > 0) throw new TypeError("this sentence shows too much");
  if (!handing.reference) handing.reference = (await context.api.post("/desk/released/slips/", { id: handing.id, crisis, ...said, text: said.text.trim() })).reference;
  return keepItem(hands, caseId, "slip", { slip: handing.reference, of: rests, text: said.text.trim(), state: "handed" }, undefined, { sending: handing.item });
}

/**
 * Withdraw a sentence: what is not out will never be; a claim says so from the next batch day on.
 * @param {Hands} hands
 * @param {string} caseId
 * @param {Item} slip
 */
export async function withdrawSlip(hands, caseId, slip) {
  await hands.context.api.post(`/desk/released/slips/${slip.body.slip}/withdraw/`);
  return keepItem(hands, caseId, "slip", { ...slip.body, state: "withdrawn" }, slip);
}

/**
 * Find the sentences that must be withdrawn, because a consent on which they rest does not hold any longer.
 * @param {Item[]} items of the case
 * @param {string} on a day
 * @returns {Item[]}
 */
export function toWithdraw(items, on) {
  const gone = new Set(takenBack(items, on).map(({ consent }) => consent.id));
  const told = new Set(of(items, "testimony").filter(({ body }) => gone.has(body.consent)).map(({ id }) => id));
  return of(items, "slip").filter(({ body }) => !["withdrawn", "refused"].includes(body.state) && body.of.some((/** @type {string} */ id) => told.has(id)));
}
