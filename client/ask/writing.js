// The fields that scripts make themselves. They have no names: no form could send them.

import { freshId, h } from "../sealed/dom.js";
import { hasWasm } from "../vault/argon.js";
import { say } from "./sentences.js";

const QUIET = { autocomplete: "off", spellcheck: "false", autocapitalize: "off", autocorrect: "off", "data-gramm": "false", dir: "auto" };

/**
 * @param {{label: string, hint?: string, rows: number, value?: string}} wanted
 * @returns {{row: HTMLElement, input: HTMLTextAreaElement}}
 */
export function textField({ label, hint = "", rows, value = "" }) {
  const id = freshId("said");
  const input = h("textarea", { class: "govuk-textarea", id, rows, "aria-describedby": hint ? `${id}-hint` : null, ...QUIET });
  input.value = value;
  const above = [h("label", { class: "govuk-label", for: id }, label), hint ? h("div", { class: "govuk-hint", id: `${id}-hint` }, hint) : null];
  return { row: h("div", { class: "govuk-form-group" }, above, input), input };
}

/** The field for the eight words. */
export function wordsField() {
  return textField({ label: say("your_words"), hint: say("your_words_hint"), rows: 3 });
}

/** @returns {{row: HTMLElement, input: HTMLInputElement}} a field for files */
export function filesField() {
  const id = freshId("files");
  const input = h("input", { class: "govuk-file-upload", type: "file", id, multiple: true, "aria-describedby": `${id}-hint` });
  const row = h("div", { class: "govuk-form-group" }, h("label", { class: "govuk-label", for: id }, say("files")), h("div", { class: "govuk-hint", id: `${id}-hint` }, say("files_hint")), input);
  return { row, input };
}

/** @returns {{row: HTMLElement, input: HTMLInputElement}} whether pictures are drawn anew; they are unless somebody says no */
export function cleanField() {
  const id = freshId("clean");
  const input = h("input", { class: "govuk-checkboxes__input", type: "checkbox", id, checked: true, "aria-describedby": `${id}-hint` });
  const label = h("label", { class: "govuk-label govuk-checkboxes__label", for: id }, say("clean"));
  const item = h("div", { class: "govuk-checkboxes govuk-checkboxes--small" }, h("div", { class: "govuk-checkboxes__item" }, input, label));
  return { row: h("div", { class: "govuk-form-group" }, item, h("div", { class: "govuk-hint", id: `${id}-hint` }, say("clean_why"))), input };
}

/** @returns {HTMLElement | null} what to know beforehand in a browser that seals slowly */
export function slowNotice() {
  if (hasWasm()) return null;
  return h("div", { class: "notice", id: "slow" }, h("p", null, say("slow"), " ", say("slow_files")));
}
