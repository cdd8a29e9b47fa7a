// What a round of placement is worked out from: groups of people under ids made for this round alone, ways out with their places, and the
// weights the coalition decided on. Whole numbers only. docs/reference/placement.md says what each stands for.

/**
 * @typedef {"critical"|"high"|"medium"|"low"} Tier
 * @typedef {{version: number, critical: number, high: number, medium: number, low: number, theta_percent: number, keep_percent: number,
 *   share_percent: number}} Weights
 * @typedef {{id: string, country: string, persons: number, medical: number, host: string, fund: string, cost: number}} Way cost: a person, in minor units
 * @typedef {{way: string, score: number, days: number}} Open score: per mille that this ends in safety in time; days: expected until then
 * @typedef {{way: string, codes: string[]}} Out
 * @typedef {{way: string, state: string}} Lock
 * @typedef {{card: string, org: string, people: number, tier: Tier, deadline: string, medical: boolean, ways: Open[], out: Out[], names: string[],
 *   together: string[], apart: string[], depends: string[], lock: Lock | null, open: string}} Group
 *   names: what others of this round call this group; together, apart, depends: the names of others; open: the way of a proposal nobody was told of yet
 * @typedef {{round: string, made_on: string, gap_permille: number, weights: Weights, ways: Way[], hosts: {host: string, total: number}[],
 *   funds: {fund: string, budget: number}[], groups: Group[]}} Instance
 */

/** The most urgent first. */
export const TIERS = /** @type {const} */ (["critical", "high", "medium", "low"]);

/** A person was told of these: from here on a way is fixed, and no run moves it. */
export const LOCKED = ["offered", "agreed", "preparing", "submitted", "granted"];

/** @type {Weights} as measured; the coalition may decide otherwise, in numbered versions. */
export const USUAL = { version: 1, critical: 64, high: 16, medium: 4, low: 1, theta_percent: 100, keep_percent: 10, share_percent: 70 };

/** What was handed in is no instance; `places` says where. */
export class Unreadable extends Error {
  /** @param {string[]} places */
  constructor(places) {
    super(`This is not a round: ${places.slice(0, 5).join(", ")}`);
    this.name = "Unreadable";
    this.places = places;
  }
}

/** @typedef {(value: any, at: string, say: (place: string) => void) => any} Reader */

/** @param {(value: any) => boolean} fits @returns {Reader} */
const those = (fits) => (value, at, say) => (fits(value) ? value : say(at));
const id = those((value) => typeof value === "string" && value.length > 0 && value.length <= 80);
const word = those((value) => typeof value === "string" && value.length <= 80);
const count = those((value) => Number.isSafeInteger(value) && value >= 0 && value <= 1e12);
const some = those((value) => Number.isSafeInteger(value) && value >= 1 && value <= 1000);
const share = those((value) => Number.isSafeInteger(value) && value >= 0 && value <= 100);
const permille = those((value) => Number.isSafeInteger(value) && value >= 0 && value <= 1000);
const yes = those((value) => typeof value === "boolean");
const day = those((value) => value === "" || isDay(value));

/** @param {Reader} one @returns {Reader} */
const list = (one) => (value, at, say) => (Array.isArray(value) ? value.map((part, number) => one(part, `${at}.${number}`, say)) : (say(at), []));

/** Fields that are not listed are left behind: a card says no more than this. @param {Record<string, Reader>} fields @returns {Reader} */
const shape = (fields) => (value, at, say) => {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return say(at);
  return Object.fromEntries(Object.entries(fields).map(([name, read]) => [name, read(value[name], `${at}.${name}`, say)]));
};

const LOCK = shape({ way: id, state: those((value) => LOCKED.includes(value)) });
const GROUP = shape({
  card: id,
  org: id,
  people: some,
  tier: those((value) => TIERS.includes(value)),
  deadline: day,
  medical: yes,
  ways: list(shape({ way: id, score: permille, days: count })),
  out: list(shape({ way: id, codes: list(id) })),
  names: list(id),
  together: list(id),
  apart: list(id),
  depends: list(id),
  lock: (value, at, say) => (value === null ? null : LOCK(value, at, say)),
  open: word,
});
const INSTANCE = shape({
  round: id,
  made_on: those((value) => isDay(value)),
  gap_permille: permille,
  weights: shape({ version: count, critical: count, high: count, medium: count, low: count, theta_percent: share, keep_percent: share, share_percent: share }),
  ways: list(shape({ id, country: id, persons: count, medical: count, host: word, fund: word, cost: count })),
  hosts: list(shape({ host: id, total: count })),
  funds: list(shape({ fund: id, budget: count })),
  groups: list(GROUP),
});

/**
 * Read one opened card.
 * @param {unknown} value
 * @returns {Group | null} null for what is none, a blank card among them
 */
export function readGroup(value) {
  /** @type {string[]} */
  const wrong = [];
  const group = GROUP(value, "group", (place) => void wrong.push(place));
  return wrong.length ? null : group;
}

/**
 * Read a round; groups and ways stand in the order of their ids afterwards, so that the same round is the same question.
 * @param {unknown} value
 * @returns {Instance}
 * @throws {Unreadable}
 */
export function readInstance(value) {
  /** @type {string[]} */
  const wrong = [];
  /** @type {Instance} */
  const instance = INSTANCE(value, "round", (place) => void wrong.push(place));
  if (wrong.length === 0) wrong.push(...doubled(instance), ...unknown(instance));
  if (wrong.length) throw new Unreadable(wrong);
  instance.groups.sort((one, other) => before(one.card, other.card));
  instance.ways.sort((one, other) => before(one.id, other.id));
  return instance;
}

/** @param {Instance} instance */
function doubled(instance) {
  const lists = {
    groups: instance.groups.map((group) => group.card),
    ways: instance.ways.map((way) => way.id),
    hosts: instance.hosts.map((host) => host.host),
    funds: instance.funds.map((fund) => fund.fund),
    scores: instance.groups.flatMap((group) => group.ways.map((open) => `${group.card} ${open.way}`)),
  };
  return Object.entries(lists).flatMap(([name, ids]) => (new Set(ids).size < ids.length ? [`round.${name} twice`] : []));
}

/** @param {Instance} instance */
function unknown({ ways, hosts, funds }) {
  const [known, paying] = [new Set(hosts.map((host) => host.host)), new Set(funds.map((fund) => fund.fund))];
  const wrong = ways.filter((way) => (way.host && !known.has(way.host)) || (way.fund && !paying.has(way.fund)));
  return wrong.map((way) => `way ${way.id} names a host or fund that is not there`);
}

/** @param {any} value */
function isDay(value) {
  return typeof value === "string" && /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value));
}

/** Order of two texts that is the same in every language. @param {string} one @param {string} other */
export function before(one, other) {
  return one < other ? -1 : Number(one > other);
}

/**
 * @param {string} on a day
 * @param {number} days
 * @returns {string} the day that many days later
 */
export function daysAfter(on, days) {
  return new Date(Date.parse(on) + days * 86_400_000).toISOString().slice(0, 10);
}
