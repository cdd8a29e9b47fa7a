// The conversation of a case with its person: by the box that the request came in, whose random id lies inside the case. Answers are sealed to the person, and
// tell their page to seal what they write next to the case itself.

import { moment } from "../vault/moments.js";
import { addEntry, newSending } from "./acts.js";
import { copyFromBox, NotTheFile } from "./files.js";

/** @typedef {import("./acts.js").Hands} Hands @typedef {import("./acts.js").Sending} Sending @typedef {import("./kinds.js").Item} Item */
/**
 * @typedef {{id: string, direction: "in" | "out", sequence: number, day: string, blob: string, payload: any | null, vault: string, epoch: number, by: string}} Message
 *   payload: null where it does not open here; vault, epoch: what it and its files opened with; by: of an answer that the journal does not hold, whom a line
 *   of it names that nobody can check, or ""
 */

const ADDRESS = "/desk/cases/boxes/";
const MOST_KNOWN = 1000; // ids in one question

/** The box of a case, where it came of one. @param {Hands} hands @param {string} caseId @returns {Item | undefined} */
export function requestOf({ store }, caseId) {
  return store.items(caseId, "request").find((one) => one.body.box && one.body.reply);
}

/**
 * Read what stands in the box of a case and not in its journal.
 * @param {Hands} hands
 * @param {string} caseId
 * @returns {Promise<Message[]>} in the order in which it was written
 */
export async function readTalk(hands, caseId) {
  const { context, store } = hands;
  const request = requestOf(hands, caseId);
  const vault = store.case(caseId)?.shell.vault;
  if (!request || !vault) return [];
  const known = knownIds(hands, caseId);
  const fresh = await unread(hands, caseId, request.body.box, known);
  // What was written before the case first answered is sealed to the channel.
  for (const place of [vault, request.body.channel_vault]) {
    const waiting = fresh.filter((one) => one.direction === "in" && !one.payload);
    if (waiting.length === 0 || !context.vaults.some((one) => one.id === place && one.opened)) continue;
    for (const { id, payload, epoch } of await context.keeper.openMessages({ vault: place, messages: waiting })) {
      const found = fresh.find((one) => one.id === id);
      if (found && payload) Object.assign(found, { payload, vault: place, epoch });
    }
  }
  return fresh;
}

/** Messages that stand in the journal, signed. @param {Hands} hands @param {string} caseId @returns {string[]} */
function knownIds({ store }, caseId) {
  return [...new Set(store.entries(caseId).filter((one) => one.body.kind === "message" && one.body.id).map((one) => one.body.id))];
}

/**
 * Ask for what stands in the box, however many answers it takes.
 * @param {Hands} hands
 * @param {string} caseId
 * @param {string} box
 * @param {string[]} known
 * @returns {Promise<Message[]>}
 */
async function unread({ context, store }, caseId, box, known) {
  const claimed = new Map(store.doubtful(caseId).map((one) => [one.body?.id, one.author]));
  /** @type {Map<string, Message>} */
  const fresh = new Map();
  for (let isLeft = true; isLeft; ) {
    const have = [...known, ...fresh.keys()];
    const { messages, left } = await context.api.post(ADDRESS, { boxes: [box], known: have.slice(-MOST_KNOWN) });
    const some = messages.filter((/** @type {Message} */ one) => one.blob && !have.includes(one.id));
    for (const one of some) fresh.set(one.id, { ...one, payload: null, vault: "", epoch: 0, by: claimed.get(one.id) ?? "" });
    isLeft = left?.length > 0 && some.length > 0;
  }
  return [...fresh.values()].sort((a, b) => a.sequence - b.sequence);
}

/**
 * Keep what the person wrote in the case, with the files that came with it, so that the whole team has it.
 * @param {Hands} hands
 * @param {string} caseId
 * @param {Message[]} messages
 * @param {Map<string, Sending & {copied?: any}>} sendings kept until they are through
 * @returns {Promise<number>} files that could not be copied: changed on the server, or gone
 */
export async function keepMessages(hands, caseId, messages, sendings) {
  const box = requestOf(hands, caseId)?.body.box ?? "";
  let lost = 0;
  /** @param {string} id */
  const sendingOf = (id) => sendings.get(id) ?? /** @type {Sending & {copied?: any}} */ (sendings.set(id, newSending()).get(id));
  for (const { id, direction, payload, day, vault, epoch } of messages.filter((one) => one.payload)) {
    const files = [];
    for (const file of filesOf(payload)) {
      const sending = sendingOf(file.id);
      sending.copied ??= await copied(hands, caseId, { ...file, box, vault, epoch }, sending);
      if (sending.copied.file) files.push(sending.copied);
      else lost += 1;
    }
    const said = typeof payload.at === "string" && payload.at.slice(0, 10) <= day ? payload.at : `${day}T00:00Z`;
    const body = { kind: "message", box, direction, id, text: payload.text, said, language: payload.language, files, answers: payload.answers ?? {} };
    await addEntry(hands, caseId, body, sendingOf(id));
  }
  return lost;
}

/** What the person's message names, as far as it is what a message may name. @param {any} payload @returns {{id: string, sha256: string}[]} */
export function filesOf(payload) {
  const named = Array.isArray(payload?.files) ? payload.files : [];
  return named.filter((/** @type {any} */ one) => typeof one?.id === "string" && typeof one.sha256 === "string");
}

/**
 * @param {Hands} hands
 * @param {string} caseId
 * @param {Parameters<typeof copyFromBox>[2]} file
 * @param {Sending} sending
 * @returns {Promise<{file?: string, epoch?: number, name?: string}>} nothing in it where it is not the person's file any more
 */
async function copied(hands, caseId, file, sending) {
  try {
    const { body } = await copyFromBox(hands, caseId, file, sending);
    return { file: body.file, epoch: body.epoch, name: body.name };
  } catch (problem) {
    if (problem instanceof NotTheFile || /** @type {{status?: number}} */ (problem).status === 404) return {};
    throw problem;
  }
}

/**
 * Answer the person from the case.
 * @param {Hands} hands
 * @param {string} caseId
 * @param {{text: string, language: string}} answer
 * @param {Sending & {sent?: boolean, entry?: Sending}} sending kept until it is through: pressed again, it is one answer
 */
export async function answerFromCase(hands, caseId, { text, language }, sending) {
  const { context, store, clock = () => new Date() } = hands;
  const request = requestOf(hands, caseId);
  const vault = store.case(caseId)?.shell.vault;
  if (!request || !vault) throw new TypeError("this case came of no box");
  const at = moment(clock());
  sending.blob ??= await context.keeper.sealAnswer({ vault, reply: request.body.reply, text, at });
  if (!sending.sent) await context.api.post(`${ADDRESS}${request.body.box}/answers/`, { id: sending.id, blob: sending.blob });
  sending.sent = true;
  sending.entry ??= newSending();
  const body = { kind: "message", box: request.body.box, direction: "out", id: sending.id, text, said: at, language, files: [], answers: {} };
  await addEntry(hands, caseId, body, sending.entry);
}
