// What the cards say of themselves, by organisation: to be compared with what each organisation tells the coordinators by another way.

import { h } from "./dom.js";
import { notice } from "./inbox_parts.js";
import { say } from "./words_placement.js";

/** @typedef {import("../casework/round_named.js").Named} Named */

const HEAD = ["Organisation, as the cards say", "Cards", "People", "Critical"];

/**
 * @param {import("./shell.js").Context} context
 * @param {Named[]} named
 */
export function namedTable({ people }, named) {
  const known = (/** @type {string} */ org) => people.find((person) => person.organisation.reference === org)?.organisation.name;
  const cell = (/** @type {number} */ value) => h("td", { class: "govuk-table__cell number-cell" }, String(value));
  const rows = named.map(({ org, cards, people: number, critical }) =>
    h("tr", { class: "govuk-table__row", "data-org": org }, h("th", { class: "govuk-table__header", scope: "row" }, h("bdi", {}, known(org) ?? say("namedUnknown", { org }))), cell(cards), cell(number), cell(critical)),
  );
  return h(
    "div",
    { "data-named": true },
    h("p", { class: "govuk-body" }, say("namedLead")),
    h("div", { class: "scroll" }, h("table", { class: "govuk-table" }, h("thead", { class: "govuk-table__head" }, h("tr", {}, HEAD.map((label, at) => h("th", { class: at ? "govuk-table__header number-cell" : "govuk-table__header", scope: "col" }, label)))), h("tbody", { class: "govuk-table__body" }, rows))),
    named.filter((one) => one.isMuch).map(({ org, critical, cards }) => notice("word", "", h("p", {}, say("namedMuch", { org: known(org) ?? org, critical, cards })))),
  );
}
