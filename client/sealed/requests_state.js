// Folds what a channel holds (messages, and the colleagues' records about them) into requests. Pure: no keys, no clock, no page.
// What is not signed by who it names counts for nothing here; it is only reported.

import { believable, isMoment } from "./requests_time.js";
import { alike, beginning, fold } from "./requests_text.js";
import { DANGERS, SHIFTS } from "./requests_words.js";

/** @typedef {import("./requests_words.js").Danger} Danger */
/** @typedef {import("./requests_words.js").State} State */
/** @typedef {{id: string, vault: string, name: string}} Channel */
/** @typedef {{answers?: Record<string, unknown>, at?: string, files?: {id: string, sha256: string}[], language?: string, nonce?: string, reply?: string, text?: string}} Payload */
/** @typedef {{id: string, mailbox: string, direction: "in" | "out", sequence: number, day: string, sealed_by: string, files: {id: string, length: number}[], payload?: Payload, epoch?: number, problem?: string}} Message */
/** @typedef {{id: string, type: string, version: number, author?: string, at?: string, body?: any, signed?: boolean, problem?: string | null, fingerprint?: string}} Opened */
/** @typedef {{danger: Danger, needs: string[], language: string, state: "" | "taken" | "handed" | "waiting" | "case" | "closed", holder: string, to: string, seen: number}} Card */
/** @typedef {{at: string, isDay: boolean}} Since */
/**
 * @typedef {object} Request
 * @property {string} id of the box
 * @property {Channel} channel
 * @property {Message[]} messages in the order in which they came
 * @property {Card} card what colleagues marked; the person's own words where nobody has
 * @property {number} version of the card; 0 where there is none
 * @property {string} marked_by
 * @property {string} marked_at
 * @property {Opened[]} answers
 * @property {Opened[]} notes
 * @property {Opened[]} handovers
 * @property {Opened[]} doubtful records that name this request and are not signed by who they name, or cannot be opened
 * @property {State} state
 * @property {Danger} danger
 * @property {"" | "person" | "colleague"} dangerBy
 * @property {string[]} needs
 * @property {string} language
 * @property {string} hours when it is safe to read, in the person's words
 * @property {Since | null} waiting since when the person waits for us
 * @property {number} unread
 * @property {number} unopened
 * @property {string} reply
 * @property {string[]} strangers messages whose reply address is another than the first one's
 * @property {string[]} repeats messages that came twice
 * @property {string} snippet
 * @property {string} said all that the person wrote, folded
 * @property {string} folded all that can be searched
 * @property {string[]} duplicates
 */

/** @type {Card} */
export const NO_CARD = { danger: "", needs: [], language: "", state: "", holder: "", to: "", seen: 0 };
const CARD_STATES = ["", "taken", "handed", "waiting", "case", "closed"];

/**
 * Read a card as it came out of its seal; what does not fit is left out, never guessed.
 * @param {any} body
 * @returns {Card}
 */
export function readCard(body) {
  const given = body && typeof body === "object" ? body : {};
  return {
    danger: DANGERS.includes(given.danger) ? given.danger : "",
    needs: words(given.needs),
    language: code(given.language),
    state: CARD_STATES.includes(given.state) ? given.state : "",
    holder: text(given.holder),
    to: text(given.to),
    seen: Number.isSafeInteger(given.seen) && given.seen > 0 ? given.seen : 0,
  };
}

/**
 * Give words, or nothing: what is not text is not asked to become it (an object may say how, and throw).
 * @param {unknown} value
 */
export function text(value) {
  return typeof value === "string" ? value : "";
}

/** @param {unknown} value */
function words(value) {
  return (Array.isArray(value) ? value : value === undefined ? [] : [value]).filter((one) => typeof one === "string" && one !== "");
}

/**
 * Give a language code that may stand in a lang attribute, or nothing.
 * @param {unknown} value
 */
export function code(value) {
  return typeof value === "string" && /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(value) ? value : "";
}

/**
 * Tell whether an opened record may be shown as its author's.
 * @param {Opened} record
 */
export function isSigned(record) {
  return record.signed === true && !record.problem;
}

/**
 * Fold everything that is known into requests, in no particular order.
 * @param {{channels: Channel[], messages: Map<string, Message[]>, records: Map<string, Opened[]>}} known by channel id, by vault id
 * @returns {Request[]}
 */
export function requestsOf({ channels, messages, records }) {
  const requests = channels.flatMap((channel) => ofChannel(channel, messages.get(channel.id) ?? [], records.get(channel.vault) ?? []));
  const same = alike(requests.map(({ id, said }) => ({ id, folded: said })));
  for (const request of requests) request.duplicates = same.get(request.id) ?? [];
  return requests;
}

/**
 * @param {Channel} channel
 * @param {Message[]} messages
 * @param {Opened[]} records
 */
function ofChannel(channel, messages, records) {
  /** @type {Map<string, Message[]>} */
  const boxes = new Map();
  for (const message of messages) boxes.set(message.mailbox, [...(boxes.get(message.mailbox) ?? []), message]);
  /** @type {Map<string, Opened[]>} */
  const about = new Map();
  for (const record of records) {
    const box = boxOf(record);
    if (box) about.set(box, [...(about.get(box) ?? []), record]);
  }
  return [...boxes].map(([id, inside]) => requestOf(channel, id, inside, about.get(id) ?? []));
}

/** @param {Opened} record */
function boxOf(record) {
  return record.type === "request.card" ? record.id : text(record.body?.mailbox);
}

/**
 * Fold one box.
 * @param {Channel} channel
 * @param {string} id
 * @param {Message[]} inside
 * @param {Opened[]} records
 * @returns {Request}
 */
