// What is needed, the plan, and what is to be done.

import { wordsOf } from "../casework/kinds.js";
import { byDay, dayOf, itemsSection, keepChange, today } from "./case_items.js";
import { button, h } from "./dom.js";
import { facts, stamp, written } from "./inbox_parts.js";
import { answerWords } from "./requests_words.js";
import { say } from "./words_case_work.js";

/** @typedef {import("../casework/kinds.js").Item} Item @typedef {import("./case_panels.js").CaseDesk} CaseDesk */

const SEVERITIES = ["now", "soon", "later", ""];
/** @type {Record<string, string>} */
const SEVERITY_STAMPS = { now: "words", soon: "waiting", later: "quiet" };

/** Unmet before met, what presses first. @param {Item} one @param {Item} other */
export function byPressing(one, other) {
  return (
    Number(Boolean(one.body.met_on)) - Number(Boolean(other.body.met_on)) ||
    SEVERITIES.indexOf(one.body.severity) - SEVERITIES.indexOf(other.body.severity) ||
    one.at.localeCompare(other.at) || one.id.localeCompare(other.id)
  );
}

/** Open before done, then by day and hour; what has no day comes last of the open ones. @param {Item} one @param {Item} other */
export function byDue(one, other) {
  const key = (/** @type {Item} */ { body, id }) => `${body.done_on ? 1 : 0} ${body.due || "9999"} ${body.hour || "99"} ${id}`;
  return key(one).localeCompare(key(other));
}

/** @type {import("./case_panels.js").Panel} */
export function needsPanel(place, desk) {
  const words = wordsOf("need").choices;
  return itemsSection(place, desk, {
    kind: "need", title: "Needs", lead: [say("needsLead"), askedFor(desk)], empty: say("needsNone"), add: "Add a need", order: byPressing,
    fields: ["what", "severity", "since", "note"],
    labels: { what: "What is needed", severity: "When", since: "Since" },
    start: () => ({ since: today(desk) }),
    check: (body) => ({ ...(body.what ? {} : { what: say("needWhat") }), ...(body.severity ? {} : { severity: say("needSeverity") }) }),
    summary: ({ body }) => [
      h("p", { class: "case-item__title" }, body.met_on ? stamp("Met", "deed") : body.severity ? stamp(words.severity?.[body.severity] ?? "", SEVERITY_STAMPS[body.severity] ?? "quiet") : null, " ", h("strong", {}, words.what?.[body.what] ?? "")),
      facts([body.since ? ["Since ", dayOf(desk, body.since)] : null, body.met_on ? ["Met on ", dayOf(desk, body.met_on)] : null]),
      body.note ? written(body.note, "", "case-item__words") : null,
    ],
    actions: (item) => [
      item.body.met_on
        ? button("Needed again", () => keepChange(desk, item, { met_on: "" }), { link: true })
        : button("Met today", () => keepChange(desk, item, { met_on: today(desk) }, say("needMet")), { link: true }),
    ],
  });
}

/** What a request asked for stands in it already, so that nobody has to ask again. @param {import("./case_panels.js").CaseDesk} desk */
function askedFor(desk) {
  const [request] = desk.hands.store.items(desk.id, "request");
  if (!request) return null;
  const [, words] = answerWords("needs", request.body.needs ?? []);
  return h("span", { class: "case-asked" }, words ? [" The request asked for: ", h("strong", {}, words), ". "] : " ", button("Read what the person wrote", () => desk.go("journal"), { link: true }));
}

