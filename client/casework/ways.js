// Ways out: what rules one out for a case and why, how good it is, and which state will have to look at the application for asylum. A visa is the choice
// of that state: what is tested against the places to avoid is the state that becomes responsible, and not the airport.

import { addDays, addMonths, daysBetween } from "./days.js";
import { lacking } from "./documents.js";
import { BASES } from "./kinds_registers.js";
import { VISA_SYSTEM, VISA_SYSTEM_YEARS } from "./rule_sets.js";

/** @typedef {import("./kinds.js").Item} Item @typedef {import("./rule_sets.js").RuleSet} RuleSet */
/** @typedef {{country: string, until: string}} Paper a residence document or a visa; until: "" where it does not run out */
/**
 * What responsibility asks about a person. Every list may be left out.
 * @typedef {{family?: string[], permits?: Paper[], visas?: Paper[], entered?: {country: string, on: string}[], studied?: {country: string, on: string}[]}} Person
 * @typedef {{country: string, by: import("./rule_sets.js").Ground | "admitted" | "", set: string, article: string}} Responsible by "admitted": let in as a
 *   refugee, or to a state that no rule set binds, so that nobody asks which state is responsible
 */
/**
 * A case as far as ways out ask; `people` counted, `medical` whether a medical place is needed, `arrivedIn` the country outside one's own where
 * somebody is, "" while still inside.
 * @typedef {{people: number, medical: boolean, deadline: string, arrivedIn: string, person: Person, documents: Item[], wishes: Item[], avoids: Item[],
 *   applications: Item[], languages: string[]}} Going
 * @typedef {"papers" | "avoid" | "medical" | "not-reachable" | "already-bound" | "refused-before" | "too-small" | "said-no" | "window"} Code
 */

/** Why a way is closed to a case, in the order in which reasons are said. */
export const CODES = /** @type {const} */ (["papers", "avoid", "medical", "not-reachable", "already-bound", "refused-before", "too-small", "said-no", "window"]);

/** Whoever comes this way is a refugee on arrival, or asks as a resident. */
const ADMITS = ["resettlement", "sponsorship"];
/** Whoever comes this way holds a visa of the entry state. A humanitarian visa for asylum is national law alone (C-638/16 PPU, X and X). */
const BY_VISA = ["humanitarian-visa", "tourist-visa", "special-arrangement", "study-work", "residency", "family"];

/**
 * Choose the rule set under which an application of that day falls.
 * @param {readonly RuleSet[]} sets
 * @param {string} on
 * @returns {RuleSet | undefined}
 */
export function ruleSetOn(sets, on) {
  return sets.find(({ from, until }) => from <= on && (until === "" || on <= until));
}

/**
 * Say which state would be responsible if somebody came this way and asked for asylum on that day.
 * @param {{way: any, person: Person, arrivedIn: string, on: string, sets: readonly RuleSet[]}} wanted way: the body of a pathway, or null for none
 * @returns {Responsible} country "" where nothing is known
 */
export function responsibleFor({ way, person, arrivedIn, on, sets }) {
  const set = ruleSetOn(sets, on);
  const country = way?.country || arrivedIn;
  const isBound = (/** @type {string} */ one) => set !== undefined && set.countries.includes(one);
  if (!set || !isBound(country) || (way && ADMITS.includes(way.basis))) return { country, by: country ? "admitted" : "", set: "", article: "" };
  for (const [ground, find] of Object.entries(grounds({ way, person, arrivedIn, on, set }))) {
    const article = set.articles[/** @type {import("./rule_sets.js").Ground} */ (ground)];
    const found = article ? find().find(isBound) : undefined;
    if (found && article) return { country: found, by: /** @type {import("./rule_sets.js").Ground} */ (ground), set: set.code, article };
  }
  return { country, by: "asked", set: set.code, article: set.articles.asked ?? "" };
}

/**
 * The grounds in the order of both regulations; the countries of each, the strongest first.
 * @param {{way: any, person: Person, arrivedIn: string, on: string, set: RuleSet}} wanted
 * @returns {Record<string, () => string[]>}
 */
