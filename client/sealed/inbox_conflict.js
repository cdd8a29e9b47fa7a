// Two people changed the same thing. Both versions stand side by side; the member decides, and nothing that was typed is gone.

import { button, h } from "./dom.js";
import { byWhom, notice, stateWords } from "./inbox_parts.js";
import { isSigned, readCard } from "./requests_state.js";
import { DANGER_WORDS, languageWords, needWords, say } from "./requests_words.js";

/**
 * @param {import("./inbox_request.js").Desk} desk
 * @param {import("./requests_acts.js").Faster} faster
 * @param {() => unknown} over do mine all the same
 * @param {() => void} leave
 */
export function conflictPanel(desk, faster, over, leave) {
  const { hands, draft } = desk;
  const { theirs, mine } = faster;
  const signed = isSigned(theirs);
  const name = hands.context.nameOf(theirs.author ?? "");
  function leaveIt() {
    draft.marks = undefined;
    leave();
  }
  return h(
    "div",
    { role: "alert" },
    notice(
      "word",
      signed ? say("faster", { name }) : say("fasterUnsigned"),
      h(
        "div",
        { class: "scroll" },
        h(
          "table",
          { class: "govuk-table" },
          h("thead", { class: "govuk-table__head" }, h("tr", {}, h("th", { class: "govuk-table__header", scope: "col" }, ""), signed ? h("th", { class: "govuk-table__header", scope: "col" }, byWhom(theirs.author, theirs.at, hands.context)) : null, h("th", { class: "govuk-table__header", scope: "col" }, "If you do yours"))),
          h("tbody", { class: "govuk-table__body" }, rows(desk, signed ? theirs.body : null, mine)),
        ),
      ),
      h("div", { class: "row" }, button(signed ? `Leave it to ${name}` : "Leave it", leaveIt, { kind: "secondary" }), button("Do mine all the same", over, { link: true })),
    ),
  );
}

/** @param {import("./inbox_request.js").Desk} desk @param {any} theirs @param {any} mine what it would change */
function rows({ hands, request }, theirs, mine) {
  const both = [...(theirs ? [readCard(theirs)] : []), readCard({ ...theirs, ...mine })];
  /** @type {[string, (card: import("./requests_state.js").Card) => string][]} */
  const lines = [
    ["State", (card) => stateWords({ ...request(), card, state: card.state || "new" }, hands)],
    ["Danger", (card) => DANGER_WORDS[card.danger]],
    ["Needs", (card) => card.needs.map(needWords).join(", ")],
    ["Language", (card) => languageWords(card.language)],
  ];
  return lines.map(([label, read]) =>
    h("tr", { class: "govuk-table__row" }, h("th", { class: "govuk-table__header", scope: "row" }, label), both.map((card) => h("td", { class: "govuk-table__cell" }, h("bdi", {}, read(card))))),
  );
}
