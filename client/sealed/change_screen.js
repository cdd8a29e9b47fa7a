// A change of rules: entered once, with its source; then everything that it touches, each with what can be done about it.

import { newSending } from "../casework/acts.js";
import { keepListed } from "../casework/registers.js";
import { isSettled, leaveTask, reachOf, settle, withdrawFor } from "../casework/ways_acts.js";
import { addDays } from "../casework/days.js";
import { button, h, show } from "./dom.js";
import { notice, stamp } from "./inbox_parts.js";
import { section, summary, wayBack } from "./parts.js";
import { choicesOf, demandLink } from "./way_screen.js";
import { listedForm } from "./ways_form.js";
import { goTo, todayOf } from "./ways_parts.js";
import { changeWords, nameOfWay, say, standingOf, STATE_STAMPS, STATE_WORDS, yearDay } from "./words_ways.js";

/** @typedef {import("./ways_parts.js").WaysHands} WaysHands @typedef {import("../casework/registers.js").Listed} Listed @typedef {import("../casework/ways_acts.js").TouchedCase} TouchedCase */

const SOON = 7; // days until a task that a change leaves is due

/** @param {HTMLElement} place @param {WaysHands} hands @param {string} crisis */
export function changeFormScreen(place, hands, crisis) {
  const { context } = hands;
  const form = listedForm(hands, {
    kind: "change", crisis, start: { on: todayOf(hands) }, fields: ["what", "on", "bases", "countries", "rule_set", "ways", "source", "note"],
    labels: { what: "What happened", on: "From which day", bases: "Which legal bases", countries: "Which countries", rule_set: "Which rule set", ways: "Or single ways out", source: "Where this is written" },
    hints: { bases: "Without any, all of them.", countries: "The country it leads to, or the state that issues the visa. Without any, all of them.", source: "The number of a claim (CL-…), or the title and address of the decision." },
    choices: choicesOf(hands, crisis),
    check: (body) => ({
      ...(body.what ? {} : { what: "Say what happened." }),
      ...(body.on ? {} : { on: "Say from which day." }),
      ...(body.source.trim() ? {} : { source: "Say where this is written." }),
      ...(body.bases.length + body.countries.length + body.ways.length === 0 && !body.rule_set ? { bases: say("changeNeeds") } : {}),
    }),
    done: (kept) => context.go(`/ways/changes/${kept.id}`, { replace: true }),
    leave: () => context.go("/ways", { replace: true }),
  });
  show(place, wayBack(context, "/ways", say("title")), h("h1", { class: "govuk-heading-l" }, "A change of rules"), h("p", { class: "govuk-body" }, "Enter it once. Every way out, application, case and demand that it touches is listed for whoever may open it."), form);
}

/** @param {HTMLElement} place @param {WaysHands} hands @param {string} id */
export async function changeScreen(place, hands, id) {
  const { context, registers } = hands;
  const change = registers.item(id);
  const back = wayBack(context, "/ways", say("title"));
  if (!change || change.kind !== "change") return show(place, back, h("p", { class: "govuk-body" }, "There is no such change here, or you cannot read it."));
  const below = h("div", { "data-touched": id }, h("p", { class: "progress-words", role: "status" }, "Looking through what you may open…"));
  show(
    place,
    back,
    h("h1", { class: "govuk-heading-l" }, changeWords(change.body)),
    summary([
      ["From", yearDay(change.body.on)],
      ["Source", h("span", { dir: "auto" }, change.body.source)],
      ["Entered by", h("bdi", {}, context.nameOf(change.author)), yearDay(change.at)],
      ...(change.body.note ? [/** @type {[string, import("./dom.js").Child]} */ (["Note", h("span", { class: "as-written", dir: "auto" }, change.body.note)])] : []),
    ]),
    below,
  );
  await hands.store.refresh();
  const draw = async () => show(below, touchedParts(hands, change, await reachOf(hands, registers, change), draw));
  await draw();
}

/** @param {WaysHands} hands @param {Listed} change @param {import("../casework/ways_acts.js").Reach} reach @param {() => Promise<void>} draw */
function touchedParts(hands, change, reach, draw) {
  const { context, registers } = hands;
  const isAny = reach.ways.length + reach.cases.length + reach.demands.length > 0;
  if (!isAny) return h("p", { class: "govuk-body" }, say("touchedNothing"));
  return [
    h("p", { class: "govuk-body" }, say("touchedLead")),
    reach.unopened > 0 ? notice("", "", h("p", {}, say("someUnread", { count: reach.unopened }))) : null,
    section(`Cases (${reach.cases.length})`, reach.cases.length > 0 ? h("ul", { class: "case-items" }, reach.cases.map((one) => caseLine(hands, change, one, draw))) : h("p", { class: "govuk-body" }, "None is left to look at, of those you may open.")),
    section(`Ways out (${reach.ways.length})`, h("ul", { class: "case-items" }, reach.ways.map((way) => wayLine(hands, change, way, draw)))),
    section(`Demands (${reach.demands.length})`, reach.demands.length > 0 ? h("ul", { class: "case-items" }, reach.demands.map((one) => h("li", { class: "case-item" }, h("div", { class: "case-item__says" }, demandLink(registers, one.reference)), h("div", { class: "case-item__foot" }, `${one.reference}: see whether it still asks for what helps`)))) : h("p", { class: "govuk-body" }, "None is named by these ways.")),
    h("p", { class: "quiet small" }, `Looked through by ${context.nameOf(context.me.member)}, ${yearDay(todayOf(hands))}.`),
  ];
}

