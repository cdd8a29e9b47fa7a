// What a careful person would do by hand: the most urgent first, each the best place that is still free. It is always shown beside what
// the solver found, no critical case may end worse than here, and it is the answer where no solver runs.

import { pairsOf } from "./candidates.js";
import { TIERS, before } from "./instance.js";
import { roomOf } from "./room.js";

/**
 * @typedef {import("./candidates.js").Candidates} Candidates
 * @typedef {import("./candidates.js").Pair} Pair
 * @typedef {import("./instance.js").Group} Group
 * @typedef {Map<string, Pair>} Chosen by card
 */

/**
 * Place by hand: what is fixed; then by tier, deadline, people (more first) and card; who belongs together at once, in the country that is
 * best for them; who depends on others after these, to where they went.
 * @param {Candidates} found
 * @returns {Chosen}
 */
export function handBaseline(found) {
  const room = roomOf(found.instance);
  /** @type {Chosen} */
  const chosen = new Map();
  for (const group of found.groups.values()) {
    const [pair] = group.lock ? pairsOf(found, group.card) : [];
    if (pair) room.take(pair);
    if (pair) chosen.set(group.card, pair);
  }
  const done = new Set([...found.groups.values()].filter((group) => group.lock).map((group) => group.card));
  const near = { leaders: neighbours(found.links.depends, false), apart: neighbours(found.links.apart, true) };
  let waiting = bundlesOf(found);
  for (let before = -1; before !== waiting.length; ) {
    before = waiting.length;
    waiting = waiting.filter((bundle) => {
      const first = [...leadersOf(bundle, near.leaders)];
      if (first.some((card) => !done.has(card))) return true;
      for (const pair of bestFor(found, bundle, { room, chosen, first, apart: near.apart })) {
        room.take(pair);
        chosen.set(pair.group.card, pair);
      }
      for (const group of bundle) done.add(group.card);
      return false;
    });
  }
  return chosen;
}

/** @param {Group} one @param {Group} other */
export function byUrgency(one, other) {
  return (
    TIERS.indexOf(one.tier) - TIERS.indexOf(other.tier) ||
    before(one.deadline || "9999", other.deadline || "9999") ||
    other.people - one.people ||
    before(one.card, other.card)
  );
}

/** @param {[string, string][]} pairs @param {boolean} bothWays @returns {Map<string, Set<string>>} */
function neighbours(pairs, bothWays) {
  /** @type {Map<string, Set<string>>} */
  const near = new Map();
  /** @param {string} one @param {string} other */
  const add = (one, other) => void near.set(one, (near.get(one) ?? new Set()).add(other));
  for (const [one, other] of pairs) {
    add(one, other);
    if (bothWays) add(other, one);
  }
  return near;
}

/**
 * Free groups, those that belong together in one list, the most urgent first.
 * @param {Candidates} found
 * @returns {Group[][]}
 */
function bundlesOf(found) {
  const near = neighbours(found.links.together, true);
  const seen = new Set();
  return [...found.groups.values()]
    .filter((group) => !group.lock)
    .sort(byUrgency)
    .flatMap((group) => {
      const bundle = [group.card];
      if (seen.has(group.card)) return [];
      seen.add(group.card);
      for (const card of bundle) {
        for (const next of near.get(card) ?? []) {
          if (seen.has(next) || found.groups.get(next)?.lock) continue;
          seen.add(next);
          bundle.push(next);
        }
      }
      return [bundle.flatMap((card) => found.groups.get(card) ?? []).sort(byUrgency)];
    });
}

/** Who must be placed first, outside the bundle itself. @param {Group[]} bundle @param {Map<string, Set<string>>} near */
function leadersOf(bundle, near) {
  const own = new Set(bundle.map((group) => group.card));
  return new Set(bundle.flatMap((group) => [...(near.get(group.card) ?? [])]).filter((card) => !own.has(card)));
}

/**
 * @param {Candidates} found @param {Group[]} bundle
 * @param {{room: ReturnType<typeof roomOf>, chosen: Chosen, first: string[], apart: Map<string, Set<string>>}} now
 * @returns {Pair[]} one for each of the bundle, or none
 */
function bestFor(found, bundle, now) {
  /** @type {Map<string, Pair[]>[]} */
  const byCountry = bundle.map((group) => grouped(pairsOf(found, group.card)));
  /** @type {{pairs: Pair[], sum: number}} */
  let best = { pairs: [], sum: -1 };
  for (const country of [...(byCountry[0]?.keys() ?? [])].sort(before)) {
    if (now.first.some((card) => now.chosen.get(card)?.way.country !== country)) continue;
    if (meets(bundle, country, now)) continue;
    const pairs = fitting(byCountry.map((pairs) => pairs.get(country) ?? []), now.room);
    const sum = pairs.reduce((total, pair) => total + pair.group.people * pair.score, 0);
    if (pairs.length === bundle.length && sum > best.sum) best = { pairs, sum };
  }
  return best.pairs;
}

/** @param {Pair[]} pairs */
function grouped(pairs) {
  /** @type {Map<string, Pair[]>} */
  const byCountry = new Map();
  for (const pair of pairs) byCountry.set(pair.way.country, [...(byCountry.get(pair.way.country) ?? []), pair]);
  return byCountry;
}

/** @param {Group[]} bundle @param {string} country @param {{chosen: Chosen, apart: Map<string, Set<string>>}} now */
function meets(bundle, country, { chosen, apart }) {
  const own = new Set(bundle.map((group) => group.card));
  return bundle.some((group) => [...(apart.get(group.card) ?? [])].some((other) => own.has(other) || chosen.get(other)?.way.country === country));
}

/**
 * @param {Pair[][]} lists what each of them may have here
 * @param {ReturnType<typeof roomOf>} room
 * @returns {Pair[]} the best for each that fits, or fewer where one fits nowhere; the room is as before
 */
function fitting(lists, room) {
  /** @type {Pair[]} */
  const pairs = [];
  for (const list of lists) {
    const best = list.filter((pair) => room.fits(pair)).sort((one, other) => other.score - one.score || before(one.way.id, other.way.id))[0];
    if (!best) break;
    room.take(best);
    pairs.push(best);
  }
  for (const pair of pairs) room.give(pair);
  return pairs;
}
