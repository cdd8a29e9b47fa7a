// What somebody does about ways out: propose one, take an application on step by step, and follow a change of rules to every case that it reaches.

import { addEntry, keepCard, keepItem } from "./acts.js";
import { of } from "./state.js";
import { refusalsFollow, touched } from "./ways.js";

/** @typedef {import("./acts.js").Hands} Hands @typedef {import("./acts.js").Sending} Sending @typedef {import("./kinds.js").Item} Item */
/** @typedef {import("./registers.js").Listed} Listed @typedef {import("./registers.js").Registers} Registers @typedef {import("./ways.js").Going} Going */

/** Where an application can go from where it stands. What was refused, withdrawn or has run out stays so; one asks anew. @type {Readonly<Record<string, readonly string[]>>} */
export const NEXT = {
  proposed: ["offered", "agreed", "withdrawn"],
  offered: ["agreed", "withdrawn", "expired"],
  agreed: ["preparing", "submitted", "withdrawn", "expired"],
  preparing: ["submitted", "withdrawn", "expired"],
  submitted: ["granted", "refused", "withdrawn"],
  granted: ["expired", "withdrawn"],
};

/** The days and words that belong to a step; the first is the day of the step itself. @type {Readonly<Record<string, readonly string[]>>} */
export const ASKS = {
  proposed: ["proposed_on", "note"],
  offered: ["offered_on", "note"],
  agreed: ["agreed_on", "note"],
  preparing: ["note"],
  submitted: ["submitted_on", "biometrics_on", "note"],
  granted: ["decided_on", "valid_until", "note"],
  refused: ["decided_on", "refusal", "appeal_until", "seen_by", "seen_until", "note"],
  withdrawn: ["ended_on", "note"],
  expired: ["ended_on", "note"],
};

/** What is given as the reason of a refusal. */
export const REFUSALS = /** @type {const} */ ([
  "purpose", "return", "means", "insurance", "papers-false", "papers-missing", "alert", "security", "not-eligible", "quota-full", "too-late", "no-reason", "other",
]);

/** A refusal was to be kept without its reason, or a step out of its order. Nothing was kept. */
export class NotYet extends Error {
  /** @param {string} sentence */
  constructor(sentence) {
    super(sentence);
    this.sentence = sentence;
  }
}

/**
 * Give a case as far as ways out ask, out of what was opened of it.
 * @param {import("./store.js").CaseStore} store
 * @param {string} caseId
 * @param {readonly Listed[]} ways to know whose visa was granted
 * @returns {Going}
 */
export function goingOf(store, caseId, ways) {
  const items = store.items(caseId);
  const view = store.case(caseId);
  const applications = of(items, "application");
  const arrivals = of(items, "arrival").filter((one) => one.body.country).sort((a, b) => b.body.on.localeCompare(a.body.on));
  const visas = applications.filter((one) => one.body.state === "granted").flatMap((one) => {
    const way = ways.find(({ id }) => id === one.body.way);
    return way?.body.entry ? [{ country: way.body.entry, until: one.body.valid_until }] : [];
  });
  const spoken = [...of(items, "person").flatMap((one) => one.body.languages), ...of(items, "request").map((one) => one.body.language).filter(Boolean)];
  return {
    people: view?.derived.people ?? 1,
    medical: of(items, "need").some((one) => one.body.what === "medical" && !one.body.met_on && one.body.severity === "now"),
    deadline: view?.derived.deadline ?? "",
    arrivedIn: arrivals[0]?.body.country ?? "",
    person: { visas, entered: arrivals.filter((one) => one.body.status === "irregular").map((one) => ({ country: one.body.country, on: one.body.on })) },
    documents: of(items, "document"),
    wishes: of(items, "wish"),
    avoids: of(items, "avoid"),
    applications,
    languages: [...new Set(spoken)],
  };
}

/**
 * Count the places of a way that the register of places knows of on a day.
 * @param {readonly Listed[]} quotas
 * @param {string} way
 * @param {string} on
 * @returns {number | undefined} nothing where no quota is known, or none can be read
 */
