// What was shared with a partner, what came of it, and the act that takes it back.

import { newSending } from "../casework/acts.js";
import {
  handOver, openAnswer, partsToHand, referralsOf, revokeReferral, secondReferral, stateOf, strangersIn, takeOver,
} from "../casework/referrals.js";
import { colleagues } from "./case_opening.js";
import { byDay } from "./case_items.js";
import { button, h, show } from "./dom.js";
import { choices, notice, stamp } from "./inbox_parts.js";
import { referralForm } from "./referral_form.js";
import { dayWords } from "./requests_time.js";
import { compartmentWords } from "./words_cases.js";
import { REASON_WORDS, STATES, say } from "./words_referrals.js";

export { talkPanel } from "./case_talk.js";

/** @typedef {import("./case_panels.js").CaseDesk} CaseDesk @typedef {import("../casework/kinds.js").Item} Item @typedef {import("../casework/referrals.js").Row} Row */

/** @type {import("./case_panels.js").Panel} */
export function referralsPanel(place, desk) {
  const { context } = desk.hands;
  const known = referralsOf(context);
  const [over, list, status] = [h("div", {}), h("ul", { class: "case-items" }), h("p", { class: "quiet", role: "status" })];
  let isOver = false;

  async function read() {
    try {
      await known.refresh();
      show(status);
    } catch (problem) {
      show(status, context.sentenceFor(problem));
    }
    if (!isOver) draw();
  }
  function draw() {
    const items = desk.hands.store.items(desk.id, "referral");
    const rows = [...known.in, ...known.out];
    show(over, cameOver(desk));
    show(list, items.map((item) => h("li", { class: "case-item", "data-referral": item.body.referral }, one(desk, item, rows.find((row) => row.id === item.body.referral), read))));
    list.hidden = items.length === 0;
    if (items.length === 0 && known.isRead) show(status, say("none"));
  }
  show(place, h("h2", { class: "govuk-heading-m" }, say("panelTitle")), h("p", { class: "govuk-body" }, say("panelLead")), over, status, list, referralForm(desk, () => void read()));
  draw();
  void read();
  return { changed: draw, stop: () => void (isOver = true) };
}

/**
 * @param {CaseDesk} desk
 * @param {Item} item
 * @param {Row | undefined} row as the server lists it; nothing where it is gone there
 * @param {() => Promise<void>} read
 */
function one(desk, item, row, read) {
  const { context } = desk.hands;
  const isOurs = item.body.to !== context.me.organisation.reference;
  const state = stateOf(item, row, referralsOf(context).isRead);
  const [word, look] = STATES[state] ?? [state, "quiet"];
  const title = item.body.what === "transfer" ? "Transfer" : "Referral";
  const name = (isOurs ? row?.to.name : row?.from.name) ?? item.body.to;
  const answer = h("div", {});
  if (isOurs && row?.answer) void openAnswer(desk.hands, desk.id, row).then((said) => said && show(answer, h("p", {}, `${row.to.name}: ${said.accepted ? "taken" : (REASON_WORDS[said.because] ?? "not taken")}.`), said.text ? h("p", { class: "as-written", dir: "auto" }, said.text) : null));
  const says = [
    h("p", {}, stamp(word, look), ` ${title} ${isOurs ? "to" : "from"} `, h("bdi", {}, name), row && state === "offered" ? `. ${say("until", { day: dayWords(row.expires_on) })}` : ""),
    !isOurs && state === "revoked" ? notice("word", STATES.revoked?.[0] ?? "", h("p", {}, say("revokedThere", { name }))) : null,
    answer,
    h("details", {}, h("summary", {}, isOurs ? "What was sent" : "What they told us"), h("ul", { class: "referral__lines" }, item.body.sent.map((/** @type {string} */ line) => h("li", { class: "as-written", dir: "auto" }, line)))),
    isOurs ? acts(desk, item, row, state, read) : null,
  ];
  return [h("div", { class: "case-item__says" }, says), h("div", { class: "case-item__foot" }, byDay(desk, item))];
}

