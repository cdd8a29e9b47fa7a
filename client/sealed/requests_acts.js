// What a member does to a request. The card's next version is the lock: whoever writes it first has the request, before anything is sent.
// Everything that is sent has an id of its own from the beginning, so that sending it twice is sending it once.

import { hex, newUuid, sha256, unbase64 } from "../vault/bytes.js";
import { moment } from "../vault/moments.js";

/** @typedef {import("./requests_state.js").Request} Request */
/** @typedef {import("./requests_state.js").Card} Card */
/** @typedef {import("./requests_state.js").Opened} Opened */
/** @typedef {import("./requests_store.js").Store} Store */
/** @typedef {{context: import("./shell.js").Context, store: Store, clock?: () => Date}} Hands */
/** @typedef {{id: string, cardDone?: boolean, blob?: string, sent?: boolean, copy?: any}} Sending what has happened so far of one sending; kept until it is through */

/** Somebody wrote the same record meanwhile. Nothing of ours was kept by the server, and nothing of ours is lost. */
export class Faster extends Error {
  /** @param {Opened} theirs opened @param {any} mine what was not kept: a body, or what it would change about a card */
  constructor(theirs, mine) {
    super("Somebody was faster.");
    this.name = "Faster";
    this.theirs = theirs;
    this.mine = mine;
  }
}

/** Give a sending to begin with. @returns {Sending} */
export function newSending() {
  return { id: newUuid() };
}

/** @param {Hands} hands */
function now({ clock = () => new Date() }) {
  return moment(clock());
}

/**
 * Seal a record and hand it in.
 * @param {Hands} hands
 * @param {string} vault
 * @param {{id: string, type: string, version: number, body: any}} record
 * @returns {Promise<Opened>} as it is known from now on
 * @throws {Faster} when this version was written by somebody else
 */
export async function writeRecord(hands, vault, { id, type, version, body }) {
  const { context, store } = hands;
  const before = store.sealed(vault, id);
  const prev = before && version > 1 ? hex(await sha256(unbase64(before.blob))) : "";
  const blob = await context.keeper.sealRecord({ vault, id, type, version, prev, at: now(hands), body });
  return handIn(hands, vault, { id, type, version, blob }, body);
}

/**
 * @param {Hands} hands
 * @param {string} vault
 * @param {import("./requests_store.js").Sealed} sealed
 * @param {any} body
 */
async function handIn({ context, store }, vault, sealed, body) {
  try {
    await context.api.post(`/desk/vault/vaults/${vault}/records/`, sealed);
  } catch (problem) {
    const current = /** @type {{status?: number, current?: any}} */ (problem);
    if (current.status !== 409 || !current.current) throw problem;
    const theirs = { ...sealed, version: current.current.version, blob: current.current.blob };
    const opened = await store.take(vault, theirs);
    if (theirs.blob === sealed.blob) return opened;
    throw new Faster(opened, body);
  }
  return store.take(vault, sealed);
}

/**
 * Write the card of a request.
 * @param {Hands} hands
 * @param {Request} request as it was shown
 * @param {Partial<Card>} changes
 */
export async function saveCard(hands, request, changes) {
  const body = { ...request.card, ...changes };
  try {
    return await writeRecord(hands, request.channel.vault, { id: request.id, type: "request.card", version: request.version + 1, body });
  } catch (problem) {
    if (problem instanceof Faster) problem.mine = changes;
    throw problem;
  }
}

/** @param {Request} request the last message that was seen */
function seen(request) {
  return Math.max(0, ...request.messages.map((one) => one.sequence));
}

/** @param {Hands} hands @param {Request} request */
export function take(hands, request) {
  return saveCard(hands, request, { state: "taken", holder: hands.context.me.member, to: "", seen: seen(request) });
}

/** @param {Hands} hands @param {Request} request */
export function close(hands, request) {
  return saveCard(hands, request, { state: "closed", to: "", seen: seen(request) });
}

/**
 * Keep a note on a request. Handed in again after a failure, it is the same note.
 * @param {Hands} hands
 * @param {Request} request
 * @param {string} text
 * @param {Sending} sending
 */
export async function note(hands, request, text, sending) {
  await writeOnce(hands, request.channel.vault, "request.note", { mailbox: request.id, text }, sending);
}

