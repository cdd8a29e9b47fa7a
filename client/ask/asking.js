// Asks the server, again and again where the line is bad. What goes out is sealed already or says nothing about anybody.

import { Trouble, wordFor } from "./trouble.js";

/** @typedef {(word: string, values?: Record<string, string | number>) => void} Tell shows a sentence of the way */
/** @typedef {{body?: object, bytes?: Uint8Array, tell?: Tell | undefined}} Sent body: sent as JSON; bytes: as they are; neither: a question that changes nothing */

const PAUSES = [2, 4, 8, 15, 30]; // seconds between tries
const PATIENCE = 90; // seconds for one try: a part of 256 KiB at 25 kbit/s
const AGAIN = new Set([408, 425, 429, 500, 502, 503, 504]);

/**
 * Ask an address of this server until it answers or the pauses are used up.
 * @param {string} address
 * @param {Sent} [sent]
 * @returns {Promise<any>} what the JSON says
 * @throws {Trouble} perhaps is true where a try may have arrived without our hearing of it
 */
export async function ask(address, sent = {}) {
  let perhaps = false;
  for (let tried = 0; ; tried += 1) {
    const found = await once(address, sent);
    if (!(found instanceof Trouble)) return found;
    perhaps ||= found.perhaps;
    const pause = PAUSES[tried];
    // The server knows what it refuses: only what may go better in a moment is tried again.
    if (pause === undefined || !(found.perhaps || found.word === "busy")) throw new Trouble(found.word, { perhaps, code: found.code });
    await wait(pause, sent.tell);
  }
}

/**
 * @param {string} address
 * @param {Sent} sent
 * @returns {Promise<any>} what the JSON says, or what stopped it
 */
async function once(address, { body, bytes }) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE * 1000);
  const content = bytes ? "application/octet-stream" : "application/json";
  /** @type {RequestInit} */
  const how = { cache: "no-store", credentials: "same-origin", redirect: "error", referrerPolicy: "same-origin", signal: stop.signal, headers: { Accept: "application/json" } };
  if (body || bytes) Object.assign(how, { method: "POST", headers: { ...how.headers, "Content-Type": content }, body: bytes ?? JSON.stringify(body) });
  try {
    const answer = await fetch(address, how);
    /** @type {unknown} */
    const said = await answer.json().catch(() => null);
    const isOurs = typeof said === "object" && said !== null;
    // Some lines answer everything with a page of their own ("sign in to this network"): that is no answer of ours.
    if (answer.ok) return isOurs ? said : new Trouble("offline", { perhaps: true });
    const code = isOurs && "code" in said && typeof said.code === "string" ? said.code : "";
    return new Trouble(wordFor(code), { code, perhaps: AGAIN.has(answer.status) && code === "" });
  } catch (error) {
    // No answer: whether the question arrived nobody knows.
    return new Trouble("offline", { perhaps: true, cause: error });
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Wait, and say so; a line that comes back ends it.
 * @param {number} seconds
 * @param {Tell} [tell]
 */
async function wait(seconds, tell) {
  for (let left = seconds; left > 0; left -= 1) {
    tell?.("waiting", { seconds: left });
    if (await second()) return;
  }
}

/** @returns {Promise<boolean>} whether the line came back within this second */
function second() {
  return new Promise((done) => {
    const finish = (/** @type {boolean} */ back) => {
      clearTimeout(timer);
      removeEventListener("online", online);
      done(back);
    };
    const online = () => finish(true);
    const timer = setTimeout(() => finish(false), 1000);
    addEventListener("online", online);
  });
}