export function roomIn(quotas, way, on) {
  const some = quotas.filter(({ body }) => body.way === way && (!body.from || body.from <= on) && (!body.until || on <= body.until));
  return some.length > 0 ? some.reduce((sum, one) => sum + one.body.persons, 0) : undefined;
}

/**
 * Propose a way to somebody.
 * @param {Hands} hands
 * @param {string} caseId
 * @param {{way: string, on: string, note?: string}} wanted
 * @param {Sending} sending
 */
export function propose(hands, caseId, { way, on, note = "" }, sending) {
  return keepItem(hands, caseId, "application", { way, state: "proposed", proposed_on: on, note }, undefined, { sending });
}

/**
 * Take an application one step on.
 * @param {Hands} hands
 * @param {string} caseId
 * @param {Item} application
 * @param {string} state
 * @param {Record<string, any>} said the fields that the step asks for
 * @throws {NotYet} where it cannot go there from here, a day is missing, or a refusal has no reason or nobody who sees it
 */
export async function step(hands, caseId, application, state, said) {
  if (!NEXT[application.body.state]?.includes(state)) throw new NotYet("From where it stands it cannot go there.");
  const [day = ""] = ASKS[state] ?? [];
  if (day.endsWith("_on") && !said[day]) throw new NotYet("Say on which day.");
  if (state === "refused" && !said.refusal) throw new NotYet("Say what reason was given, or that none was.");
  if (state === "refused" && !(said.seen_by?.length > 0)) throw new NotYet("Say who can see the refusal. A visa refused by a state of the visa system is seen by all of them.");
  const fields = Object.fromEntries((ASKS[state] ?? []).filter((name) => Object.hasOwn(said, name)).map((name) => [name, said[name]]));
  return keepItem(hands, caseId, "application", { ...application.body, ...fields, state }, application);
}

/**
 * Keep that the person said no to a way: it is not proposed again, and an application that still goes on is withdrawn.
 * @param {Hands} hands
 * @param {string} caseId
 * @param {string} way
 * @param {{on: string, sending: Sending}} wanted
 */
export async function sayNo(hands, caseId, way, { on, sending }) {
  const wish = of(hands.store.items(caseId), "wish")[0];
  if (!wish?.body.no.includes(way)) await keepItem(hands, caseId, "wish", { ...wish?.body, kind: "wish", no: [...(wish?.body.no ?? []), way] }, wish, { sending });
  for (const one of of(hands.store.items(caseId), "application").filter(({ body }) => body.way === way && NEXT[body.state]?.includes("withdrawn"))) {
    await step(hands, caseId, one, "withdrawn", { ended_on: on });
  }
}

/**
 * Say which of the ways that are still open each refusal makes worse, and until when.
 * @param {readonly Item[]} applications
 * @param {string} on
 * @param {readonly Listed[]} ways
 * @returns {{id: string, why: string, until: string, countries: readonly string[], ways: Listed[]}[]}
 */
export function madeWorse(applications, on, ways) {
  return refusalsFollow([...applications], on, [...ways]).map(({ id, why, bases, countries, until }) => ({
    id, why, until, countries,
    ways: ways.filter(({ body }) => (!body.closed_on || body.closed_on > on) && bases.includes(body.basis) && (countries.includes(body.entry) || (!body.entry && countries.includes(body.country)))),
  }));
}

/**
 * @typedef {{id: string, view: import("./store.js").CaseView, applications: Item[], isSettled: boolean}} TouchedCase
 * @typedef {{ways: Listed[], cases: TouchedCase[], demands: import("./registers.js").Demand[], unopened: number}} Reach unopened: cases whose route is not held
 *   here, so that nobody can tell from here what of theirs is touched
 */

/**
 * List everything that a change of rules reaches among what may be opened here; cases that it reaches are opened for it.
 * @param {Hands} hands
 * @param {Registers} registers
 * @param {Listed} change
 * @returns {Promise<Reach>}
 */
