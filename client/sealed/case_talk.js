// The conversation of a case with its person: what they wrote since, and the answer, in their language and with their safe hours in sight.

import { newSending } from "../casework/acts.js";
import { answerFromCase, filesOf, keepMessages, readTalk, requestOf } from "../casework/talk.js";
import { button, field, h, show } from "./dom.js";
import { answerSheet, notice, select, written } from "./inbox_parts.js";
import { LANGUAGES } from "./inbox_marks.js";
import { dayWords } from "./requests_time.js";
import { languageWords } from "./requests_words.js";
import { say } from "./words_referrals.js";

/** @typedef {import("./case_panels.js").CaseDesk} CaseDesk @typedef {import("../casework/talk.js").Message} Message */

const LONGEST = 20_000;

/** @type {import("./case_panels.js").Panel} */
export function talkPanel(place, desk) {
  const heading = h("h2", { class: "govuk-heading-m" }, say("talkTitle"));
  const request = requestOf(desk.hands, desk.id);
  if (!request) return void show(place, heading, h("p", { class: "govuk-hint" }, say("talkNone")));
  const [news, answer] = [h("div", {}), h("div", { class: "not-printed" })];
  /** @type {Message[]} */
  let fresh = [];
  let isOver = false;

  async function read() {
    try {
      fresh = await readTalk(desk.hands, desk.id);
      if (!isOver) draw();
    } catch (problem) {
      if (!isOver) show(news, h("p", { role: "alert" }, desk.hands.context.sentenceFor(problem)));
    }
  }
  function draw() {
    const known = new Set(desk.hands.store.entries(desk.id).map((one) => one.body.id));
    const waiting = fresh.filter((one) => !known.has(one.id));
    show(news, waiting.length === 0 ? h("p", { class: "govuk-hint" }, say("talkEmpty")) : newsOf(desk, waiting));
  }
  const { language, hours } = request.body;
  show(
    place,
    heading,
    h("p", { class: "govuk-body" }, hours ? say("talkSafe", { language: languageWords(language), hours }) : `${say("talkSafe", { language: languageWords(language), hours: "not said" })} ${say("talkNoHours")}`),
    news,
    answer,
  );
  show(news, h("p", { class: "progress-words", role: "status" }, say("loading")));
  answering(answer, desk, language);
  void read();
  return { changed: draw, stop: () => void (isOver = true) };
}

/** @param {CaseDesk} desk @param {Message[]} waiting */
function newsOf(desk, waiting) {
  const open = waiting.filter((one) => one.payload);
  const draft = desk.draft("talk");
  draft.sendings ??= new Map();
  async function keep() {
    let lost = 0;
    const done = await desk.act(async () => void (lost = await keepMessages(desk.hands, desk.id, open, draft.sendings)), say("talkKept"));
    if (done && lost > 0) desk.hands.context.notify(say("talkLost", { count: lost === 1 ? "1 file" : `${lost} files` }), "problem");
  }
  return [
    h("ol", { class: "talk", "aria-label": "What was written since" }, waiting.map((one) => h("li", {}, messageOf(desk, one)))),
    open.length > 0 ? button(say("talkKeep"), keep, { kind: "secondary" }) : null,
  ];
}

/** @param {CaseDesk} desk @param {Message} message */
function messageOf(desk, { payload, day, direction, by: author }) {
  if (direction === "out") {
    const words = author ? say("talkUnchecked", { name: desk.hands.context.nameOf(author) }) : say("talkFormer");
    return h("article", { class: "talk__one talk__one--ours talk__one--unopened" }, h("p", { class: "talk__by" }, "Answered, ", dayWords(day)), h("p", {}, words));
  }
  const by = h("p", { class: "talk__by" }, "The person, ", dayWords(day));
  if (!payload) return h("article", { class: "talk__one talk__one--unopened" }, by, h("p", {}, say("talkSealed")));
  const count = filesOf(payload).length;
  const files = count > 0 ? h("p", { class: "quiet small" }, say("talkFiles", { count: count === 1 ? "1 file" : `${count} files` })) : null;
  return h("article", { class: "talk__one talk__one--person" }, by, written(String(payload.text ?? ""), String(payload.language ?? "")), files);
}

/** @param {HTMLElement} place @param {CaseDesk} desk @param {string} language */
function answering(place, desk, language) {
  const draft = desk.draft("talk answer");
  if (!draft.sending) Object.assign(draft, { text: "", language: language || "en", looked: false, sending: newSending() });
  const draw = () => show(place, draft.looked ? preview() : writing());
  function writing() {
    const words = field({ label: say("talkAnswer"), hint: say("talkHint"), input: "textarea", rows: 5, value: draft.text, attributes: { dir: "auto", lang: draft.language, maxlength: LONGEST, autocapitalize: "sentences" } });
    words.input.addEventListener("input", () => (draft.text = words.input.value));
    const languages = [...new Set([draft.language, language, ...LANGUAGES])].filter(Boolean);
    const choose = select({ label: "Language of the answer", options: languages.map((one) => [one, languageWords(one)]), value: draft.language, change: (value) => (draft.language = words.input.lang = value) });
    const look = () => {
      words.fail(draft.text.trim() ? null : say("talkWrite"));
      if (!draft.text.trim()) return words.input.focus();
      draft.looked = true;
      draw();
    };
    return h("section", { "aria-label": "Answer" }, h("h3", { class: "govuk-heading-s" }, "Answer"), words.row, choose.row, button(say("talkLook"), look));
  }
  function preview() {
    const tried = Boolean(draft.sending.blob);
    async function send() {
      const went = await desk.act(() => answerFromCase(desk.hands, desk.id, { text: draft.text.trim(), language: draft.language }, draft.sending), say("talkSent"));
      if (went) Object.assign(draft, { text: "", looked: false, sending: newSending() });
      draw();
    }
    const change = () => {
      draft.looked = false;
      draw();
    };
    return h("section", { "aria-label": "Answer" }, answerSheet(draft.text.trim()), tried ? notice("word", "", h("p", {}, "It may have arrived already. Sent again, it is still one answer.")) : null, h("div", { class: "row" }, button(tried ? "Send it again" : say("talkSend"), send), tried ? null : button(say("talkChange"), change, { link: true })));
  }
  draw();
}
