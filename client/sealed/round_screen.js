// One round: hand in, read answers; and, for who holds its key, the cards and what comes of them.

import { RULE_SETS } from "../casework/rule_sets.js";
import { readyFor } from "../casework/round_cards.js";
import { cardIdOf, handIn, isTaking, newHandingIn, readAnswers } from "../casework/rounds.js";
import { moment } from "../vault/moments.js";
import { button, h, show } from "./dom.js";
import { facts, notice, stamp } from "./inbox_parts.js";
import { section, wayBack } from "./parts.js";
import { dayWords } from "./requests_time.js";
import { leadPanel } from "./round_lead_screen.js";
import { aboutRound, stateStamp, tried } from "./rounds.js";
import { counted } from "./words.js";
import { TIER_STAMPS, TIER_WORDS } from "./words_cases.js";
import { codeWords, NOT_READY, say } from "./words_placement.js";
import { nameOfWay } from "./words_ways.js";

/** @typedef {import("./rounds.js").RoundHands} RoundHands @typedef {import("../casework/rounds.js").Round} Round @typedef {import("../casework/round_cards.js").Ready} Ready */
/** @typedef {import("../placement/instance.js").Group} Group */

/** @param {{clock?: () => Date}} hands */
export const todayOf = ({ clock = () => new Date() }) => moment(clock()).slice(0, 10);

/** @param {HTMLElement} place @param {RoundHands} hands @param {Round} round */
export function roundScreen(place, hands, round) {
  const { context } = hands;
  const lead = h("div", { class: "round__lead" });
  show(
    place,
    wayBack(context, "/placement", "All rounds"),
    h("p", { class: "stamps" }, stateStamp(hands, round)),
    h("h1", { class: "govuk-heading-l" }, `Round ${round.reference}`),
    aboutRound(hands, round),
    isTaking(round, todayOf(hands)) ? handSection(hands, round) : null,
    round.state === "solving" || round.state === "out" ? answersSection(hands, round) : null,
    lead,
  );
  return round.held ? leadPanel(lead, hands, round) : undefined;
}

/** Ways out of the round's crisis, as the register has them. @param {RoundHands} hands @param {Round} round */
export function waysOf({ registers }, round) {
  return registers.items("pathway", round.crisis);
}

/** What is on its way into a round; kept in memory until it is through. @param {RoundHands} hands @param {Round} round */
export function handingIn({ store }, { id }) {
  const known = store.sendings.get(`hand-in ${id}`) ?? newHandingIn();
  store.sendings.set(`hand-in ${id}`, known);
  return /** @type {import("../casework/rounds.js").HandingIn} */ (known);
}

/** @param {RoundHands} hands @param {Round} round @param {string} caseId @returns {Promise<Ready>} */
export function readyIn(hands, round, caseId) {
  const card = cardIdOf(handingIn(hands, round), caseId);
  return readyFor(hands.store, caseId, { round: round.id, ways: waysOf(hands, round), sets: RULE_SETS, on: todayOf(hands), card });
}

/** @param {RoundHands} hands @param {Round} round */
function handSection(hands, round) {
  const { context, registers } = hands;
  const inside = h("div", {});
  const status = h("p", { class: "progress-words", role: "status", "aria-live": "polite" });
  const look = button(say("lookAgain"), () => tried(context, async () => show(inside, await readyList(hands, round, status))), { kind: "secondary" });
  if (round.coordinators.length !== 2) return section("Hand in", notice("word", "", h("p", {}, say("notTwo"))));
  if (!registers.held("ways", round.crisis)) return section("Hand in", notice("word", "", h("p", {}, say("noRegister"))));
  return section("Hand in", h("p", { class: "govuk-body" }, say("handLead")), look, status, inside);
}

/** Open every case of the crisis, one after the other. @param {RoundHands} hands @param {Round} round @param {HTMLElement} status */
async function readyList(hands, round, status) {
  const { context, store } = hands;
  await store.refresh();
  const mine = store.cases().filter(({ card, shell }) => card.crisis === round.crisis && shell.state !== "closed");
  /** @type {{id: string, alias: string, ready: Ready}[]} */
  const found = [];
  for (const [at, { shell, card }] of mine.entries()) {
    show(status, say("opening", { done: at + 1, all: mine.length }));
    await store.open(shell.id);
    found.push({ id: shell.id, alias: card.alias, ready: await readyIn(hands, round, shell.id) });
  }
  show(status);
  found.sort((a, b) => Number(b.ready.may) - Number(a.ready.may) || a.alias.localeCompare(b.alias));
  if (!found.some(({ ready }) => ready.may)) return [h("p", { class: "govuk-inset-text" }, say("noneReady")), found.map((one) => readyLine(hands, round, one, null))];
  const chosen = new Set(found.filter(({ ready }) => ready.may).map(({ id }) => id));
  const press = button("", () => tried(context, send), { attributes: { "data-act": "hand-in" } });
  const label = () => (press.textContent = `Hand in ${counted(chosen.size, "card", "cards")}`);
  label();
  async function send() {
    const groups = new Map(found.filter(({ id }) => chosen.has(id)).map(({ id, ready }) => /** @type {const} */ ([id, /** @type {Group} */ (ready.group)])));
    if (groups.size === 0) return;
    try {
      await handIn(hands, round, groups, handingIn(hands, round));
    } catch (problem) {
      const { code, detail } = /** @type {{code?: string, detail?: string[]}} */ (problem);
      if (code !== "consent-gone") throw problem;
      context.go(`/placement/${round.id}`, { replace: true }); // what was listed is no longer so
      return context.notify(say("consentGone", { name: found.find(({ id }) => detail?.includes(id))?.alias ?? "" }), "problem");
    }
    store.sendings.delete(`hand-in ${round.id}`);
    context.go(`/placement/${round.id}`, { replace: true });
    context.notify(say("handed", { count: counted(groups.size, "card", "cards") }));
  }
  const change = (/** @type {string} */ id, /** @type {boolean} */ isIn) => {
    if (isIn) chosen.add(id);
    else chosen.delete(id);
    label();
  };
  return [h("ul", { class: "govuk-list rounds" }, found.map((one) => readyLine(hands, round, one, one.ready.may ? change : null))), press];
}

