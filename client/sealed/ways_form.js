// A form of something in a register of a crisis: a way out, a change of rules, a quota. What is typed stays until it is kept, over every page.

import { Clash, newSending } from "../casework/acts.js";
import { emptyItem, KINDS, wordsOf } from "../casework/kinds.js";
import { keepListed } from "../casework/registers.js";
import { drawFields } from "./case_form.js";
import { bodyOf, typedOf } from "./case_typed.js";
import { button, h, show } from "./dom.js";
import { notice } from "./inbox_parts.js";
import { summary } from "./parts.js";
import { say } from "./words_ways.js";

/** @typedef {import("../casework/registers.js").Listed} Listed @typedef {import("../casework/registers.js").RegisterHands} RegisterHands */
/** @typedef {{typed: any, before: Listed | undefined, sending: import("../casework/acts.js").Sending, theirs: any}} Draft */

/** @type {WeakMap<object, Map<string, Draft>>} what was typed and not kept, in memory until the lock */
const drafts = new WeakMap();

/**
 * @param {RegisterHands} hands
 * @param {{kind: string, crisis: string, before?: Listed | undefined, start?: any, fields: string[], labels?: Record<string, string>, hints?: Record<string, string>,
 *   choices?: Record<string, readonly (readonly [string, string])[]>, check: (body: any) => Record<string, string>, done: (kept: Listed) => void, leave: () => void}} wanted
 * @returns {HTMLElement}
 */
export function listedForm(hands, { kind, crisis, before, start = {}, fields, labels = {}, hints = {}, choices = {}, check, done, leave }) {
  const { context } = hands;
  const all = drafts.get(context) ?? new Map();
  drafts.set(context, all);
  const key = `${crisis} ${kind} ${before?.id ?? start.way ?? ""}`;
  const shapes = KINDS[kind]?.fields ?? {};
  /** @type {Draft} */
  const draft = all.get(key) ?? { typed: typedOf(shapes, before?.body ?? { ...emptyItem(kind), ...start }), before, sending: newSending(), theirs: null };
  all.set(key, draft);
  const drawn = drawFields(draft.typed, fields, { kind, people: [], labels, hints, choices });
  const problem = h("div", { role: "alert" });
  const shown = Object.fromEntries(fields.flatMap((name) => (shapes[name] ? [[name, shapes[name]]] : [])));

  async function keep() {
    show(problem);
    const read = bodyOf(/** @type {any} */ (shown), draft.typed, draft.before?.body ?? { ...emptyItem(kind), ...start });
    if (drawn.fail({ ...check(read.body), ...read.problems })) return void /** @type {HTMLElement | null} */ (element.querySelector(".govuk-form-group--error :is(input, select, textarea)"))?.focus();
    try {
      const kept = await keepListed(hands, crisis, { ...read.body, kind }, draft.before, draft.sending);
      all.delete(key);
      context.notify(say("kept"));
      done(kept);
    } catch (failure) {
      if (!(failure instanceof Clash)) return show(problem, notice("word", "", h("p", {}, context.sentenceFor(failure))));
      // Kept again, ours comes after theirs: what they wrote was shown, and stays in the record's history.
      draft.before = /** @type {any} */ (failure.theirs);
      show(problem, theirs(failure, context));
    }
  }

  const send = button("Keep", keep);
  const element = h(
    "form",
    { class: "case-form", "data-form": kind, on: { submit: (/** @type {Event} */ event) => void (event.preventDefault(), send.click()) } },
    drawn.rows,
    problem,
    h("div", { class: "row" }, send, button("Leave it", () => void (all.delete(key), leave()), { link: true })),
  );
  return element;
}

/** @param {Clash} clash @param {import("./shell.js").Context} context */
function theirs({ clashes, theirs: other }, context) {
  const words = wordsOf(other.kind).fields;
  const value = (/** @type {any} */ one) => (typeof one === "string" ? one : JSON.stringify(one));
  return notice("word", "Two versions", h("p", {}, say("clash", { who: context.nameOf(other.author) })), summary(clashes.map((/** @type {any} */ one) => [words[one.field] ?? one.field, h("bdi", {}, value(one.theirs))])));
}
