// Where a case stands, worked out from what is known of it. Nobody sets a state by hand, and nothing here ever stands in the way of help.

import { within } from "./days.js";
import { dueOf } from "./due.js";
import { WAY_STATES } from "./kinds_case.js";

/** @typedef {import("./kinds.js").Item} Item @typedef {import("./kinds.js").Entry} Entry @typedef {import("./card.js").Card} Card @typedef {import("./card.js").Facts} Facts */
/**
 * @typedef {object} Derived
 * @property {string} stage
 * @property {"none" | "open" | "given"} support beside the stage
 * @property {string} verification beside the stage
 * @property {string} way how far the best way out has come
 * @property {{kind: string, since: string}[]} overlays each with its own clock, the oldest first
 * @property {string} tier
 * @property {import("./due.js").Due} due what has to be looked at first; `on` is "" where nothing has
 * @property {string} deadline
 * @property {string[]} ways
 * @property {number} people
 * @property {Facts} facts
 * @property {string} second who noted a verification on which nobody else has said a word; "" where none waits
 * @property {string} nextDay
 * @property {"new" | "helping" | "closed"} shell
 */

export const STAGES = /** @type {const} */ ([
  "intake", "triage", "plan", "in-support", ...WAY_STATES, "travel-planned", "travelling", "arrived", "aftercare", "duplicate", "declined", "closed",
]);
/** From the best to the least; then those that have ended, of which the newest counts. */
export const BEST_WAYS = /** @type {const} */ (["granted", "submitted", "preparing", "agreed", "offered", "proposed"]);
const TIER_ORDER = ["", "low", "medium", "high", "critical"];
const ROUTE_FACTS = /** @type {const} */ (["travel", "way"]);

/**
 * Work out where a case stands.
 * @param {{items: Item[], entries?: Entry[], seen: Set<string>, before: Card | null, today: string, now: string}} wanted items: newest and signed; entries: the
 *   journal, for second words; seen: the compartments that could be read; before: the card as it is, for what lies in the others; today a day, now a moment
 * @returns {Derived}
 */
export function derive({ items, entries = [], seen, before, today, now }) {
  const all = items.filter((item) => item.signed);
  const facts = factsOf(all, today);
  if (!seen.has("route") && before) for (const fact of ROUTE_FACTS) facts[fact] = /** @type {never} */ (before.facts[fact]);
  const overlays = overlaysOf(all, now);
  const deadline = newest(of(all, "triage"))?.body.deadline ?? "";
  const due = facts.closed ? { on: "", what: "", id: "" } : dueOf({ items: all, deadline: ["", "planned", "under-way"].includes(facts.travel) ? deadline : "", seen, before, today });
  return {
    stage: stageOf(facts),
    support: supportOf(all, today),
    verification: facts.verification,
    way: facts.way,
    overlays,
    tier: tierOf(all, overlays.length > 0),
    due,
    deadline,
    ways: seen.has("route") || !before ? waysOf(all) : before.ways,
    people: seen.has("identity") || !before ? Math.max(1, of(all, "person").length) : before.people,
    facts,
    second: facts.closed ? "" : secondWanted(all, entries),
    nextDay: due.on,
    shell: facts.closed ? "closed" : facts.triage === "accepted" ? "helping" : "new",
  };
}

/**
 * The stage that facts amount to: the first line that holds.
 * @param {Facts} facts
 * @returns {string}
 */
export function stageOf(facts) {
  if (facts.closed === "declined") return "declined";
  if (facts.triage === "duplicate") return "duplicate";
  if (facts.closed) return "closed";
  if (facts.travel === "aftercare" || facts.travel === "arrived") return facts.travel;
  if (facts.travel === "under-way") return "travelling";
  if (facts.travel === "planned" && facts.way === "granted") return "travel-planned";
  if (facts.way) return facts.way;
  if (facts.helped) return "in-support";
  if (facts.planned) return "plan";
  return facts.triage === "accepted" ? "triage" : "intake";
}

/** @param {Item[]} items @param {string} today @returns {Facts} */
function factsOf(items, today) {
  const [closure, triage] = [newest(of(items, "closure")), newest(of(items, "triage"))];
  const reopened = closure && closure.body.reopened_on !== "" && closure.body.reopened_on >= closure.body.on ? closure.body.reopened_on : "";
  const wasDuplicate = triage?.body.result === "duplicate" && reopened !== "" && reopened >= triage.body.on;
  return {
    closed: closure && !reopened ? closure.body.result : "",
    helped: of(items, "support").some(({ body }) => isGiving(body, today)),
    planned: of(items, "plan").length > 0,
    travel: travelOf(items),
    triage: triage && !wasDuplicate ? triage.body.result : "",
    verification: newest(of(items, "verification"))?.body.result ?? "",
    way: wayOf(items)?.body.state ?? "",
  };
}

/** Results of a verification that a second person looks at. */
export const SECONDED = /** @type {readonly string[]} */ (["plausible", "corroborated", "doubtful"]);

/** @param {Item[]} items @param {Entry[]} entries @returns {string} the author of what waits for a word, which they cannot say themselves */
function secondWanted(items, entries) {
  const verification = newest(of(items, "verification"));
  return verification && SECONDED.includes(verification.body.result) && newestWords(verification, entries).size === 0 ? verification.author : "";
}

