// Placement: the rounds, a new one, the weights, and one round.

import { registersOf } from "../casework/registers.js";
import { confirmWeights, isTaking, openRound, proposeWeights, readRounds, readWeights } from "../casework/rounds.js";
import { storeOf } from "../casework/store.js";
import { USUAL } from "../placement/instance.js";
import { button, field, h, show } from "./dom.js";
import { facts, select, stamp } from "./inbox_parts.js";
import { choosePerson, section, wayBack } from "./parts.js";
import { actingForm, FieldProblem } from "./progress.js";
import { roundScreen, todayOf } from "./round_screen.js";
import { say, STATE_STAMPS, STATE_WORDS } from "./words_placement.js";
import { dayWords } from "./requests_time.js";

/** @typedef {import("./shell.js").Context} Context @typedef {import("../casework/rounds.js").Round} Round @typedef {import("../casework/rounds.js").Weights} Weights */
/** @typedef {import("../casework/acts.js").Hands & {registers: import("../casework/registers.js").Registers}} RoundHands */

/** @type {import("./shell.js").Way} */
export const ROUNDS = { name: "placement", title: say("title"), permission: "casework.case.work", screen: roundsScreen };

const LEAD = "placement.round.lead";
const NUMBERS = /** @type {const} */ ([
  ["critical", "Critical"], ["high", "High"], ["medium", "Medium"], ["low", "Low"], ["theta_percent", "Guarantee for critical cases, percent of placing by hand"],
  ["keep_percent", "Bonus for a proposal that stays, percent"], ["share_percent", "Least part of each organisation, percent of its share"],
  ["gap_permille", "Stop this near to the best, per thousand"],
]);

/**
 * @param {HTMLElement} place
 * @param {Context} context
 * @param {string[]} path [] the list; ["new"]; ["weights"]; [round]
 */
export async function roundsScreen(place, context, path) {
  /** @type {RoundHands} */
  const hands = { context, store: storeOf(context), registers: registersOf(context) };
  show(place, h("h1", { class: "govuk-heading-l" }, say("title")), h("p", { class: "progress-words", role: "status" }, say("reading")));
  const [rounds] = await Promise.all([readRounds(hands), hands.registers.refresh()]);
  const [first = ""] = path;
  if (first === "weights" && context.may(LEAD)) return weightsScreen(place, hands);
  if (first === "new" && context.may(LEAD)) return newScreen(place, hands);
  const round = rounds.find((one) => one.id === first);
  if (round) return roundScreen(place, hands, round);
  return listScreen(place, hands, rounds);
}

/** @param {HTMLElement} place @param {RoundHands} hands @param {Round[]} rounds */
function listScreen(place, hands, rounds) {
  const { context, registers } = hands;
  const acts = context.may(LEAD)
    ? h("div", { class: "row" }, button("Open a round", () => context.go("/placement/new")), button("Weights", () => context.go("/placement/weights"), { kind: "secondary" }))
    : null;
  const listed = rounds.map((round) =>
    h("li", { class: "rounds__one", "data-item": round.id }, h("p", { class: "stamps" }, stateStamp(hands, round)), h("h2", { class: "govuk-heading-m" }, linkTo(context, round)), aboutRound(hands, round)),
  );
  show(
    place,
    h("h1", { class: "govuk-heading-l" }, say("title")),
    h("p", { class: "govuk-body" }, say("lead")),
    acts,
    listed.length ? h("ul", { class: "govuk-list rounds" }, listed) : h("p", { class: "govuk-inset-text" }, say("none")),
  );
}

/** @param {{clock?: () => Date}} hands @param {Round} round */
export function stateStamp(hands, round) {
  const { state } = round;
  if (state === "collecting" && !isTaking(round, todayOf(hands))) return stamp(say("closed"), "waiting");
  return stamp(STATE_WORDS[state] ?? state, STATE_STAMPS[state] ?? "quiet");
}

/** @param {Context} context @param {Round} round */
function linkTo(context, { id, reference }) {
  const link = h("a", { class: "govuk-link", href: "#/placement" }, `Round ${reference}`);
  link.addEventListener("click", (event) => {
    event.preventDefault();
    context.go(`/placement/${id}`);
  });
  return link;
}

/** @param {Pick<RoundHands, "context" | "registers" | "clock">} hands @param {Round} round */
export function aboutRound(hands, round) {
  const { context, registers } = hands;
  const title = registers.crises.find((one) => one.reference === round.crisis)?.title ?? round.crisis;
  return facts([
    h("bdi", {}, title),
    round.state === "collecting" ? `${isTaking(round, todayOf(hands)) ? "takes" : "took"} cards until ${dayWords(round.closes_on)}` : null,
    round.state === "ended" ? null : `${round.cards} sealed cards, blank ones among them`,
    round.coordinators.length ? h("span", {}, "opened by ", round.coordinators.flatMap((one, at) => [at ? " and " : "", h("bdi", {}, one === context.me.member ? "you" : context.nameOf(one))])) : null,
    `weights, version ${round.weights.version}`,
    round.demonstration ? "invented" : null,
  ]);
}

