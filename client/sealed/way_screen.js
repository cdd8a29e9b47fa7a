// One way out: what it is, how likely and how long, which state it makes responsible on which day, and its places for those who may know of them.

import { DOCUMENTS } from "../casework/kinds_case.js";
import { wordsOf } from "../casework/kinds.js";
import { keepListed } from "../casework/registers.js";
import { RULE_SETS } from "../casework/rule_sets.js";
import { expectedOn, responsibleFor, touched } from "../casework/ways.js";
import { countryName, languageName } from "./case_lands.js";
import { moneyWords } from "./case_typed.js";
import { button, h, show } from "./dom.js";
import { facts, notice, stamp } from "./inbox_parts.js";
import { section, summary, wayBack } from "./parts.js";
import { listedForm } from "./ways_form.js";
import { goTo, todayOf } from "./ways_parts.js";
import { BASIS_WORDS, changeWords, nameOfSet, nameOfWay, responsibleWords, say, standingOf, yearDay } from "./words_ways.js";

/** @typedef {import("./ways_parts.js").WaysHands} WaysHands @typedef {import("../casework/registers.js").Listed} Listed */

const FIELDS = ["name", "country", "basis", "entry", "rule_set", "takes", "papers", "medical", "opens", "closes", "odds", "waiting", "cost", "currency", "host", "languages", "demands", "note"];
const QUOTA_FIELDS = ["persons", "medical", "host_total", "budget", "currency", "from", "until", "source"];

/** @param {HTMLElement} place @param {WaysHands} hands @param {string} id */
export function wayScreen(place, hands, id) {
  const { context, registers } = hands;
  const way = registers.item(id);
  const back = wayBack(context, "/ways", say("title"));
  if (!way || way.kind !== "pathway") return show(place, back, h("p", { class: "govuk-body" }, "There is no such way out here, or you cannot read it."));
  const on = todayOf(hands);
  const { body } = way;
  const [word, looks] = standingOf(body, on);
  const changes = registers.items("change", way.crisis).filter((one) => touched(one.body, [way], [], []).ways.length > 0);
  const reopen = () => keepListed(hands, way.crisis, { ...body, closed_on: "" }, way).then(() => wayScreen(place, hands, id), (problem) => context.notify(context.sentenceFor(problem), "problem"));
  show(
    place,
    back,
    h("h1", { class: "govuk-heading-l" }, h("bdi", {}, nameOfWay(body))),
    h("div", { class: "stamps" }, stamp(word, looks, true)),
    changes.map((one) => notice("word", "The rules changed", h("p", {}, goTo(context, `/ways/changes/${one.id}`, `${changeWords(one.body)}, ${yearDay(one.body.on)}`)))),
    h("div", { class: "row way__acts" }, button("Change", () => context.go(`/ways/${id}/edit`), { kind: "secondary" }), body.closed_on ? button("Open it again", reopen, { kind: "secondary" }) : null),
    summary(/** @type {any} */ (rowsOf(body, on))),
    section("Which state would be responsible", responsibleParts(body, on)),
    section("How likely, as it was counted", oddsPart(body)),
    quotaPart(hands, way),
    section("Demands it is named by", demandsPart(hands, body)),
    body.note ? section("Notes", h("p", { class: "govuk-body as-written", dir: "auto" }, body.note)) : null,
    h("p", { class: "quiet small" }, `Entered by ${context.nameOf(way.author)}, ${yearDay(way.at)}`),
  );
}

