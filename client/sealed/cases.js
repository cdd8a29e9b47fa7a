// The cases: the list, one case, a new one. The server is asked when they are opened, when somebody asks for it, and every half minute.

import { storeOf } from "../casework/store.js";
import { startKeys } from "../enhance/keys.js";
import { moment } from "../vault/moments.js";
import { openingScreen } from "./case_opening.js";
import { caseScreen } from "./case_screen.js";
import { listScreen } from "./cases_list.js";
import { button, h, show } from "./dom.js";
import { say } from "./words_cases.js";
import { sentenceFor } from "./words.js";

export const EVERY = 30_000; // milliseconds
const SHELLS = 4; // readings of one case after which the list is read too

/** @typedef {import("../casework/acts.js").Hands} Hands */
/**
 * @typedef {object} View what is on the page now
 * @property {() => void} changed the store may know something new
 * @property {() => void} [stop]
 */
/** @typedef {{readAt: string, filters: any, shown: number, current: string, tabs: Map<string, string>}} Seat where somebody is among the cases, in memory only */

/** @type {WeakMap<object, Seat>} */
const seats = new WeakMap();
let listens = false;

/**
 * Give what is remembered of where this member was; it ends with the lock.
 * @param {object} context
 * @returns {Seat}
 */
export function seatOf(context) {
  const known = seats.get(context) ?? { readAt: "", filters: null, shown: 0, current: "", tabs: new Map() };
  seats.set(context, known);
  return known;
}

/** @type {import("./shell.js").Way} */
export const CASES = { name: "cases", title: "Cases", permission: "casework.case.work", screen: casesScreen };

/**
 * Show the cases.
 * @param {HTMLElement} place
 * @param {import("./shell.js").Context} context
 * @param {string[]} path [] the list; ["new"]; [case] or [case, tab]
 * @returns {Promise<() => void>} which ends it
 */
export async function casesScreen(place, context, path) {
  if (!listens) startKeys();
  listens = true;
  const [id = "", tab = ""] = path;
  const store = storeOf(context);
  const hands = { context, store };
  const seat = seatOf(context);
  /** @type {View | null} */
  let view = null;
  let readings = 0;
  const isCase = id !== "" && id !== "new";

  async function ask() {
    const known = isCase && store.case(id);
    if (!known || readings % SHELLS === 0 || !isCase) await store.refresh();
    readings += 1;
    if (isCase && store.case(id)) await store.open(id);
    seat.readAt = moment(new Date());
  }
  const { read, stop } = reading(ask, {
    done: () => view?.changed(),
    failed: (problem) => context.notify(isOffline(problem) ? say("stale", { time: seat.readAt.slice(11, 16) }) : sentenceFor(problem), "problem"),
  });

  function draw() {
    show(place);
    if (id === "new") view = openingScreen(place, hands);
    else if (id) view = caseScreen(place, hands, id, tab);
    else view = listScreen(place, hands, read);
  }

  if (seat.readAt) {
    draw();
    void read();
  } else {
    await firstReading(place, hands, seat, () => {
      draw();
      if (isCase) void read();
    });
  }
  return () => {
    stop();
    view?.stop?.();
  };
}

/** @param {unknown} problem */
export function isOffline(problem) {
  return /** @type {{code?: string}} */ (problem ?? {}).code === "offline";
}

/**
 * Ask now, every half minute while somebody looks, and when the page is looked at again; never twice at once.
 * @param {() => Promise<void>} ask
 * @param {{done: () => void, failed: (problem: unknown) => void}} tell
 * @returns {{read: () => Promise<void>, stop: () => void}}
 */
function reading(ask, { done, failed }) {
  let [over, busy, again] = [false, false, false];
  async function read() {
    again = busy; // whoever asks meanwhile may know of what came after this reading began
    if (busy || over) return;
    busy = true;
    try {
      await ask();
      if (!over) done();
    } catch (problem) {
      if (!over) failed(problem);
    } finally {
      busy = false;
    }
    if (again) await read();
  }
  const look = () => void (document.visibilityState === "visible" && read());
  const timer = setInterval(look, EVERY);
  document.addEventListener("visibilitychange", look);
  function stop() {
    over = true;
    clearInterval(timer);
    document.removeEventListener("visibilitychange", look);
  }
  return { read, stop };
}

/**
 * Read every card once, saying how far it is.
 * @param {HTMLElement} place
 * @param {Hands} hands
 * @param {Seat} seat
 * @param {() => void} draw
 */
async function firstReading(place, hands, seat, draw) {
  const words = h("p", { class: "progress-words", role: "status" }, say("reading"));
  const title = h("h1", { class: "govuk-heading-l" }, say("title"));
  show(place, title, words);
  try {
    await hands.store.refresh((done, all) => {
      words.textContent = say("opening", { done, all });
    });
    seat.readAt = moment(new Date());
    draw();
  } catch (problem) {
    show(place, title, h("p", { class: "govuk-body" }, sentenceFor(problem)), button("Try again", () => firstReading(place, hands, seat, draw)));
  }
}
