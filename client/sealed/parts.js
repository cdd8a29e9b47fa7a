// Pieces that the screens of keys and vaults share.

import { h } from "./dom.js";
import { words } from "./words_keys.js";

/**
 * A list of what is so: term and value, with a quieter line under a value.
 * @param {[string, import("./dom.js").Child, string?][]} rows
 */
export function summary(rows) {
  return h(
    "dl",
    { class: "govuk-summary-list" },
    rows.map(([term, value, hint]) =>
      h(
        "div",
        { class: "govuk-summary-list__row" },
        h("dt", { class: "govuk-summary-list__key" }, term),
        h("dd", { class: "govuk-summary-list__value" }, value, hint ? h("div", { class: "govuk-hint" }, hint) : null),
      ),
    ),
  );
}

/**
 * A plain form for signing out, where the page's head has none: it was written before anybody was signed in.
 * @param {() => string} csrf
 */
export function signOut(csrf) {
  if (document.querySelector(".whoami")) return null;
  return h(
    "form",
    { method: "post", action: "/desk/sign-out/", class: "sealed__out" },
    h("input", { type: "hidden", name: "csrfmiddlewaretoken", value: csrf() }),
    h("button", { type: "submit", class: "as-link" }, words.signOut),
  );
}

/** Eight words, to be read aloud. @param {string} fingerprint */
export function eightWords(fingerprint) {
  return h("span", { class: "secret", translate: "no" }, fingerprint);
}

/**
 * How a colleague's key stands, the word first.
 * @param {import("./shell.js").Person} person
 */
export function standing(person) {
  const state = !person.active ? "gone" : person.bundles.length === 0 && person.state === "unvouched" ? "none" : person.state;
  const looks = /** @type {Record<string, string>} */ ({ trusted: "deed", changed: "danger", bad: "danger", unvouched: "waiting" });
  return h("span", { class: `stamp stamp--${looks[state] ?? "quiet"}`, "data-state": state }, words.state[state] ?? state);
}

/** @param {string} title @param {...import("./dom.js").Child} children */
export function section(title, ...children) {
  return h("section", { class: "sealed__section" }, h("h2", { class: "govuk-heading-m" }, title), children);
}

/** @param {string} title @param {import("./dom.js").Child} lead @param {...import("./dom.js").Child} children */
export function warning(title, lead, ...children) {
  return h("section", { class: "notice notice--harm sealed__warning" }, h("p", { class: "notice__title" }, title), h("p", {}, lead), children);
}

/** A way back to the list of this screen. @param {import("./shell.js").Context} context @param {string} path @param {string} label */
export function wayBack(context, path, label) {
  const link = h("a", { class: "govuk-back-link", href: `#${path}` }, label);
  link.addEventListener("click", (event) => {
    event.preventDefault();
    context.go(path);
  });
  return link;
}

/**
 * A choice of people.
 * @param {{label: string, hint?: string, people: {member: string, name: string, organisation: {name: string}}[], name: string}} wanted
 * @returns {{row: HTMLElement, input: HTMLSelectElement}}
 */
export function choosePerson({ label, hint, people, name }) {
  const input = h(
    "select",
    { class: "govuk-select", id: name, "data-field": name },
    h("option", { value: "" }, words.choose),
    people.map((one) => h("option", { value: one.member }, `${one.name} (${one.organisation.name})`)),
  );
  const row = h(
    "div",
    { class: "govuk-form-group" },
    h("label", { class: "govuk-label", for: name }, label),
    hint ? h("div", { class: "govuk-hint" }, hint) : null,
    input,
  );
  return { row, input };
}
