// How many places there are, way by way: from the register, or typed in for one round.

import { countryName } from "./case_lands.js";
import { h } from "./dom.js";
import { nameOfWay } from "./words_ways.js";

/** @typedef {import("../casework/round_lead.js").Places} Places @typedef {import("../casework/registers.js").Listed} Listed */

const FIELDS = /** @type {const} */ ([["persons", "Places"], ["medical", "of these medical"], ["hostTotal", "Host takes at most"], ["budget", "Money there is, in the smallest unit"]]);

/**
 * @param {Places[]} places changed as somebody types
 * @param {Listed[]} ways
 */
export function placesForm(places, ways) {
  const names = new Map(ways.map((way) => [way.id, way.body]));
  const rows = places.map((one) => {
    const way = names.get(one.way);
    const cells = FIELDS.map(([field, label]) => {
      const input = h("input", { class: "govuk-input govuk-input--width-5", inputmode: "numeric", autocomplete: "off", value: String(one[field]), "aria-label": `${label}: ${nameOfWay(way)}`, "data-field": field });
      input.addEventListener("input", () => (one[field] = /^\d{1,12}$/.test(input.value.trim()) ? Number(input.value.trim()) : 0));
      return h("td", { class: "govuk-table__cell" }, h("span", { class: "rounds__label" }, label), input);
    });
    return h("tr", { class: "govuk-table__row", "data-way": nameOfWay(way) }, h("th", { class: "govuk-table__header", scope: "row" }, h("bdi", {}, nameOfWay(way)), h("div", { class: "govuk-hint" }, [countryName(way.country), one.host].filter(Boolean).join(", "))), cells);
  });
  return h(
    "div",
    { class: "scroll" },
    h("table", { class: "govuk-table board-table rounds__places" }, h("thead", { class: "govuk-table__head" }, h("tr", {}, ["Way out", ...FIELDS.map(([, label]) => label)].map((label) => h("th", { class: "govuk-table__header", scope: "col" }, label)))), h("tbody", { class: "govuk-table__body" }, rows)),
  );
}