/**
 * Do something and draw anew; what stood in the way is said.
 * @param {WaysHands} hands
 * @param {() => Promise<unknown>} what
 * @param {() => Promise<void> | void} draw
 */
async function attempt({ context }, what, draw) {
  try {
    await what();
    context.notify(say("kept"));
  } catch (problem) {
    context.notify(context.sentenceFor(problem), "problem");
  }
  await draw();
}

/** @param {WaysHands} hands @param {Listed} change @param {TouchedCase} touched @param {() => Promise<void>} draw */
function caseLine(hands, change, { id, view, applications }, draw) {
  const { context, store } = hands;
  const name = h("bdi", { dir: "auto" }, view.card.alias || view.shell.reference);
  const on = todayOf(hands);
  const settled = isSettled(store, id, change);
  return h(
    "li",
    { class: "case-item", "data-case": id },
    h("div", { class: "case-item__says" },
      h("h3", { class: "govuk-heading-s" }, name, " ", stamp(settled ? "Looked at" : "To look at", settled ? "quiet" : "waiting")),
      applications.length === 0 && !view.held.has("route") ? h("p", {}, "You hold this case and not its way: ask who does.") : null,
      h("ul", { class: "govuk-list" }, applications.map((one) => {
        const way = hands.registers.item(one.body.way);
        const withdraw = button("Withdraw it", () => attempt(hands, () => withdrawFor(hands, id, one, { on, note: changeWords(change.body) }), draw), { link: true });
        return h("li", {}, way ? nameOfWay(way.body) : "A way out", " ", stamp(STATE_WORDS[one.body.state] ?? one.body.state, STATE_STAMPS[one.body.state] ?? "waiting"), " ", withdraw);
      })),
    ),
    h("div", { class: "case-item__acts" }, button("Look again", () => context.go(`/cases/${id}/way`), { link: true }), taskButton(hands, change, id, draw), settled ? null : settleButton(hands, change, id, draw)),
  );
}

/** What is on its way stays so over every drawing: pressed again after a broken line, it is the same once. @param {WaysHands} hands @param {string} name */
function sendingFor({ store }, name) {
  const known = store.sendings.get(name) ?? newSending();
  store.sendings.set(name, known);
  return known;
}

/** @param {WaysHands} hands @param {Listed} change @param {string} id @param {() => Promise<void> | void} draw */
function taskButton(hands, change, id, draw) {
  const sending = sendingFor(hands, `task ${id} ${change.id}`);
  const what = `Look at the way out again. ${changeWords(change.body)}, ${yearDay(change.body.on)}.`.slice(0, 300);
  return button("Leave a task", () => attempt(hands, () => leaveTask(hands, id, { what, due: addDays(todayOf(hands), SOON), about: change.id }, sending), draw), { link: true });
}

/** @param {WaysHands} hands @param {Listed} change @param {string} id @param {() => Promise<void> | void} draw */
function settleButton(hands, change, id, draw) {
  const sending = sendingFor(hands, `settle ${id} ${change.id}`);
  const text = say("settled", { change: `${changeWords(change.body)}, ${yearDay(change.body.on)}, ${change.body.source}` });
  return button("It is settled here", () => attempt(hands, () => settle(hands, id, change, text, sending), draw), { link: true });
}

/** @param {WaysHands} hands @param {Listed} change @param {Listed} way @param {() => Promise<void>} draw */
function wayLine(hands, change, way, draw) {
  const { context } = hands;
  const on = todayOf(hands);
  const [word, looks] = standingOf(way.body, on);
  const close = () => attempt(hands, () => keepListed(hands, way.crisis, { ...way.body, closed_on: change.body.on }, way), draw);
  return h(
    "li",
    { class: "case-item", "data-way": way.id },
    h("div", { class: "case-item__says" }, goTo(context, `/ways/${way.id}`, nameOfWay(way.body)), " ", stamp(word, looks)),
    h("div", { class: "case-item__acts" }, way.body.closed_on ? null : button(`Close it from ${yearDay(change.body.on)}`, close, { link: true }), button("Look again", () => context.go(`/ways/${way.id}/edit`), { link: true })),
  );
}
