// Which ways are left for each group before anything is weighed. What is ruled out here is never among the choices, whatever it would
// be worth, and each of these has a code.

/**
 * @typedef {import("./instance.js").Group} Group
 * @typedef {import("./instance.js").Way} Way
 * @typedef {import("./instance.js").Open} Open
 * @typedef {import("./instance.js").Instance} Instance
 * @typedef {{group: Group, way: Way, score: number, days: number, worth: number, fixed: boolean}} Pair worth: in hundred-thousandths of a weighted person
 * @typedef {{code: string, card: string}} Note what a coordinator has to know about a card
 * @typedef {{together: [string, string][], apart: [string, string][], depends: [string, string][], broken: Set<string>, asked: Set<string>}} Links
 *   pairs of cards; depends: the second goes first; broken: cards whose other half is not in this round; asked: `card other` of who asked to be apart
 * @typedef {{instance: Instance, groups: Map<string, Group>, ways: Map<string, Way>, pairs: Map<string, Pair[]>, gone: Map<string, Map<string, string>>,
 *   links: Links, could: Map<string, number>, notes: Note[]}} Candidates could: persons of each organisation with any way at all
 */

/**
 * Work out what is left.
 * @param {Instance} instance
 * @returns {Candidates}
 */
export function candidatesOf(instance) {
  const groups = new Map(instance.groups.map((group) => [group.card, group]));
  const ways = new Map(instance.ways.map((way) => [way.id, way]));
  /** @type {Candidates} */
  const found = { instance, groups, ways, pairs: new Map(), gone: new Map(), links: linksOf(instance.groups), could: new Map(), notes: [] };
  const ends = endsOf(instance);
  for (const group of instance.groups) {
    found.gone.set(group.card, new Map());
    found.pairs.set(group.card, group.lock ? fixed(found, group) : left(found, group, ends));
    const counted = pairsOf(found, group.card).length > 0 ? group.people : 0;
    found.could.set(group.org, (found.could.get(group.org) ?? 0) + counted);
  }
  keepLinked(found);
  return found;
}

/** @param {Candidates} found @param {string} card @returns {Pair[]} */
export function pairsOf(found, card) {
  return found.pairs.get(card) ?? [];
}

/** @param {Instance} instance */
function endsOf(instance) {
  return {
    hosts: new Map(instance.hosts.map(({ host, total }) => [host, total])),
    funds: new Map(instance.funds.map(({ fund, budget }) => [fund, budget])),
  };
}

/**
 * What a person was told of stands, even where a number has become smaller meanwhile.
 * @param {Candidates} found @param {Group} group @returns {Pair[]}
 */
function fixed(found, group) {
  const chosen = group.lock?.way ?? "";
  for (const { way } of group.ways) if (way !== chosen) rule(found, group, way, "locked");
  const way = found.ways.get(chosen);
  if (!way) {
    found.notes.push({ code: "placed-elsewhere", card: group.card });
    return [];
  }
  const open = group.ways.find((one) => one.way === chosen) ?? { way: chosen, score: 0, days: 0 };
  return [pairOf(found.instance, group, way, open)];
}

/** @param {Candidates} found @param {Group} group @param {ReturnType<typeof endsOf>} ends @returns {Pair[]} */
function left(found, group, ends) {
  const out = new Set(group.out.map(({ way }) => way));
  if (found.links.broken.has(group.card)) found.notes.push({ code: "link-missing", card: group.card });
  return group.ways.flatMap((open) => {
    if (out.has(open.way)) return [];
    const way = found.ways.get(open.way);
    const code = found.links.broken.has(group.card) ? "link-missing" : !way ? "not-in-round" : tooMuch(group, way, open, ends);
    if (code || !way) return rule(found, group, open.way, code);
    return [pairOf(found.instance, group, way, open)];
  });
}

/** @param {Group} group @param {Way} way @param {Open} open @param {ReturnType<typeof endsOf>} ends */
function tooMuch(group, way, open, ends) {
  if (open.score === 0) return "no-chance";
  if (group.people > way.persons) return "too-small";
  if (group.medical && group.people > way.medical) return "medical";
  if (way.host && group.people > (ends.hosts.get(way.host) ?? 0)) return "host-full";
  if (way.fund && group.people * way.cost > (ends.funds.get(way.fund) ?? 0)) return "too-dear";
  return "";
}

