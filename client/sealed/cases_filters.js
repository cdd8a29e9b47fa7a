// The filters above the list of cases. They live in memory until the lock.

import { ALL, isFiltered, occurring, TIERS } from "./cases_order.js";
import { button, freshId, h } from "./dom.js";
import { select } from "./inbox_parts.js";
import { stageWords, TIER_WORDS } from "./words_cases.js";

/** @typedef {import("./cases_order.js").Filters} Filters */

/**
 * @param {import("../casework/acts.js").Hands} hands
 * @param {Filters} filters
 * @param {() => void} changed the list is to be drawn anew
 * @param {() => void} reset no filter any more
 * @returns {HTMLElement}
 */
export function filterBar({ context, store }, filters, changed, reset) {
  const { stages, holders } = occurring(store.cases());
  /** @param {keyof Filters} name @param {string} label @param {(readonly [string, string])[]} options */
  const choose = (name, label, options) => select({ label, options, value: String(filters[name]), change: (value) => set({ [name]: value }) }).row;
  /** @param {Partial<Filters>} some */
  function set(some) {
    Object.assign(filters, some);
    all.hidden = !isFiltered(filters);
    changed();
  }
  const all = button("Show all", reset, { link: true });
  all.hidden = !isFiltered(filters);
  const name = (/** @type {string} */ member) => (member === context.me.member ? "you" : context.nameOf(member));
  return h(
    "div",
    { class: "inbox__filters not-printed", role: "search" },
    searchBox(filters, set),
    h(
      "details",
      { class: "inbox__more", open: filters.tier || filters.stage || filters.holder || filters.due || filters.state !== ALL.state || null },
      h("summary", {}, "Filters"),
      h(
        "div",
        { class: "filter__row" },
        choose("due", "Due", [["", "Any"], ["danger", "In danger"], ["today", "Today or before"], ["week", "Within a week"], ["nothing", "Nothing"]]),
        choose("tier", "Presses", [["", "Any"], ...TIERS.map((one) => /** @type {const} */ ([one || "none", TIER_WORDS[one] ?? one]))]),
        choose("stage", "Stage", [["", "Any"], ...stages.map((one) => /** @type {const} */ ([one, stageWords(one)]))]),
        choose("holder", "With", [["", "Anybody"], ["nobody", "Nobody yet"], ...holders.map((one) => /** @type {const} */ ([one, name(one)]))]),
        choose("state", "State", [["open", "Open"], ["closed", "Closed"], ["", "All"]]),
      ),
    ),
    onlyMine(filters, set),
    all,
  );
}

/** @param {Filters} filters @param {(some: Partial<Filters>) => void} set */
function searchBox(filters, set) {
  const id = freshId("q");
  const input = h("input", {
    id, class: "govuk-input", type: "search", value: filters.query, autocomplete: "off", autocapitalize: "none", spellcheck: "false", dir: "auto",
    "data-key": "/", "data-key-label": "Search", placeholder: "Search", "data-search": "",
  });
  input.addEventListener("input", () => set({ query: input.value }));
  return h("div", { class: "inbox__search" }, h("label", { class: "govuk-visually-hidden", for: id }, "Search by the name of the case or its reference"), input);
}

/** @param {Filters} filters @param {(some: Partial<Filters>) => void} set */
function onlyMine(filters, set) {
  const id = freshId("m");
  const input = h("input", { id, class: "govuk-checkboxes__input", type: "checkbox", checked: filters.mine, autocomplete: "off" });
  input.addEventListener("change", () => set({ mine: input.checked }));
  return h(
    "div",
    { class: "govuk-checkboxes govuk-checkboxes--small inbox__mine" },
    h("div", { class: "govuk-checkboxes__item" }, input, h("label", { class: "govuk-label govuk-checkboxes__label", for: id }, "Only mine")),
  );
}
