// Takes the fields away from their form, so that nothing a person writes can be posted as it is, whatever goes wrong afterwards (test C8).

import { Trouble } from "./trouble.js";

/** @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Field */
/** @typedef {Map<string, Field[]>} Fields by the names they had */

const NOWHERE = "no-form-at-all";
export const LONGEST_TEXT = 20_000;
export const MOST_FILES = 5;

/**
 * Take names and form from every field. What belongs to no form is sent by none.
 * @param {HTMLFormElement} form
 * @returns {Fields}
 */
export function disarm(form) {
  /** @type {Fields} */
  const fields = new Map();
  for (const field of form.querySelectorAll("input, textarea, select")) {
    if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement || field instanceof HTMLSelectElement) || !field.name) continue;
    const alike = fields.get(field.name) ?? [];
    fields.set(field.name, [...alike, field]);
    field.setAttribute("form", NOWHERE);
    // Of radio buttons only one is chosen among those of a name: theirs becomes one that says nothing.
    if (field.type === "radio") field.name = `choice-${[...fields.keys()].indexOf(field.name)}`;
    else field.removeAttribute("name");
  }
  return fields;
}

/**
 * @param {Fields} fields
 * @param {string} name
 * @returns {string} what stands in a field, or is chosen; empty if there is none
 */
export function valueOf(fields, name) {
  const [first, ...rest] = (fields.get(name) ?? []).filter((field) => !(field instanceof HTMLInputElement && /^(?:radio|checkbox)$/.test(field.type)) || field.checked);
  return first && rest.length === 0 ? wellFormed(first.value) : "";
}

/**
 * @param {Fields} fields
 * @param {string} name
 * @returns {string[]} the values that are ticked
 */
export function valuesOf(fields, name) {
  return (fields.get(name) ?? []).filter((field) => field instanceof HTMLInputElement && field.checked).map(({ value }) => value);
}

/**
 * @param {Fields} fields
 * @param {string} name
 * @returns {File[]}
 */
export function filesOf(fields, name) {
  return (fields.get(name) ?? []).flatMap((field) => (field instanceof HTMLInputElement ? [...(field.files ?? [])] : []));
}

/**
 * Empty every field.
 * @param {Fields} fields
 */
export function wipe(fields) {
  for (const field of [...fields.values()].flat()) {
    if (field instanceof HTMLInputElement && /^(?:radio|checkbox)$/.test(field.type)) field.checked = false;
    else field.value = "";
  }
}

/**
 * @param {{text: string, files: readonly File[], needsText: boolean}} written
 * @throws {Trouble} when there is nothing to send, or too much
 */
export function checkWritten({ text, files, needsText }) {
  if (text.trim() === "" && (needsText || files.length === 0)) throw new Trouble("nothing_written");
  const over = [...text].length - LONGEST_TEXT;
  if (over > 0) throw new Trouble("too_long", { values: { over } });
  if (files.length > MOST_FILES) throw new Trouble("too_many_files", { values: { most: MOST_FILES } });
}

/**
 * Half a sign, as some keyboards leave it, cannot be written in any file: it becomes a sign of its own.
 * @param {string} text
 */
function wellFormed(text) {
  return text.replaceAll(/\p{Surrogate}/gu, "\ufffd");
}
