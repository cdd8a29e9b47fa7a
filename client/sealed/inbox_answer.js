// Answer, or ask: a template or one's own words, looked at as the person will read them, then sent. Nothing is sent that was not looked at.

import { button, field, freshId, h, show } from "./dom.js";
import { answerSheet, notice, select } from "./inbox_parts.js";
import { LANGUAGES } from "./inbox_marks.js";
import { answer, newSending } from "./requests_acts.js";
import { languageWords, say } from "./requests_words.js";
import { suited, templatesOf, unfilled } from "./templates_state.js";

/** @typedef {import("./inbox_request.js").Desk} Desk */
/** @typedef {{text: string, question: boolean, language: string, previewed: boolean, begunAt: string, warned: boolean, sending: import("./requests_acts.js").Sending}} Draft */

export const LONGEST = 20_000;

/** @param {string} language @returns {Draft} */
function blank(language) {
  return { text: "", question: false, language, previewed: false, begunAt: "", warned: false, sending: newSending() };
}

/**
 * What, when it changes while somebody writes, they must know before they send: who has the request, and what was said in it.
 * @param {Desk} desk
 */
function standing(desk) {
  const { card, messages } = desk.request();
  return JSON.stringify([card.holder === desk.hands.context.me.member ? "" : card.holder, messages.map((one) => one.id)]);
}

/** @param {Desk} desk */
export function answerForm(desk) {
  const { draft, hands } = desk;
  const element = h("section", { class: "request__answer not-printed", "aria-label": "Answer" });
  /** @type {HTMLElement | null} */
  let words = null;
  let drawn = "";

  function draw() {
    const mine = /** @type {Draft} */ (draft.answer ??= blank(desk.request().language || "en"));
    drawn = "yes";
    if (!desk.request().reply) show(element);
    else if (mine.previewed) show(element, preview(desk, mine, draw, sent));
    else {
      const form = writing(desk, mine, draw);
      words = form.input;
      show(element, form.element);
    }
  }
  function sent() {
    draft.answer = blank(desk.request().language || "en");
    hands.context.notify(say("sent"));
    draw();
  }
  return {
    element,
    update: () => void (drawn || draw()),
    focus: () => words?.focus(),
  };
}

/**
 * @param {Desk} desk
 * @param {Draft} draft
 * @param {() => void} draw
 */
function writing(desk, draft, draw) {
  const { row, input, fail } = field({ label: "Your words", hint: "Only the person can open it. Promise nothing that we cannot keep.", input: "textarea", rows: 7, value: draft.text, attributes: { dir: "auto", lang: draft.language || null, maxlength: LONGEST, "data-key": "a", "data-key-label": "Answer" } });
  input.addEventListener("input", () => {
    if (!draft.text) draft.begunAt = standing(desk);
    draft.text = input.value;
  });
  const languages = [...new Set([draft.language, desk.request().language, ...LANGUAGES])].filter(Boolean);
  const language = select({
    label: "Language of the answer",
    options: languages.map((one) => /** @type {const} */ ([one, languageWords(one)])),
    value: draft.language,
    change(value) {
      draft.language = value;
      input.lang = value;
    },
  });
  function look() {
    const place = unfilled(draft.text);
    fail(draft.text.trim() ? (place ? say("unfilled", { place }) : null) : "Write the answer, or choose a template.");
    if (!draft.text.trim() || place) return void input.focus();
    draft.previewed = true;
    draw();
  }
  const element = h(
    "div",
    {},
    h("h2", { class: "govuk-heading-m" }, "Answer"),
    templateChoice(desk, draft, (text) => {
      draft.text = input.value = text;
      fail(null);
      input.focus();
    }),
    row,
    h("div", { class: "filter__row" }, language.row, isQuestion(draft)),
    button("Look at it as the person will", look, { attributes: { "data-key": "p", "data-key-label": "Look at the answer as the person will" } }),
  );
  return { element, input };
}

