// What was written, in its order: the person's messages, our answers, and between them what colleagues noted among themselves.

import { attachments } from "./attachments.js";
import { h } from "./dom.js";
import { byWhom, notice, receiver, stamp, written } from "./inbox_parts.js";
import { code, text } from "./requests_state.js";
import { believable, dayWords, momentWords } from "./requests_time.js";
import { answerWords, say } from "./requests_words.js";

/** @typedef {import("./inbox_request.js").Desk} Desk */
/** @typedef {import("./requests_state.js").Message} Message */
/** @typedef {import("./requests_state.js").Opened} Opened */

/**
 * @param {Desk} desk
 * @returns {HTMLElement}
 */
export function conversation(desk) {
  const request = desk.request();
  const copies = new Map(request.answers.map((one) => [one.id, one]));
  const messages = request.messages.map((one) => ({
    at: one.direction === "in" ? believable(one.payload?.at, one.day).at : (copies.get(one.id)?.at ?? `${one.day}T23:59Z`),
    order: one.sequence,
    element: one.direction === "in" ? messageOf(desk, one) : answerOf(desk, one, copies.get(one.id)),
  }));
  const among = [...request.notes, ...request.handovers].map((one) => ({ at: one.at ?? "", order: 0, element: noteOf(desk, one) }));
  return h("ol", { class: "talk", "aria-label": "What was written" }, inOrder(messages, among).map((one) => h("li", {}, one.element)));
}

/**
 * Messages stay in the order of their numbers, whatever their clocks say; notes go between them by their moment.
 * @template {{at: string, order: number}} T
 * @param {T[]} messages
 * @param {T[]} among
 * @returns {T[]}
 */
export function inOrder(messages, among) {
  const rest = [...among].sort((a, b) => a.at.localeCompare(b.at));
  /** @type {T[]} */
  const all = [];
  for (const message of [...messages].sort((a, b) => a.order - b.order)) {
    while (rest[0] && rest[0].at < message.at) all.push(/** @type {T} */ (rest.shift()));
    all.push(message);
  }
  return [...all, ...rest];
}

/** @param {Desk} desk @param {Message} message */
function messageOf(desk, message) {
  const request = desk.request();
  const { payload } = message;
  if (!payload) {
    return h("article", { class: "talk__one talk__one--unopened" }, h("p", { class: "talk__by" }, "The person, ", dayWords(message.day)), h("p", {}, request.state === "case" ? say("forCase") : say("unopened", { why: say("notSealed") })));
  }
  const since = believable(payload.at, message.day);
  const language = code(payload.language);
  const said = Object.entries(payload.answers ?? {}).map(([key, value]) => answerWords(key, value)).filter(([, words]) => words);
  return h(
    "article",
    { class: "talk__one talk__one--person" },
    h("p", { class: "talk__by" }, "The person, ", since.isDay ? dayWords(since.at) : momentWords(since.at), message.sealed_by === "server" ? h("span", { class: "quiet" }, ", from a page without scripts") : null),
    request.strangers.includes(message.id) ? notice("word", "", h("p", {}, say("otherReply"))) : null,
    request.repeats.includes(message.id) ? notice("word", "", h("p", {}, say("repeated"))) : null,
    written(text(payload.text), language),
    said.length > 0 ? h("dl", { class: "talk__said" }, said.map(([key, words]) => h("div", {}, h("dt", {}, h("bdi", {}, key)), h("dd", { dir: "auto", lang: language || null }, words)))) : null,
    attachments(desk, message),
  );
}

/** @param {Desk} desk @param {Message} message @param {Opened | undefined} copy */
function answerOf(desk, message, copy) {
  if (!copy) return h("article", { class: "talk__one talk__one--ours" }, h("p", { class: "talk__by" }, dayWords(message.day)), h("p", {}, say(desk.request().state === "case" ? "byCase" : "noCopy")));
  return h(
    "article",
    { class: "talk__one talk__one--ours" },
    h("p", { class: "talk__by" }, copy.body.question === true ? "Asked by " : "Answered by ", byWhom(copy.author, copy.at, desk.hands.context)),
    written(text(copy.body.text), code(copy.body.language)),
  );
}

/** @param {Desk} desk @param {Opened} record */
function noteOf(desk, record) {
  const { context } = desk.hands;
  const handed = record.type === "channel.handover";
  const words = text(record.body.text);
  return h(
    "article",
    { class: "talk__one talk__one--note" },
    h("p", { class: "talk__by" }, stamp(handed ? `Handed to ${receiver(text(record.body.to), context)}` : "Note, not sent", "quiet"), " ", byWhom(record.author, record.at, context)),
    words ? written(words, "", "note__words") : null,
  );
}