/** @param {Instance} instance @param {Group} group @param {Way} way @param {Open} open @returns {Pair} */
function pairOf({ weights }, group, way, { score, days }) {
  const keep = group.open === way.id ? weights.keep_percent : 0;
  return { group, way, score, days, worth: weights[group.tier] * group.people * score * (100 + keep), fixed: group.lock !== null };
}

/** @param {Candidates} found @param {Group} group @param {string} way @param {string} code @returns {never[]} */
function rule(found, group, way, code) {
  found.gone.get(group.card)?.set(way, code);
  return [];
}

/** @param {Group[]} groups @returns {Links} */
function linksOf(groups) {
  /** @type {Map<string, string[]>} */
  const called = new Map();
  for (const { card, names } of groups) for (const name of names) called.set(name, [...(called.get(name) ?? []), card]);
  /** @param {Group} group @param {string} name */
  const others = (group, name) => (called.get(name) ?? []).filter((card) => card !== group.card);
  /** @param {"together"|"apart"|"depends"} kind */
  const directed = (kind) =>
    groups.flatMap((group) => [...new Set(group[kind].flatMap((name) => others(group, name)))].map((other) => /** @type {[string, string]} */ ([group.card, other])));
  const alone = groups.filter((group) => [...group.together, ...group.depends].some((name) => others(group, name).length === 0));
  return {
    together: undirected(directed("together")),
    apart: undirected(directed("apart")),
    depends: directed("depends"),
    broken: new Set(alone.map((group) => group.card)),
    asked: new Set(directed("apart").map(([card, other]) => `${card} ${other}`)),
  };
}

/** @param {[string, string][]} pairs @returns {[string, string][]} each pair once */
function undirected(pairs) {
  return [...new Map(pairs.map(([one, other]) => (one < other ? [one, other] : [other, one])).map((pair) => [pair.join(" "), /** @type {[string, string]} */ (pair)])).values()];
}

/**
 * Take out what a link makes impossible, until nothing more follows from it.
 * @param {Candidates} found
 */
function keepLinked(found) {
  apartFromFixed(found);
  const both = found.links.together.flatMap(([one, other]) => /** @type {[string, string][]} */ ([[one, other], [other, one]]));
  const held = [...both, ...found.links.depends, ...found.links.depends.flatMap(([card, first]) => (isFixed(found, card) ? [/** @type {[string, string]} */ ([first, card])] : []))];
  for (let more = held.length > 0; more; ) {
    more = false;
    for (const [card, other] of held) {
      const countries = countriesOf(found, other);
      if (dropWhere(found, card, "linked", (pair) => !countries.has(pair.way.country))) more = true;
    }
  }
}

/** @param {Candidates} found */
function apartFromFixed(found) {
  for (const [one, other] of found.links.apart) {
    for (const [card, stays] of [[one, other], [other, one]]) {
      if (!card || !stays || !isFixed(found, stays)) continue;
      const countries = countriesOf(found, stays);
      // Who did not ask for it learns no more than that something is in the way: the wish may be a secret.
      const code = found.links.asked.has(`${card} ${stays}`) ? "apart" : "withheld";
      dropWhere(found, card, code, (pair) => countries.has(pair.way.country));
    }
  }
}

/** @param {Candidates} found @param {string} card */
export function isFixed(found, card) {
  return found.groups.get(card)?.lock != null;
}

/** @param {Candidates} found @param {string} card */
export function countriesOf(found, card) {
  return new Set(pairsOf(found, card).map((pair) => pair.way.country));
}

/** @param {Candidates} found @param {string} card @param {string} code @param {(pair: Pair) => boolean} isOut */
export function dropWhere(found, card, code, isOut) {
  if (isFixed(found, card)) return false;
  const pairs = pairsOf(found, card);
  const kept = pairs.filter((pair) => !isOut(pair));
  for (const pair of pairs) if (isOut(pair)) rule(found, pair.group, pair.way.id, code);
  found.pairs.set(card, kept);
  return kept.length < pairs.length;
}