/**
 * @param {Desk} desk
 * @param {Draft} draft
 * @param {(text: string) => void} put
 */
function templateChoice(desk, draft, put) {
  const { context, store } = desk.hands;
  const kept = templatesOf(store.records(desk.request().channel.vault));
  const language = desk.request().language || "en";
  const all = [...suited(kept, language, "answer"), ...suited(kept, language, "question")];
  if (all.length === 0) return h("p", {}, "No templates yet. ", button("Write some, or begin with ours", () => context.go("/requests/templates"), { link: true }));
  const own = all.filter((one) => one.language.split("-")[0] === language.split("-")[0]);
  const others = all.filter((one) => !own.includes(one));
  const id = freshId("t");
  const option = (/** @type {typeof all[number]} */ one) => h("option", { value: one.id }, `${one.kind === "question" ? "Ask: " : ""}${one.title}`);
  const groups = [...new Set(others.map((one) => one.language))];
  const control = h(
    "select",
    { id, class: "govuk-select", autocomplete: "off" },
    h("option", { value: "" }, "Choose"),
    own.length > 0 ? h("optgroup", { label: languageWords(language) }, own.map(option)) : null,
    groups.map((one) => h("optgroup", { label: languageWords(one) }, others.filter((other) => other.language === one).map(option))),
  );
  control.addEventListener("change", () => {
    const chosen = all.find((one) => one.id === control.value);
    control.value = "";
    if (!chosen) return;
    draft.question = chosen.kind === "question" || draft.question;
    draft.language = chosen.language || draft.language;
    // What was written already is added to, never replaced.
    if (!draft.text) draft.begunAt = standing(desk);
    put(draft.text.trim() ? `${draft.text.trimEnd()}\n\n${chosen.text}` : chosen.text);
  });
  return h("div", { class: "govuk-form-group" }, h("label", { class: "govuk-label", for: id }, "Template"), control);
}

/** @param {Draft} draft */
function isQuestion(draft) {
  const id = freshId("k");
  const input = h("input", { id, class: "govuk-checkboxes__input", type: "checkbox", checked: draft.question, autocomplete: "off" });
  input.addEventListener("change", () => (draft.question = input.checked));
  const label = h("label", { class: "govuk-label govuk-checkboxes__label", for: id }, "It asks something: the request waits for the person");
  return h("div", { class: "govuk-checkboxes govuk-checkboxes--small" }, h("div", { class: "govuk-checkboxes__item" }, input, label));
}

/**
 * @param {Desk} desk
 * @param {Draft} draft
 * @param {() => void} draw
 * @param {() => void} sent
 */
function preview(desk, draft, draw, sent) {
  // Once it is sealed it may have arrived, whatever the browser heard: then only the very same may be sent again.
  const tried = Boolean(draft.sending.blob);
  async function send() {
    if (!tried && !draft.warned && draft.begunAt !== standing(desk)) {
      draft.warned = true;
      return draw();
    }
    await desk.act(async (request) => {
      try {
        await answer(desk.hands, request, { text: draft.text.trim(), question: draft.question, language: draft.language }, draft.sending);
      } finally {
        draw();
      }
      sent();
    });
  }
  function change() {
    draft.previewed = draft.warned = false;
    draft.begunAt = standing(desk);
    draw();
  }
  const go = button(tried ? "Send it again" : draft.warned ? "Send it all the same" : "Send", send, { attributes: { "data-key": "y", "data-key-label": "Send" } });
  return h(
    "div",
    {},
    h("h2", { class: "govuk-heading-m" }, "As the person will read it"),
    answerSheet(draft.text.trim()),
    tried ? h("p", { role: "status" }, say("unsure")) : null,
    draft.warned && !tried ? h("div", { role: "alert" }, notice("word", "", h("p", {}, say("meanwhile")))) : null,
    h("div", { class: "row" }, go, tried ? null : button("Change it", change, { link: true })),
  );
}
