// Helps somebody who mistyped the words.

import { Misread } from "../vault/codes.js";
import { h } from "../sealed/dom.js";
import { alertBox } from "./saying.js";
import { say } from "./sentences.js";

const WORDS = 8;

/**
 * Tell what is known about a slip. A word that may have been meant is a button: pressed, it stands in the place of the other.
 * @param {Misread} misread
 * @param {HTMLTextAreaElement | HTMLInputElement} field where the words were typed
 * @returns {HTMLElement}
 */
export function slipBox(misread, field) {
  const { found, language, positions, suggestions } = misread;
  if (field.value.trim() === "") return alertBox(h("p", null, say("type_words")));
  if (!language) return alertBox(h("p", null, say("count_digits", { count: found })));
  if (found !== WORDS) return alertBox(h("p", null, say("count_words", { count: found })));
  const places = [...new Set([...positions, ...Object.keys(suggestions).map(Number)])].sort((one, other) => one - other);
  const first = say(positions.length > 0 ? "not_quite" : "not_together");
  return alertBox(h("p", null, first), places.length > 0 ? h("ul", { class: "govuk-list" }, places.map((place) => doubtful(place, misread, field))) : "");
}

/**
 * @param {number} place from 0
 * @param {Misread} misread
 * @param {HTMLTextAreaElement | HTMLInputElement} field
 */
function doubtful(place, { language, suggestions }, field) {
  const typed = field.value.trim().split(/\s+/);
  const own = typed.length === WORDS ? typed[place] : undefined;
  const meant = (suggestions[place] ?? []).map((word) => {
    const button = h("button", { type: "button", class: "govuk-button govuk-button--secondary", lang: language }, word);
    button.addEventListener("click", () => {
      typed[place] = word;
      if (own) field.value = typed.join(" ");
      field.focus();
    });
    return button;
  });
  return h("li", null, say("word_number", { number: place + 1 }), own ? [" ", h("bdi", null, `“${own}”`)] : null, meant.length > 0 ? [": ", say("perhaps_meant"), " ", meant] : null);
}
