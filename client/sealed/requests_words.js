// What the inbox says about a request. Codes are what is sealed; sentences are what is read.

import { filled } from "../enhance/words.js";

/** How great the danger is, the greatest first. Unknown stands above none: nobody has looked yet. */
export const DANGERS = /** @type {const} */ (["now", "soon", "", "none"]);
/** @typedef {typeof DANGERS[number]} Danger */

/** @type {Record<Danger, string>} */
export const DANGER_WORDS = { now: "In danger now", soon: "In danger soon", "": "Danger not known yet", none: "No danger now" };

/** @type {Record<Danger, string>} */
export const DANGER_STAMPS = { now: "danger", soon: "danger-soon", "": "unassessed", none: "quiet" };

export const STATES = /** @type {const} */ (["new", "taken", "handed", "answered", "waiting", "case", "closed"]);
/** @typedef {typeof STATES[number]} State */

/** @type {Record<State, string>} */
export const STATE_WORDS = {
  new: "New",
  taken: "Taken",
  handed: "Handed over",
  answered: "Answered",
  waiting: "Waits for the person",
  case: "Became a case",
  closed: "Closed",
};

/** @type {Record<State, string>} */
export const STATE_STAMPS = { new: "waiting", taken: "checked", handed: "held", answered: "accepted", waiting: "silence", case: "deed", closed: "quiet" };

/** @type {Record<string, string>} */
export const NEED_WORDS = {
  place: "A safe place",
  money: "Money",
  medical: "A doctor",
  legal: "A lawyer",
  leave: "To leave",
  talk: "Somebody to talk to",
  papers: "Papers",
  another: "Help for somebody else",
  information: "Information",
};

/** The needs that can be marked, in the order in which they are offered. The first six are those that the form asks for. */
export const NEEDS = Object.keys(NEED_WORDS);

export const SHIFTS = /** @type {const} */ (["day", "night"]);
/** @typedef {typeof SHIFTS[number]} Shift */

/** @type {Record<Shift, string>} */
export const SHIFT_WORDS = { day: "the day shift", night: "the night shift" };

/** @type {Record<string, string>} */
const ANSWER_WORDS = { danger: "Danger", needs: "Needs", hours: "Safe to read" };

/** How the form says danger. @type {Record<string, string>} */
const SAID_WORDS = { now: "In danger now", soon: "In danger soon", no: "Not in danger now", unsaid: "Would rather not say" };

/**
 * Look a code up; one that is not listed stands as it came ("constructor" is not a word of ours).
 * @param {Record<string, string>} table
 * @param {string} code
 */
function listed(table, code) {
  return Object.hasOwn(table, code) ? /** @type {string} */ (table[code]) : code;
}

/** @param {string} need */
export function needWords(need) {
  return listed(NEED_WORDS, need);
}

/**
 * Name a language in English, or give the code where the browser does not know it.
 * @param {string} code
 * @returns {string}
 */
export function languageWords(code) {
  if (!code) return "Language not known";
  if (code === "ce") return "Chechen"; // browsers do not know its name
  try {
    languages ??= new Intl.DisplayNames(["en"], { type: "language" });
    return languages.of(code) ?? code;
  } catch {
    return code;
  }
}

/** Made once: a list of hundreds asks for hundreds of names. @type {Intl.DisplayNames | null} */
let languages = null;

/**
 * Give a question of the form and what was answered, ready to read. What is not known here stands as it came.
 * @param {string} key
 * @param {unknown} value
 * @returns {[string, string]}
 */
export function answerWords(key, value) {
  const values = Array.isArray(value) ? value : [value];
  const said = values.filter((one) => one !== null && one !== undefined && one !== "").map((one) => choice(key, one));
  return [listed(ANSWER_WORDS, key), said.join(", ")];
}

/**
 * @param {string} key
 * @param {unknown} value
 */
function choice(key, value) {
  if (typeof value === "object") return JSON.stringify(value);
  const code = String(value);
  return key === "danger" ? listed(SAID_WORDS, code) : key === "needs" ? needWords(code) : code;
}

/** Sentences of the inbox. */
export const WORDS = {
  title: "Requests for help",
  invented: "Some of these requests belong to a demonstration: nobody in them is real.",
  reading: "Reading the channels that you hold…",
  opening: "Opening requests: {done} of {all}…",
  stale: "What you see is from {time}.",
  counts: "Waiting: {waiting}, in danger now: {danger}, yours: {mine}.",
  window: "{shown} of {all} shown",
  more: "Show {count} more",
  emptyTitle: "No request for help yet",
  emptyWords: "When somebody writes, it stands here within half a minute. Meanwhile write answers for the languages in which you expect people, so that the first of them does not wait.",
  noChannelTitle: "You hold no channel",
  noChannelWords: "A steward of keys opens a channel and gives it to you. Until then no request can be opened in this browser.",
  allClosedTitle: "Nobody waits",
  allClosedWords: "Every request is closed. When a person writes again, theirs opens by itself.",
  noneFoundTitle: "Nothing fits these filters",
  noneFoundWords: "The other requests are hidden by the filters, not gone.",
  unopened: "Could not be opened: {why}.",
  forCase: "Sealed to the case that this became: its team reads and answers it.",
  notSealed: "it is not sealed to this channel's key, or it was changed on the way",
  forged: "{count} on this request: not signed by who is named, or not to be opened. What is not signed is not shown and counts for nothing. Tell a steward of keys.",
  otherReply: "This message asks for answers at another address than the first one. It may come from somebody else. Answers go to the first address only.",
  repeated: "This is the same message as one above, come again. Nobody wrote it a second time.",
  noReply: "No message of this request could be opened, so there is no address to answer to.",
  byCase: "Answered by the case team. What was said stands in the case.",
  noCopy: "An answer was sent. No copy of it was kept here, so only the person can read it.",
  duplicate: "Uses the same words as {others}. It may be the same person, or a text that is passed around. Nothing is hidden.",
  gone: "This request is not here any more. Somebody may have destroyed it.",
  meanwhile: "Something happened in this request since you began to write: a colleague took or answered it, or the person wrote again. Read it above first. Nothing was sent.",
  sent: "Sent. The person reads it when they open their box.",
  unsure: "It is not known whether this arrived. Send it again: the person gets it once, however often it is sent.",
  faster: "{name} was faster. Nothing of yours was kept by the server, and nothing of it is lost: both stand here.",
  fasterUnsigned: "This was changed meanwhile, by something that is not signed by a colleague. Tell a steward of keys. Nothing of yours is lost.",
  unfilled: "There is still a place to be filled in: {place}.",
  fileUnnamed: "{count} on the server is not named in any message of the person. It is not offered here.",
};

/**
 * Give a sentence of the inbox with its values.
 * @param {keyof typeof WORDS} name
 * @param {Record<string, string | number>} [values]
 */
export function say(name, values = {}) {
  return filled(WORDS[name], values);
}
