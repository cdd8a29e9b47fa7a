// Known elsewhere: a question that may be put to the person. Whatever comes of it, nobody is refused anything.

import { agree, askKnown, askOthers, deleteTokens, hitsOf, keyOf, makeKey, mayAsk, mayAskOthers, OTHERS, termsOfCase } from "../casework/known.js";
import { colleagues } from "./case_opening.js";
import { button, field, h, show } from "./dom.js";
import { notice } from "./inbox_parts.js";
import { say as sayOfKey, whyNotAsk } from "./words_known.js";
import { say } from "./words_referrals.js";

/** @typedef {import("./case_panels.js").CaseDesk} CaseDesk @typedef {import("../casework/known.js").Hit} Hit @typedef {import("../casework/known.js").Key} Key */
/** @typedef {{key: Key | null, hits: Hit[], holders: boolean, keepers: string[], isRead: boolean}} Known holders: whether other organisations can be asked at all; keepers: who of ours holds the key */

/** @type {import("./case_panels.js").Panel} */
export function knownPanel(place, desk) {
  const { context } = desk.hands;
  const body = h("div", {});
  /** @type {Known} */
  const known = { key: null, hits: [], holders: false, keepers: [], isRead: false };
  let isOver = false;

  async function read() {
    try {
      const [key, said] = await Promise.all([keyOf(context), hitsOf(context, desk.id)]);
      Object.assign(known, { key, ...said, isRead: true });
      if (!isOver) draw();
    } catch (problem) {
      if (!isOver) show(body, h("p", { role: "alert" }, context.sentenceFor(problem)));
    }
  }
  const draw = () => {
    if (!known.isRead || (document.activeElement instanceof HTMLInputElement && body.contains(document.activeElement))) return;
    show(body, known.hits.map((hit) => hitOf(desk, hit, read)), asking(desk, known, read));
  };
  show(place, h("h2", { class: "govuk-heading-m" }, say("knownTitle")), h("p", { class: "govuk-body" }, say("knownLead")), body);
  void read();
  return { changed: draw, stop: () => void (isOver = true) };
}

/** @param {CaseDesk} desk @param {Hit} hit @param {() => Promise<void>} read */
function hitOf(desk, hit, read) {
  const { context } = desk.hands;
  const isElsewhere = hit.scope === "hub";
  if (hit.both_agree) return notice("deed", "", h("p", {}, say(isElsewhere ? "knownOthersBoth" : "knownBoth", { names: hit.holders.map(context.nameOf).join(", "), organisation: hit.name })));
  async function yes() {
    await desk.act(() => agree(context, desk.id, hit), say("knownAgreed"));
    await read();
  }
  const words = say(hit.agreed ? "knownAgreed" : isElsewhere ? "knownOthersHit" : "knownHit");
  return notice("word", "", h("p", {}, words), hit.agreed ? null : button(say("knownAgree"), yes, { kind: "secondary" }));
}

/** @param {CaseDesk} desk @param {Known} known @param {() => Promise<void>} read */
function asking(desk, known, read) {
  const { hands, id } = desk;
  if (!desk.view().held.has("identity")) return h("p", { class: "govuk-hint" }, say("knownNotHeld"));
  const items = hands.store.items(id);
  const on = (hands.clock?.() ?? new Date()).toISOString().slice(0, 10);
  const [own, others] = [insideOf(desk, known, read, mayAsk(items, on)), acrossOf(desk, known, read, mayAskOthers(items, on))];
  async function forget() {
    await desk.act(() => deleteTokens(hands, id), say("knownForgotten"));
    leaveField();
    await read();
  }
  return h("div", { class: "not-printed" },
    own.isAsking || others.isAsking ? fatherOf(desk) : null, own.shown,
    h("h3", { class: "govuk-heading-s" }, say("knownOthersTitle")), others.shown,
    own.isAsking || others.isAsking ? button(say("knownForget"), forget, { link: true }) : null);
}

