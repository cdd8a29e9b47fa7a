// Who belongs with whom. Each adult is a case with keys of their own; links between cases say together, apart, or that one travels only with another.

/** @typedef {{id: string, people: number, links: {to: string, relation: string}[]}} Linked a case, how many people it is, and its links */
/** @typedef {[string, string]} Pair */
/**
 * @typedef {{bundles: string[][], apart: Pair[], depends: {who: string, on: string}[], conflicts: Pair[]}} Groups bundles: cases that must travel
 *   together, each in one and only one; conflicts: two who must not meet and stand in one bundle
 */

/**
 * Put cases into bundles. A link counts in both directions, whoever of the two wrote it; `apart` may stand in one case alone.
 * @param {Linked[]} cases
 * @returns {Groups} in an order that does not depend on the order of the cases; links to cases that are not given are left out
 */
export function bundle(cases) {
  const ids = new Set(cases.map((one) => one.id));
  const links = cases.flatMap((one) => one.links.filter(({ to }) => ids.has(to) && to !== one.id).map(({ to, relation }) => ({ from: one.id, to, relation })));
  const leader = leaders([...ids], links.filter(({ relation }) => relation === "together"));
  /** @type {Map<string, string[]>} */
  const bundles = new Map();
  for (const id of [...ids].sort()) bundles.set(leader(id), [...(bundles.get(leader(id)) ?? []), id]);
  const apart = pairs(links.filter(({ relation }) => relation === "apart"));
  return {
    bundles: [...bundles.values()],
    apart,
    depends: unique(links.filter(({ relation }) => relation === "depends-on").map(({ from, to }) => /** @type {Pair} */ ([from, to]))).map(([who, on]) => ({ who, on })),
    conflicts: apart.filter(([one, other]) => leader(one) === leader(other)),
  };
}

/**
 * Give a function that says who stands for a case's bundle: the first of its ids.
 * @param {string[]} ids
 * @param {{from: string, to: string}[]} links
 */
function leaders(ids, links) {
  const above = new Map(ids.map((id) => [id, id]));
  /** @param {string} id @returns {string} */
  const leader = (id) => {
    const next = above.get(id) ?? id;
    return next === id ? id : leader(next);
  };
  for (const { from, to } of links) {
    const [first = from, second = to] = [leader(from), leader(to)].sort();
    above.set(second, first);
  }
  return leader;
}

/** @param {{from: string, to: string}[]} links @returns {Pair[]} each once, smaller id first */
function pairs(links) {
  return unique(links.map(({ from, to }) => (from < to ? [from, to] : [to, from])));
}

/** @param {Pair[]} all @returns {Pair[]} */
function unique(all) {
  return [...new Map(all.map((pair) => [pair.join(" "), pair])).values()].sort((a, b) => a.join(" ").localeCompare(b.join(" ")));
}

/**
 * Count the people of a bundle.
 * @param {string[]} bundled
 * @param {Linked[]} cases
 */
export function peopleOf(bundled, cases) {
  return cases.filter((one) => bundled.includes(one.id)).reduce((sum, one) => sum + one.people, 0);
}
