// The open box: answers to read and destroy, a way to write again, and ways to end it. What was sent is never shown.

import { base64, text as textOf, unbase64 } from "../vault/bytes.js";
import { h, show } from "../sealed/dom.js";
import { ask } from "./asking.js";
import { checkWritten } from "./fields.js";
import { checkedCard, onceAtATime } from "./form.js";
import { alertBox, sayAt, showAtTop } from "./saying.js";
import { say } from "./sentences.js";
import { makeSending } from "./sending.js";
import { Trouble } from "./trouble.js";
import { guard, showView } from "./views.js";
import { cleanField, filesField, textField } from "./writing.js";

const VISIT = 15 * 60 * 1000; // milliseconds without a touch or a key

/** @typedef {import("./back.js").Read} Read */
/** @typedef {{keys: import("../vault/codes.js").SourceKeys, answers: Read[], channel: string, card: string, language: string, ticket: string, text: string}} Box newest answer first; card: as the server gave it, not yet looked at */

/**
 * @param {Box} box
 */
export function showBox(box) {
  /** @type {Box | null} */
  let open = box;
  const end = (/** @type {"ended" | "box_closed"} */ how) => {
    open = null;
    stop();
    box.keys.token.fill(0);
    box.keys.identity = "";
    box.answers = [];
    showEnded(how);
  };
  const stop = afterIdle(() => open && end("ended"));
  guard(() => {
    box.answers = [];
  });
  const answers = h("div", { id: "answers" });
  show(answers, answerSheets(box, answers));
  showView(h("h1", { class: "govuk-heading-l" }, say("answers")), answers, writingAgain(box), leaving(box, end));
}

/**
 * @param {Box} box
 * @param {HTMLElement} place
 * @returns {import("../sealed/dom.js").Child[]}
 */
function answerSheets(box, place) {
  if (box.answers.length === 0) return [h("p", { class: "lead" }, say("no_answer")), h("p", { class: "govuk-body prose" }, say("no_answer_why"))];
  const sheets = box.answers.map((answer) => h("article", { class: "answer-sheet" }, answer ? answerText(answer) : h("p", null, say("not_opened"))));
  return [sheets, asked("destroy_answers", "govuk-button--secondary", () => destroyAnswers(box, place))];
}

/** @param {NonNullable<Read>} answer */
function answerText({ text, day }) {
  const written = new Date(`${day}T00:00:00Z`);
  const when = Number.isNaN(written.getTime()) ? null : h("p", { class: "quiet small" }, written.toLocaleDateString(document.documentElement.lang, { dateStyle: "long", timeZone: "UTC" }));
  const parts = text.split(/\n{2,}/).map((part) => h("p", null, part.split("\n").flatMap((line, at) => (at > 0 ? [h("br"), line] : [line]))));
  return [when, h("div", { class: "answer-sheet__text", dir: "auto" }, parts)];
}

/**
 * @param {Box} box
 * @param {HTMLElement} place
 */
async function destroyAnswers(box, place) {
  await destroy(box, "answers");
  // Where the next message goes was in them: it is kept, for as long as this visit.
  box.answers = box.answers.filter((answer) => answer).slice(0, 1).map((answer) => answer && { ...answer, text: "", day: "" });
  show(place, h("div", { class: "notice notice--deed", role: "status" }, h("p", null, say("answers_destroyed"))));
}

/**
 * @param {Box} box
 * @param {"answers" | "box"} what
 */
async function destroy({ keys }, what) {
  showAtTop(null);
  const { done } = await ask("/sealed/destroy/", { body: { token: base64(keys.token), what } });
  if (done !== true) throw new Trouble("on_our_side");
}

/**
 * To whom the next message is sealed: who answered last, else the channel, whose card is looked at first.
 * @param {Box} box
 * @param {import("./asking.js").Tell} tell
 */
async function recipientOf({ answers, channel, card, language }, tell) {
  const last = answers.find((answer) => answer !== null);
  if (last) return last.replyTo;
  /** @type {{slug?: unknown}} */
  const { slug } = JSON.parse(textOf(unbase64(card)));
  if (typeof slug !== "string" || !/^[-\w]+$/.test(slug)) throw new Trouble("not_verified");
  return (await checkedCard(`/${language}/${slug}/card.json`, { channel, slug, tell })).recipient;
}