/** Our own organisation. @param {CaseDesk} desk @param {Known} known @param {() => Promise<void>} read @param {import("../casework/consents.js").May} may */
function insideOf(desk, { key, keepers }, read, may) {
  const { hands, id } = desk;
  if (!may.may) {
    return { isAsking: false, shown: h("p", { class: "govuk-hint" }, say("knownNotAllowed", { why: whyNotAsk("own", may.why) })) };
  }
  if (key) return { isAsking: true, shown: askButton(desk, read, { label: "knownAsk", nobody: "knownNobody", hit: "knownHit" }, (father) => askKnown(hands, id, { key, father })) };
  return { isAsking: false, shown: keepers.length ? h("p", { class: "govuk-body" }, sayOfKey("keyElsewhere", { names: keepers.map(hands.context.nameOf).join(", ") })) : makingOf(desk, read) };
}

/** The key, where nobody of ours has one: one that a colleague holds already is asked for, and not made again. @param {CaseDesk} desk @param {() => Promise<void>} read */
function makingOf(desk, read) {
  const others = colleagues(desk.hands.context);
  if (others.length === 0) return h("p", { class: "govuk-body" }, sayOfKey("keyAlone"));
  const draft = desk.draft("known key");
  async function make() {
    await desk.act(() => makeKey(desk.hands, others.map((one) => one.member), draft), say("knownKeyMade"));
    await read();
  }
  return h("div", {}, h("p", { class: "govuk-body" }, sayOfKey("keyNone", { names: others.map((one) => one.name).join(", ") })), button(say("knownMakeKey"), make, { kind: "secondary" }));
}

/** The other organisations. @param {CaseDesk} desk @param {Known} known @param {() => Promise<void>} read @param {import("../casework/consents.js").May} may */
function acrossOf(desk, { holders }, read, may) {
  const { hands, id } = desk;
  if (!holders) return { isAsking: false, shown: h("p", { class: "govuk-hint" }, say("knownOthersOff")) };
  if (!may.may) {
    return { isAsking: false, shown: h("p", { class: "govuk-hint" }, say("knownOthersNotAllowed", { why: whyNotAsk("hub", may.why), name: OTHERS })) };
  }
  const words = /** @type {const} */ ({ label: "knownOthersAsk", nobody: "knownOthersNobody", hit: "knownOthersHit" });
  const ask = askButton(desk, read, words, (father) => askOthers(hands, id, { father }));
  return { isAsking: true, shown: h("div", {}, h("p", { class: "govuk-hint" }, say("knownOthersLead")), ask) };
}

/** @typedef {Parameters<typeof say>[0]} Word */

/**
 * @param {CaseDesk} desk
 * @param {() => Promise<void>} read
 * @param {{label: Word, nobody: Word, hit: Word}} words
 * @param {(father: string) => Promise<number>} ask
 */
function askButton(desk, read, words, ask) {
  const { hands, id } = desk;
  async function press() {
    const father = desk.draft("known").father ?? "";
    if (termsOfCase(hands.store.items(id), father).length === 0) return hands.context.notify(say("knownTooLittle"), "problem");
    let hits = 0;
    if (!(await desk.act(async () => (hits = await ask(father))))) return;
    hands.context.notify(say(hits > 0 ? words.hit : words.nobody));
    leaveField();
    await read();
  }
  return button(say(words.label), press, { kind: "secondary" });
}

/** The father's name, which both questions use and nobody keeps. @param {CaseDesk} desk */
function fatherOf(desk) {
  const draft = desk.draft("known");
  const father = field({ label: say("knownFather"), hint: say("knownFatherHint"), value: draft.father ?? "", attributes: { maxlength: 80, dir: "auto" } });
  father.input.addEventListener("input", () => (draft.father = father.input.value));
  return father.row;
}

function leaveField() {
  /** @type {HTMLElement | null} */ (document.activeElement)?.blur();
}
