// What a coordinator of a round sees: the cards, the places, the answer beside placing by hand, and what the other one has to say.

import { placesOf } from "../casework/round_cards.js";
import { namedBy } from "../casework/round_named.js";
import { byHand, checkedRun, confirmRun, endRound, instanceOf, keepRun, newKeeping, NotTheRun, openCards, sendAnswers } from "../casework/round_lead.js";
import { NoAnswer } from "../placement/asking.js";
import { button, h, show } from "./dom.js";
import { facts, notice } from "./inbox_parts.js";
import { section } from "./parts.js";
import { dayWords } from "./requests_time.js";
import { namedTable } from "./round_named_table.js";
import { numbersOf, resultOf } from "./round_result.js";
import { placesForm } from "./round_places.js";
import { todayOf, waysOf } from "./round_screen.js";
import { tried } from "./rounds.js";
import { openSolver } from "./solver.js";
import { counted } from "./words.js";
import { PROBLEM_WORDS, say } from "./words_placement.js";

/** @typedef {import("./rounds.js").RoundHands} RoundHands @typedef {import("../casework/rounds.js").Round} Round */
/** @typedef {import("../casework/round_lead.js").Opened} Opened @typedef {import("../placement/instance.js").Instance} Instance @typedef {import("../placement/solving.js").Outcome} Outcome */
/**
 * What one browser knows of a round that it leads, in memory until the lock.
 * @typedef {{opened: Opened | null, places: import("../casework/round_lead.js").Places[] | null, instance: Instance | null, outcome: Outcome | null,
 *   keeping: import("../casework/round_lead.js").Keeping}} Lead
 */

const LIMIT = 15; // seconds for the solver; a large round is told its bound before that
const WORDS = { role: "status", "aria-live": "polite", class: "progress-words" };

/**
 * @param {HTMLElement} place
 * @param {RoundHands} hands
 * @param {Round} round
 * @returns {() => void} which ends a solver that is still running
 */