export async function reachOf(hands, registers, change) {
  const { store } = hands;
  const open = store.cases().filter(({ derived }) => derived.shell !== "closed");
  const said = touched(change.body, waysBeside(registers, change), open.map(({ shell, card }) => ({ case: shell.id, ways: card.ways })), registers.demands);
  const cases = [];
  let unopened = 0;
  for (const id of said.cards) {
    const view = await store.open(id);
    if (!view.held.has("route")) unopened += 1;
    cases.push({ id, view, applications: reachedIn(store, id, registers, change), isSettled: isSettled(store, id, change) });
  }
  return {
    ways: said.ways.flatMap((id) => registers.item(id) ?? []),
    cases: cases.filter((one) => one.applications.length > 0 || !one.view.held.has("route")),
    demands: registers.demands.filter((one) => said.demands.includes(one.reference)),
    unopened,
  };
}

/** Ways that this very change closed stay among those it touches. @param {Registers} registers @param {Listed} change */
function waysBeside(registers, change) {
  return registers.items("pathway", change.crisis).map((one) => ({ id: one.id, body: one.body }));
}

/**
 * Give the applications of an opened case that a change reaches.
 * @param {import("./store.js").CaseStore} store
 * @param {string} caseId
 * @param {Registers} registers
 * @param {Listed} change
 * @returns {Item[]}
 */
export function reachedIn(store, caseId, registers, change) {
  const applications = store.items(caseId, "application");
  const said = touched(change.body, waysBeside(registers, change), [], [], applications);
  return applications.filter((one) => said.applications.includes(one.id));
}

/**
 * Tell whether somebody settled a change in a case: an entry of the journal says so and names it.
 * @param {import("./store.js").CaseStore} store
 * @param {string} caseId
 * @param {Listed} change
 */
export function isSettled(store, caseId, change) {
  return store.entries(caseId).some(({ body }) => body.kind === "entry" && body.how === "warning" && body.about === change.id);
}

/**
 * Give the changes that still warn in an opened case, the newest first.
 * @param {import("./store.js").CaseStore} store
 * @param {string} caseId
 * @param {Registers} registers
 * @returns {{change: Listed, applications: Item[]}[]}
 */
export function warningsOf(store, caseId, registers) {
  const crisis = store.case(caseId)?.card.crisis;
  const changes = registers.items("change").filter((one) => !crisis || one.crisis === crisis).sort((a, b) => b.body.on.localeCompare(a.body.on));
  return changes
    .filter((change) => !isSettled(store, caseId, change))
    .map((change) => ({ change, applications: reachedIn(store, caseId, registers, change) }))
    .filter((one) => one.applications.length > 0);
}

/**
 * Keep in a case that a change of rules was looked at there, and what follows from it.
 * @param {Hands} hands
 * @param {string} caseId
 * @param {Listed} change
 * @param {string} text
 * @param {Sending} sending
 */
export async function settle(hands, caseId, change, text, sending) {
  await addEntry(hands, caseId, { kind: "entry", how: "warning", text, about: change.id }, sending);
}

/**
 * Withdraw an application because the rules changed.
 * @param {Hands} hands
 * @param {string} caseId
 * @param {Item} application
 * @param {{on: string, note: string}} said
 */
export async function withdrawFor(hands, caseId, application, { on, note }) {
  const notes = [application.body.note, note].filter(Boolean).join("\n");
  await step(hands, caseId, application, "withdrawn", { ended_on: on, note: notes });
  await keepCard(hands, caseId);
}

/**
 * Leave a task in a case.
 * @param {Hands} hands
 * @param {string} caseId
 * @param {{what: string, due: string, about: string}} wanted
 * @param {Sending} sending
 */
export async function leaveTask(hands, caseId, { what, due, about }, sending) {
  const who = hands.store.case(caseId)?.card.holder || hands.context.me.member;
  await keepItem(hands, caseId, "task", { what, who, due, about }, undefined, { sending });
  await keepCard(hands, caseId);
}
