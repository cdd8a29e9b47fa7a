// The rules by date: which law says what state is responsible, who can be asked for urgent measures, and what only a lawyer can say.

import { countryName } from "./case_lands.js";
import { h, show } from "./dom.js";
import { stamp } from "./inbox_parts.js";
import { summary, wayBack } from "./parts.js";
import { countriesOf, say, yearDay } from "./words_ways.js";

/** In the order in which they are asked. @type {Record<string, string>} */
const GROUNDS = {
  family: "Family there", permit: "A residence document", visa: "A visa", studied: "A diploma", entered: "Where somebody came in first without leave", asked: "Where one asks",
};

/** @param {HTMLElement} place @param {import("./shell.js").Context} context */
export async function rulesScreen(place, context) {
  const { rule_sets: sets, mechanisms } = await context.api.get("/desk/cases/rules/");
  const today = new Date().toISOString().slice(0, 10);
  show(
    place,
    wayBack(context, "/ways", "Ways out"),
    h("h1", { class: "govuk-heading-l" }, "The rules by date"),
    h("p", { class: "govuk-body" }, say("rulesLead")),
    sets.map((/** @type {any} */ one) => setPart(one, today)),
    h("h2", { class: "govuk-heading-m" }, "Who can be asked for urgent measures"),
    h("ul", { class: "case-items" }, mechanisms.map((/** @type {any} */ one) => mechanismPart(one, today))),
  );
}

/** @param {any} one @param {string} today */
function holds({ from, until }, today) {
  return from <= today && (until === "" || today <= until);
}

/** @param {any} one @param {string} today */
function daysOf(one, today) {
  const words = one.until ? `${yearDay(one.from)} to ${yearDay(one.until)}` : `since ${yearDay(one.from)}`;
  return [stamp(holds(one, today) ? "In force" : one.from > today ? "Not yet" : "Over", holds(one, today) ? "deed" : "quiet"), " ", words];
}

/** @param {any} set @param {string} today */
function setPart(set, today) {
  const rows = /** @type {[string, import("./dom.js").Child, string?][]} */ (Object.entries(set.articles).map(([ground, article]) => [GROUNDS[ground] ?? ground, String(article), monthsOf(set, ground)]));
  return h(
    "section",
    { class: "sealed__section", "data-set": set.code },
    h("h2", { class: "govuk-heading-m" }, set.name),
    h("p", { class: "govuk-body" }, daysOf(set, today)),
    summary([...rows, ["States", countriesOf(set.countries)], ["Source", set.sources.join("; ")]]),
    checkPart(set.check),
  );
}

/** @param {any} set @param {string} ground */
function monthsOf(set, ground) {
  const months = { permit: set.permit_months, visa: set.visa_months, entered: set.entry_months, studied: set.study_months }[ground];
  return months ? `Counts until ${months} months after ${ground === "entered" ? "the crossing" : ground === "studied" ? "the diploma" : "its end"}` : "";
}

/** @param {{article: string, why: string}[]} lines */
function checkPart(lines) {
  return h("div", { class: "notice notice--word" }, h("p", { class: "notice__title" }, say("check")), h("ul", { class: "govuk-list govuk-list--bullet" }, lines.map(({ article, why }) => h("li", {}, h("strong", {}, `${article}. `), why))));
}

/** @param {any} one @param {string} today */
function mechanismPart(one, today) {
  const against = one.countries.length === 0 ? "any state" : one.countries.length > 6 ? `${one.countries.length} states, from ${countryName(one.countries[0])} to ${countryName(one.countries.at(-1))}` : countriesOf(one.countries);
  return h(
    "li",
    { class: "case-item", "data-mechanism": one.code },
    h("div", { class: "case-item__says" },
      h("h3", { class: "govuk-heading-s" }, one.name),
      h("p", {}, daysOf(one, today), `. Against ${against}.`, one.within_days ? ` Within ${one.within_days} days.` : ""),
      h("p", {}, one.what),
      h("p", { class: "quiet small" }, `For a lawyer: ${one.check}`),
    ),
    h("div", { class: "case-item__foot" }, one.sources.join("; ")),
  );
}