/** @param {any} body @param {string} on */
function rowsOf(body, on) {
  const { soonest, usual, longest } = body.waiting;
  const takes = wordsOf("pathway").choices.takes ?? {};
  const papers = wordsOf("document").choices.what ?? {};
  return [
    ["Country", countryName(body.country)],
    ["Legal basis", BASIS_WORDS[body.basis] ?? ""],
    ["State that issues the visa or is entered", body.entry ? countryName(body.entry) : "not said"],
    ["Rule set", body.rule_set ? nameOfSet(body.rule_set) : "none"],
    ["Who can use it", takes[body.takes] ?? "not said"],
    ["Window", [body.opens ? `from ${yearDay(body.opens)}` : "", body.closes ? `until ${yearDay(body.closes)}` : ""].filter(Boolean).join(" ") || "open without end"],
    ["Waiting", longest ? say("waiting", { soonest, usual, longest }) : "not said", usual ? `Somebody who asks today can expect ${yearDay(expectedOn(body, on))}.` : ""],
    ["Papers", body.papers.map((/** @type {string} */ one) => papers[one] ?? one).join(", ") || "none named"],
    ["Medical places", body.medical ? "yes" : "no"],
    ["Cost", body.cost ? `${moneyWords(body.cost)} ${body.currency}` : "none named"],
    ["Host", body.host || "none named"],
    ["Languages", body.languages.map(languageName).join(", ") || "none named"],
  ];
}

/** @param {any} body @param {string} on */
function responsibleParts(body, on) {
  const days = [...new Set([on, ...RULE_SETS.filter((set) => set.until && set.until < on).map((set) => set.until)])];
  return [
    h("ul", { class: "govuk-list govuk-list--bullet" }, days.map((day) => h("li", {}, `${day === on ? "Asked today" : `Asked until ${yearDay(day)}`}: `, responsibleWords(responsibleFor({ way: body, person: {}, arrivedIn: "", on: day, sets: RULE_SETS }))))),
    h("p", { class: "quiet small" }, say("notAdvice")),
  ];
}

/** @param {any} body */
function oddsPart({ odds }) {
  if (odds.length === 0) return h("p", { class: "govuk-body" }, say("noChance"));
  const sorted = [...odds].sort((a, b) => b.on.localeCompare(a.on));
  return h("ul", { class: "govuk-list" }, sorted.map((one) => h("li", {}, h("strong", {}, `${one.permille / 10} %`), ` on ${yearDay(one.on)}. `, h("span", { class: "quiet", dir: "auto" }, `Source: ${one.source || "not named"}`))));
}

/** @param {WaysHands} hands @param {Listed} way */
function quotaPart({ context, registers }, way) {
  if (!registers.held("places", way.crisis)) return null;
  const quotas = registers.items("quota", way.crisis).filter((one) => one.body.way === way.id);
  const line = (/** @type {Listed} */ { body, at }) => [
    h("strong", {}, `${body.persons} ${body.persons === 1 ? "person" : "persons"}`),
    facts([body.medical ? `${body.medical} of them medical` : "", body.host_total ? `${body.host_total} at this host in all` : "", body.budget ? `${moneyWords(body.budget)} ${body.currency}` : "", [body.from ? `from ${yearDay(body.from)}` : "", body.until ? `until ${yearDay(body.until)}` : ""].filter(Boolean).join(" "), `source: ${body.source || "not named"}`, `entered ${yearDay(at)}`]),
  ];
  return section("Places", h("ul", { class: "case-items" }, quotas.map((one) => h("li", { class: "case-item" }, h("div", { class: "case-item__says" }, line(one))))), button(quotas.length > 0 ? "Enter another number of places" : "Enter places", () => context.go(`/ways/places/${way.id}`), { kind: "secondary" }));
}

/** @param {WaysHands} hands @param {any} body */
function demandsPart({ registers }, body) {
  if (body.demands.length === 0) return h("p", { class: "govuk-body" }, "None.");
  return h("ul", { class: "govuk-list" }, body.demands.map((/** @type {string} */ reference) => h("li", {}, demandLink(registers, reference))));
}

/** @param {import("../casework/registers.js").Registers} registers @param {string} reference */
export function demandLink(registers, reference) {
  const found = registers.demands.find((one) => one.reference === reference);
  return found ? h("a", { class: "govuk-link", href: `/desk/${found.slug}/demands/${reference}/` }, h("bdi", {}, found.title)) : reference;
}

