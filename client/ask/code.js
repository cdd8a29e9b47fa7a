// Shows the eight words once, and lets them be typed back.

import { Misread, digitsOf, readCode, wordsOf } from "../vault/codes.js";
import { equal } from "../vault/bytes.js";
import { h } from "../sealed/dom.js";
import { alertBox, showAtTop } from "./saying.js";
import { say } from "./sentences.js";
import { slipBox } from "./slips.js";
import { guard, showView } from "./views.js";
import { wordsField } from "./writing.js";

/**
 * @param {Uint8Array} secret it is emptied once the words were typed back or passed over
 * @param {string} list the list of words: a language
 */
export async function showCode(secret, list) {
  const [words, digits] = await Promise.all([wordsOf(secret, list), digitsOf(secret)]);
  guard(() => secret.fill(0));
  const { row, input } = wordsField();
  const form = h("form", { class: "form", novalidate: true, autocomplete: "off" }, row, h("button", { class: "govuk-button", type: "submit" }, say("check")));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const slip = await compare(secret, input, list);
    if (slip) showAtTop(slip);
    else showDone(secret, true);
  });
  const skip = h("button", { class: "as-link", type: "button" }, say("skip"));
  skip.addEventListener("click", () => showDone(secret, false));
  showView(
    h("h1", { class: "govuk-heading-l" }, say("arrived")),
    h("p", { class: "lead" }, say("way_back")),
    h("ol", { class: "code", id: "code", dir: "ltr", lang: list }, words.map((word) => h("li", null, h("span", null, word)))),
    h("details", { class: "govuk-details" },
      h("summary", { class: "govuk-details__summary" }, h("span", { class: "govuk-details__summary-text" }, say("as_numbers"))),
      h("div", { class: "govuk-details__text" }, h("p", null, say("as_numbers_why")), h("p", { class: "digits", id: "digits", dir: "ltr" }, digits))),
    h("div", { class: "notice notice--word" }, h("p", { class: "notice__title" }, say("not_again")), h("p", null, say("not_again_why"))),
    h("section", { class: "part" }, h("h2", { class: "govuk-heading-m" }, say("type_back")), form, h("p", null, skip, " ", h("span", { class: "quiet" }, say("skip_why")))),
    h("p", { class: "govuk-body prose" }, say("when_back")),
  );
}

/**
 * @param {Uint8Array} secret
 * @param {HTMLTextAreaElement} input
 * @param {string} list
 * @returns {Promise<HTMLElement | null>} what is wrong
 */
async function compare(secret, input, list) {
  try {
    if (equal(await readCode(input.value, list), secret)) return null;
    return alertBox(h("p", null, say("other_box")));
  } catch (error) {
    if (error instanceof Misread) return slipBox(error, input);
    throw error;
  }
}

/**
 * @param {Uint8Array} secret
 * @param {boolean} tried
 */
function showDone(secret, tried) {
  secret.fill(0);
  showView(
    h("h1", { class: "govuk-heading-l" }, say(tried ? "words_right" : "with_them")),
    tried ? h("p", { class: "lead" }, say("may_leave")) : h("div", { class: "notice notice--word" }, h("p", null, say("not_checked"))),
    h("div", { class: "prose" },
      h("h2", { class: "govuk-heading-m" }, say("before_you_go")),
      h("ul", { class: "govuk-list govuk-list--bullet govuk-list--spaced" }, ["go_hide", "go_clear", "go_back", "go_months"].map((word) => h("li", null, say(word))))),
  );
}