/** @param {Box} box */
function writingAgain(box) {
  const words = textField({ label: say("what_to_add"), rows: 5, value: box.text });
  const files = filesField();
  const clean = cleanField();
  const form = h("form", { class: "form", id: "add", novalidate: true, autocomplete: "off" }, words.row, files.row, clean.row, h("button", { class: "govuk-button", type: "submit" }, say("send")));
  const saying = sayAt(form);
  const sending = makeSending({ channel: box.channel, ticket: box.ticket, tell: saying.tell });
  const act = onceAtATime(
    form,
    async () => {
      const written = { text: words.input.value.replaceAll(/\p{Surrogate}/gu, "\ufffd"), files: [...(files.input.files ?? [])] };
      checkWritten({ ...written, needsText: false });
      showAtTop(null);
      const recipient = await recipientOf(box, saying.tell);
      await sending.add({ ...written, answers: {}, language: box.language, clean: clean.input.checked }, { recipient, keys: box.keys });
      saying.quiet();
      words.input.value = "";
      files.input.value = "";
      showAtTop(h("div", { class: "notice notice--deed", role: "status", tabindex: "-1", "data-said": "" }, h("p", null, say("added"))));
    },
    saying.fail
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void act();
  });
  return h("section", { class: "part" }, h("h2", { class: "govuk-heading-m" }, say("write_again")), h("p", { class: "govuk-body prose" }, say("never_shown")), form);
}

/**
 * @param {Box} box
 * @param {(how: "ended" | "box_closed") => void} end
 */
function leaving(box, end) {
  const leave = h("button", { class: "govuk-button", type: "button" }, say("end_visit"));
  leave.addEventListener("click", () => end("ended"));
  const close = asked("close_now", "govuk-button--warning", async () => {
    await destroy(box, "box");
    end("box_closed");
  });
  return h("section", { class: "part" },
    h("h2", { class: "govuk-heading-m" }, say("leave")),
    h("p", null, leave),
    h("p", { class: "quiet" }, say("ends_itself")),
    h("details", { class: "govuk-details" },
      h("summary", { class: "govuk-details__summary" }, h("span", { class: "govuk-details__summary-text" }, say("close_box"))),
      h("div", { class: "govuk-details__text prose" }, h("p", null, say("close_box_why")), close)));
}

/**
 * A button that asks whether one is sure before it destroys.
 * @param {string} word
 * @param {string} look
 * @param {() => Promise<void>} action
 */
function asked(word, look, action) {
  const place = h("div", { class: "asked" });
  const button = (/** @type {string} */ name, /** @type {string} */ kind, /** @type {() => unknown} */ pressed) => {
    const made = h("button", { class: `govuk-button ${kind}`, type: "button" }, say(name));
    made.addEventListener("click", pressed);
    return made;
  };
  const first = () => show(place, button(word, look, sure));
  const sure = () => {
    const yes = button("yes", "govuk-button--warning", async () => {
      yes.disabled = true;
      try {
        await action();
      } catch (error) {
        first();
        showAtTop(alertBox(say(error instanceof Trouble && error.word === "busy" ? "busy" : "not_done")));
      }
    });
    show(place, h("p", null, say("sure")), h("div", { class: "row" }, yes, " ", button("no", "govuk-button--secondary", first)));
    yes.focus();
  };
  first();
  return place;
}

/** @param {"ended" | "box_closed"} how */
function showEnded(how) {
  showView(h("h1", { class: "govuk-heading-l" }, say(how)), h("p", { class: "lead" }, say(`${how}_why`)), h("p", { class: "govuk-body prose" }, say("go_clear")));
}

/**
 * Do something once nothing has been touched for the length of a visit.
 * @param {() => void} act
 * @returns {() => void} stops it
 */
function afterIdle(act) {
  let timer = setTimeout(act, VISIT);
  const again = () => {
    clearTimeout(timer);
    timer = setTimeout(act, VISIT);
  };
  for (const kind of ["pointerdown", "keydown"]) document.addEventListener(kind, again);
  return () => {
    clearTimeout(timer);
    for (const kind of ["pointerdown", "keydown"]) document.removeEventListener(kind, again);
  };
}