/** @param {WaysHands} hands @param {string} crisis */
export function choicesOf({ registers }, crisis) {
  const papers = wordsOf("document").choices.what ?? {};
  return {
    rule_set: [/** @type {[string, string]} */ (["", "None"]), ...RULE_SETS.map((one) => /** @type {[string, string]} */ ([one.code, `${one.name} (${one.until ? `until ${yearDay(one.until)}` : `since ${yearDay(one.from)}`})`]))],
    basis: Object.entries(BASIS_WORDS),
    bases: Object.entries(BASIS_WORDS),
    papers: DOCUMENTS.map((one) => /** @type {[string, string]} */ ([one, papers[one] ?? one])),
    demands: registers.demands.filter((one) => one.crisis === crisis).map((one) => /** @type {[string, string]} */ ([one.reference, one.title])),
    ways: registers.items("pathway", crisis).map((one) => /** @type {[string, string]} */ ([one.id, nameOfWay(one.body)])),
  };
}

/** @param {HTMLElement} place @param {WaysHands} hands @param {string} crisis @param {Listed} [before] */
export function wayFormScreen(place, hands, crisis, before) {
  const { context, registers } = hands;
  const where = before?.crisis ?? crisis;
  const away = (/** @type {string} */ id) => context.go(id ? `/ways/${id}` : "/ways", { replace: true });
  const all = choicesOf(hands, where);
  const form = listedForm(hands, {
    kind: "pathway", crisis: where, before, fields: FIELDS.filter((one) => one !== "demands" || registers.demands.some((demand) => demand.crisis === where)),
    labels: { basis: "Legal basis", takes: "Who can use it", opens: "Open from", closes: "Takes applications until", rule_set: "Rule set it falls under", "odds.permille": "Let in, out of 1,000 who applied", "odds.on": "Counted on", "odds.source": "Where the number comes from", odds: "How likely", waiting: "Waiting, in days", demands: "Demands it is named by", host: "Host there" },
    hints: { entry: "A visa of this state makes it responsible for an application for asylum.", odds: "Every number with its day and its source. Old ones stay.", name: "What you call it among yourselves." },
    choices: all, check: checkWay, done: (kept) => away(kept.id), leave: () => away(before?.id ?? ""),
  });
  show(place, wayBack(context, before ? `/ways/${before.id}` : "/ways", before ? nameOfWay(before.body) : say("title")), h("h1", { class: "govuk-heading-l" }, before ? "Change a way out" : "Enter a way out"), form);
}

/** @param {any} body @returns {Record<string, string>} */
function checkWay({ country, basis, odds, cost, currency }) {
  return {
    ...(country ? {} : { country: "Say to which country it leads." }),
    ...(basis ? {} : { basis: "Say on what it rests." }),
    ...(cost && !currency ? { currency: "Say in which money." } : {}),
    ...Object.fromEntries(odds.flatMap((/** @type {any} */ one, /** @type {number} */ at) => [
      ...(one.on ? [] : [[`odds.${at}.on`, "Say on which day it was counted."]]),
      ...(one.source.trim() ? [] : [[`odds.${at}.source`, "Say where the number comes from."]]),
      ...(one.permille > 1000 ? [[`odds.${at}.permille`, "At most 1,000."]] : []),
    ])),
  };
}

/** @param {HTMLElement} place @param {WaysHands} hands @param {string} id of the way */
export function quotaScreen(place, hands, id) {
  const { context, registers } = hands;
  const way = registers.item(id);
  if (!way || !registers.held("places", way.crisis)) return show(place, wayBack(context, "/ways", say("title")), h("p", { class: "govuk-body" }, say("noPlaces")));
  const away = () => context.go(`/ways/${id}`, { replace: true });
  const form = listedForm(hands, {
    kind: "quota", crisis: way.crisis, start: { way: id, host: way.body.host }, fields: QUOTA_FIELDS,
    labels: { persons: "How many persons", medical: "How many of them in medical places", host_total: "How many this host takes in all", budget: "Money for them", from: "From", until: "Until", source: "Who said so, and when" },
    check: (body) => ({ ...(body.persons ? {} : { persons: "Say how many." }), ...(body.source.trim() ? {} : { source: "Say who said so." }), ...(body.budget && !body.currency ? { currency: "Say in which money." } : {}) }),
    done: away, leave: away,
  });
  show(place, wayBack(context, `/ways/${id}`, nameOfWay(way.body)), h("h1", { class: "govuk-heading-l" }, "Places"), h("p", { class: "govuk-body" }, say("placesLead")), form);
}
