// Who the person is and how to reach them. What must never be learnt, and by whom, stands before everything else: the head of the case draws it.

import { itemsSection } from "./case_items.js";
import { countryName, languageName } from "./case_lands.js";
import { h } from "./dom.js";
import { facts, notice, stamp } from "./inbox_parts.js";
import { say } from "./words_case_work.js";

export { documentsPanel } from "./case_papers.js";
export { linksPanel } from "./case_links.js";

/** @typedef {import("../casework/kinds.js").Item} Item */

/**
 * Who must never learn of it, each said once.
 * @param {Item[]} contacts
 * @returns {string[]}
 */
export function neverOf(contacts) {
  return [...new Set(contacts.map(({ body }) => body.never.trim()).filter((said) => said !== ""))];
}

/**
 * When it is safe to reach them, each said once, by the way to try first.
 * @param {Item[]} contacts
 * @returns {string[]}
 */
export function safeOf(contacts) {
  const said = [...contacts].sort(byFirst).flatMap(({ body }) => (body.safe_hours.trim() ? [`${body.way.trim() ? `${body.way.trim()}: ` : ""}${body.safe_hours.trim()}`] : []));
  return [...new Set(said)];
}

/**
 * What to heed before somebody is called or written to. Nothing where neither a way to reach them nor safe hours are noted.
 * @param {Item[]} contacts
 * @param {string} [hours] when it is safe, as the person wrote it where they asked for help
 */
export function heed(contacts, hours = "") {
  if (contacts.length === 0 && hours.trim() === "") return null;
  const asked = hours.trim() ? [`${say("hoursAsked")}: ${hours.trim()}`] : [];
  const [never, safe] = [neverOf(contacts), [...safeOf(contacts), ...asked]];
  return notice(
    never.length > 0 ? "harm" : "word",
    "Before you call or write",
    never.length > 0 ? h("div", { class: "case-heed" }, h("strong", {}, `${say("neverTitle")}:`), h("ul", { class: "case-never" }, never.map((one) => h("li", { dir: "auto" }, one)))) : null,
    safe.length > 0 ? h("div", { class: "case-heed" }, h("strong", {}, "When it is safe:"), h("ul", { class: "case-never" }, safe.map((one) => h("li", { dir: "auto" }, one)))) : h("p", {}, say("noHours")),
  );
}

/** The one to try first comes first. @param {Item} one @param {Item} other */
export function byFirst(one, other) {
  return Number(other.body.is_first) - Number(one.body.is_first) || one.at.localeCompare(other.at) || one.id.localeCompare(other.id);
}

/** @type {import("./case_panels.js").Panel} */
export function personPanel(place, desk) {
  return itemsSection(place, desk, {
    kind: "person", title: "Who it is", lead: say("personLead"), empty: say("personNone"), add: "Add a person",
    order: (one, other) => one.at.localeCompare(other.at) || one.id.localeCompare(other.id),
    fields: ["name", "other_names", "born", "nationality", "languages", "kin"],
    labels: { other_names: "Other names, and how they are written elsewhere", kin: "Children and others who come along", languages: "Languages, the best first" },
    hints: { born: "A year is enough: 1994, 1994-05, 1994-05-17. X for a figure that nobody knows.", other_names: "With a comma between them." },
    check: (body) => ({ ...(body.name ? {} : { name: say("personName") }) }),
    summary: ({ body }) => [
      h("p", { class: "case-item__title" }, h("strong", { dir: "auto" }, body.name), body.other_names.length > 0 ? h("span", { class: "quiet", dir: "auto" }, ` (${body.other_names.join(", ")})`) : null),
      facts([body.born ? `Born ${body.born}` : null, body.nationality ? countryName(body.nationality) : null, body.languages.map(languageName).join(", ")]),
      body.kin ? h("p", { class: "case-item__words", dir: "auto" }, body.kin) : null,
    ],
  });
}

/** @type {import("./case_panels.js").Panel} */
export function contactsPanel(place, desk) {
  return itemsSection(place, desk, {
    kind: "contact", title: "How to reach the person", lead: say("contactsLead"), empty: say("contactsNone"), add: "Add a way to reach the person", order: byFirst,
    fields: ["never", "safe_hours", "way", "address", "code_word", "is_first"],
    labels: { safe_hours: "When it is safe", way: "By what", address: "Number or address", code_word: "Word by which the person knows us" },
    hints: {
      never: "People from whom it must be kept, and who else reads this telephone.", safe_hours: "Days and hours, in the person’s own time zone.",
      code_word: "Said at the beginning of a call, so that both know who speaks.", way: "Telephone, Signal, e-mail, through a friend.", address: "Needed. Where the person writes to us through the box of their request, write: the box.",
    },
    check: (body) => ({ ...(body.address ? {} : { address: say("contactAddress") }) }),
    summary: ({ body }) => [
      body.never ? h("p", { class: "case-item__never" }, h("strong", {}, `${say("neverTitle")}: `), h("span", { dir: "auto" }, body.never)) : null,
      h("p", { class: "case-item__title" }, body.safe_hours ? stamp("Safe", "checked") : stamp("Take care", "words"), " ", h("strong", { dir: "auto" }, body.safe_hours || say("noHours"))),
      h("p", { class: "case-item__words" }, body.way ? h("span", { dir: "auto" }, `${body.way}: `) : null, h("bdi", { class: "case-contact", translate: "no" }, body.address)),
      facts([body.is_first ? "Try this first" : null, body.code_word ? ["Word: ", h("bdi", { translate: "no" }, body.code_word)] : null]),
    ],
  });
}