export function leadPanel(place, hands, round) {
  const { context, store } = hands;
  /** @type {Lead} */
  const lead = store.drafts.get(`round ${round.id}`) ?? { opened: null, places: null, instance: null, outcome: null, keeping: newKeeping() };
  store.drafts.set(`round ${round.id}`, lead);
  /** @type {ReturnType<typeof openSolver> | null} */
  let solver = null;
  const status = h("p", WORDS);
  const [places, work, result, kept] = [h("div"), h("div"), h("div"), h("div")];
  const solverNow = () => (solver ??= openSolver());
  const run = round.runs.find((one) => one.confirmed_by) ?? round.runs.at(-1);
  const isDecided = run?.confirmed_by;

  async function open() {
    lead.opened = await openCards(hands, round, (done) => show(status, `Opening cards: ${done}…`));
    show(status);
    draw();
  }

  function draw() {
    const { opened } = lead;
    if (!opened) return show(work, button("Open the cards", () => tried(context, open), { attributes: { "data-act": "open-cards" } }), status);
    const people = opened.groups.reduce((sum, group) => sum + group.people, 0);
    show(
      work,
      h("p", { class: "govuk-body", "data-cards": true }, say("cards", { groups: opened.groups.length, blanks: opened.blanks, people })),
      opened.groups.length ? namedTable(context, namedBy(opened.groups)) : null,
      opened.unread.length ? notice("word", "", h("p", {}, say("unread", { count: counted(opened.unread.length, "card", "cards") }))) : null,
      round.state === "collecting" || round.state === "solving" ? button("Open them again", () => tried(context, open), { link: true }) : null,
      status,
    );
    if (run) void tried(context, () => drawKept(opened));
    if (!isDecided && round.state !== "out") drawQuestion(opened);
  }

  /** @param {Opened} opened */
  function drawQuestion(opened) {
    const ways = waysOf(hands, round);
    lead.places ??= placesOf(hands.registers.items("quota", round.crisis), ways, todayOf(hands));
    const go = button("Work it out", () => tried(context, () => solve(opened)), { attributes: { "data-act": "solve" } });
    const question = section("Places", h("p", { class: "govuk-body" }, say("placesLead")), placesForm(lead.places, ways), go);
    show(places, run ? h("details", { class: "govuk-details", open: lead.outcome !== null }, h("summary", { class: "govuk-details__summary" }, h("span", { class: "govuk-details__summary-text" }, "Work it out anew")), h("div", { class: "govuk-details__text" }, question)) : question);
    if (lead.outcome && lead.instance) drawResult();
  }

  /** @param {Opened} opened */
  async function solve(opened) {
    lead.instance = null;
    lead.outcome = null;
    if (opened.groups.length === 0) return context.notify(say("noGroups"), "problem");
    if (!lead.places?.some((one) => one.persons > 0)) return context.notify(say("noPlaces"), "problem");
    const instance = instanceOf({ round, opened, places: lead.places, ways: waysOf(hands, round), on: todayOf(hands) });
    lead.instance = instance;
    lead.keeping = newKeeping();
    const words = h("p", WORDS, say("starting"));
    show(result, words, button("Cancel", () => stop(), { kind: "secondary", attributes: { "data-act": "cancel" } }));
    try {
      lead.outcome = await solverNow().ask("solve", { instance, limit: LIMIT }, ({ done, best, bound }) => {
        words.textContent = say("working", { seconds: Math.round(done), best: best === null ? "…" : Math.round(best), bound: bound === null ? "…" : Math.round(bound) });
      });
    } catch (problem) {
      if (!(problem instanceof NoAnswer)) throw problem;
      solver = null;
      lead.outcome = byHand(instance);
      context.notify(say(problem.code === "cancelled" ? "cancelled" : "noSolver"), "problem");
    }
    drawResult();
  }

  function stop() {
    solver?.cancel();
    solver = null;
  }

  function drawResult() {
    const { instance, outcome, opened } = lead;
    if (!instance || !outcome || !opened) return;
    const keep = async () => {
      await keepRun(hands, { round, opened, places: lead.places ?? [], instance, outcome }, lead.keeping);
      context.go(`/placement/${round.id}`, { replace: true });
      context.notify(say("kept"));
    };
    show(
      result,
      resultOf({ hands, round, instance, outcome, solver: solverNow }),
      section("Keep it", h("p", { class: "govuk-body" }, say("keepLead")), button("Keep this run", () => tried(context, keep), { attributes: { "data-act": "keep-run" } })),
    );
    result.querySelector("h2")?.scrollIntoView({ block: "nearest" });
  }

  /** The run that was kept last: for who made it, and for the other one. @param {Opened} opened */
  async function drawKept(opened) {
    if (!run) return;
    const head = facts([`worked out by ${context.nameOf(run.ran_by)}`, dayWords(run.ran_on), `model ${run.model}`, `inputs ${run.inputs_hash.slice(0, 12)}…`]);
    try {
      const { instance, outcome } = await checkedRun(hands, round, run.id, opened);
      const confirm = async () => {
        await confirmRun(hands, round, run.id, opened);
        context.go(`/placement/${round.id}`, { replace: true });
      };
      const isMine = run.ran_by === context.me.member;
      const says = isDecided ? say("confirmed", { name: context.nameOf(run.confirmed_by) }) : isMine ? say("waits") : say("checked");
      const act = isDecided || isMine ? null : button("Confirm this run", () => tried(context, confirm), { attributes: { "data-act": "confirm-run" } });
      const details = isDecided || !isMine ? resultOf({ hands, round, instance, outcome, solver: solverNow }) : numbersOf(instance, outcome);
      show(kept, section("The run that was kept", head, notice("deed", "", h("p", {}, says)), act, isDecided && round.state !== "out" ? sending(opened, instance, outcome) : null, details));
    } catch (problem) {
      if (!(problem instanceof NotTheRun)) throw problem;
      show(kept, section("The run that was kept", head, notice("word", say("doesNotHold"), h("ul", {}, problem.problems.map((code) => h("li", {}, PROBLEM_WORDS[code] ?? code))))));
    }
  }

  /** @param {Opened} opened @param {Instance} instance @param {Outcome} outcome */
  function sending(opened, instance, outcome) {
    const words = h("p", WORDS);
    const send = async () => {
      await sendAnswers(hands, { round, opened, instance, outcome, run: run?.id ?? "" }, (done, all) => show(words, say("sending", { done, all })));
      context.go(`/placement/${round.id}`, { replace: true });
      context.notify(say("sent"));
    };
    return h("div", {}, h("p", { class: "govuk-body" }, say("sendLead")), button("Send the answers", () => tried(context, send), { attributes: { "data-act": "send-answers" } }), words);
  }

  const end = async () => {
    await endRound(hands, round);
    store.drafts.delete(`round ${round.id}`);
    context.go("/placement", { replace: true });
    context.notify(say("ended"));
  };
  const sure = h("details", { class: "govuk-details" }, h("summary", { class: "govuk-details__summary" }, h("span", { class: "govuk-details__summary-text" }, "End the round")), h("div", { class: "govuk-details__text" }, h("p", { class: "govuk-body" }, say("endLead")), button("Destroy its key and cards", () => tried(context, end), { kind: "warning", attributes: { "data-act": "end-round" } })));
  show(place, section("For its two coordinators", work, kept, places, result, sure));
  draw();
  return stop;
}