function grounds({ way, person, arrivedIn, on, set }) {
  const issued = way && BY_VISA.includes(way.basis) && way.entry ? [{ country: way.entry, until: "" }] : [];
  const visas = [...issued, ...(person.visas ?? [])];
  const entered = [...(person.entered ?? [])].filter((one) => one.on === "" || addMonths(one.on, set.entryMonths) >= on).sort((a, b) => a.on.localeCompare(b.on));
  const byWay = way?.basis === "asylum-on-arrival" && way.entry ? [way.entry] : [];
  return {
    family: () => person.family ?? [],
    // What is valid goes before what has run out, a residence document before a visa.
    permit: () => longest(person.permits ?? [], on, 0),
    visa: () => [...longest(visas, on, 0), ...longest(person.permits ?? [], on, set.permitMonths), ...longest(visas, on, set.visaMonths)],
    studied: () => (person.studied ?? []).filter((one) => addMonths(one.on, set.studyMonths) >= on).map((one) => one.country),
    // Where nobody noted how somebody came, where they are is taken for where they came in.
    entered: () => (person.entered?.length ? entered.map((one) => one.country) : [arrivedIn, ...byWay].filter(Boolean)),
  };
}

/** @param {Paper[]} papers @param {string} on @param {number} months after its end in which one still counts @returns {string[]} the longest first */
function longest(papers, on, months) {
  const counting = papers.filter(({ until }) => until === "" || addMonths(until, months) >= on);
  return counting.sort((a, b) => (b.until || "9999").localeCompare(a.until || "9999")).map(({ country }) => country);
}

/**
 * Say what each refusal does to later applications, as long as it does.
 * @param {Item[]} applications
 * @param {string} on
 * @param {{id: string, body: any}[]} [ways] the pathways that can be read, to know which country it was
 * @returns {{id: string, why: string, bases: readonly string[], countries: readonly string[], until: string}[]} which ways of which countries are worse for
 *   it; countries is [] where it cannot be told; until is "" where nobody knows for how long
 */
export function refusalsFollow(applications, on, ways = []) {
  return applications.flatMap(({ id, body }) => {
    const inSystem = body.seen_by.includes("eu-vis");
    if (body.state !== "refused" || (!inSystem && !body.seen_by.includes("country"))) return [];
    const until = body.seen_until || (inSystem && body.decided_on ? addMonths(body.decided_on, 12 * VISA_SYSTEM_YEARS) : "");
    if (until !== "" && until < on) return [];
    const own = ways.filter((way) => way.id === body.way).map((way) => way.body.entry || way.body.country);
    return [{ id, why: body.refusal, bases: inSystem ? BY_VISA : BASES, countries: inSystem ? [...new Set([...VISA_SYSTEM, ...own])] : own, until }];
  });
}

/**
 * Say why a way is closed to a case. Verification and consent are no reasons and are not asked.
 * @param {Going} going
 * @param {{id: string, body: any}} way an item of kind `pathway`
 * @param {{on: string, sets: readonly RuleSet[], room?: number, ways?: {id: string, body: any}[]}} wanted room: places, where they are known; ways: all
 *   pathways that can be read, to know where somebody was refused
 * @returns {Code[]} empty where it is open
 */
export function ruledOut(going, { id, body: way }, { on, sets, room, ways }) {
  const { person, arrivedIn, deadline } = going;
  const bound = responsibleFor({ way: null, person, arrivedIn, on, sets });
  const would = responsibleFor({ way, person, arrivedIn, on, sets });
  const avoided = going.avoids.flatMap((item) => item.body.countries);
  const refused = refusalsFollow(going.applications, on, ways);
  const set = ruleSetOn(sets, on);
  /** @type {Record<Code, boolean>} */
  const holds = {
    papers: lacking(going.documents, way.papers, on).length > 0,
    avoid: [would.country, way.entry, way.country].some((country) => avoided.includes(country)),
    medical: going.medical && !way.medical,
    "not-reachable": (way.takes === "outside" && !arrivedIn) || (way.takes === "inside" && arrivedIn !== ""),
    "already-bound": bound.set !== "" && bound.country !== way.country && set !== undefined && set.countries.includes(way.country),
    "refused-before": way.basis === "tourist-visa" && refused.some(({ countries }) => countries.includes(way.entry || way.country)),
    "too-small": room !== undefined && going.people > room,
    "said-no": going.wishes.some((item) => item.body.no.includes(id)),
    window: isShut(way, on, deadline),
  };
  return CODES.filter((code) => holds[code]);
}

