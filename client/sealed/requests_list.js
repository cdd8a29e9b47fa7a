// Which requests are shown, in which order. Pure.

import { contains, fold } from "./requests_text.js";
import { DANGERS, SHIFTS } from "./requests_words.js";

/** @typedef {import("./requests_state.js").Request} Request */
/** @typedef {{channel: string, danger: string, need: string, language: string, state: string, mine: boolean, shift: string, query: string}} Filters */

/** Open requests of every channel: what the inbox begins with. @type {Readonly<Filters>} */
export const ALL = Object.freeze({ channel: "", danger: "", need: "", language: "", state: "open", mine: false, shift: "", query: "" });

/**
 * Order by whose turn it is, then danger, then waiting: the longest waiting first. What waits for nobody comes after, the newest first.
 * @param {readonly Request[]} requests
 * @returns {Request[]}
 */
export function inOrder(requests) {
  return [...requests].sort((a, b) => turn(a) - turn(b) || rank(a) - rank(b) || since(a).localeCompare(since(b)) || a.id.localeCompare(b.id));
}

/** @param {Request} request */
function turn(request) {
  if (isDone(request)) return 2;
  return request.waiting || request.state === "handed" ? 0 : 1;
}

/** Whether nobody here has to do anything about it. @param {Request} request */
function isDone(request) {
  return request.state === "closed" || (request.state === "case" && !request.waiting);
}

/** @param {Request} request */
function rank(request) {
  return DANGERS.indexOf(request.danger);
}

/** @param {Request} request */
function since(request) {
  return request.waiting?.at ?? "9";
}

/**
 * Keep the requests that fit.
 * @param {readonly Request[]} requests
 * @param {Filters} filters
 * @param {string} me
 * @returns {Request[]}
 */
export function fitting(requests, filters, me) {
  const query = fold(filters.query);
  return requests.filter(
    (one) =>
      (!filters.channel || one.channel.id === filters.channel) &&
      (!filters.danger || one.danger === (filters.danger === "unknown" ? "" : filters.danger)) &&
      (!filters.need || one.needs.includes(filters.need)) &&
      (!filters.language || one.language === filters.language) &&
      inState(one, filters.state) &&
      (!filters.mine || isMine(one, me)) &&
      (!filters.shift || shiftsOf(one).includes(filters.shift)) &&
      (!query || contains(one.folded, query)),
  );
}

/**
 * @param {Request} request
 * @param {string} state
 */
function inState(request, state) {
  return !state || (state === "open" ? !isDone(request) : request.state === state);
}

/**
 * Tell whether I have the request, or it was handed to me.
 * @param {Request} request
 * @param {string} me
 */
export function isMine(request, me) {
  return request.state === "handed" ? request.card.to === me : request.card.holder === me && !isDone(request);
}

// How people say when they can read, folded as fold() does it. Whoever says neither belongs to both shifts.
const BY_NIGHT = ["night", "evening", "ночь", "вечер", "nuit", "soir", "ليل", "مساء"].map(fold);
const BY_DAY = ["day", "morning", "noon", "день", "днем", "утр", "jour", "matin", "midi", "نهار", "صباح"].map(fold);

/**
 * Give the shifts that a request belongs to: the one it was handed to; otherwise those in which the person says they can read.
 * @param {Request} request
 * @returns {string[]}
 */
export function shiftsOf(request) {
  if (request.state === "handed" && SHIFTS.some((shift) => shift === request.card.to)) return [request.card.to];
  const hours = fold(request.hours);
  const said = SHIFTS.filter((shift) => (shift === "night" ? BY_NIGHT : BY_DAY).some((word) => hours.includes(word)));
  return said.length > 0 ? said : [...SHIFTS];
}

/**
 * Count what the head of the list says.
 * @param {readonly Request[]} requests
 * @param {string} me
 */
export function counts(requests, me) {
  const waiting = requests.filter((one) => one.waiting || one.state === "handed");
  return {
    waiting: waiting.length,
    danger: waiting.filter((one) => one.danger === "now").length,
    mine: requests.filter((one) => isMine(one, me)).length,
    unopened: requests.filter((one) => one.unopened > 0).length,
  };
}

/**
 * Give the values that occur, for the choices of the filters.
 * @param {readonly Request[]} requests
 */
export function occurring(requests) {
  /** @param {(request: Request) => string[]} read */
  const all = (read) => [...new Set(requests.flatMap(read))].filter(Boolean).sort();
  return { languages: all((one) => [one.language]), needs: all((one) => one.needs) };
}

/** @param {Filters} filters */
export function isFiltered(filters) {
  return Object.entries(ALL).some(([name, value]) => filters[/** @type {keyof Filters} */ (name)] !== value);
}