/** @param {HTMLElement} place @param {RoundHands} hands */
async function newScreen(place, hands) {
  const { context, registers, store } = hands;
  const weights = (await readWeights(hands)).find((one) => one.confirmed_by);
  const people = context.people.filter((one) => one.state === "trusted" && one.may_hold && one.active && !one.self);
  const crisis = select({ label: "Crisis", options: registers.crises.map((one) => [one.reference, one.title]), value: registers.crises[0]?.reference ?? "" });
  const other = choosePerson({ label: "The other coordinator", hint: "Somebody who may lead rounds and whose key is vouched for.", people, name: "round-other" });
  const day = field({ label: "Takes cards until", type: "date", attributes: { "data-field": "closes" } });
  /** @type {import("../casework/rounds.js").Opening} */
  const opening = store.sendings.get("round-new") ?? {};
  store.sendings.set("round-new", opening);
  async function act() {
    if (!other.input.value) throw new FieldProblem("other", say("needOther"));
    if (!day.input.value) throw new FieldProblem("day", say("needDay"));
    const id = await openRound(hands, { crisis: crisis.control.value, closesOn: day.input.value, weights: weights?.version ?? 0, other: other.input.value }, opening);
    store.sendings.delete("round-new");
    context.go(`/placement/${id}`, { replace: true });
    context.notify(say("opened"));
  }
  const back = wayBack(context, "/placement", "All rounds");
  if (registers.crises.length === 0) return show(place, back, h("p", { class: "govuk-body" }, say("noCrisis")));
  if (!weights) return show(place, back, h("h1", { class: "govuk-heading-l" }, "Open a round"), h("p", { class: "govuk-body" }, say("noWeights")), button("Weights", () => context.go("/placement/weights")));
  const plain = (/** @type {{row: HTMLElement}} */ one, /** @type {HTMLElement} */ input) => ({ ...one, input: /** @type {HTMLInputElement} */ (input), fail: () => {} });
  const fields = { crisis: plain(crisis, crisis.control), other: plain(other, other.input), day };
  show(place, back, actingForm({ title: "Open a round", lead: say("newLead"), fields, label: "Open the round", act }));
}

/** @param {HTMLElement} place @param {RoundHands} hands */
async function weightsScreen(place, hands) {
  const { context } = hands;
  const all = await readWeights(hands);
  const newest = all[0] ?? { ...USUAL, gap_permille: 5, version: 0 };
  const fields = Object.fromEntries(NUMBERS.map(([name, label]) => [name, field({ label, value: String(newest[name]), attributes: { inputmode: "numeric", class: "govuk-input govuk-input--width-5", "data-field": name } })]));
  const again = (/** @type {string} */ said) => {
    context.go("/placement/weights", { replace: true });
    context.notify(said);
  };
  async function act() {
    const numbers = Object.fromEntries(NUMBERS.map(([name]) => [name, Number(fields[name]?.input.value)]));
    if (!NUMBERS.every(([name]) => Number.isSafeInteger(numbers[name])) || !ordered(numbers)) throw new FieldProblem("critical", say("weightsOrder"));
    await proposeWeights(hands, { version: newest.version + 1, ...numbers });
    again("Proposed. A second person has to confirm it.");
  }
  const rows = all.map((one) => {
    const stands = one.confirmed_by ? `since ${dayWords(one.since)}, by ${context.nameOf(one.proposed_by)} and ${context.nameOf(one.confirmed_by)}` : `proposed by ${context.nameOf(one.proposed_by)}`;
    const yes = !one.confirmed_by && one.proposed_by !== context.me.member ? button("Confirm", async () => tried(context, async () => { await confirmWeights(hands, one.version); again("Confirmed."); }), { kind: "secondary" }) : null;
    return h("li", { "data-version": one.version }, h("p", { class: "govuk-body" }, h("strong", {}, `Version ${one.version}`), ", ", stands), facts(NUMBERS.map(([name, label]) => `${label}: ${one[name]}`)), yes);
  });
  show(
    place,
    wayBack(context, "/placement", "All rounds"),
    h("h1", { class: "govuk-heading-l" }, "Weights"),
    h("p", { class: "govuk-body" }, say("weightsLead")),
    rows.length ? h("ul", { class: "govuk-list rounds" }, rows) : null,
    section(rows.length ? "Propose others" : "Propose the first", actingForm({ fields, label: "Propose them", act })),
  );
}

/** @param {Record<string, number>} numbers */
function ordered({ critical = 0, high = 0, medium = 0, low = 0 }) {
  return critical >= high && high >= medium && medium >= low && low >= 1;
}

/**
 * Do something, and say it when that fails; what was begun goes on when it is pressed again.
 * @param {Context} context
 * @param {() => Promise<unknown>} act
 */
export async function tried(context, act) {
  try {
    await act();
  } catch (problem) {
    context.notify(context.sentenceFor(problem), "problem");
  }
}