/** @param {any} way @param {string} on @param {string} deadline */
function isShut(way, on, deadline) {
  if ((way.closed_on && way.closed_on <= on) || (way.closes && way.closes < on)) return true;
  return Boolean(way.opens && deadline && way.opens > deadline && way.opens > on);
}

/**
 * Say how good a way is for a case: the odds as they were last counted, the chance to be in time, and what fits.
 * @param {Going} going
 * @param {any} way the body of a pathway
 * @param {string} on
 * @returns {number} per mille, in steps of 50; at least 50 where there is any chance, 0 where nobody has said the odds
 */
export function scoreOf(going, way, on) {
  const odds = [...way.odds].filter((one) => one.on <= on).sort((a, b) => b.on.localeCompare(a.on))[0]?.permille ?? 0;
  const chance = (Math.min(1000, odds) / 1000) * inTime(way, going.deadline, on) * fitOf(going, way);
  return chance > 0 ? Math.max(50, Math.round((chance * 1000) / 50) * 50) : 0;
}

/**
 * The share of people whom this way would have let in by the deadline: none by the soonest, half by the usual, all by the longest waiting time.
 * @param {any} way
 * @param {string} deadline
 * @param {string} on
 */
function inTime(way, deadline, on) {
  if (deadline === "") return 1;
  const { soonest, usual, longest } = way.waiting;
  const start = way.opens && way.opens > on ? way.opens : on;
  const days = daysBetween(start, deadline);
  if (days >= longest) return 1;
  if (days < soonest) return 0;
  return days < usual ? 0.5 * between(days, soonest, usual) : 0.5 + 0.5 * between(days, usual, longest);
}

/** @param {number} value @param {number} from @param {number} to */
function between(value, from, to) {
  return to <= from ? 1 : (value - from) / (to - from);
}

/** @param {Going} going @param {any} way @returns {number} 0.8 to 1 */
function fitOf(going, way) {
  const speaks = [...going.languages, ...going.wishes.flatMap((item) => item.body.languages)].some((language) => way.languages.includes(language));
  const wanted = going.wishes.some((item) => [...item.body.countries, ...item.body.kin_in].includes(way.country));
  return 0.8 + (speaks ? 0.1 : 0) + (wanted ? 0.1 : 0);
}

/**
 * Say on which day somebody can expect to be let in.
 * @param {any} way the body of a pathway
 * @param {string} on
 */
export function expectedOn(way, on) {
  return addDays(way.opens && way.opens > on ? way.opens : on, way.waiting.usual);
}

/** States of an application that a change of rules can still stop. */
const OPEN = ["proposed", "offered", "agreed", "preparing", "submitted"];

/**
 * List what a change of rules reaches. A change that names neither ways nor bases, countries or a rule set reaches nothing.
 * @param {any} change the body of a change
 * @param {{id: string, body: any}[]} ways items of kind `pathway`
 * @param {{case: string, ways: string[]}[]} cards
 * @param {{reference: string}[]} demands
 * @param {Item[]} [applications] those that can be read here
 * @returns {{ways: string[], cards: string[], demands: string[], applications: string[]}} ids, cases, references
 */
export function touched(change, ways, cards, demands, applications = []) {
  const reached = ways.filter(({ id, body }) => change.ways.includes(id) || isMeant(change, body)).filter(({ body }) => body.closed_on === "" || body.closed_on >= change.on);
  const ids = new Set(reached.map((one) => one.id));
  const named = new Set(reached.flatMap((one) => one.body.demands));
  return {
    ways: [...ids],
    cards: cards.filter((card) => card.ways.some((id) => ids.has(id))).map((card) => card.case),
    demands: demands.map((one) => one.reference).filter((reference) => named.has(reference)),
    applications: applications.filter(({ body }) => ids.has(body.way) && OPEN.includes(body.state)).map((one) => one.id),
  };
}

/** @param {any} change @param {any} way */
function isMeant(change, way) {
  if (change.bases.length + change.countries.length === 0 && change.rule_set === "") return false;
  const fits = (/** @type {string[]} */ listed, /** @type {string} */ value) => listed.length === 0 || listed.includes(value);
  return fits(change.bases, way.basis) && (fits(change.countries, way.country) || fits(change.countries, way.entry)) && (change.rule_set === "" || change.rule_set === way.rule_set);
}
