// Whether an answer keeps every rule, in whole numbers and without a solver: what a solver says is believed only after this.

import { isFixed } from "./candidates.js";
import { roomOf } from "./room.js";

/**
 * @typedef {import("./candidates.js").Candidates} Candidates
 * @typedef {import("./baseline.js").Chosen} Chosen
 */

/**
 * Name every rule that an answer breaks.
 * @param {Candidates} found
 * @param {Chosen} chosen
 * @param {Chosen} hand
 * @returns {string[]} nothing where it keeps all
 */
export function broken(found, chosen, hand) {
  return [...fixedBroken(found, chosen), ...roomBroken(found, chosen), ...linksBroken(found, chosen), ...guaranteeBroken(found, chosen, hand)];
}

/** @param {Candidates} found @param {Chosen} chosen */
function fixedBroken(found, chosen) {
  const moved = [...found.groups.values()].filter(({ card, lock }) => lock && found.ways.has(lock.way) && chosen.get(card)?.way.id !== lock.way);
  const strange = [...chosen].filter(([card, pair]) => !found.pairs.get(card)?.includes(pair));
  return [...moved.map(({ card }) => `locked ${card}`), ...strange.map(([card]) => `ruled out ${card}`)];
}

/** @param {Candidates} found @param {Chosen} chosen */
function roomBroken(found, chosen) {
  const [whole, fixed] = [roomOf(found.instance), roomOf(found.instance)];
  for (const [card, pair] of chosen) {
    whole.take(pair);
    if (isFixed(found, card)) fixed.take(pair);
  }
  const before = new Map(fixed.over().map(({ name, over }) => [name, over]));
  return whole.over().flatMap(({ name, over }) => (over > (before.get(name) ?? 0) ? [name] : []));
}

/** @param {Candidates} found @param {Chosen} chosen */
function linksBroken(found, chosen) {
  /** @param {string} card */
  const country = (card) => chosen.get(card)?.way.country;
  /** @param {[string, string]} pair */
  const free = ([one, other]) => !isFixed(found, one) && !isFixed(found, other);
  const { together, apart, depends } = found.links;
  return [
    ...together.filter((pair) => free(pair) && country(pair[0]) !== country(pair[1])).map((pair) => `together ${pair.join(" ")}`),
    ...apart.filter((pair) => country(pair[0]) && country(pair[0]) === country(pair[1]) && !pair.every((card) => isFixed(found, card))).map((pair) => `apart ${pair.join(" ")}`),
    ...depends.filter((pair) => free(pair) && country(pair[0]) && country(pair[0]) !== country(pair[1])).map((pair) => `depends ${pair.join(" ")}`),
  ];
}

/** @param {Candidates} found @param {Chosen} chosen @param {Chosen} hand */
function guaranteeBroken(found, chosen, hand) {
  const theta = found.instance.weights.theta_percent;
  const worse = [...hand].filter(([card, { group, score }]) => group.tier === "critical" && 100 * (chosen.get(card)?.score ?? 0) < theta * score);
  return worse.map(([card]) => `guarantee ${card}`);
}

/**
 * How far each organisation stays below its part of the places.
 * @param {Candidates} found
 * @param {Chosen} chosen
 * @returns {{org: string, persons: number}[]} persons: thousandths, rounded up; only those that stay below
 */
export function shortOf(found, chosen) {
  const persons = found.instance.groups.reduce((sum, group) => sum + group.people, 0);
  const placed = [...chosen.values()];
  const total = placed.reduce((sum, { group }) => sum + group.people, 0);
  return [...found.could].flatMap(([org, could]) => {
    const own = placed.reduce((sum, { group }) => sum + (group.org === org ? group.people : 0), 0);
    const missing = found.instance.weights.share_percent * could * total - 100 * persons * own;
    return missing > 0 ? [{ org, persons: Math.ceil((10 * missing) / persons) }] : [];
  });
}
