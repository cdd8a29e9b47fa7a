// Signs of life: the timer that the server runs and the item in the case, which alone knows for whom it runs.

import { base64, newUuid } from "../vault/bytes.js";
import { folded, newToken, proposeWord, tokenHash, wordHash } from "../vault/alive.js";
import { moment } from "../vault/moments.js";
import { keepItem } from "./acts.js";
import { addDays } from "./days.js";

/** @typedef {import("./acts.js").Hands} Hands @typedef {import("./kinds.js").Item} Item */
/** @typedef {{id: string, reference: string, team: string, due_at: string, every: number, grace: number, ends_on: string, level: number, next: string, is_deaf: boolean}} Timer as the server tells it */
/** @typedef {{team: string, mode: string, every: number, grace: number, due: string, zone: string, word: string, duress: string, ends_on: string}} Wanted */
/** @typedef {{id: string, sending: import("./acts.js").Sending, token?: string, reference?: string, due?: string}} Beginning what has happened so far; kept until it is through */

/** What a mode of waiting begins with, in minutes; days: until its last day. @type {Readonly<Record<string, {every: number, grace: number, days: number}>>} */
export const MODES = {
  travel: { every: 90, grace: 15, days: 3 },
  shelter: { every: 24 * 60, grace: 4 * 60, days: 30 },
  "new-abroad": { every: 7 * 24 * 60, grace: 24 * 60, days: 90 },
  stable: { every: 30 * 24 * 60, grace: 48 * 60, days: 365 },
  back: { every: 90, grace: 15, days: 14 },
};

const WATCH = "/desk/watch";
const STEP = 5 * 60_000;
const MOST_DAYS = 400; // to the last day, as the server has it

/** The timer runs and the case does not know it: nothing may be lost now. */
export class HalfBegun extends Error {
  name = "HalfBegun";
  code = "half-begun";
  sentence = "The timer runs, and the case does not know it yet. Press the button again: it goes on where it stopped.";
}

/** @returns {Beginning} */
export function newBeginning() {
  return { id: newUuid(), sending: { id: newUuid() } };
}

/**
 * Give the first due time of a mode, in whole steps of five minutes.
 * @param {string} mode
 * @param {Date} now
 * @returns {string} a moment
 */
export function firstDue(mode, now) {
  const every = (MODES[mode] ?? { every: 90 }).every * 60_000;
  return moment(new Date(Math.ceil((now.getTime() + every) / STEP) * STEP));
}

/** @param {string} mode @param {Date} now @returns {string} a day */
export function lastDay(mode, now) {
  return new Date(now.getTime() + (MODES[mode]?.days ?? 30) * 86_400_000).toISOString().slice(0, 10);
}

/**
 * Propose two words that differ.
 * @param {string} language
 * @returns {{word: string, duress: string}}
 */
export function proposeWords(language) {
  const word = proposeWord(language);
  let duress = proposeWord(language);
  while (duress === word) duress = proposeWord(language);
  return { word, duress };
}

/**
 * Look at what was filled in.
 * @param {Wanted} wanted
 * @param {Date} now
 * @returns {Record<string, string>} a sentence for each field that must not stay so
 */
export function problemsOf(wanted, now) {
  /** @type {Record<string, string>} */
  const problems = {};
  if (!wanted.team) problems.team = "Choose the team that is told.";
  if (!wanted.due || wanted.due <= moment(now)) problems.due = "The first sign of life must be due in the time to come.";
  else if (wanted.ends_on < wanted.due.slice(0, 10)) problems.ends_on = "The last day lies before the first sign of life.";
  else if (wanted.ends_on > addDays(moment(now).slice(0, 10), MOST_DAYS)) problems.ends_on = "At most 400 days from today.";
  if (!(wanted.every >= 15 && wanted.every <= 86_400)) problems.every = "Between 15 minutes and 60 days.";
  if (!(wanted.grace >= 0 && wanted.grace <= 10_080)) problems.grace = "At most seven days.";
  if (folded(wanted.word).length < 4) problems.word = "Choose a longer word.";
  if (folded(wanted.duress).length < 4) problems.duress = "Choose a longer word.";
  else if (folded(wanted.duress) === folded(wanted.word)) problems.duress = "This is the same word. Choose another for danger.";
  return problems;
}

/**
 * Look at other times for a timer that runs.
 * @param {{due: string, every: number, grace: number, ends_on: string}} times
 * @param {Date} now
 * @returns {Record<string, string>} a sentence for each field that must not stay so
 */
export function timeProblems(times, now) {
  const { due, ends_on: last, every, grace } = problemsOf({ ...times, team: "-", mode: "", zone: "", word: "aaaa", duress: "bbbb" }, now);
  return Object.fromEntries(Object.entries({ due: due && "This lies in the past.", ends_on: last?.replace("first", "next"), every, grace }).flatMap(([field, sentence]) => (sentence ? [[field, sentence]] : [])));
}

