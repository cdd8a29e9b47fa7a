// Small parts of the inbox's screens. Whatever a person or a colleague wrote becomes text here, with its language and direction, and nothing else.

import { freshId, h } from "./dom.js";
import { DANGER_STAMPS, DANGER_WORDS, SHIFT_WORDS, STATE_STAMPS, STATE_WORDS } from "./requests_words.js";
import { momentWords } from "./requests_time.js";

/** @typedef {import("./requests_state.js").Request} Request */
/** @typedef {import("./requests_acts.js").Hands} Hands */
/** @typedef {import("./dom.js").Child} Child */

/**
 * A name for a request among colleagues: the beginning of its box's random id, which says nothing about anybody.
 * @param {string} id
 */
export function numberOf(id) {
  return id.replaceAll("-", "").slice(0, 6).toUpperCase();
}

/** @param {string} word @param {string} code @param {boolean} [large] */
export function stamp(word, code, large = false) {
  return h("span", { class: `stamp stamp--${code}${large ? " stamp--large" : ""}` }, word);
}

/** @param {Request} request @param {boolean} [large] */
export function dangerStamp({ danger }, large = false) {
  return stamp(DANGER_WORDS[danger], DANGER_STAMPS[danger], large);
}

/** @param {Request} request @param {Hands} hands */
export function stateStamp(request, hands) {
  return stamp(stateWords(request, hands), STATE_STAMPS[request.state]);
}

/** @param {Request} request @param {Hands} hands */
export function stateWords({ state, card }, { context }) {
  if (state === "handed") return `Handed to ${receiver(card.to, context)}`;
  const holder = card.holder === context.me.member ? "you" : context.nameOf(card.holder);
  return state === "taken" && card.holder ? `Taken by ${holder}` : STATE_WORDS[state];
}

/**
 * @param {string} to a member, "day" or "night"
 * @param {import("./shell.js").Context} context
 */
export function receiver(to, context) {
  if (to === "day" || to === "night") return SHIFT_WORDS[to];
  return to === context.me.member ? "you" : context.nameOf(to);
}

/**
 * Words as somebody wrote them: line breaks kept, direction found by the browser, in the language that is named.
 * @param {string} text
 * @param {string} language checked already; empty where it is not known
 * @param {string} [name] of the class
 */
export function written(text, language, name = "quotation__words") {
  return h("div", { class: `${name} as-written`, dir: "auto", lang: language || null }, text);
}

/**
 * An answer on the sheet on which the person reads it, paragraph by paragraph; client/ask/box.js makes the same.
 * @param {string} text
 */
export function answerSheet(text) {
  const parts = text.split(/\n{2,}/).map((part) => h("p", {}, part.split("\n").flatMap((line, at) => (at > 0 ? [h("br"), line] : [line]))));
  return h("article", { class: "answer-sheet" }, h("div", { class: "answer-sheet__text", dir: "auto" }, parts));
}

/** @param {string | undefined} member @param {string | undefined} at @param {import("./shell.js").Context} context */
export function byWhom(member, at, context) {
  return [h("bdi", {}, context.nameOf(member ?? "")), ", ", h("time", { datetime: at ?? "" }, momentWords(at ?? ""))];
}

/**
 * A notice. `harm` only where a person is in danger.
 * @param {"" | "word" | "deed" | "harm"} kind
 * @param {string} title
 * @param {...Child} inside
 */
export function notice(kind, title, ...inside) {
  return h("div", { class: `notice${kind ? ` notice--${kind}` : ""}` }, title ? h("p", { class: "notice__title" }, title) : null, ...inside);
}

/**
 * A labelled list of choices.
 * @param {{label: string, options: (readonly [string, string])[], value: string, change?: (value: string) => void, name?: string}} wanted options: value, words
 */
export function select({ label, options, value, change = () => {}, name = "" }) {
  const id = freshId("s");
  const control = h("select", { id, class: "govuk-select", autocomplete: "off" }, options.map(([code, words]) => h("option", { value: code }, words)));
  control.value = value;
  control.addEventListener("change", () => change(control.value));
  return { row: h("div", { class: `govuk-form-group ${name}` }, h("label", { class: "govuk-label", for: id }, label), control), control };
}

/**
 * Boxes to tick, or, with `single`, of which to choose one.
 * @param {{legend: string, options: (readonly [string, string])[], chosen: readonly string[], single?: boolean, change: (chosen: string[]) => void}} wanted
 */
export function choices({ legend, options, chosen, single = false, change }) {
  const kind = single ? "radios" : "checkboxes";
  const group = freshId("g");
  const inputs = options.map(([code]) =>
    h("input", { class: `govuk-${kind}__input`, type: single ? "radio" : "checkbox", name: group, id: freshId("c"), value: code, checked: chosen.includes(code), autocomplete: "off" }),
  );
  const rows = inputs.map((input, at) =>
    h("div", { class: `govuk-${kind}__item` }, input, h("label", { class: `govuk-label govuk-${kind}__label`, for: input.id }, options[at]?.[1])),
  );
  const list = h("div", { class: `govuk-${kind} govuk-${kind}--small` }, rows);
  list.addEventListener("change", () => change(inputs.filter((input) => input.checked).map((input) => input.value)));
  return h("fieldset", { class: "govuk-fieldset govuk-form-group" }, h("legend", { class: "govuk-fieldset__legend" }, legend), list);
}

/**
 * Words among words: facts in a row.
 * @param {Child[]} facts
 */
export function facts(facts) {
  return h("ul", { class: "facts" }, facts.filter((one) => one !== null && one !== "" && one !== false).map((one) => h("li", {}, one)));
}