/** @param {RoundHands} hands @param {Round} round @param {{id: string, alias: string, ready: Ready}} one @param {((id: string, isIn: boolean) => void) | null} change */
function readyLine(hands, round, { id, alias, ready }, change) {
  const box = h("input", { type: "checkbox", class: "govuk-checkboxes__input", id: `in-${id}`, checked: true });
  box.addEventListener("change", () => change?.(id, box.checked));
  const name = change
    ? h("div", { class: "govuk-checkboxes govuk-checkboxes--small" }, h("div", { class: "govuk-checkboxes__item" }, box, h("label", { class: "govuk-label govuk-checkboxes__label", for: box.id }, h("bdi", {}, alias))))
    : h("p", { class: "govuk-body" }, h("strong", {}, h("bdi", {}, alias)));
  return h("li", { "data-case": alias }, name, ready.may ? null : h("p", { class: "govuk-hint" }, NOT_READY[ready.why] ?? ready.why), ready.group ? whatLeaves(hands, round, ready.group) : null);
}

/**
 * Show a card as it would leave, word for word.
 * @param {RoundHands} hands
 * @param {Round} round
 * @param {Group} group
 */
export function whatLeaves(hands, round, group) {
  const names = new Map(waysOf(hands, round).map((way) => [way.id, nameOfWay(way.body)]));
  const { people, tier, deadline, medical, ways, out, together, apart, depends, lock, org } = group;
  const open = ways.map(({ way, score, days }) => h("li", {}, h("bdi", {}, names.get(way) ?? way), `: ${score / 10} %, about ${counted(days, "day", "days")}`));
  const shut = out.map(({ way, codes }) => h("li", {}, h("bdi", {}, names.get(way) ?? way), `: ${codes.join(", ")} (${codeWords(codes)})`));
  return h(
    "details",
    { class: "govuk-details" },
    h("summary", { class: "govuk-details__summary" }, h("span", { class: "govuk-details__summary-text" }, `What would leave: ${counted(ways.length, "open way", "open ways")}`)),
    h(
      "div",
      { class: "govuk-details__text" },
      facts([
        counted(people, "person", "people"), stamp(TIER_WORDS[tier] ?? tier, TIER_STAMPS[tier] ?? "quiet"), deadline ? `deadline ${dayWords(deadline)}` : "no deadline",
        medical ? "needs a medical place" : null, `organisation ${org}`, together.length ? `${together.length} to go with` : null, apart.length ? `${apart.length} not to meet` : null,
        depends.length ? `${depends.length} to go first` : null, lock ? `told of ${names.get(lock.way) ?? "a way"} already` : null,
      ]),
      open.length ? [h("p", { class: "govuk-body" }, "Open, with the chance that it ends in safety in time:"), h("ul", { class: "govuk-list govuk-list--bullet" }, open)] : null,
      shut.length ? [h("p", { class: "govuk-body" }, "Not open, by code:"), h("ul", { class: "govuk-list govuk-list--bullet" }, shut)] : null,
    ),
  );
}

/** Say how many answers came, and whether some are not what they say. @param {import("./shell.js").Context} context @param {{came: number, refused: number}} found */
export function tellAnswers(context, { came, refused }) {
  const said = came || !refused ? [came ? say("came", { count: counted(came, "answer", "answers") }) : say("noneCame")] : [];
  if (refused) said.push(say("answersRefused", { count: counted(refused, "answer was", "answers were") }));
  context.notify(said.join(" "), refused ? "problem" : "done");
}

/** @param {RoundHands} hands @param {Round} round */
function answersSection(hands, round) {
  const { context, store } = hands;
  const status = h("p", { class: "progress-words", role: "status", "aria-live": "polite" });
  async function look() {
    await store.refresh();
    const mine = store.cases().filter(({ card }) => card.crisis === round.crisis);
    for (const [at, { shell }] of mine.entries()) {
      show(status, say("opening", { done: at + 1, all: mine.length }));
      await store.open(shell.id);
    }
    show(status);
    tellAnswers(context, await readAnswers(hands, [round], mine.map(({ shell }) => shell.id)));
  }
  return section("Answers", button("Read the answers to my cards", () => tried(context, look), { kind: "secondary" }), status);
}
