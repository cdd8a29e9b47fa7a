// What colleagues mark on a request: danger, needs, language. It stands above what the person said, and can be taken back.

import { button, h, show } from "./dom.js";
import { byWhom, choices, select } from "./inbox_parts.js";
import { saveCard } from "./requests_acts.js";
import { DANGERS, DANGER_WORDS, NEEDS, languageWords, needWords } from "./requests_words.js";

export const LANGUAGES = ["ru", "ce", "en", "fr", "ar", "fa", "tr", "uk", "de", "sv", "da", "es"];

/** @param {import("./inbox_request.js").Desk} desk */
export function marksForm(desk) {
  const element = h("section", { class: "panel request__marks not-printed", "aria-label": "Marks" });
  let drawn = "";

  /** @param {object} some */
  const change = (some) => (desk.draft.marks = { ...desk.draft.marks, ...some });

  function draw() {
    const request = desk.request();
    const marks = { danger: request.danger, needs: request.needs, language: request.language, ...desk.draft.marks };
    const needs = [...new Set([...NEEDS, ...request.needs])];
    const languages = [...new Set([request.language, ...LANGUAGES])].filter(Boolean);
    async function keep() {
      const shown = { ...marks, ...desk.draft.marks };
      if (await desk.act((one) => saveCard(desk.hands, one, shown), "Marked.")) {
        desk.draft.marks = undefined;
        drawn = "";
        update();
      }
    }
    show(
      element,
      h("h2", { class: "govuk-heading-s" }, "Marks"),
      choices({ legend: "Danger", single: true, options: DANGERS.map((one) => [one, DANGER_WORDS[one]]), chosen: [marks.danger], change: ([danger = ""]) => change({ danger }) }),
      choices({ legend: "Needs", options: needs.map((one) => [one, needWords(one)]), chosen: marks.needs, change: (some) => change({ needs: some }) }),
      select({ label: "Language", options: [["", "Not known"], ...languages.map((one) => /** @type {const} */ ([one, languageWords(one)]))], value: marks.language, change: (language) => change({ language }) }).row,
      button("Keep these marks", keep, { kind: "secondary" }),
      request.marked_by ? h("p", { class: "quiet small" }, "Last marked by ", byWhom(request.marked_by, request.marked_at, desk.hands.context)) : null,
    );
  }

  function update() {
    const request = desk.request();
    // What is being changed here stays as it is: a colleague's marks come with the refusal, and both are shown then.
    const now = JSON.stringify([request.version, request.danger, request.needs, request.language]);
    if (now === drawn || desk.draft.marks) return void (drawn ||= (draw(), now));
    drawn = now;
    draw();
  }
  return { element, update };
}
