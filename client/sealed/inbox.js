// The hotline's inbox: the list, one request, the templates. It reads the server when it is opened, when it is asked to, and every half minute.

import { startKeys } from "../enhance/keys.js";
import { button, h, show } from "./dom.js";
import { listScreen } from "./inbox_list.js";
import { requestScreen } from "./inbox_request.js";
import { storeOf } from "./requests_store.js";
import { say } from "./requests_words.js";
import { templatesScreen } from "./templates_screen.js";
import { sentenceFor } from "./words.js";

export const EVERY = 30_000; // milliseconds

/**
 * @typedef {object} View what is on the page now
 * @property {() => void} changed the store knows something new
 * @property {() => void} [missed] the server could not be reached
 * @property {() => void} [stop]
 */

let listens = false;

/** The way of the shell. */
export const REQUESTS = { name: "requests", title: "Requests", permission: "intake.request.answer", screen: requestsScreen };

/**
 * Show the inbox.
 * @param {HTMLElement} place
 * @param {import("./shell.js").Context} context
 * @param {string[]} path [] the list; ["templates"]; [box] or [box, "answer" | "note"]
 * @returns {Promise<() => void>} which ends it
 */
export async function requestsScreen(place, context, path) {
  const store = storeOf(context);
  const hands = { context, store };
  if (!listens) startKeys();
  listens = true;
  let over = false;
  /** @type {View | null} */
  let view = null;
  let reading = false;
  let again = false;

  async function read() {
    again = reading; // whoever asks meanwhile may know of what came after this reading began
    if (reading || over) return;
    reading = true;
    try {
      const changed = await store.refresh();
      if (!over && changed) view?.changed();
      else if (!over) view?.missed?.();
    } catch (problem) {
      if (over) return;
      context.notify(`${sentenceFor(problem)} ${say("stale", { time: store.readAt.slice(11, 16) })}`, "problem");
    } finally {
      reading = false;
      if (again) void read();
    }
  }

  function draw() {
    show(place);
    const [first = "", second = ""] = path;
    if (first === "templates") view = templatesScreen(place, hands);
    else if (first) view = requestScreen(place, hands, first, second, read);
    else view = listScreen(place, hands, read);
  }

  if (store.readAt) {
    draw();
    void read();
  } else {
    await firstReading(place, store, draw);
  }
  const timer = setInterval(() => document.visibilityState === "visible" && void read(), EVERY);
  const seen = () => document.visibilityState === "visible" && void read();
  document.addEventListener("visibilitychange", seen);
  return () => {
    over = true;
    clearInterval(timer);
    document.removeEventListener("visibilitychange", seen);
    view?.stop?.();
  };
}

/**
 * Read everything once, saying how far it is.
 * @param {HTMLElement} place
 * @param {import("./requests_store.js").Store} store
 * @param {() => void} draw
 */
async function firstReading(place, store, draw) {
  const words = h("p", { class: "progress-words", role: "status" }, say("reading"));
  show(place, h("h1", { class: "govuk-heading-l" }, say("title")), words);
  try {
    await store.refresh((done, all) => {
      words.textContent = say("opening", { done, all });
    });
    draw();
  } catch (problem) {
    const again = button("Try again", () => firstReading(place, store, draw));
    show(place, h("h1", { class: "govuk-heading-l" }, say("title")), h("p", { class: "govuk-body" }, sentenceFor(problem)), again);
  }
}