/** @param {Item[]} items @returns {Facts["travel"]} */
function travelOf(items) {
  const arrival = newest(of(items, "arrival"));
  if (arrival) {
    const wentOn = items.some((item) => item.id !== arrival.id && item.at.slice(0, 10) > arrival.body.on && item.kind !== "compartment");
    return arrival.body.warned_of_return_on || (arrival.body.on && wentOn) ? "aftercare" : "arrived";
  }
  const states = of(items, "leg").map((leg) => leg.body.state);
  return states.includes("under-way") ? "under-way" : states.includes("planned") ? "planned" : "";
}

/** @param {Item[]} items the application that counts, or nothing @returns {Item | undefined} */
function wayOf(items) {
  const applications = of(items, "application").filter((one) => one.body.state);
  for (const state of BEST_WAYS) {
    const found = applications.find((one) => one.body.state === state);
    if (found) return found;
  }
  const last = newest(applications.map((one) => ({ ...one, body: { ...one.body, on: one.body.ended_on || one.body.decided_on } })));
  return applications.find(({ id }) => id === last?.id);
}

/** @param {Item[]} items the ways of the applications that go on, the best first; at most four */
function waysOf(items) {
  const order = new Map(BEST_WAYS.map((state, at) => [/** @type {string} */ (state), at]));
  const open = of(items, "application").filter((one) => order.has(one.body.state) && one.body.way);
  open.sort((a, b) => (order.get(a.body.state) ?? 0) - (order.get(b.body.state) ?? 0) || a.id.localeCompare(b.id));
  return [...new Set(open.map((one) => one.body.way))].slice(0, 4);
}

/** @param {Item[]} items @param {string} today @returns {Derived["support"]} */
function supportOf(items, today) {
  const bodies = of(items, "support").map((item) => item.body);
  if (bodies.some((body) => body.state === "given" && within(today, body))) return "given";
  return bodies.some((body) => body.state === "planned" || (body.state === "asked" && within(today, body))) ? "open" : "none";
}

/** @param {any} body of a support @param {string} today */
function isGiving(body, today) {
  return (body.state === "asked" || body.state === "given") && within(today, body);
}

/** @param {Item[]} items @param {string} now @returns {Derived["overlays"]} */
function overlaysOf(items, now) {
  const open = of(items, "overlay").filter(({ body }) => body.overlay && (body.until === "" || body.until > now));
  return open.map(({ body }) => ({ kind: body.overlay, since: body.since })).sort((a, b) => a.since.localeCompare(b.since) || a.kind.localeCompare(b.kind));
}

/** What the person said of the danger counts until somebody has looked. @type {Record<string, string>} */
const ASKED_TIERS = { now: "critical", soon: "high" };

/**
 * The tier is what was decided, and never lower than what stands there asks for.
 * @param {Item[]} items
 * @param {boolean} inDanger
 */
function tierOf(items, inDanger) {
  const triage = newest(of(items, "triage"));
  const decided = triage?.body.tier ?? "";
  const asked = triage ? "" : (ASKED_TIERS[newest(of(items, "request"))?.body.danger ?? ""] ?? "");
  const presses =
    of(items, "need").some(({ body }) => body.severity === "now" && !body.met_on) || of(items, "risk").some(({ body }) => body.likelihood === "high" && !body.gone_on);
  const floor = inDanger ? "critical" : asked || (presses ? "high" : "");
  return TIER_ORDER.indexOf(floor) > TIER_ORDER.indexOf(decided) ? floor : decided;
}

/**
 * @param {Item[]} items
 * @param {string} kind
 */
export function of(items, kind) {
  return items.filter((item) => item.kind === kind);
}

/**
 * The newest of several: by the day that it is about, then by when it was written.
 * @param {Item[]} items
 * @param {string} [field]
 * @returns {Item | undefined}
 */
export function newest(items, field = "on") {
  const key = (/** @type {Item} */ item) => `${item.body[field] || item.at.slice(0, 10)} ${item.at} ${item.id}`;
  return [...items].sort((a, b) => (key(a) < key(b) ? 1 : -1))[0];
}

/**
 * Whether a second person stands behind a decision: somebody else than its author, about this very version, and whose newest word is yes.
 * @param {Item} record
 * @param {Entry[]} entries
 * @returns {boolean}
 */
export function isSeconded(record, entries) {
  return record.signed && [...newestWords(record, entries).values()].some((entry) => entry.body.says === "yes");
}

/**
 * @param {Item} record
 * @param {Entry[]} entries
 * @returns {Map<string, Entry>} by author: the newest word of each other person about this very version
 */
export function newestWords(record, entries) {
  /** @type {Map<string, Entry>} */
  const words = new Map();
  for (const entry of [...entries].sort((a, b) => a.at.localeCompare(b.at) || a.id.localeCompare(b.id))) {
    const { kind, about, version } = entry.body ?? {};
    if (entry.signed && kind === "second" && about === record.id && version === record.version && entry.author !== record.author) words.set(entry.author, entry);
  }
  return words;
}