/** @type {import("./case_panels.js").Panel} */
export function planPanel(place, desk) {
  return itemsSection(place, desk, {
    kind: "plan", title: "Plan", lead: say("planLead"), empty: say("planNone"), add: "Make a plan", most: 1,
    fields: ["aim", "steps", "agreed_on"], lines: { steps: ["what", "who", "by"] },
    labels: { steps: "Steps", "steps.what": "Step", "steps.who": "Who does it", "steps.by": "By", agreed_on: "Agreed with the person on" },
    check: (body) => ({ ...(body.aim ? {} : { aim: say("planAim") }) }),
    summary: (item) => [
      h("p", { class: "case-item__title" }, h("strong", { dir: "auto" }, item.body.aim)),
      stepsOf(desk, item),
      facts([item.body.agreed_on ? ["Agreed with the person on ", dayOf(desk, item.body.agreed_on)] : say("planNotAgreed")]),
    ],
  });
}

/**
 * The plan after a step was ticked off, or opened again.
 * @param {any} plan its body
 * @param {string} id of the step
 * @param {string} done_on a day, or ""
 */
export function ticked(plan, id, done_on) {
  return { steps: plan.steps.map((/** @type {any} */ step) => (step.id === id ? { ...step, done_on } : step)) };
}

/** Steps are ticked off one by one; two colleagues ticking two of them do not meet. @param {CaseDesk} desk @param {Item} plan */
function stepsOf(desk, plan) {
  const { nameOf } = desk.hands.context;
  const { steps } = plan.body;
  if (steps.length === 0) return null;
  const isLate = (/** @type {any} */ step) => !step.done_on && step.by && step.by < today(desk);
  return h("ol", { class: "case-steps" }, steps.map((/** @type {any} */ step) =>
    h("li", { class: `case-step${step.done_on ? " case-step--done" : ""}` },
      h("div", { class: "case-step__what" }, h("span", { dir: "auto" }, step.what), facts([step.who ? h("bdi", {}, nameOf(step.who)) : null, step.done_on ? ["done ", dayOf(desk, step.done_on)] : step.by ? [isLate(step) ? "was due " : "by ", dayOf(desk, step.by)] : null])),
      step.done_on
        ? button("Not done", () => keepChange(desk, plan, ticked(plan.body, step.id, ""), say("stepOpen")), { link: true, attributes: { "aria-label": `Not done: ${step.what}` } })
        : button("Done", () => keepChange(desk, plan, ticked(plan.body, step.id, today(desk)), say("stepDone")), { kind: "secondary", attributes: { "aria-label": `Done: ${step.what}` } }),
    )));
}

/** @type {import("./case_panels.js").Panel} */
export function tasksPanel(place, desk) {
  const { nameOf, me } = desk.hands.context;
  return itemsSection(place, desk, {
    kind: "task", title: "To do", lead: say("tasksLead"), empty: say("tasksNone"), add: "Add a task", order: byDue,
    fields: ["what", "who", "due", "hour"],
    labels: { what: "What is to be done", who: "Who does it", due: "By which day", hour: "At what hour" },
    start: () => ({ who: me.member }),
    check: (body) => ({ ...(body.what ? {} : { what: say("taskWhat") }) }),
    summary: ({ body, ...item }) => [
      h("p", { class: "case-item__title" }, stampOf(body, today(desk)), " ", h("strong", { dir: "auto" }, body.what)),
      facts([
        body.who ? [body.who === me.member ? "You" : h("bdi", {}, nameOf(body.who))] : "Nobody named yet",
        body.due ? ["by ", dayOf(desk, body.due), body.hour ? `, ${body.hour}` : ""] : "no day",
        body.done_on ? ["done ", dayOf(desk, body.done_on), " by ", byDay(desk, item)] : null,
      ]),
    ],
    actions: (item) => [
      item.body.done_on
        ? button("Not done", () => keepChange(desk, item, { done_on: "" }), { link: true })
        : button("Done", () => keepChange(desk, item, { done_on: today(desk) }, say("taskDone")), { link: true }),
    ],
  });
}

/** @param {any} task @param {string} on */
function stampOf(task, on) {
  if (task.done_on) return stamp("Done", "deed");
  if (!task.due || task.due > on) return stamp("To do", "quiet");
  return task.due === on ? stamp("Today", "waiting") : stamp("Late", "words");
}
