// Two people changed the same item. What only one of them changed is taken; what both changed differently is shown to a person, and nothing is lost.

/** @typedef {{field: string, mine: any, theirs: any}} Clash undefined where one side has taken the thing away */
/** @typedef {{body: any, clashes: Clash[]}} Merged in `body` a clash stands as theirs has it: that is what the server holds */

/**
 * Merge two bodies that began from the same one.
 * @param {any} base
 * @param {any} mine
 * @param {any} theirs
 * @returns {Merged}
 */
export function merge(base, mine, theirs) {
  return mergeObjects(base, mine, theirs, "");
}

/** @param {any} base @param {any} mine @param {any} theirs @param {string} path @returns {Merged} */
function mergeObjects(base, mine, theirs, path) {
  const fields = [...new Set([...Object.keys(base), ...Object.keys(mine), ...Object.keys(theirs)])].sort();
  /** @type {Record<string, any>} */
  const body = {};
  /** @type {Clash[]} */
  const clashes = [];
  for (const field of fields) {
    const one = mergeValue(own(base, field), own(mine, field), own(theirs, field), path + field);
    if (one.body !== undefined) body[field] = one.body;
    clashes.push(...one.clashes);
  }
  return { body, clashes };
}

/** @param {any} object @param {string} field */
function own(object, field) {
  return Object.hasOwn(object, field) ? object[field] : undefined;
}

/** @param {any} base @param {any} mine @param {any} theirs @param {string} field @returns {Merged} */
function mergeValue(base, mine, theirs, field) {
  if (same(mine, theirs) || same(theirs, base)) return { body: mine, clashes: [] };
  if (same(mine, base)) return { body: theirs, clashes: [] };
  if (isList(base) && isList(mine) && isList(theirs)) return mergeLists(base, mine, theirs, field);
  if (isPart(base) && isPart(mine) && isPart(theirs)) return mergeObjects(base, mine, theirs, `${field}.`);
  // Where one took it away and the other changed it, what is still there stays.
  return { body: theirs === undefined ? mine : theirs, clashes: [{ field, mine, theirs }] };
}

/** @param {any} value a list of things that each have an id of their own */
function isList(value) {
  return Array.isArray(value) && value.every((one) => isPart(one) && typeof one.id === "string" && one.id !== "") && new Set(value.map((one) => one.id)).size === value.length;
}

/** @param {any} value */
function isPart(value) {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

/** @param {any[]} base @param {any[]} mine @param {any[]} theirs @param {string} field @returns {Merged} */
function mergeLists(base, mine, theirs, field) {
  const [before, ours, others] = [byId(base), byId(mine), byId(theirs)];
  /** @type {Map<string, any>} */
  const kept = new Map();
  /** @type {Clash[]} */
  const clashes = [];
  for (const id of new Set([...before.keys(), ...ours.keys(), ...others.keys()])) {
    const one = mergeValue(before.get(id), ours.get(id), others.get(id), `${field}.${id}`);
    if (one.body !== undefined) kept.set(id, one.body);
    clashes.push(...one.clashes);
  }
  const order = orderOf([base, mine, theirs].map((list) => list.map((one) => one.id)), kept);
  if (order.clash) clashes.push({ field, mine, theirs });
  return { body: order.ids.map((id) => kept.get(id)), clashes };
}

/** @param {any[]} list @returns {Map<string, any>} */
function byId(list) {
  return new Map(list.map((one) => [one.id, one]));
}

/**
 * In which order a merged list stands: as whoever moved something has it; what is new comes after, in an order that does not depend on who asks.
 * @param {string[][]} lists the ids of base, mine, theirs
 * @param {Map<string, any>} kept
 */
function orderOf([base = [], mine = [], theirs = []], kept) {
  const old = base.filter((id) => kept.has(id));
  const isOld = new Set(old);
  const asMine = full(mine.filter((id) => isOld.has(id)), old);
  const asTheirs = full(theirs.filter((id) => isOld.has(id)), old);
  const clash = !same(asMine, old) && !same(asTheirs, old) && !same(asMine, asTheirs);
  const ids = same(asTheirs, old) ? asMine : asTheirs;
  const fresh = [...kept.keys()].filter((id) => !isOld.has(id));
  const [fromMine, fromTheirs] = [mine, theirs].map((list) => list.filter((id) => fresh.includes(id)));
  const added = fromTheirs?.length === 0 ? fromMine : fromMine?.length === 0 ? fromTheirs : [...fresh].sort();
  return { ids: [...ids, ...(added ?? [])], clash };
}

/** What one side took away and the other changed stays, and goes to the end. @param {string[]} ids @param {string[]} all */
function full(ids, all) {
  return ids.length === all.length ? ids : [...ids, ...all.filter((id) => !ids.includes(id))];
}

/**
 * Whether two values are the same, whatever the order of their keys.
 * @param {any} one
 * @param {any} other
 * @returns {boolean}
 */
export function same(one, other) {
  if (one === other) return true;
  if (Array.isArray(one)) return Array.isArray(other) && one.length === other.length && one.every((value, at) => same(value, other[at]));
  if (!isPart(one) || !isPart(other)) return false;
  const keys = Object.keys(one);
  return keys.length === Object.keys(other).length && keys.every((key) => Object.hasOwn(other, key) && same(one[key], other[key]));
}
