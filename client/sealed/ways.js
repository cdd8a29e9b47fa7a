// Ways out: the register of a crisis, one way, a change of rules with everything that it touches, and the rules by date.

import { makeRegister, newMaking, registersOf } from "../casework/registers.js";
import { RULE_SETS } from "../casework/rule_sets.js";
import { storeOf } from "../casework/store.js";
import { responsibleFor } from "../casework/ways.js";
import { roomIn } from "../casework/ways_acts.js";
import { countryName, languageName } from "./case_lands.js";
import { moneyWords } from "./case_typed.js";
import { changeFormScreen, changeScreen } from "./change_screen.js";
import { button, h, show } from "./dom.js";
import { choices, facts, notice, select, stamp } from "./inbox_parts.js";
import { rulesScreen } from "./rules_screen.js";
import { quotaScreen, wayFormScreen, wayScreen } from "./way_screen.js";
import { goTo, todayOf } from "./ways_parts.js";
import { BASIS_WORDS, changeWords, latestOdds, listOf, nameOfWay, responsibleWords, say, standingOf, yearDay } from "./words_ways.js";

/** @typedef {import("../casework/registers.js").Registers} Registers @typedef {import("../casework/registers.js").Listed} Listed @typedef {import("../casework/registers.js").Crisis} Crisis */
/** @typedef {import("./shell.js").Context} Context @typedef {import("./ways_parts.js").WaysHands} WaysHands */
/** @type {import("./shell.js").Way} */
export const WAYS = { name: "ways", title: say("title"), permission: "casework.case.work", screen: waysScreen };

/** @type {WeakMap<object, {crisis: string}>} where somebody is, in memory only */
const seats = new WeakMap();

/**
 * @param {HTMLElement} place
 * @param {Context} context
 * @param {string[]} path [] the register; ["new"], ["change"], ["rules"]; ["changes", id]; ["places", way]; [id] or [id, "edit"]
 */
export async function waysScreen(place, context, path) {
  const hands = { context, registers: registersOf(context), store: storeOf(context) };
  const seat = seats.get(context) ?? { crisis: "" };
  seats.set(context, seat);
  const wasRead = hands.registers.isRead;
  let over = false;
  if (!wasRead) {
    show(place, h("h1", { class: "govuk-heading-l" }, say("title")), h("p", { class: "progress-words", role: "status" }, "Reading the register…"));
    await hands.registers.refresh();
  }
  const draw = () => {
    const { crises } = hands.registers;
    if (!crises.some((one) => one.reference === seat.crisis)) seat.crisis = crises[0]?.reference ?? "";
    show(place);
    const [first = "", second = ""] = path;
    if (first === "rules") return rulesScreen(place, context);
    if (first === "changes") return changeScreen(place, hands, second);
    if (crises.length === 0) return show(place, h("h1", { class: "govuk-heading-l" }, say("title")), h("p", { class: "govuk-body" }, say("noCrisis")), h("p", { class: "govuk-body" }, goTo(context, "/ways/rules", "The rules by date")));
    if (first === "new") return wayFormScreen(place, hands, seat.crisis);
    if (first === "change") return changeFormScreen(place, hands, seat.crisis);
    if (first === "places") return quotaScreen(place, hands, second);
    if (first && second === "edit") return wayFormScreen(place, hands, seat.crisis, hands.registers.item(first));
    if (first) return wayScreen(place, hands, first);
    return listScreen(place, hands, seat, draw);
  };
  await draw();
  // What is known is shown at once; what colleagues entered meanwhile follows, but never under what is being typed.
  const isForm = ["new", "change", "places"].includes(path[0] ?? "") || path[1] === "edit";
  if (wasRead) void hands.registers.refresh().then((changed) => changed && !over && !isForm && draw(), (problem) => !over && context.notify(context.sentenceFor(problem), "problem"));
  return () => void (over = true);
}

/** @param {HTMLElement} place @param {WaysHands} hands @param {{crisis: string}} seat @param {() => void} draw */
function listScreen(place, hands, seat, draw) {
  const { context, registers } = hands;
  const crisis = /** @type {Crisis} */ (registers.crises.find((one) => one.reference === seat.crisis));
  const chooser = registers.crises.length > 1
    ? select({ label: "Crisis", options: registers.crises.map((one) => [one.reference, one.title]), value: seat.crisis, change: (value) => void ((seat.crisis = value), draw()) }).row
    : h("p", { class: "govuk-caption-l" }, h("bdi", {}, crisis.title));
  const rules = goTo(context, "/ways/rules", "The rules by date");
  const head = [h("h1", { class: "govuk-heading-l" }, say("title")), chooser];
  if (!registers.held("ways", crisis.reference)) return show(place, head, h("p", { class: "govuk-body" }, rules), noRegister(hands, crisis, "ways", draw));
  const on = todayOf(hands);
  const ways = registers.items("pathway", crisis.reference).sort((a, b) => Number(isShut(a, on)) - Number(isShut(b, on)) || nameOfWay(a.body).localeCompare(nameOfWay(b.body)));
  const changes = registers.items("change", crisis.reference).sort((a, b) => b.body.on.localeCompare(a.body.on));
  const vault = registers.held("ways", crisis.reference);
  show(
    place,
    head,
    h("p", { class: "govuk-body" }, say("lead")),
    h("div", { class: "row" }, button("Enter a way out", () => context.go("/ways/new")), button("A change of rules", () => context.go("/ways/change"), { kind: "secondary" })),
    facts([rules, goTo(context, `/vaults/${vault}`, "Who may read this register")]),
    changes.length > 0
      ? h("section", { class: "sealed__section" }, h("h2", { class: "govuk-heading-m" }, "Changes of rules"), h("ul", { class: "case-items" }, changes.map((one) => h("li", { class: "case-item" }, h("div", { class: "case-item__says" }, goTo(context, `/ways/changes/${one.id}`, `${changeWords(one.body)}, ${yearDay(one.body.on)}`)), h("div", { class: "case-item__foot" }, h("span", { dir: "auto" }, one.body.source))))))
      : null,
    h("h2", { class: "govuk-heading-m" }, ways.length > 0 ? `${ways.length} ${ways.length === 1 ? "way" : "ways"}` : ""),
    ways.length > 0 ? h("ul", { class: "ways" }, ways.map((way) => lineOf(hands, way, on))) : h("p", { class: "empty" }, say("none")),
    placesPart(hands, crisis, draw),
  );
}

