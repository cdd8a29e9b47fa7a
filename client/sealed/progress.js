// A form of the door: what it asks, what it is doing, what went wrong. What was typed stays, but for the passphrase and the code.

import { h, show } from "./dom.js";
import { sentenceFor, words } from "./words.js";

/** What is wrong with one field, for the form to show there. */
export class FieldProblem extends Error {
  /** @param {string} field @param {string} sentence */
  constructor(field, sentence) {
    super(sentence);
    this.field = field;
    this.sentence = sentence;
  }
}

/**
 * A form that is never sent by itself: it has no action and its fields have no names; only `act` does anything.
 * @param {{title?: string, lead?: import("./dom.js").Child, fields: Record<string, ReturnType<typeof import("./dom.js").field>>, label: string,
 *   act: (say: (sentence: string) => void) => Promise<void>, after?: import("./dom.js").Child}} wanted
 * @returns {HTMLElement}
 */
export function actingForm({ title, lead, fields, label, act, after }) {
  const status = h("p", { class: "progress-words", role: "status", "aria-live": "polite" });
  const summary = h("div", {});
  const press = h("button", { type: "submit", class: "govuk-button" }, label);
  const form = h(
    "form",
    { novalidate: true, autocomplete: "off", class: "sealed__form" },
    Object.values(fields).map((one) => one.row),
    press,
    status,
  );
  let busy = false;

  /** @param {string} sentence */
  const say = (sentence) => show(status, sentence);

  /** @param {unknown} problem */
  function fail(problem) {
    const sentence = sentenceFor(problem);
    const wrong = problem instanceof FieldProblem ? fields[problem.field] : undefined;
    wrong?.fail(sentence);
    show(summary, errorSummary(sentence, wrong?.input));
    (wrong?.input ?? summary.querySelector("div"))?.focus();
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (busy) return;
    busy = true;
    press.setAttribute("aria-disabled", "true");
    for (const one of Object.values(fields)) one.fail(null);
    show(summary);
    say(words.working);
    try {
      await act(say);
    } catch (problem) {
      fail(problem);
    } finally {
      busy = false;
      press.removeAttribute("aria-disabled");
      say("");
    }
  });
  return h(
    "div",
    {},
    summary,
    title ? h("h1", { class: "govuk-heading-l", tabindex: "-1" }, title) : null,
    lead ? h("div", { class: "govuk-body" }, lead) : null,
    form,
    after ?? null,
  );
}

/**
 * @param {string} sentence
 * @param {HTMLElement} [input] to go to
 */
export function errorSummary(sentence, input) {
  const said = input ? h("a", { href: `#${input.id}` }, sentence) : sentence;
  if (said instanceof HTMLElement)
    said.addEventListener("click", (event) => {
      event.preventDefault();
      input?.focus();
    });
  return h(
    "div",
    { class: "govuk-error-summary", role: "alert", tabindex: "-1" },
    h("h2", { class: "govuk-error-summary__title" }, "That did not work"),
    h("div", { class: "govuk-error-summary__body" }, h("ul", { class: "govuk-list govuk-error-summary__list" }, h("li", {}, said))),
  );
}

/**
 * Say what making the key is doing, and say more when it takes long.
 * @template T
 * @param {(sentence: string) => void} say
 * @param {() => Promise<T>} derive
 * @returns {Promise<T>}
 */
export async function sayingDerivation(say, derive) {
  say(words.deriving);
  const slow = setTimeout(() => say(words.derivingSlow), 4000);
  try {
    return await derive();
  } finally {
    clearTimeout(slow);
  }
}