/**
 * Write a record that has one version only, so that a second try hands in the very same bytes.
 * @param {Hands} hands
 * @param {string} vault
 * @param {string} type
 * @param {any} body
 * @param {Sending} sending
 */
async function writeOnce(hands, vault, type, body, sending) {
  if (sending.copy && JSON.stringify(sending.copy.body) !== JSON.stringify(body)) sending.copy = null;
  if (!sending.copy) {
    const blob = await hands.context.keeper.sealRecord({ vault, id: sending.id, type, version: 1, prev: "", at: now(hands), body });
    sending.copy = { sealed: { id: sending.id, type, version: 1, blob }, body };
  }
  return handIn(hands, vault, sending.copy.sealed, body);
}

/**
 * Answer: take the request (so that two never answer at once), seal to the person, send, keep a copy for the colleagues. After a failure call it
 * again with the same sending: what is done is not done twice, and the person gets one answer.
 * @param {Hands} hands
 * @param {Request} request
 * @param {{text: string, question: boolean, language: string}} answer
 * @param {Sending} sending
 */
export async function answer(hands, request, { text, question, language }, sending) {
  const { context, store } = hands;
  const { vault, id: channel } = request.channel;
  if (!sending.cardDone) {
    await saveCard(hands, request, { state: request.card.state === "case" ? "case" : question ? "waiting" : "taken", holder: context.me.member, to: "", seen: seen(request) });
    sending.cardDone = true;
  }
  sending.blob ??= await context.keeper.sealAnswer({ vault, reply: request.reply, text, at: now(hands) });
  if (!sending.sent) {
    await context.api.post(`/desk/requests/mailboxes/${request.id}/answers/`, { id: sending.id, blob: sending.blob });
    sending.sent = true;
    store.forget(channel);
  }
  await writeOnce(hands, vault, "request.answer", { mailbox: request.id, text, question, language, reply: request.reply }, sending);
}

/**
 * Hand a request over, with a note for whoever takes it on.
 * @param {Hands} hands
 * @param {Request} request
 * @param {{to: string, text: string}} handover to: a member, "day" or "night"
 * @param {Sending} sending
 */
export async function handOver(hands, request, { to, text }, sending) {
  if (!sending.cardDone) {
    await saveCard(hands, request, { state: "handed", to, seen: seen(request) });
    sending.cardDone = true;
  }
  await writeOnce(hands, request.channel.vault, "channel.handover", { mailbox: request.id, to, text }, sending);
}

/**
 * Leave a note for a shift, about no single request.
 * @param {Hands} hands
 * @param {string} vault
 * @param {{to: string, text: string}} handover
 * @param {Sending} sending
 */
export async function shiftNote(hands, vault, { to, text }, sending) {
  await writeOnce(hands, vault, "channel.handover", { mailbox: "", to, text }, sending);
}

/**
 * Destroy what came in; with `all`, also what colleagues wrote about it.
 * @param {Hands} hands
 * @param {Request} request
 * @param {{all: boolean}} wanted
 */
export async function destroyMessages({ context, store }, request, { all }) {
  const { vault, id: channel } = request.channel;
  await context.api.post(`/desk/requests/mailboxes/${request.id}/clear/`);
  if (all) {
    const written = [...request.answers, ...request.notes, ...request.handovers, ...request.doubtful].map((one) => one.id);
    const ids = [...new Set(request.version > 0 ? [...written, request.id] : written)];
    for (const id of ids) await context.api.post(`/desk/vault/vaults/${vault}/records/${id}/destroy/`);
    store.drop(vault, ids);
  }
  store.forget(channel);
  await store.refresh();
}

/**
 * Keep a template: a new one, or the next version of one.
 * @param {Hands} hands
 * @param {string} vault
 * @param {import("./templates_starting.js").Template & {id?: string, version?: number}} template
 */
export function saveTemplate(hands, vault, { id = newUuid(), version = 0, language, kind, title, text }) {
  return writeRecord(hands, vault, { id, type: "channel.template", version: version + 1, body: { language, kind, title: title.trim(), text: text.trim() } });
}

/**
 * @param {Hands} hands
 * @param {string} vault
 * @param {string} id
 */
export async function removeTemplate({ context, store }, vault, id) {
  await context.api.post(`/desk/vault/vaults/${vault}/records/${id}/destroy/`);
  store.drop(vault, [id]);
}
