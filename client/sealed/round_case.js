// What a case hands into a round, and what the round answered. A proposal is taken or refused here, and the person is asked.

import { newSending } from "../casework/acts.js";
import { registersOf } from "../casework/registers.js";
import { forgetCard, handIn, isTaking, readAnswers, readRounds, REFUSALS, refuseProposal, TAKEN_BACK, takeBack, takeProposal } from "../casework/rounds.js";
import { of } from "../casework/state.js";
import { keepChange } from "./case_items.js";
import { button, h, show } from "./dom.js";
import { facts, notice, select, stamp } from "./inbox_parts.js";
import { dayWords } from "./requests_time.js";
import { handingIn, readyIn, tellAnswers, todayOf, whatLeaves } from "./round_screen.js";
import { NOT_READY, REFUSAL_WORDS, say } from "./words_placement.js";
import { nameOfWay } from "./words_ways.js";

/** @typedef {import("./case_panels.js").CaseDesk} CaseDesk @typedef {import("../casework/rounds.js").Round} Round @typedef {import("../casework/kinds.js").Item} Item */

/** What stands in a case whose card was closed after its round. */
const ROUND_ENDED = "round-ended";

/** Where to go for what is still missing. @type {Record<string, [string, string]>} */
const MISSING = {
  "no-tier": ["look", "Note a first look"], "nobody-asked": ["sharing", "Note what the person said"], asked: ["sharing", "Note what the person said"],
  "no-way": ["person", "Note a paper that is there"],
};

/** @type {import("./case_panels.js").Panel} */
export function roundPanel(place, desk) {
  const { context, store } = desk.hands;
  const hands = { ...desk.hands, registers: registersOf(context) };
  const [cards, open] = [h("div"), h("div")];
  /** @type {Round[] | null} nothing while the server was not asked yet */
  let rounds = null;
  let isOver = false;

  async function read() {
    if (!hands.registers.isRead) await hands.registers.refresh();
    rounds = (await readRounds(hands)).filter((one) => one.crisis === desk.view().card.crisis && one.state !== "ended");
    if (!isOver) changed();
  }

  function changed() {
    const out = of(store.items(desk.id), "card-out").sort((a, b) => b.at.localeCompare(a.at));
    show(cards, out.length ? h("ul", { class: "case-items" }, out.map((item) => cardLine(desk, hands, rounds, item, look))) : null);
    void drawOpen();
  }

  async function look() {
    await desk.act(() => readAnswers(hands, rounds ?? [], [desk.id]).then((found) => tellAnswers(context, found)));
  }

  async function drawOpen() {
    if (!rounds) return;
    const taking = rounds.filter((one) => isTaking(one, todayOf(hands)) && one.key && one.coordinators.length === 2);
    const parts = [];
    for (const round of taking) {
      const ready = await readyIn(hands, round, desk.id);
      if (ready.why === "in-already") continue;
      const send = () => desk.act(async () => {
        await handIn(hands, round, new Map([[desk.id, /** @type {any} */ (ready.group)]]), handingIn(hands, round));
        store.sendings.delete(`hand-in ${round.id}`);
      }, say("handed", { count: "1 card" }));
      parts.push(
        h("div", { class: "rounds__take", "data-round": round.reference }, h("p", { class: "govuk-body" }, h("strong", {}, `Round ${round.reference}`), `, takes cards until ${dayWords(round.closes_on)}.`), ready.may ? null : h("p", { class: "govuk-hint" }, NOT_READY[ready.why] ?? ready.why, " ", wayTo(desk, ready.why)), ready.group ? whatLeaves(hands, round, ready.group) : null, ready.may ? button("Hand in its card", send, { kind: "secondary" }) : null),
      );
    }
    if (!isOver) show(open, parts.length ? parts : h("p", { class: "govuk-hint" }, say("noRound")));
  }

  if (!desk.view().held.has("route")) return undefined;
  show(place, h("h2", { class: "govuk-heading-m" }, "Placement rounds"), h("p", { class: "govuk-body" }, say("panelLead")), cards, open);
  changed();
  void read().catch((problem) => !isOver && show(open, h("p", { class: "govuk-hint" }, context.sentenceFor(problem))));
  return { changed, stop: () => void (isOver = true) };
}

