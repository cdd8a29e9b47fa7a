// What an item said before, version by version, as its authors sealed it; and a field of an item in words.

import { readItem, wordsOf } from "../casework/kinds.js";
import { same } from "../casework/merge.js";
import { countryName, languageName } from "./case_lands.js";
import { fieldsOf } from "./case_form.js";
import { isMoney, moneyWords } from "./case_typed.js";
import { h, show } from "./dom.js";
import { dayWords, isMoment, momentWords } from "./requests_time.js";

/** @typedef {import("./case_panels.js").CaseDesk} CaseDesk @typedef {import("../casework/kinds.js").Item} Item @typedef {import("../casework/kinds_case.js").Shape} Shape */

/**
 * Say a value of an item in words.
 * @param {(member: string) => string} nameOf
 * @param {string} kind
 * @param {string} field
 * @param {any} value
 * @returns {string} "" where nothing is there
 */
export function valueWords(nameOf, kind, field, value) {
  const shape = fieldsOf(kind)?.[field];
  return shape === undefined ? "" : said(shape, { field, value, path: field, words: wordsOf(kind), nameOf });
}

/** @typedef {{field: string, value: any, path: string, words: ReturnType<typeof wordsOf>, nameOf: (member: string) => string}} Saying */

/** @param {Shape} shape @param {Saying} saying @returns {string} */
function said(shape, saying) {
  const { field, value, path, words, nameOf } = saying;
  if (value === undefined || value === null || value === "") return "";
  if (typeof shape === "string") return wordSaid(shape, field, value, nameOf);
  if (Array.isArray(shape)) return words.choices[path]?.[value] ?? value;
  if ("list" in shape) return value.map((/** @type {any} */ one) => said(shape.list, { ...saying, value: one })).filter(Boolean).join(", ");
  const fields = "rows" in shape ? shape.rows : "part" in shape ? shape.part : {};
  const one = (/** @type {any} */ row) =>
    Object.entries(fields).filter(([name, inner]) => name !== "id" && inner !== "id").map(([name, inner]) => said(inner, { ...saying, field: name, value: row[name], path: `${path}.${name}` })).filter(Boolean).join(", ");
  return "rows" in shape ? value.map(one).filter(Boolean).join("; ") : one(value);
}

/** @param {string} shape @param {string} field @param {any} value @param {(member: string) => string} nameOf @returns {string} */
function wordSaid(shape, field, value, nameOf) {
  if (shape === "yes") return value ? "Yes" : "No";
  if (isMoney(field, shape)) return moneyWords(value);
  if (shape === "country") return countryName(value);
  if (shape === "language") return languageName(value);
  if (shape === "ME") return nameOf(value);
  if (shape === "day") return `${dayWords(value)} ${value.slice(0, 4)}`;
  if (shape === "moment") return isMoment(value) ? momentWords(value) : value;
  return ["id", "hex32", "hex64"].includes(shape) ? "" : String(value); // what only points says nothing to a reader
}

/**
 * "Earlier versions", fetched when it is opened. Nothing is there where there is only one.
 * @param {CaseDesk} desk
 * @param {Item} item
 * @returns {HTMLElement}
 */
export function historyOf(desk, item) {
  if (item.version < 2) return h("span");
  const place = h("div", { class: "case-history", "aria-live": "polite" });
  const details = h("details", { class: "case-item__history not-printed" }, h("summary", {}, `Earlier versions (${item.version - 1})`), place);
  let isAsked = false;
  details.addEventListener("toggle", async () => {
    if (!details.open || isAsked) return;
    isAsked = true;
    show(place, h("p", { class: "govuk-hint" }, "Fetching…"));
    try {
      show(place, await versionsOf(desk, item));
    } catch (problem) {
      isAsked = false;
      show(place, h("p", { class: "govuk-body" }, desk.hands.context.sentenceFor(problem)));
    }
  });
  return details;
}

/** @param {CaseDesk} desk @param {Item} item */
async function versionsOf({ hands }, item) {
  const { context } = hands;
  const { versions } = await context.api.get(`/desk/vault/vaults/${item.vault}/records/${item.id}/`);
  const records = versions.map((/** @type {{type: string, version: number, blob: string}} */ one) => ({ id: item.id, type: one.type, version: one.version, blob: one.blob }));
  const opened = await context.keeper.openRecords({ vault: item.vault, records });
  const read = opened.map((one) => ({ ...one, body: one.signed && !one.problem ? readItem(one.body) : null }));
  return h("ol", { class: "case-history__list", reversed: true }, read.map((one, at) => versionOf(context, one, at > 0 ? read[at - 1]?.body : null)).reverse());
}

/** @param {import("./shell.js").Context} context @param {{version: number, author: string, at: string, body: any}} one @param {any} before */
function versionOf(context, { author, at, body, version }, before) {
  const head = h("p", { class: "case-item__by" }, `Version ${version}: `, h("bdi", {}, context.nameOf(author)), ", ", isMoment(at) ? momentWords(at) : "");
  if (!body) return h("li", {}, head, h("p", { class: "govuk-body" }, "Could not be read: it does not open here, or is not signed by who it names."));
  const words = wordsOf(body.kind);
  const rows = changesOf(body, before).map((field) => [words.fields[field] ?? field, valueWords(context.nameOf, body.kind, field, body[field])]);
  const shown = rows.filter(([, value]) => value || before);
  return h("li", {}, head, h("dl", { class: "case-history__fields" }, shown.map(([label, value]) => h("div", {}, h("dt", {}, label), h("dd", { dir: "auto" }, value || "Nothing")))));
}

/** Fields that a version changed; all that say something, of the first. @param {any} body @param {any} before @returns {string[]} */
export function changesOf(body, before) {
  return Object.keys(body).filter((field) => field !== "kind" && !same(body[field], before?.[field]) && !(before === null && [false, 0, ""].includes(body[field])) && !(before === null && Array.isArray(body[field]) && body[field].length === 0));
}