/** @param {Listed} way @param {string} on */
function isShut({ body }, on) {
  return Boolean((body.closed_on && body.closed_on <= on) || (body.closes && body.closes < on));
}

/** @param {WaysHands} hands @param {Listed} way @param {string} on */
function lineOf({ context, registers }, { id, body, crisis }, on) {
  const [word, looks] = standingOf(body, on);
  const odds = latestOdds(body, on);
  const room = roomIn(registers.items("quota", crisis), id, on);
  return h(
    "li",
    { class: "way", "data-way": id },
    h("h3", { class: "govuk-heading-s way__name" }, goTo(context, `/ways/${id}`, nameOfWay(body)), " ", stamp(word, looks)),
    facts([
      BASIS_WORDS[body.basis] ?? "", countryName(body.country),
      body.entry && body.entry !== body.country ? `through ${countryName(body.entry)}` : "",
      odds ? say("chance", { percent: odds.permille / 10, day: yearDay(odds.on) }) : "",
      body.waiting.usual ? `usually ${body.waiting.usual} days` : "",
      body.cost ? `${moneyWords(body.cost)} ${body.currency}` : "", body.host, body.languages.map(languageName).join(", "),
      room === undefined ? "" : `${room} ${room === 1 ? "place" : "places"}`,
    ]),
    h("p", { class: "quiet small" }, responsibleWords(responsibleFor({ way: body, person: {}, arrivedIn: "", on, sets: RULE_SETS })), " ", say("notAdvice")),
  );
}

/** @param {WaysHands} hands @param {Crisis} crisis @param {() => void} draw */
function placesPart(hands, crisis, draw) {
  const { context, registers } = hands;
  if (!context.may("placement.pathway.keep")) return null;
  const title = h("h2", { class: "govuk-heading-m" }, "Places");
  const vault = registers.held("places", crisis.reference);
  if (!vault) return h("section", { class: "sealed__section" }, title, h("p", { class: "govuk-body" }, say("placesLead")), noRegister(hands, crisis, "places", draw));
  const quotas = registers.items("quota", crisis.reference);
  return h("section", { class: "sealed__section" }, title, h("p", { class: "govuk-body" }, say("placesLead")), facts([`${quotas.length} entered; each stands on the page of its way`, goTo(context, `/vaults/${vault}`, "Who may read this register")]));
}

/** @param {WaysHands} hands @param {Crisis} crisis @param {"ways" | "places"} purpose @param {() => void} draw */
function noRegister(hands, crisis, purpose, draw) {
  const { context, registers } = hands;
  const there = crisis.registers.find((one) => one.purpose === purpose);
  if (there) return notice("", "", h("p", {}, say("notHeld", { holders: listOf(there.holders.map((one) => `${one.name} (${one.organisation})`)) })), h("p", {}, say("notHeldHow")));
  const said = purpose === "places" ? say("noPlaces") : say("noRegister");
  if (!context.may("placement.pathway.keep")) return notice("", "", h("p", {}, said), h("p", {}, say("askLead")));
  const others = context.people.filter((one) => one.member !== context.me.member && one.state === "trusted" && one.active && one.may_hold);
  /** @type {string[]} */
  let chosen = [];
  const making = newMaking();
  const problem = h("div", { role: "alert" });
  const make = button(purpose === "ways" ? "Make the register" : "Make the register of places", async () => {
    if (chosen.length === 0) return show(problem, h("p", { class: "govuk-error-message" }, say("makeNeeds")));
    try {
      await makeRegister({ context, registers }, { purpose, crisis: crisis.reference, holders: chosen }, making);
      draw();
    } catch (failure) {
      show(problem, notice("word", "", h("p", {}, context.sentenceFor(failure))));
    }
  });
  return h("div", {}, h("p", { class: "govuk-body" }, said, " ", say("makeLead")), choices({ legend: "Who reads it with you", options: others.map((one) => [one.member, `${one.name} (${one.organisation.name})`]), chosen, change: (some) => (chosen = some) }), problem, make);
}