/** @param {CaseDesk} desk @param {string} why @returns {HTMLElement | null} */
function wayTo(desk, why) {
  const to = MISSING[why];
  return to ? button(to[1], () => desk.go(to[0]), { link: true }) : null;
}

/** @param {CaseDesk} desk @param {import("./rounds.js").RoundHands} hands @param {Round[] | null} rounds @param {Item} item @param {() => Promise<void>} look */
function cardLine(desk, hands, rounds, item, look) {
  const { body } = item;
  const round = rounds?.find((one) => one.id === body.round);
  const way = hands.registers.item(body.way)?.body;
  const line = (/** @type {import("./dom.js").Child[]} */ ...inside) => h("li", { class: "case-item", "data-item": item.id }, h("div", { class: "rounds__answer" }, inside));
  const title = h("p", { class: "govuk-body" }, h("strong", {}, round ? `Round ${round.reference}` : rounds ? "A round that has ended" : "A round"), `, card of ${dayWords(body.on)}`);
  const draft = desk.draft(`card ${item.id}`);
  draft.sending ??= newSending();
  const back = () => round && desk.act(async () => {
    await takeBack(desk.hands, round, desk.id, item, draft.sending);
    forgetCard(handingIn(hands, round), desk.id, draft.sending.blob);
  }, say("takenBack"));
  if (body.answer === "" && rounds && !round) return line(title, h("p", { class: "govuk-body" }, say("endedOpen")), button(say("closeCard"), () => keepChange(desk, item, { answer: "none", because: ROUND_ENDED }, say("cardClosed")), { kind: "secondary", attributes: { "data-act": "close-card" } }));
  if (body.answer === "") return line(title, h("p", { class: "govuk-body" }, say("waiting")), round?.state === "collecting" ? button("Take the card back", back, { kind: "secondary", attributes: { "data-act": "take-back" } }) : null, round && round.state !== "collecting" ? button("Look for the answer", look, { kind: "secondary" }) : null);
  if (body.because === TAKEN_BACK) return line(title, h("p", { class: "govuk-body" }, say("takenBack")));
  const sworn = body.signed_by ? h("p", { class: "govuk-hint" }, say("answerSigned", { name: desk.hands.context.nameOf(body.signed_by) })) : notice("word", "", h("p", {}, say("answerUnsigned")));
  if (body.because === ROUND_ENDED) return line(title, h("p", { class: "govuk-body" }, say("cardClosed")));
  if (body.answer === "none") return line(title, h("p", { class: "govuk-body" }, say("noPlace")), sworn);
  const proposed = h("p", { class: "govuk-body" }, say("proposed", { way: way ? nameOfWay(way) : "a way that you cannot read here", day: dayWords(body.expected) || "no known day" }));
  const said = body.said === "taken" ? [stamp("Taken", "deed"), h("p", { class: "govuk-body" }, say("taken"))] : body.said === "refused" ? [stamp("Refused", "quiet"), facts([say("refused", { why: REFUSAL_WORDS[body.because] ?? body.because })])] : decide(desk, item, way?.country ?? "");
  return line(title, proposed, sworn, said);
}

/** @param {CaseDesk} desk @param {Item} item @param {string} country */
function decide(desk, item, country) {
  const draft = desk.draft(`proposal ${item.id}`);
  draft.sending ??= newSending();
  draft.because ??= "";
  const why = select({ label: "Why not", options: [["", "Choose a reason"], ...REFUSALS.map((code) => /** @type {const} */ ([code, REFUSAL_WORDS[code] ?? code]))], value: draft.because, change: (value) => void (draft.because = value) });
  const done = () => desk.dropDraft(`proposal ${item.id}`);
  const take = () => desk.act(() => takeProposal(desk.hands, desk.id, item, draft.sending), "Taken.").then((went) => went && done());
  const refuse = async () => {
    if (!draft.because) return desk.hands.context.notify("Say why not.", "problem");
    const went = await desk.act(() => refuseProposal(desk.hands, desk.id, item, { because: draft.because, country }, draft.sending), "Refused.");
    if (went) done();
  };
  return notice("", "", h("div", { class: "row" }, button("Take the proposal", take, { attributes: { "data-act": "take" } })), why.row, button("Refuse the proposal", refuse, { kind: "secondary", attributes: { "data-act": "refuse" } }));
}
