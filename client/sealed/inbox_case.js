// A request becomes a case: what the person wrote and sent is sealed anew for the people who work on it, and only then the inbox is told.

import { addEntry, newSending } from "../casework/acts.js";
import { copyFromBox, NotTheFile } from "../casework/files.js";
import { openCase } from "../casework/opening.js";
import { storeOf } from "../casework/store.js";
import { colleagues, newDraft, openingForm } from "./case_opening.js";
import { button, h, show } from "./dom.js";
import { choices, notice } from "./inbox_parts.js";
import { destroyMessages, saveCard } from "./requests_acts.js";
import { code, text } from "./requests_state.js";
import { believable } from "./requests_time.js";
import { say } from "./words_cases.js";

/** @typedef {import("./inbox_request.js").Desk} Desk @typedef {import("./requests_state.js").Request} Request */
/** @typedef {import("../casework/acts.js").Hands} Hands */
/** @typedef {{file: string, epoch: number, name: string}} Copied */

/**
 * The button, and the form behind it.
 * @param {Desk} desk
 * @returns {HTMLElement}
 */
export function casePart(desk) {
  const place = h("div", { class: "not-printed" });
  const { context } = desk.hands;
  const request = desk.request();
  if (!context.may("casework.case.work")) return place;
  if (request.state === "case") {
    show(place, notice("", "", h("p", {}, say("becameCase")), button("Look at the cases", () => context.go("/cases"), { link: true })));
    return place;
  }
  const hands = { context, store: storeOf(context) };
  const first = () => button("Open a case", () => drawForm(), { kind: "secondary", attributes: { "data-key": "o", "data-key-label": "Open a case" } });
  const leave = () => show(place, first());

  async function drawForm() {
    if (hands.store.cases().length === 0) await hands.store.refresh().catch(() => {}); // for names that are taken; the rest says itself
    const draft = (desk.draft.case ??= { ...newDraft(hands, teamOf(desk)), copied: new Map(), sendings: new Map(), told: false, clear: true });
    const clear = choices({
      legend: "The hotline's copy", options: [["clear", say("clearCopy")]], chosen: draft.clear ? ["clear"] : [], change: (some) => (draft.clear = some.length > 0),
    });
    const form = openingForm(hands, draft, { more: clear, leave, run: (wanted, tell) => convert(desk, hands, draft, wanted, tell) });
    show(place, h("section", { class: "panel", "aria-labelledby": "open-case" }, h("h2", { class: "govuk-heading-m", id: "open-case" }, "Open a case"), form));
    form.querySelector("input")?.focus();
  }
  if (desk.draft.case) void drawForm();
  else show(place, first());
  return place;
}

/** Whoever holds the channel knows of this already. @param {Desk} desk */
function teamOf({ hands: { context }, request }) {
  const holders = new Set(context.vaults.find((one) => one.id === request().channel.vault)?.holders.map((one) => one.member));
  return colleagues(context).map((one) => one.member).filter((member) => holders.has(member));
}

/**
 * Do all of it; what was done before a line broke is not done again.
 * @param {Desk} desk
 * @param {Hands} hands
 * @param {any} draft
 * @param {import("../casework/opening.js").Wanted} wanted
 * @param {(sentence: string) => void} tell
 */
async function convert(desk, hands, draft, wanted, tell) {
  const { context, store } = hands;
  const request = desk.request();
  const { opening } = draft;
  await openCase(hands, { ...wanted, request: requestBody(request) }, opening);
  const lost = await copyFiles(hands, request, draft, tell);
  tell(say("writing"));
  for (const message of request.messages) {
    const body = messageBody(request, message, draft.copied);
    if (body) await addEntry(hands, opening.id, body, sendingOf(draft.sendings, message.id));
  }
  tell(say("closingBox"));
  const seen = Math.max(0, ...request.messages.map((one) => one.sequence));
  const newest = desk.hands.store.request(request.id) ?? request;
  if (!draft.told) await saveCard(desk.hands, newest, { state: "case", holder: context.me.member, to: "", seen });
  draft.told = true;
  if (draft.clear && lost === 0) await destroyMessages(desk.hands, request, { all: false });
  await store.open(opening.id);
  desk.draft.case = undefined;
  context.go(`/cases/${opening.id}`);
  context.notify(lost > 0 ? say("fileLost", { count: lost === 1 ? "1 file" : `${lost} files` }) : say("opened", { reference: opening.reference }), lost > 0 ? "problem" : "done");
}

/** @param {Map<string, import("../casework/acts.js").Sending>} sendings @param {string} name */
function sendingOf(sendings, name) {
  const known = sendings.get(name) ?? newSending();
  sendings.set(name, known);
  return known;
}

/**
 * @param {Hands} hands
 * @param {Request} request
 * @param {{opening: {id: string}, copied: Map<string, Copied | null>, sendings: Map<string, import("../casework/acts.js").Sending>}} draft
 * @param {(sentence: string) => void} tell
 * @returns {Promise<number>} how many cannot be copied
 */
async function copyFiles(hands, request, { opening, copied, sendings }, tell) {
  const named = request.messages.flatMap((message) => (message.payload?.files ?? []).map((file) => ({ ...file, epoch: message.epoch ?? 1, isThere: message.files.some((one) => one.id === file.id) })));
  for (const [at, file] of named.entries()) {
    if (copied.has(file.id)) continue;
    tell(say("copying", { done: at + 1, all: named.length }));
    try {
      const item = file.isThere && (await copyFromBox(hands, opening.id, { id: file.id, sha256: file.sha256, epoch: file.epoch, vault: request.channel.vault }, sendingOf(sendings, file.id)));
      copied.set(file.id, item ? { file: item.body.file, epoch: item.body.epoch, name: item.body.name } : null);
    } catch (problem) {
      const { status } = /** @type {{status?: number}} */ (problem);
      if (!(problem instanceof NotTheFile) && status !== 404) throw problem;
      copied.set(file.id, null);
    }
  }
  return named.filter((file) => !copied.get(file.id)).length;
}

/**
 * What a request says, as the case keeps it.
 * @param {Request} request
 */
export function requestBody(request) {
  const { id, channel, reply, language, hours, danger, needs } = request;
  return { box: id, channel: channel.id, channel_vault: channel.vault, reply, language, hours, danger, needs, came: "box" };
}

/**
 * One message, as the journal keeps it; nothing for one that could not be opened, or that came again.
 * @param {Request} request
 * @param {import("./requests_state.js").Message} message
 * @param {Map<string, Copied | null>} copied
 */
export function messageBody(request, message, copied) {
  const { id, mailbox, direction, payload, day } = message;
  if (direction === "out") {
    const copy = request.answers.find((one) => one.id === id);
    return copy ? { kind: "message", box: mailbox, direction, id, text: text(copy.body.text), said: copy.at ?? "", language: code(copy.body.language), files: [], answers: {} } : null;
  }
  if (!payload || request.repeats.includes(id) || request.strangers.includes(id)) return null;
  const files = (payload.files ?? []).flatMap((file) => copied.get(file.id) ?? []);
  return { kind: "message", box: mailbox, direction, id, text: text(payload.text), said: believable(payload.at, day).at, language: code(payload.language), files, answers: payload.answers ?? {} };
}
