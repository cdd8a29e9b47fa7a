// The filters above the list. They live in memory until the lock.

import { button, freshId, h } from "./dom.js";
import { ALL, isFiltered, occurring } from "./requests_list.js";
import { DANGERS, DANGER_WORDS, NEEDS, SHIFTS, STATES, STATE_WORDS, languageWords, needWords } from "./requests_words.js";
import { select } from "./inbox_parts.js";

/** @typedef {import("./requests_list.js").Filters} Filters */
/** @typedef {import("./requests_store.js").Store} Store */

/**
 * @param {Store} store
 * @param {() => void} changed the list is to be drawn anew
 * @param {() => void} reset no filter any more
 * @returns {HTMLElement}
 */
export function filterBar(store, changed, reset) {
  const filters = /** @type {Filters} */ (store.filters ?? { ...ALL });
  store.filters = filters;
  const { languages, needs } = occurring(store.requests());
  /** @param {keyof Filters} name @param {string} label @param {(readonly [string, string])[]} options */
  const choose = (name, label, options) =>
    select({ label, options, value: String(filters[name]), change: (value) => set({ [name]: value }) }).row;
  /** @param {Partial<Filters>} some */
  function set(some) {
    Object.assign(filters, some);
    all.hidden = !isFiltered(filters);
    changed();
  }
  const all = button("Show all", reset, { link: true });
  all.hidden = !isFiltered(filters);

  const marked = [...new Set([...NEEDS, ...needs])];
  return h(
    "div",
    { class: "inbox__filters not-printed", role: "search" },
    searchBox(filters, set),
    h(
      "details",
      { class: "inbox__more", open: filters.channel || filters.danger || filters.need || filters.language || filters.shift || filters.state !== ALL.state || null },
      h("summary", {}, "Filters"),
      h(
        "div",
        { class: "filter__row" },
        store.channels.length > 1 ? choose("channel", "Channel", [["", "All I hold"], ...store.channels.map((one) => /** @type {const} */ ([one.id, one.name]))]) : null,
        choose("danger", "Danger", [["", "Any"], ...DANGERS.map((one) => /** @type {const} */ ([one || "unknown", DANGER_WORDS[one]]))]),
        choose("need", "Need", [["", "Any"], ...marked.map((one) => /** @type {const} */ ([one, needWords(one)]))]),
        choose("language", "Language", [["", "Any"], ...languages.map((one) => /** @type {const} */ ([one, languageWords(one)]))]),
        choose("state", "State", [["open", "Open"], ["", "All"], ...STATES.map((one) => /** @type {const} */ ([one, STATE_WORDS[one]]))]),
        choose("shift", "Shift", [["", "Both"], ...SHIFTS.map((one) => /** @type {const} */ ([one, one === "day" ? "Day" : "Night"]))]),
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
  return h("div", { class: "inbox__search" }, h("label", { class: "govuk-visually-hidden", for: id }, "Search in what was opened"), input);
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
