// What a case says in a round, and nothing more: how many, how urgent, which ways are open and how good, why the others are not. No name, no language, no
// place, no list of what somebody avoids: those rules are applied here, before a card leaves.

import { LOCKED } from "../placement/instance.js";
import { hex, utf8 } from "../vault/bytes.js";
import { mayShare } from "./consents.js";
import { daysBetween } from "./days.js";
import { TAKEN_BACK } from "./rounds.js";
import { of } from "./state.js";
import { expectedOn, ruledOut, scoreOf } from "./ways.js";
import { goingOf } from "./ways_acts.js";

/** @typedef {import("./kinds.js").Item} Item @typedef {import("./store.js").CaseView} CaseView @typedef {import("../placement/instance.js").Group} Group */
/** @typedef {import("./registers.js").Listed} Listed */
/** @typedef {{round: string, ways: Listed[], sets: readonly import("./rule_sets.js").RuleSet[], on: string, card: string}} Asked round: its id; card: an id made for it */
/**
 * @typedef {{may: boolean, why: "" | "nobody-asked" | "asked" | "refused" | "withdrawn" | "ended" | "no-tier" | "closed" | "not-read" | "no-way" | "in-already",
 *   group: Group | null}} Ready why it cannot be handed in; group: what would leave, wherever it can be said
 */

/** Bytes of a name in a round: enough that no two are alike, and of no use in another round. */
const NAME = 16;

/**
 * Work out what a case would say in a round, and whether it may.
 * @param {import("./store.js").CaseStore} store
 * @param {string} caseId a case that was opened
 * @param {Asked} asked
 * @returns {Promise<Ready>}
 */
export async function readyFor(store, caseId, asked) {
  const view = /** @type {CaseView} */ (store.case(caseId));
  const items = store.items(caseId);
  if (view.shell.state === "closed" || view.derived.facts.closed) return { may: false, why: "closed", group: null };
  // What somebody avoids and what they hold must have been read: a card made without it could lead into danger.
  if (!view.held.has("route") || !view.held.has("identity")) return { may: false, why: "not-read", group: null };
  const group = await groupOf(store, caseId, asked);
  const isIn = of(items, "card-out").some(({ body }) => body.round === asked.round && body.because !== TAKEN_BACK);
  if (isIn) return { may: false, why: "in-already", group };
  if (!view.derived.tier) return { may: false, why: "no-tier", group: null };
  const consent = mayShare(items, { purpose: "round", on: asked.on });
  if (!consent.may) return { may: false, why: consent.why, group };
  if (group.ways.length === 0 && !group.lock) return { may: false, why: "no-way", group };
  return { may: true, why: "", group };
}

/** @param {import("./store.js").CaseStore} store @param {string} caseId @param {Asked} asked @returns {Promise<Group>} */
async function groupOf(store, caseId, { round, ways, sets, on, card }) {
  const view = /** @type {CaseView} */ (store.case(caseId));
  const items = store.items(caseId);
  const going = goingOf(store, caseId, ways);
  const said = ways.map((way) => ({ way, codes: ruledOut(going, way, { on, sets, ways }), score: scoreOf(going, way.body, on) }));
  const open = said.filter((one) => one.codes.length === 0 && one.score > 0);
  const shut = said.filter((one) => !open.includes(one));
  const told = of(items, "application").find(({ body }) => LOCKED.includes(body.state));
  const asked = of(items, "application").find(({ body }) => body.state === "proposed");
  const links = of(items, "link").filter(({ body }) => body.to || body.token);
  const called = (/** @type {string} */ relation) => Promise.all(links.filter(({ body }) => body.relation === relation).map(({ body }) => nameIn(round, body.to || body.token)));
  return {
    card,
    org: view.shell.organisation,
    people: going.people,
    tier: /** @type {Group["tier"]} */ (view.derived.tier || "low"),
    deadline: going.deadline,
    medical: going.medical,
    ways: open.map(({ way, score }) => ({ way: way.id, score, days: Math.max(0, daysBetween(on, expectedOn(way.body, on))) })),
    out: shut.map(({ way, codes }) => ({ way: way.id, codes: codes.length ? [...codes] : ["no-chance"] })),
    names: [...new Set(await Promise.all([view.shell.id, ...links.filter(({ body }) => body.token).map(({ body }) => body.token)].map((one) => nameIn(round, one))))],
    together: await called("together"),
    apart: await called("apart"),
    depends: await called("depends-on"),
    lock: told?.body.way ? { way: told.body.way, state: told.body.state } : null,
    open: asked?.body.way ?? "",
  };
}

/**
 * What a case, or a link, is called in a round: the same in both cards of a pair, and of no use in any other round.
 * @param {string} round
 * @param {string} id
 */
export async function nameIn(round, id) {
  const digest = await crypto.subtle.digest("SHA-256", /** @type {BufferSource} */ (utf8(`${id} ${round}`)));
  return hex(new Uint8Array(digest).slice(0, NAME));
}

/**
 * Places as the register has them on a day, by way; ways without an entry have none yet.
 * @param {readonly Listed[]} quotas
 * @param {readonly Listed[]} ways
 * @param {string} on
 * @returns {import("./round_lead.js").Places[]}
 */
export function placesOf(quotas, ways, on) {
  return ways.map(({ id, body }) => {
    const valid = quotas.map((one) => one.body).filter((quota) => quota.way === id && (!quota.from || quota.from <= on) && (!quota.until || quota.until >= on));
    const sum = (/** @type {string} */ field) => valid.reduce((total, quota) => total + quota[field], 0);
    const host = valid.find((quota) => quota.host)?.host || body.host || "";
    return { way: id, persons: sum("persons"), medical: sum("medical"), host, hostTotal: Math.max(0, ...valid.map((quota) => quota.host_total)), budget: sum("budget") };
  });
}
