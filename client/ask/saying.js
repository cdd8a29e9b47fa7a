// Where a page says how far it is and what went wrong, for eyes and for ears.

import { h } from "../sealed/dom.js";
import { say } from "./sentences.js";
import { Trouble } from "./trouble.js";

/** @typedef {{tell: import("./asking.js").Tell, fail: (error: unknown) => void, quiet: () => void}} Saying fail: of a message that was to be sent */

/**
 * @param {...(Node | string)} inside
 * @returns {HTMLElement} a box that is read out and takes the eye
 */
export function alertBox(...inside) {
  return h("div", { class: "govuk-error-summary", role: "alert", tabindex: "-1", "data-said": "" }, inside);
}

/**
 * Put a box at the top of the page's content, in the place of the one before.
 * @param {HTMLElement | null} box
 */
export function showAtTop(box) {
  const main = document.getElementById("main");
  for (const old of main?.querySelectorAll("[data-said], .govuk-error-summary") ?? []) old.remove();
  if (!box) return;
  main?.prepend(box);
  box.focus({ preventScroll: true });
  scrollTo(0, 0); // the way out stands at the top of the window and would cover what is scrolled to it
}

/**
 * The sentences for something that stopped: first what is safe, then what happened and what to do.
 * @param {unknown} error
 * @param {boolean} unsure the message may have arrived
 * @returns {[string, string]}
 */
export function sentencesFor(error, unsure) {
  const { word, values } = error instanceof Trouble ? error : new Trouble("broken");
  return [say(unsure ? "perhaps" : "kept"), say(word, values)];
}

/**
 * Say what goes on below a form's button, and what went wrong at the top of the page.
 * @param {HTMLFormElement} form
 * @returns {Saying}
 */
export function sayAt(form) {
  const line = h("p", { class: "progress-words", role: "status" });
  const bar = h("progress", { max: "100", hidden: true, "aria-hidden": "true" });
  form.append(bar, line);
  let unsure = false;
  const quiet = () => {
    line.textContent = "";
    bar.hidden = true;
  };
  return {
    tell(word, values = {}) {
      line.textContent = say(word, values);
      bar.hidden = false;
      if (typeof values.percent === "number") bar.value = values.percent;
      else bar.removeAttribute("value");
    },
    fail(error) {
      quiet();
      // Once it may have arrived, it may have arrived for good: until a try succeeds.
      unsure ||= error instanceof Trouble && error.unsure;
      const [safe, what] = sentencesFor(error, unsure);
      showAtTop(alertBox(h("h2", { class: "govuk-error-summary__title" }, safe), h("p", null, what)));
    },
    quiet,
  };
}
