// The card of a case: what the list shows, made out of the items and never typed. It stays small, so that hundreds come in one answer.

import { canonical } from "../vault/canonical.js";
import { OVERLAYS, TIERS, VERIFICATIONS, WAY_STATES } from "./kinds_case.js";
import { of } from "./state.js";
import { readFields } from "./shapes.js";

/**
 * @typedef {{closed: "" | "declined" | "ended" | "transferred", helped: boolean, planned: boolean, travel: "" | "planned" | "under-way" | "arrived" | "aftercare",
 *   triage: "" | "accepted" | "declined" | "duplicate", verification: string, way: string}} Facts
 * @typedef {{alias: string, case: string, crisis: string, deadline: string, due: {on: string, what: string}, facts: Facts, group: string, holder: string,
 *   language: string, overlays: {kind: string, since: string}[], people: number, second: string, tier: string, ways: string[]}} Card
 */

/** Bytes of JSON; with what the seal adds a card then stays within the bucket of 1 KiB. */
export const MOST = 740;

/** @type {import("./kinds_case.js").Fields} */
export const CARD = {
  alias: "t40", case: "id", crisis: "reference", deadline: "day", due: { part: { on: "day", what: "code" } },
  facts: {
    part: {
      closed: ["declined", "ended", "transferred"], helped: "yes", planned: "yes", travel: ["planned", "under-way", "arrived", "aftercare"],
      triage: ["accepted", "declined", "duplicate"], verification: VERIFICATIONS, way: WAY_STATES,
    },
  },
  group: "id", holder: "ME", language: "language", overlays: { rows: { kind: OVERLAYS, since: "moment" }, most: 3 }, people: "n", second: "ME", tier: TIERS,
  ways: { list: "id", most: 4 },
};

/**
 * Read a card as it came out of its seal; what does not fit is left out.
 * @param {unknown} body
 * @returns {Card}
 */
export function readCard(body) {
  return /** @type {Card} */ (readFields(CARD, body));
}

/**
 * Make the card of a case.
 * @param {{derived: import("./state.js").Derived, items: import("./kinds.js").Item[], before: Card, set?: {alias?: string, holder?: string, group?: string}}} wanted
 *   before: the card as it is, or the first one, for what items do not say: the case, its crisis, alias, holder and group
 * @returns {Card}
 */
export function cardOf({ derived, items, before, set = {} }) {
  const said = of(items, "request").map((item) => item.body.language).find(Boolean) ?? of(items, "person").flatMap((item) => item.body.languages)[0];
  const card = readCard({
    ...before,
    ...set,
    deadline: derived.deadline,
    due: { on: derived.due.on, what: derived.due.what },
    facts: derived.facts,
    language: said ?? before.language,
    overlays: oldestOfEach(derived.overlays),
    people: derived.people,
    second: derived.second,
    tier: derived.tier,
    ways: derived.ways,
  });
  while (card.ways.length > 0 && sizeOf(card) > MOST) card.ways.pop();
  while (card.alias && sizeOf(card) > MOST) card.alias = [...card.alias].slice(0, -1).join("");
  return card;
}

/** A person is missing once, however often it was written down. @param {{kind: string, since: string}[]} overlays the oldest first */
function oldestOfEach(overlays) {
  return overlays.filter((one, at) => overlays.findIndex((other) => other.kind === one.kind) === at);
}

/** @param {Card} card @returns {number} bytes of its JSON */
export function sizeOf(card) {
  return canonical(card).length;
}
