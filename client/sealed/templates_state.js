// Templates: sealed records channel.template. Pure.

import { code, isSigned } from "./requests_state.js";
import { STARTING } from "./templates_starting.js";

/** @typedef {import("./requests_state.js").Opened} Opened */
/** @typedef {import("./templates_starting.js").Template} Template */
/** @typedef {Template & {id: string, version: number, author: string, at: string}} Kept */

export const LONGEST_TITLE = 120;
const PLACE = /\[[^\]\n]{1,40}\]/u;

/**
 * Give the templates among opened records, by language and title. Those that are not signed are left out.
 * @param {readonly Opened[]} records
 * @returns {Kept[]}
 */
export function templatesOf(records) {
  return records
    .filter((one) => one.type === "channel.template" && isSigned(one))
    .flatMap((one) => {
      const { title, text, kind, language } = one.body ?? {};
      if (typeof title !== "string" || typeof text !== "string") return [];
      const kept = { id: one.id, version: one.version, author: one.author ?? "", at: one.at ?? "" };
      return [/** @type {Kept} */ ({ ...kept, title, text, kind: kind === "question" ? "question" : "answer", language: code(language) })];
    })
    .sort((a, b) => a.language.localeCompare(b.language) || a.title.localeCompare(b.title));
}

/**
 * Give the templates to choose from for one person: their language first, then the others.
 * @template {Template} T
 * @param {readonly T[]} templates
 * @param {string} language
 * @param {import("./templates_starting.js").Kind} kind
 * @returns {T[]}
 */
export function suited(templates, language, kind) {
  const own = (/** @type {T} */ one) => one.language.split("-")[0] === language.split("-")[0];
  const right = templates.filter((one) => one.kind === kind);
  return [...right.filter(own), ...right.filter((one) => !own(one))];
}

/**
 * Give the starting texts of the languages in which there is no template yet.
 * @param {readonly Template[]} templates
 * @returns {Template[]}
 */
export function offered(templates) {
  const there = new Set(templates.map((one) => one.language));
  return STARTING.filter((one) => !there.has(one.language));
}

/**
 * Find a place that is still to be filled in, such as [hours].
 * @param {string} text
 * @returns {string} the place, or nothing
 */
export function unfilled(text) {
  return PLACE.exec(text)?.[0] ?? "";
}

/**
 * Say what is wrong with a template before it is sealed.
 * @param {{language: string, title: string, text: string}} template
 * @returns {{language?: string, title?: string, text?: string}} sentences by field; empty where all is well
 */
export function faults({ language, title, text }) {
  return {
    ...(code(language) ? {} : { language: "Choose the language of this text." }),
    ...(title.trim() ? (title.length > LONGEST_TITLE ? { title: `Keep the name under ${LONGEST_TITLE} letters.` } : {}) : { title: "Give it a name that your colleagues recognise." }),
    ...(text.trim() ? {} : { text: "Write the text." }),
  };
}
