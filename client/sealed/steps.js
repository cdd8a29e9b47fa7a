// Steps that joining and coming back share: the passphrase shown once and typed back, the kit on paper, the one-time codes.

import { codeField, passphraseField, readCode } from "./secret_fields.js";
import { button, h, show } from "./dom.js";
import { drawSquare, grouped, keyAddress, newFactor } from "./factor.js";
import { actingForm, FieldProblem } from "./progress.js";
import { words } from "./words_join.js";

/** @param {string} typed @returns {string} */
const plain = (typed) => typed.normalize("NFKC").trim().toLowerCase().replaceAll(/\s+/gu, " ");

/** @param {HTMLElement} place */
function toHeading(place) {
  place.querySelector("h1")?.focus();
  scrollTo(0, 0);
}

/**
 * Show a passphrase once, then have it typed.
 * @param {HTMLElement} place
 * @param {string} passphrase
 * @returns {Promise<void>} once it was typed as it is
 */
export function passphraseSteps(place, passphrase) {
  return new Promise((resolve) => {
    function shown() {
      show(
        place,
        h("h1", { class: "govuk-heading-l", tabindex: "-1" }, words.passphraseTitle),
        h("p", { class: "govuk-body" }, words.passphraseLead),
        h("p", { class: "passphrase", "data-passphrase": true, translate: "no", spellcheck: "false" }, passphrase),
        h("p", { class: "govuk-body" }, words.passphraseAdvice),
        button(words.passphraseNext, typedBack),
      );
      toHeading(place);
    }
    function typedBack() {
      const fields = { passphrase: passphraseField(words.typeBackTitle, "") };
      const act = async () => {
        if (plain(fields.passphrase.input.value) !== passphrase) throw new FieldProblem("passphrase", words.typeBackWrong);
        fields.passphrase.input.value = "";
        resolve();
      };
      const after = h("p", { class: "govuk-body" }, button(words.showAgain, shown, { link: true }));
      show(place, actingForm({ title: words.typeBackTitle, lead: words.typeBackLead, fields, label: "Continue", act, after }));
      fields.passphrase.input.focus();
    }
    shown();
  });
}

/**
 * Show the kit, to be printed or copied by hand; on paper there is nothing but the kit.
 * @param {HTMLElement} place
 * @param {{kit: string[], name: string, organisation: string}} whose
 * @returns {Promise<void>} once it is said to be on paper
 */
export function kitStep(place, { kit, name, organisation }) {
  return new Promise((resolve) => {
    const tick = h("input", { type: "checkbox", class: "govuk-checkboxes__input", id: "kit-on-paper", "data-field": "kit-on-paper" });
    const message = h("p", { class: "govuk-error-message", role: "alert" });
    const next = button(words.kitNext, () => {
      if (!tick.checked) return show(message, words.needPaper);
      document.body.classList.remove("prints-kit-only");
      return resolve();
    });
    document.body.classList.add("prints-kit-only");
    show(
      place,
      h("h1", { class: "govuk-heading-l not-printed", tabindex: "-1" }, words.kitTitle),
      h("p", { class: "govuk-body not-printed" }, words.kitLead),
      h(
        "section",
        { class: "kit", "data-kit": true, translate: "no" },
        h("h2", { class: "govuk-heading-m" }, words.kitHeading),
        h("p", { class: "govuk-body" }, words.kitWhose(name, organisation)),
        kitCode(words.codeOne, kit.slice(0, 8)),
        kitCode(words.codeTwo, kit.slice(8)),
        h("p", { class: "govuk-body" }, words.kitFor),
      ),
      h(
        "div",
        { class: "not-printed" },
        button(words.print, () => print(), { kind: "secondary" }),
      ),
      h(
        "div",
        { class: "govuk-checkboxes not-printed" },
        message,
        h(
          "div",
          { class: "govuk-checkboxes__item" },
          tick,
          h("label", { class: "govuk-label govuk-checkboxes__label", for: "kit-on-paper" }, words.kitTick),
        ),
      ),
      h("div", { class: "not-printed sealed__next" }, next),
    );
    toHeading(place);
  });
}

/** @param {string} title @param {string[]} code */
function kitCode(title, code) {
  return [
    h("h3", { class: "govuk-heading-s" }, title),
    h(
      "ol",
      { class: "kit__words" },
      code.map((word) => h("li", {}, word)),
    ),
  ];
}

/**
 * Set up one-time codes, and finish with the first of them.
 * @param {HTMLElement} place
 * @param {{handle: string, label: string, finish: (factor: {secret: string, code: string}, say: (sentence: string) => void) => Promise<void>, after?: import("./dom.js").Child}} wanted
 *   finish: what is done with the secret and the code; when it fails, the same secret stays on the page
 */
export function factorStep(place, { handle, label, finish, after }) {
  const secret = newFactor();
  const fields = { code: codeField("", words.codeLabel) };
  const lead = [
    h("p", {}, words.factorLead),
    drawSquare(keyAddress(secret, handle), words.qrLabel),
    h("p", {}, words.factorByHand),
    h("p", { class: "secret", "data-secret-groups": true, translate: "no" }, grouped(secret)),
  ];
  /** @param {(sentence: string) => void} say */
  const act = async (say) => {
    const code = readCode(fields.code.input.value);
    try {
      await finish({ secret, code }, say);
    } finally {
      fields.code.input.value = "";
    }
  };
  show(place, actingForm({ title: words.factorTitle, lead, fields, label, act, after }));
  toHeading(place);
}
