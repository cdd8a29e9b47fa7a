// One request: what the person wrote, what was answered, what colleagues marked, and what can be done next.

import { button, h, show } from "./dom.js";
import { answerForm } from "./inbox_answer.js";
import { casePart } from "./inbox_case.js";
import { conflictPanel } from "./inbox_conflict.js";
import { destroyForm } from "./inbox_destroy.js";
import { handoverForm } from "./inbox_handover.js";
import { marksForm } from "./inbox_marks.js";
import { noteForm } from "./inbox_note.js";
import { dangerStamp, facts, notice, numberOf, stateStamp } from "./inbox_parts.js";
import { conversation } from "./inbox_talk.js";
import { Faster, close, take } from "./requests_acts.js";
import { waitingWords } from "./requests_time.js";
import { languageWords, needWords, say } from "./requests_words.js";
import { sentenceFor } from "./words.js";

/** @typedef {import("./requests_state.js").Request} Request */
/** @typedef {import("./requests_acts.js").Hands} Hands */
/**
 * @typedef {object} Desk what the forms of a request work with
 * @property {Hands} hands
 * @property {() => Request} request as it is known now
 * @property {any} draft what was typed and not sent
 * @property {(act: (request: Request) => Promise<unknown>, done?: string) => Promise<boolean>} act does something and draws anew; tells whether it went through
 */

/**
 * @param {HTMLElement} place
 * @param {Hands} hands
 * @param {string} id
 * @param {string} part "answer" or "note": where to begin
 * @param {() => Promise<void>} read
 * @returns {import("./inbox.js").View}
 */
export function requestScreen(place, hands, id, part, read) {
  const { store, context } = hands;
  store.current = id;
  const found = store.request(id);
  const back = backLink(context);
  if (!found) {
    show(place, back, h("p", { class: "govuk-body" }, say("gone")));
    return { changed: () => {} };
  }
  let request = found;
  const draft = store.drafts.get(id) ?? {};
  store.drafts.set(id, draft);
  const head = h("div", { class: "request__head" });
  const conflict = h("div", { class: "request__conflict" });
  const talk = h("div", { class: "request__talk" });

  /** @type {Desk} */
  const desk = { hands, draft, request: () => request, act };
  const answer = answerForm(desk);
  const note = noteForm(desk);
  const marks = marksForm(desk);
  const handover = handoverForm(desk);
  const destroy = destroyForm(desk, () => context.go("/requests"));

  /**
   * @param {(request: Request) => Promise<unknown>} what
   * @param {string} [done]
   */
  async function act(what, done = "") {
    try {
      await what(request);
      show(conflict);
      if (done) context.notify(done);
      return true;
    } catch (problem) {
      if (problem instanceof Faster) show(conflict, conflictPanel(desk, problem, () => act(what, done), () => show(conflict)));
      else context.notify(sentenceFor(problem), "problem");
      conflict.querySelector("button")?.focus();
      return false;
    } finally {
      changed();
      void read();
    }
  }

  let drawn = "";
  function changed() {
    request = store.request(id) ?? request;
    show(head, headOf(desk), warnings(desk));
    const now = [...request.messages, ...request.answers, ...request.notes, ...request.handovers].map((one) => one.id).join();
    if (now !== drawn) show(talk, conversation(desk));
    drawn = now;
    marks.update();
    answer.update();
  }

  show(
    place,
    back,
    head,
    conflict,
    h("div", { class: "beside" }, h("div", {}, talk, answer.element, note.element), h("aside", { class: "request__side" }, casePart(desk), marks.element, handover.element, destroy)),
  );
  changed();
  if (part === "answer") answer.focus();
  else if (part === "note") note.focus();
  return { changed };
}

/** @param {import("./shell.js").Context} context */
function backLink(context) {
  const link = h("a", { class: "govuk-back-link", href: "#/requests", "data-key": "b", "data-key-label": "Back to the list" }, "All requests");
  link.addEventListener("click", (event) => {
    event.preventDefault();
    context.go("/requests");
  });
  return link;
}

/** @param {Desk} desk */
function headOf(desk) {
  const request = desk.request();
  const { hands } = desk;
  const me = hands.context.me.member;
  const isMine = request.state !== "closed" && request.state !== "handed" && request.card.holder === me;
  return [
    h("h1", { class: "govuk-heading-l request__title" }, `Request ${numberOf(request.id)}`),
    h(
      "div",
      { class: "stamps" },
      dangerStamp(request, true),
      stateStamp(request, hands),
      request.waiting ? h("span", {}, "waits ", h("strong", {}, waitingWords(request.waiting, new Date()))) : null,
    ),
    facts([
      request.dangerBy === "person" ? "danger by their own word" : "",
      request.needs.map(needWords).join(", "),
      h("span", {}, languageWords(request.language)),
      request.hours ? h("span", {}, "safe to read: ", h("bdi", { dir: "auto", lang: request.language || null }, request.hours)) : "",
      request.channel.name,
    ]),
    h(
      "div",
      { class: "row not-printed" },
      isMine || request.state === "case" ? null : button(request.state === "closed" ? "Open it again" : "Take it", () => desk.act((one) => take(hands, one)), { attributes: { "data-key": "x", "data-key-label": "Take this request" } }),
      ["case", "closed"].includes(request.state) ? null : button("Close", () => desk.act((one) => close(hands, one), "Closed. When the person writes again, it opens by itself."), { kind: "secondary" }),
    ),
  ];
}

/** @param {Desk} desk */
function warnings(desk) {
  const request = desk.request();
  const { context, store } = desk.hands;
  const doubtful = request.doubtful.length;
  const files = unnamed(request);
  const others = request.duplicates.filter((id) => store.request(id));
  const links = others.map((id, at) => [at > 0 ? ", " : "", button(numberOf(id), () => context.go(`/requests/${id}`), { link: true })]);
  const [before = "", after = ""] = say("duplicate").split("{others}");
  return [
    doubtful > 0 ? notice("word", "Not signed", h("p", {}, say("forged", { count: doubtful === 1 ? "1 record" : `${doubtful} records` }))) : null,
    request.reply ? null : notice("word", "", h("p", {}, say("noReply"))),
    files > 0 ? notice("word", "", h("p", {}, say("fileUnnamed", { count: files === 1 ? "One file" : `${files} files` }))) : null,
    others.length > 0 ? notice("", "", h("p", {}, before, links, after)) : null,
  ];
}

/** @param {Request} request files that nobody whose words we could open sent */
function unnamed(request) {
  return request.messages.filter((one) => one.payload).flatMap((one) => one.files.filter((file) => !(one.payload?.files ?? []).some((named) => named.id === file.id))).length;
}
