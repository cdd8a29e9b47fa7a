// What is still free while groups are placed one after the other, and what is overdrawn at the end.

/**
 * @typedef {import("./candidates.js").Pair} Pair
 * @typedef {import("./instance.js").Instance} Instance
 */

/**
 * What a pair takes, by the name of what it is taken from.
 * @param {Pair} pair
 * @returns {[string, number][]}
 */
export function takes({ group, way }) {
  /** @type {[string, number][]} */
  const taken = [[`place ${way.id}`, group.people]];
  if (group.medical) taken.push([`medical ${way.id}`, group.people]);
  if (way.host) taken.push([`host ${way.host}`, group.people]);
  if (way.fund) taken.push([`fund ${way.fund}`, group.people * way.cost]);
  return taken;
}

/** Everything there is, by its name. @param {Instance} instance @returns {Map<string, number>} */
export function limitsOf({ ways, hosts, funds }) {
  return new Map([
    ...ways.map((way) => /** @type {[string, number]} */ ([`place ${way.id}`, way.persons])),
    ...ways.map((way) => /** @type {[string, number]} */ ([`medical ${way.id}`, way.medical])),
    ...hosts.map(({ host, total }) => /** @type {[string, number]} */ ([`host ${host}`, total])),
    ...funds.map(({ fund, budget }) => /** @type {[string, number]} */ ([`fund ${fund}`, budget])),
  ]);
}

/** @param {Instance} instance */
export function roomOf(instance) {
  const room = limitsOf(instance);
  /** @param {Pair} pair @param {number} sign */
  const move = (pair, sign) => {
    for (const [name, amount] of takes(pair)) room.set(name, (room.get(name) ?? 0) - sign * amount);
  };
  return {
    /** @param {Pair} pair */
    fits: (pair) => takes(pair).every(([name, amount]) => amount <= (room.get(name) ?? 0)),
    /** @param {Pair} pair */
    take: (pair) => move(pair, 1),
    /** @param {Pair} pair */
    give: (pair) => move(pair, -1),
    over: () => [...room].filter(([, free]) => free < 0).map(([name, free]) => ({ name, over: -free })),
  };
}
