// What the desk says about ways out, the rules behind them, and what stands against one. Codes are what is sealed; sentences are what is read.

import { lacking } from "../casework/documents.js";
import { wordsOf } from "../casework/kinds.js";
import { RULE_SETS } from "../casework/rule_sets.js";
import { refusalsFollow, responsibleFor } from "../casework/ways.js";
import { filled } from "../enhance/words.js";
import { countryName } from "./case_lands.js";
import { dayWords } from "./requests_time.js";

/** @typedef {import("../casework/registers.js").Listed} Listed @typedef {import("../casework/ways.js").Going} Going @typedef {import("../casework/ways.js").Responsible} Responsible */

/** @type {Record<string, string>} */
export const BASIS_WORDS = {
  "humanitarian-visa": "Humanitarian visa", "tourist-visa": "Tourist visa", "special-arrangement": "Special arrangement", resettlement: "Resettlement",
  sponsorship: "Private sponsorship", "study-work": "Study or work", residency: "Residency programme", family: "Family reunion", "asylum-on-arrival": "Asylum on arrival",
};

/** @type {Record<string, string>} */
export const STATE_WORDS = {
  proposed: "Proposed", offered: "Offered", agreed: "Agreed", preparing: "Papers being prepared", submitted: "Handed in", granted: "Granted", refused: "Refused",
  withdrawn: "Withdrawn", expired: "Expired",
};

/** @type {Record<string, string>} */
export const STATE_STAMPS = { granted: "deed", refused: "words", withdrawn: "quiet", expired: "quiet", submitted: "held", proposed: "waiting", offered: "waiting" };

/** What a button says that takes an application to a state. @type {Record<string, string>} */
export const STEP_WORDS = {
  offered: "The place was offered", agreed: "The person agreed", preparing: "Prepare the papers", submitted: "It was handed in", granted: "It was granted",
  refused: "It was refused", withdrawn: "Withdraw it", expired: "It has expired",
};

/** @type {Record<string, string>} */
export const REFUSAL_WORDS = {
  purpose: "Purpose of the journey not believed", return: "Not believed that they would go back", means: "Not enough money", insurance: "No insurance",
  "papers-false": "A paper was held to be false", "papers-missing": "Papers were missing", alert: "An alert in the Schengen system", security: "Danger to order or security",
  "not-eligible": "Does not fit the programme", "quota-full": "No place left", "too-late": "Handed in too late", "no-reason": "No reason was given", other: "Another reason",
};

/** @type {Record<string, string>} */
export const CHANGE_WORDS = { suspended: "Suspended", closed: "Closed", replaced: "Replaced by other rules", narrowed: "Narrowed" };

const SENTENCES = {
  title: "Ways out",
  lead: "Every way out of danger that this crisis knows of. What stands here is sealed: talks about places are as secret as people.",
  noCrisis: "Your organisation takes part in no crisis yet, so there are no ways out to read.",
  none: "No way out is entered yet.",
  noRegister: "There is no register of ways out for this crisis yet.",
  makeLead: "It is a vault of its own. You choose who reads it with you; others are let in one by one, from partner organisations too.",
  makeNeeds: "A register needs a second person who can read it.",
  askLead: "Somebody who keeps ways out can make one: a case lead.",
  notHeld: "You cannot read this register yet. Ask one of those who hold it to let you in: {holders}.",
  notHeldHow: "They do it under Vaults, where they find you by your sign-in name.",
  waiting: "soonest {soonest}, usually {usual}, longest {longest} days",
  chance: "{percent} % let in, counted on {day}",
  noChance: "Nobody has counted yet",
  kept: "Kept.",
  clash: "{who} changed the same fields meanwhile. Nothing of yours is lost: it stands in the form still. Read the other version below, then keep yours again or leave the form.",
  rulesLead: "Which law says what state looks at an application for asylum, and from which day. The software follows it for the usual adult; what it cannot say is named beside it.",
  check: "For a lawyer to look at before a decision rests on it",
  noPlaces: "There is no register of places yet. Quotas are for coordinators alone and lie in a vault of their own.",
  placesLead: "Only coordinators read quotas. Caseworkers see whether a way is open to a case, and never how many places there are.",
  touchedLead: "Everything below is what you may open here. A colleague who holds other cases sees theirs.",
  touchedNothing: "It reaches nothing that you may open here.",
  someUnread: "{count} of these cases keep their way out from you: ask who holds that part.",
  changeNeeds: "Say what the change is about: a basis, a country, a rule set, or single ways out. Otherwise it reaches nothing.",
  warnTitle: "The rules changed for a way out of this case",
  settled: "Looked at: {change}.",
  notAdvice: "This is a reading of the rules for the usual adult, and no legal advice.",
  familyHint: "Relatives are noted in {countries}. Close family there can make that state responsible: let a lawyer look.",
  proposeLead: "What stands against each way is said before it can be proposed. Neither consent nor verification is asked.",
  saidNo: "The person said no to this way. It will not be proposed again.",
  refusalLead: "What a refusal makes worse depends on who can see it.",
};

/** @param {keyof SENTENCES} name @param {Record<string, string | number>} [values] */
export function say(name, values = {}) {
  return filled(SENTENCES[name], values);
}

/** @param {string[]} some */
export function listOf(some) {
  return some.length < 2 ? some.join("") : `${some.slice(0, -1).join(", ")} and ${some.at(-1)}`;
}

/** @param {readonly string[]} codes */
export function countriesOf(codes) {
  return listOf(codes.map(countryName));
}

/** A day with its year. @param {string} day */
export function yearDay(day) {
  return day ? `${dayWords(day)} ${day.slice(0, 4)}` : "";
}