export function requestOf(channel, id, inside, records) {
  const messages = [...inside].sort((a, b) => a.sequence - b.sequence);
  const good = records.filter(isSigned);
  const cards = records.filter((record) => record.type === "request.card");
  const signed = cards.find(isSigned);
  const card = signed ? readCard(signed.body) : NO_CARD;
  const incoming = messages.filter((one) => one.direction === "in");
  const answers = byMoment(good, "request.answer");
  const speaks = whoSpeaks(incoming, text(answers[0]?.body?.reply));
  const said = saidBy(incoming.filter((one) => !speaks.strangers.includes(one.id)));
  const lastOut = Math.max(0, ...messages.filter((one) => one.direction === "out").map((one) => one.sequence));
  const unanswered = incoming.filter((one) => one.sequence > Math.max(lastOut, ["closed", "case"].includes(card.state) ? card.seen : 0));
  // Where everything that came in was destroyed, there is nothing left to do; a case goes on without its copy here.
  const state = card.state === "case" ? "case" : incoming.length === 0 ? "closed" : stateOf(card, unanswered.length > 0, lastOut > 0);
  // What the person writes to the case is sealed to it, and waits there.
  const first = unanswered.find((one) => state !== "case" || one.payload);
  return {
    id,
    channel,
    messages,
    card,
    version: Math.max(0, ...cards.map((record) => record.version)),
    marked_by: signed?.author ?? "",
    marked_at: signed?.at ?? "",
    answers,
    notes: byMoment(good, "request.note"),
    handovers: byMoment(good, "channel.handover"),
    doubtful: records.filter((record) => !isSigned(record)),
    state,
    danger: card.danger || said.danger,
    dangerBy: card.danger ? "colleague" : said.danger ? "person" : "",
    needs: card.needs.length > 0 ? card.needs : said.needs,
    language: card.language || said.language,
    hours: said.hours,
    waiting: first && state !== "closed" ? believable(first.payload?.at, first.day) : null,
    unread: incoming.filter((one) => one.sequence > Math.max(card.seen, lastOut)).length,
    unopened: incoming.filter((one) => one.problem).length,
    ...speaks,
    snippet: beginning(said.texts.at(-1) ?? ""),
    said: fold(said.texts.join(" ")),
    folded: fold([...said.texts, ...good.map((record) => text(record.body?.text))].join(" ")),
    duplicates: [],
  };
}

/**
 * A request is new until somebody takes it; an answer gives the turn to the person; a further message gives it back to whoever has it.
 * @param {Card} card
 * @param {boolean} waits whether a message is not answered yet
 * @param {boolean} answered whether there ever was an answer
 * @returns {State}
 */
function stateOf(card, waits, answered) {
  if (card.state === "closed" && !waits) return "closed";
  if (card.state === "handed") return "handed";
  if (!waits) return card.state === "waiting" || !answered ? (answered ? "waiting" : card.holder ? "taken" : "new") : "answered";
  return card.holder && card.state !== "closed" ? "taken" : "new";
}

/** @param {Message[]} messages */
function saidBy(messages) {
  /** @type {{danger: Danger, needs: string[], language: string, hours: string, texts: string[]}} */
  const said = { danger: "", needs: [], language: "", hours: "", texts: [] };
  for (const { payload } of messages) {
    if (!payload) continue;
    const answers = payload.answers && typeof payload.answers === "object" ? payload.answers : {};
    const danger = dangerOf(answers.danger);
    if (danger) said.danger = danger;
    const needs = words(answers.needs);
    if (needs.length > 0) said.needs = needs;
    said.hours = text(answers.hours).trim() || said.hours;
    said.language = code(payload.language) || said.language;
    if (text(payload.text)) said.texts.push(text(payload.text));
  }
  return said;
}

/** @type {Record<string, Danger>} */
const SAID_DANGER = { now: "now", soon: "soon", no: "none" };

/** @param {unknown} value @returns {Danger} */
function dangerOf(value) {
  const said = text(value);
  return Object.hasOwn(SAID_DANGER, said) ? /** @type {Danger} */ (SAID_DANGER[said]) : "";
}

/**
 * Find the address to answer to. It lies inside the seal, and for one box it never changes; so a message with another address was put
 * there by somebody else (anybody can seal to a channel), and a message with a nonce that was there before is an old one come again. Which
 * message was the first is the server's word alone; to whom a colleague answered is signed, and counts more.
 * @param {Message[]} incoming
 * @param {string} answered the address of the first answer that a colleague signed, or nothing
 */
function whoSpeaks(incoming, answered) {
  const opened = incoming.filter((one) => one.payload);
  const reply = answered || text(opened[0]?.payload?.reply);
  /** @type {Set<string>} */
  const nonces = new Set();
  /** @type {string[]} */
  const repeats = [];
  for (const { id, payload } of opened) {
    const nonce = text(payload?.nonce);
    if (nonce && nonces.has(nonce)) repeats.push(id);
    nonces.add(nonce);
  }
  return { reply, strangers: opened.filter((one) => text(one.payload?.reply) !== reply).map((one) => one.id), repeats };
}

/**
 * @param {Opened[]} records
 * @param {string} type
 */
function byMoment(records, type) {
  return records.filter((record) => record.type === type).sort((a, b) => text(a.at).localeCompare(text(b.at)));
}

/**
 * Give the notes for a shift, the newest first: those that are about no single request.
 * @param {Opened[]} records
 */
export function shiftNotes(records) {
  const notes = records.filter((one) => one.type === "channel.handover" && isSigned(one) && !text(one.body?.mailbox));
  return notes.filter((one) => SHIFTS.includes(one.body?.to) && isMoment(one.at)).sort((a, b) => text(b.at).localeCompare(text(a.at)));
}