/** @param {CaseDesk} desk @param {Item} item @param {Row | undefined} row @param {string} state @param {() => Promise<void>} read */
function acts(desk, item, row, state, read) {
  const { context } = desk.hands;
  const place = h("div", { class: "not-printed" });
  const act = async (/** @type {() => Promise<unknown>} */ what, /** @type {string} */ done) => {
    await desk.act(what, done);
    await read();
  };
  const back = () => show(place, h("p", {}, say("revokeAsk")), h("div", { class: "row" }, button(say("revoke"), () => act(() => revokeReferral(desk.hands, desk.id, item), say("revoked")), { kind: "warning" }), button("Leave it", first, { link: true })));
  function first() {
    const isMine = (row?.offered_by ?? item.author) === context.me.member;
    const second = state === "second" && !isMine;
    show(
      place,
      state === "second" ? h("p", {}, isMine ? say("second") : say("secondAsk", { name: context.nameOf(row?.offered_by ?? item.author) })) : null,
      second ? button(say("secondButton"), () => act(() => secondReferral(desk.hands, desk.id, item), say("seconded"))) : null,
      row && state === "accepted" && item.body.what === "transfer" ? transfer(desk, item, row, read) : null,
      ["second", "offered", "accepted"].includes(state) ? button(say("revoke"), back, { link: true }) : null,
    );
  }
  first();
  return place;
}

/** @param {CaseDesk} desk @param {Item} item @param {Row} row @param {() => Promise<void>} read */
function transfer(desk, item, row, read) {
  const { context } = desk.hands;
  const name = `hand over ${item.id}`;
  const draft = desk.draft(name);
  draft.entry ??= newSending(); // kept with the desk: drawn anew, it stays one entry
  const parts = partsToHand(desk.hands, desk.id);
  draft.parts ??= parts.filter((one) => one.goes).map((one) => one.compartment);
  const closed = parts.filter((one) => !one.isHeld).map((one) => compartmentWords(one.compartment));
  const held = parts.filter((one) => one.isHeld).map((one) => /** @type {const} */ ([one.compartment, compartmentWords(one.compartment)]));
  const who = context.nameOf(row.answered_by);
  async function over() {
    const handing = { entry: draft.entry, parts: draft.parts };
    if (await desk.act(() => handOver(desk.hands, desk.id, item, row, handing), say("handedOver"))) desk.dropDraft(name);
    await read();
  }
  return h(
    "div",
    {},
    h("p", {}, say("transferAccepted", { name: row.to.name, who })),
    held.length > 0 ? choices({ legend: say("handParts"), options: held, chosen: draft.parts, change: (some) => (draft.parts = some) }) : null,
    h("p", { class: "quiet small" }, say("handStays")),
    closed.length > 0 ? h("p", { class: "quiet small" }, say("handClosed", { parts: closed.join(", "), who })) : null,
    button(say("handOver"), over),
  );
}

/** Where the case came to us, and who gave it can read it still. @param {CaseDesk} desk */
function cameOver(desk) {
  const { context } = desk.hands;
  const gone = strangersIn(desk.hands, desk.id);
  if (gone.length === 0) return null;
  const draft = desk.draft("take over");
  draft.chosen ??= [];
  const problem = h("div", { role: "alert" });
  async function renew() {
    if (draft.chosen.length === 0) return show(problem, notice("word", "", h("p", {}, say("choose"))));
    await desk.act(() => takeOver(desk.hands, desk.id, draft.chosen), say("newKeyDone"));
  }
  return notice(
    "word",
    "",
    h("p", {}, say("cameOver", { names: gone.map(context.nameOf).sort().join(", ") }), " ", say("cameOverHint")),
    choices({ legend: "Who works on it with you", options: colleagues(context).map((person) => [person.member, person.name]), chosen: draft.chosen, change: (some) => (draft.chosen = some) }),
    problem,
    button(say("newKey"), renew),
  );
}