/** What a way is called. @param {any} way the body of a pathway */
export function nameOfWay(way) {
  return way.name || `${BASIS_WORDS[way.basis] ?? "Way out"}, ${countryName(way.country)}`;
}

/** @param {string} code */
export function nameOfSet(code) {
  return RULE_SETS.find((one) => one.code === code)?.name ?? code;
}

/**
 * Say which state would be responsible, and why.
 * @param {Responsible} said
 */
export function responsibleWords({ country, by, set, article }) {
  if (!country) return "Which state would be responsible is not known.";
  const name = countryName(country);
  if (by === "admitted") return `${name} lets in by itself; no rule asks which state is responsible.`;
  const why = {
    visa: `The visa of ${name} makes ${name} responsible`, permit: `A residence document of ${name} makes ${name} responsible`, family: `Family in ${name} makes ${name} responsible`,
    studied: `A diploma of ${name} makes ${name} responsible`, entered: `${name} is responsible, because it is entered first`, asked: `${name} is responsible, because it is asked there`,
  }[by || "asked"];
  return `${why} (${nameOfSet(set)}, ${article}).`;
}

/**
 * Say in sentences what stands against a way for a case.
 * @param {Going} going
 * @param {{id: string, body: any}} way
 * @param {readonly string[]} codes as `ruledOut` gave them
 * @param {{on: string, ways: readonly Listed[], room?: number | undefined}} known
 * @returns {string[]} in the order of the codes
 */
export function againstWords(going, { body: way }, codes, { on, ways, room }) {
  const { person, arrivedIn, deadline } = going;
  const would = responsibleFor({ way, person, arrivedIn, on, sets: RULE_SETS });
  const avoided = going.avoids.flatMap((item) => item.body.countries);
  /** @type {Record<string, () => string>} */
  const sentences = {
    papers: () => `Papers are not there: ${lacking(going.documents, way.papers, on).map(({ paper, why }) => `${wordsOf("document").choices.what?.[paper] ?? paper} (${LACK_WORDS[why]})`).join(", ")}.`,
    avoid: () => avoidWords(way, would, avoided),
    medical: () => "A medical place is needed, and this way has none.",
    "not-reachable": () => (way.takes === "outside" ? "It takes people who have left the country; this person has not." : "It takes people who are still in the country; this person has left."),
    "already-bound": () => `${responsibleWords(responsibleFor({ way: null, person, arrivedIn, on, sets: RULE_SETS }))} This way leads to ${countryName(way.country)}.`,
    "refused-before": () => refusedWords(going, way, on, ways),
    "too-small": () => `${going.people} people, and ${room} ${room === 1 ? "place is" : "places are"} left.`,
    "said-no": () => "The person said no to it.",
    window: () => (way.closed_on && way.closed_on <= on ? `Closed since ${yearDay(way.closed_on)}.` : way.closes && way.closes < on ? `It took applications until ${yearDay(way.closes)}.` : `It opens on ${yearDay(way.opens)}, after the deadline of ${yearDay(deadline)}.`),
  };
  return codes.map((code) => sentences[code]?.() ?? code);
}

/** How a missing paper is said after its name. @type {Record<import("../casework/documents.js").Lack["why"], string>} */
export const LACK_WORDS = { "not-noted": "not noted", missing: "missing", applied: "applied for", lost: "lost", taken: "taken away", expired: "run out" };

/** @param {any} way @param {Responsible} would @param {string[]} avoided */
function avoidWords(way, would, avoided) {
  const parts = [];
  if (avoided.includes(would.country)) parts.push(`${responsibleWords(would)} ${countryName(would.country)} is to be avoided.`);
  for (const country of new Set([way.entry, way.country])) {
    if (country && country !== would.country && avoided.includes(country)) parts.push(`It leads ${country === way.country ? "to" : "through"} ${countryName(country)}, which is to be avoided.`);
  }
  return parts.join(" ");
}

/** @param {Going} going @param {any} way @param {string} on @param {readonly Listed[]} ways */
function refusedWords(going, way, on, ways) {
  const country = way.entry || way.country;
  const [found] = refusalsFollow(going.applications, on, [...ways]).filter((one) => one.countries.includes(country));
  const until = found?.until ? ` until ${yearDay(found.until)}` : "";
  return `A visa was refused before, and ${countryName(country)} sees it${until}: a tourist visa would be refused again.`;
}

/** What a change says in one line. @param {any} change */
export function changeWords({ what, bases, countries, rule_set: set, ways }) {
  const about = [bases.map((/** @type {string} */ one) => BASIS_WORDS[one] ?? one).join(", "), countriesOf(countries), set ? nameOfSet(set) : "", ways.length > 0 ? `${ways.length} named ${ways.length === 1 ? "way" : "ways"}` : ""].filter(Boolean);
  return `${CHANGE_WORDS[what] ?? "Changed"}: ${about.join("; ") || "nothing named"}`;
}

/** @param {any} way @param {string} on @returns {[string, string]} the word and its looks */
export function standingOf(way, on) {
  if (way.closed_on && way.closed_on <= on) return [`Closed since ${yearDay(way.closed_on)}`, "quiet"];
  if (way.closes && way.closes < on) return [`Took applications until ${yearDay(way.closes)}`, "quiet"];
  if (way.opens && way.opens > on) return [`Opens ${yearDay(way.opens)}`, "waiting"];
  return [way.closes ? `Open until ${yearDay(way.closes)}` : "Open", "deed"];
}

/** The odds as they were counted last. @param {any} way @param {string} on */
export function latestOdds(way, on) {
  return [...way.odds].filter((one) => one.on <= on).sort((a, b) => b.on.localeCompare(a.on))[0];
}