/**
 * Begin to wait: first the timer, then the item. Pressed again after the line broke, it goes on and makes no second one.
 * @param {Hands} hands
 * @param {string} caseId
 * @param {Wanted} wanted
 * @param {Beginning} beginning
 * @param {{address: string, language: string}} intake where the link leads
 * @returns {Promise<Item>}
 * @throws {HalfBegun} when the timer runs and the item could not be written
 */
export async function beginCheckIn(hands, caseId, wanted, beginning, { address, language }) {
  const token = (beginning.token ??= await newToken());
  if (!beginning.reference) {
    const [hash, word, duress] = await Promise.all([tokenHash(token), wordHash(token, wanted.word), wordHash(token, wanted.duress)]);
    const { team, every, grace, due, ends_on } = wanted;
    const sent = { id: beginning.id, team, due_at: due, every, grace, ends_on, token_hash: base64(hash), word: base64(word), duress: base64(duress) };
    const answer = await hands.context.api.post(`${WATCH}/check-ins/`, sent);
    [beginning.reference, beginning.due] = [answer.reference, answer.due_at];
  }
  const { team, mode, every, grace, zone, word, duress } = wanted;
  const link = `${address.replace(/\/$/, "")}/${language}/alive/${token}/`;
  const body = { check_in: beginning.id, reference: beginning.reference, team, mode, every, grace, due: beginning.due, zone, word, duress, link };
  try {
    return await keepItem(hands, caseId, "check-in", body, undefined, { sending: beginning.sending });
  } catch {
    throw new HalfBegun();
  }
}

/**
 * Look through the cases that I hold for the one whose timer this is: the server does not know it. Open ones first, then the most pressing.
 * @param {import("./store.js").CaseStore} store
 * @param {string} checkIn
 * @returns {Promise<{id: string, unread: number}>} id: "" where none that could be opened is it; unread: how many could not be
 */
export async function caseOf(store, checkIn) {
  const order = /** @type {Record<string, number>} */ ({ critical: 0, high: 1, medium: 2, low: 3, "": 4 });
  const all = store.cases().sort((a, b) => Number(b.opened) - Number(a.opened) || (order[a.card.tier] ?? 4) - (order[b.card.tier] ?? 4));
  let unread = store.problems.length;
  for (const { shell, opened } of all) {
    if (!opened) await store.open(shell.id).catch(() => (unread += 1));
    if (store.items(shell.id, "check-in").some(({ body }) => body.check_in === checkIn)) return { id: shell.id, unread };
  }
  return { id: "", unread };
}

/**
 * @param {Hands} hands
 * @param {string[]} ids of timers
 * @returns {Promise<Timer[]>} those that run, of my teams
 */
export async function lookAt({ context }, ids) {
  if (ids.length === 0) return [];
  return (await context.api.post(`${WATCH}/check-ins/look/`, { ids })).check_ins;
}

/** Note a sign of life that I heard. @param {Hands} hands @param {string} id @param {"well" | "danger"} said */
export async function confirm({ context }, id, said) {
  return context.api.post(`${WATCH}/check-ins/${id}/confirm/`, { said });
}

/**
 * Wait at another time, and keep the new times in the case.
 * @param {Hands} hands
 * @param {string} caseId
 * @param {Item} item
 * @param {{due: string, every: number, grace: number, ends_on: string}} times ends_on: the last day, or "" where it stays
 */
export async function move(hands, caseId, item, { due, every, grace, ends_on }) {
  const { due_at } = await hands.context.api.post(`${WATCH}/check-ins/${item.body.check_in}/move/`, { due_at: due, every, grace, ends_on });
  return keepItem(hands, caseId, "check-in", { ...item.body, due: due_at, every, grace }, item);
}

/**
 * Wait no longer: first the timer, so that nothing rings for a case that says it ended.
 * @param {Hands} hands
 * @param {string} caseId
 * @param {Item} item
 */
export async function end(hands, caseId, item) {
  const id = item.body.check_in;
  await hands.context.api.post(`${WATCH}/check-ins/${id}/end/`, { id });
  const on = moment(hands.clock?.() ?? new Date()).slice(0, 10);
  return keepItem(hands, caseId, "check-in", { ...item.body, ended_on: on }, item);
}

/**
 * Give the minutes as people say them.
 * @param {number} minutes
 */
export function minutesWords(minutes) {
  if (minutes % 1440 === 0 && minutes > 0) return minutes === 1440 ? "1 day" : `${minutes / 1440} days`;
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return [hours ? `${hours} h` : "", rest || !hours ? `${rest} min` : ""].filter(Boolean).join(" ");
}
