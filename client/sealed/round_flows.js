// The picture of a run: from groups, or from how urgent they are, to ways. The table beside it says the same in words.

import { TIERS } from "../placement/instance.js";
import { h, svg } from "./dom.js";
import { numberOf } from "./inbox_parts.js";
import { TIER_WORDS } from "./words_cases.js";
import { say } from "./words_placement.js";

/** @typedef {import("../placement/instance.js").Instance} Instance @typedef {import("../placement/solving.js").Outcome} Outcome */
/** @typedef {{key: string, label: string, people: number}} End */

const MOST = 24; // groups that are drawn one by one
const THICK = 6; // people from which on a line can be the thickest
const [WIDE, ROW, TOP, LEFT, RIGHT] = [640, 30, 20, 150, 400];

/**
 * @param {Instance} instance
 * @param {Outcome} outcome
 * @param {(way: string) => string} nameOf
 */
export function flowsOf(instance, outcome, nameOf) {
  const groups = new Map(instance.groups.map((group) => [group.card, group]));
  const placed = outcome.placed.chosen.flatMap(({ card, way }) => (groups.has(card) ? [{ group: /** @type {import("../placement/instance.js").Group} */ (groups.get(card)), way }] : []));
  if (placed.length === 0) return null;
  const isMany = placed.length > MOST;
  placed.sort((a, b) => TIERS.indexOf(a.group.tier) - TIERS.indexOf(b.group.tier) || a.group.card.localeCompare(b.group.card));
  const from = endsOf(placed, ({ group }) => (isMany ? { key: group.tier, label: TIER_WORDS[group.tier] ?? group.tier } : { key: group.card, label: numberOf(group.card) }));
  const to = endsOf(placed, ({ way }) => ({ key: way, label: nameOf(way) }));
  const high = TOP * 2 + ROW * Math.max(from.length, to.length);
  const y = (/** @type {End[]} */ ends, /** @type {string} */ key) => TOP + ((ends.findIndex((one) => one.key === key) + 0.5) * (high - 2 * TOP)) / ends.length;
  const lines = new Map();
  for (const { group, way } of placed) {
    const key = `${isMany ? group.tier : group.card} ${way}`;
    const line = lines.get(key) ?? { from: isMany ? group.tier : group.card, way, tier: group.tier, people: 0 };
    line.people += group.people;
    lines.set(key, line);
  }
  const most = Math.max(...[...lines.values()].map((one) => one.people));
  const drawing = svg(
    "svg",
    { viewBox: `0 0 ${WIDE} ${high}`, role: "img", "aria-label": say(isMany ? "flowsMany" : "flows") },
    [...lines.values()].map((one) => {
      const [start, end, middle] = [y(from, one.from), y(to, one.way), (LEFT + RIGHT) / 2];
      return svg("path", { d: `M${LEFT} ${start} C${middle} ${start} ${middle} ${end} ${RIGHT} ${end}`, class: `flow flow--${one.tier}`, "stroke-width": (2 + (12 * one.people) / Math.max(most, THICK)).toFixed(1) });
    }),
    from.map((one) => svg("text", { x: LEFT - 10, y: y(from, one.key) + 5, "text-anchor": "end" }, `${one.label} (${one.people})`)),
    to.map((one) => svg("text", { x: RIGHT + 10, y: y(to, one.key) + 5 }, `${cut(one.label)} (${one.people})`)),
  );
  return h("figure", { class: "chart rounds__flows" }, h("figcaption", {}, say(isMany ? "flowsMany" : "flows")), h("div", { class: "scroll" }, drawing));
}

/** @param {{group: import("../placement/instance.js").Group, way: string}[]} placed @param {(one: {group: import("../placement/instance.js").Group, way: string}) => {key: string, label: string}} of @returns {End[]} */
function endsOf(placed, of) {
  /** @type {Map<string, End>} */
  const ends = new Map();
  for (const one of placed) {
    const { key, label } = of(one);
    const end = ends.get(key) ?? { key, label, people: 0 };
    end.people += one.group.people;
    ends.set(key, end);
  }
  return [...ends.values()];
}

/** @param {string} label */
function cut(label) {
  return [...label].length > 26 ? `${[...label].slice(0, 25).join("")}…` : label;
}
