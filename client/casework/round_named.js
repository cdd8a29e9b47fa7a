// What the cards of a round say of themselves, by organisation, for the two coordinators to compare with what each organisation tells them by another way.

/** @typedef {import("../placement/instance.js").Group} Group */
/** @typedef {{org: string, cards: number, people: number, critical: number, isMuch: boolean}} Named isMuch: more than half of its cards, and not merely one or two, are called critical */

const FEW = 3;

/**
 * Count cards by the organisation that they name. Cards are not signed, so nothing here proves whose they are, or how urgent.
 * @param {readonly Group[]} groups
 * @returns {Named[]} those with the most critical cards first
 */
export function namedBy(groups) {
  /** @type {Map<string, Named>} */
  const named = new Map();
  for (const { org, people, tier } of groups) {
    const one = named.get(org) ?? { org, cards: 0, people: 0, critical: 0, isMuch: false };
    one.cards += 1;
    one.people += people;
    if (tier === "critical") one.critical += 1;
    one.isMuch = one.critical >= FEW && one.critical * 2 > one.cards;
    named.set(org, one);
  }
  return [...named.values()].sort((a, b) => b.critical - a.critical || b.cards - a.cards || a.org.localeCompare(b.org));
}
