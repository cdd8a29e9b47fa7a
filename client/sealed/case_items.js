// A section of a case's page: items of one kind, each with who wrote it and when, its earlier versions, and a form that keeps what is typed.
//
//   itemsSection(place, desk, {
//     kind: "need", title: "Needs", empty: "Nothing is noted yet.", add: "Add a need",
//     summary: (item) => wordsOf("need").choices.what[item.body.what],
//     fields: ["what", "severity", "note"], check: (body) => (body.what ? {} : { what: "Say what is needed." }),
//     actions: (item) => [button("Met today", () => keepChange(desk, item, { met_on: today(desk) }, "Kept."), { link: true })],
//   });

import { Clash, keepItem, newSending } from "../casework/acts.js";
import { emptyItem, homeOf, wordsOf } from "../casework/kinds.js";
import { same } from "../casework/merge.js";
import { drawFields, fieldsOf } from "./case_form.js";
import { historyOf } from "./case_history.js";
import { holdersOf, notHeld } from "./case_held.js";
import { bodyOf, typedOf } from "./case_typed.js";
import { button, h, show } from "./dom.js";
import { dayWords } from "./requests_time.js";

/** @typedef {import("./case_panels.js").CaseDesk} CaseDesk @typedef {import("./case_panels.js").Shown} Shown @typedef {import("../casework/kinds.js").Item} Item */
/** @typedef {import("./dom.js").Child} Child @typedef {import("./case_form.js").Options} Options @typedef {import("./case_form.js").Drawn} Drawn */
/**
 * @typedef {object} ItemsSpec
 * @property {string} kind
 * @property {string} title
 * @property {string} empty what stands where there is none
 * @property {string} add the button, as "Add a need"; "" where items come about in another way
 * @property {(item: Item) => Child} summary what it says, shown first
 * @property {Child} [lead] one sentence below the title
 * @property {string} [name] tells sections of one kind apart: what is typed is kept under it
 * @property {(one: Item, other: Item) => number} [order] the newest first where not said
 * @property {(item: Item) => boolean} [filter]
 * @property {string[]} [fields] those of the form, in order; all that are not ids where not said
 * @property {Record<string, string>} [labels] where a field is called differently here; paths as "steps.what"
 * @property {Record<string, string>} [hints]
 * @property {Record<string, Options> | (() => Record<string, Options>)} [choices] what can be chosen, where it is not all that the shape knows
 * @property {Record<string, string[]>} [lines] which fields of a table the form shows, in order, as {steps: ["what", "who"]}
 * @property {() => any} [start] what a new one begins with
 * @property {(body: any, before: Item | undefined) => any} [derive] what is kept, made from what was typed
 * @property {(body: any, before: Item | undefined) => Record<string, string>} [check] a sentence for each field that must not stay so
 * @property {(item: Item) => Child[]} [actions] buttons beside "Change"
 * @property {boolean} [openFirst] the form stands open where there is none yet
 * @property {number} [most] how many there can be
 * @property {boolean} [fixed] what was written is not changed any more
 * @property {(item: Item) => unknown} [kept] after an item was kept by this form
 *
 * @typedef {{typed: import("./case_typed.js").Typed, before?: Item | undefined, sending: import("../casework/acts.js").Sending, clash?: number}} Draft
 * @typedef {{element: HTMLElement, drawn: Drawn}} Open a form that stands on the page
 */

const NEW = "new";

/**
 * Draw a section of items. Where the compartment is not held, it says who holds it.
 * @param {HTMLElement} place empty, and this section's own
 * @param {CaseDesk} desk
 * @param {ItemsSpec} spec
 * @returns {Required<Pick<Shown, "changed">> & {edit: (item?: Item) => void}} edit: open the form, of a new one where none is given
 */
export function itemsSection(place, desk, spec) {
  const home = homeOf(spec.kind);
  const list = h("ul", { class: "case-items" });
  const empty = h("p", { class: "govuk-hint" }, spec.empty);
  const fresh = h("div", { class: "case-items__new" });
  const adding = button(spec.add, () => edit(), { kind: "secondary" });
  const name = spec.name ?? `items-${spec.kind}`;
  /** @type {Map<string, {line: HTMLElement, history: HTMLElement, version: number}>} */
  const lines = new Map();
  /** @type {Map<string, Open>} */
  const open = new Map();

  const forms = () => /** @type {Record<string, Draft>} */ ((desk.draft(name).forms ??= {}));
  const itemsNow = () => desk.hands.store.items(desk.id, spec.kind).filter(spec.filter ?? (() => true)).sort(spec.order ?? newestFirst);

  /** @param {Item} [item] */
  function edit(item) {
    const key = item?.id ?? NEW;
    if (!open.has(key)) draw(key, item);
    changed();
    open.get(key)?.drawn.focus();
  }

  /** @param {string} key @param {Item} [item] */
  function draw(key, item) {
    const start = { ...emptyItem(spec.kind), ...(item ? item.body : spec.start?.()) };
    const draft = (forms()[key] ??= { typed: typedOf(fieldsOf(spec.kind), start), before: item, sending: newSending() });
    open.set(key, formOf(desk, spec, draft, { title: item ? "" : spec.add, key: `${name}-${key}`, leave: () => leave(key) }));
  }

  /** @param {string} key */
  function leave(key) {
    open.delete(key);
    delete forms()[key];
    if (Object.keys(forms()).length === 0) desk.dropDraft(name);
    changed();
    // Where there can be no second one the button is gone: its place is taken by what was just kept.
    const line = (lines.get(key) ?? [...lines.values()].at(-1))?.line;
    (key === NEW && adding.isConnected ? adding : line?.querySelector("button"))?.focus();
  }

  /** @param {Item} item */
  function lineOf(item) {
    const known = lines.get(item.id) ?? { line: h("li", { class: "case-item", "data-item": item.id }), history: h("div"), version: 0 };
    lines.set(item.id, known);
    if (known.version !== item.version) known.history = historyOf(desk, item);
    known.version = item.version;
    const form = open.get(item.id)?.element;
    if (form) {
      if (form.parentElement !== known.line) show(known.line, form);
    } else if (!isTypedIn(known.line)) {
      const change = spec.fixed ? null : button("Change", () => edit(item), { link: true });
      show(known.line, h("div", { class: "case-item__says" }, spec.summary(item)), h("div", { class: "case-item__acts not-printed" }, spec.actions?.(item) ?? [], change), h("div", { class: "case-item__foot" }, byDay(desk, item), known.history));
    }
    return known.line;
  }

  function changed() {
    if (home !== "case" && !desk.view().held.has(home)) return void show(place, heading(spec), notHeld(desk, home));
    if (!list.isConnected) show(place, heading(spec), list, empty, fresh);
    const items = itemsNow();
    for (const key of Object.keys(forms())) {
      const item = items.find((one) => one.id === key);
      const { clash = 0 } = /** @type {Draft} */ (forms()[key]);
      // After two versions met and somebody chose, there is nothing left to keep here.
      if (clash && item && item.version > clash && item.author === desk.hands.context.me.member) open.delete(key), delete forms()[key];
      else if (!open.has(key) && (item || key === NEW)) draw(key, item);
    }
    for (const key of [...open.keys()]) if (!forms()[key]) open.delete(key);
    inOrder(list, items.map(lineOf));
    const form = open.get(NEW)?.element;
    const isFull = items.length >= (spec.most ?? Infinity);
    if (form ? form.parentElement !== fresh : true) show(fresh, form ?? (spec.add && !isFull ? adding : null));
    list.hidden = items.length === 0;
    empty.hidden = items.length > 0 || form !== undefined || spec.empty === "";
  }

  const isHeld = home === "case" || desk.view().held.has(home);
  if (isHeld && spec.openFirst && spec.add && itemsNow().length === 0 && !forms()[NEW]) draw(NEW);
  changed();
  return { changed, edit };
}

/** Put lines into a list in order, and move none that stands right. @param {HTMLElement} list @param {HTMLElement[]} lines */
function inOrder(list, lines) {
  for (const line of [...list.children]) if (!lines.includes(/** @type {HTMLElement} */ (line))) line.remove();
  const focused = /** @type {HTMLElement | null} */ (document.activeElement);
  for (const [at, line] of lines.entries()) if (list.children[at] !== line) list.insertBefore(line, list.children[at] ?? null);
  if (focused && focused !== document.activeElement && list.contains(focused)) focused.focus();
}

/** @param {HTMLElement} line */
function isTypedIn(line) {
  return line.contains(document.activeElement) && /^(?:INPUT|TEXTAREA|SELECT)$/.test(document.activeElement?.tagName ?? "");
}

/** @param {ItemsSpec} spec */
function heading({ title, lead }) {
  return [h("h2", { class: "govuk-heading-m" }, title), lead ? h("p", { class: "govuk-body" }, lead) : null];
}

/** @param {Item} one @param {Item} other */
function newestFirst(one, other) {
  return other.at.localeCompare(one.at) || one.id.localeCompare(other.id);
}

/**
 * @param {CaseDesk} desk
 * @param {ItemsSpec} spec
 * @param {Draft} draft
 * @param {{title: string, key: string, leave: () => void}} how
 * @returns {Open}
 */
function formOf(desk, spec, draft, { title, key, leave }) {
  const names = spec.fields ?? shownFields(spec.kind);
  const choices = typeof spec.choices === "function" ? spec.choices() : spec.choices;
  const drawn = drawFields(draft.typed, names, {
    kind: spec.kind, people: peopleFor(desk, homeOf(spec.kind)), labels: spec.labels ?? {}, hints: spec.hints ?? {}, lines: spec.lines ?? {}, ...(choices ? { choices } : {}),
  });
  async function keep() {
    const before = draft.before;
    const fields = Object.fromEntries(names.flatMap((name) => (fieldsOf(spec.kind)[name] ? [[name, fieldsOf(spec.kind)[name]]] : [])));
    const from = before?.body ?? { ...emptyItem(spec.kind), ...spec.start?.() };
    const read = bodyOf(/** @type {any} */ (fields), draft.typed, from);
    const body = spec.derive ? spec.derive(read.body, before) : read.body;
    if (drawn.fail({ ...spec.check?.(body, before), ...read.problems })) return focusWrong(element);
    if (before && same(body, before.body)) return leave();
    /** @type {(Item & {with: string}) | undefined} */
    let kept;
    const went = await desk.act(async () => {
      try {
        kept = await keepItem(desk.hands, desk.id, spec.kind, body, before, { sending: draft.sending });
      } catch (problem) {
        if (problem instanceof Clash) draft.clash = problem.theirs.version;
        throw problem;
      }
    }, "Kept.");
    if (!went || !kept) return;
    if (kept.with) desk.hands.context.notify(`Kept, together with what ${desk.hands.context.nameOf(kept.with)} changed meanwhile.`);
    leave();
    await spec.kept?.(kept);
  }
  const element = h(
    "form",
    { class: "case-form", "data-form": key, "aria-label": title || `Change: ${wordsOf(spec.kind).name}`, on: { submit: (/** @type {Event} */ event) => void (event.preventDefault(), send.click()) } },
    title ? h("h3", { class: "govuk-heading-s" }, title) : null,
    drawn.rows,
  );
  const send = button("Keep", keep);
  element.append(h("div", { class: "row" }, send, button("Leave it", leave, { link: true })));
  return { element, drawn };
}

/** @param {HTMLElement} form */
function focusWrong(form) {
  /** @type {HTMLElement | null} */ (form.querySelector(".govuk-form-group--error :is(input, select, textarea)"))?.focus();
}

/** The fields that a person can fill. @param {string} kind */
function shownFields(kind) {
  return Object.entries(fieldsOf(kind)).filter(([, shape]) => shape !== "id" && shape !== "hex32" && shape !== "hex64").map(([field]) => field);
}

/**
 * People who can be named in a compartment: those who hold it, me first.
 * @param {CaseDesk} desk
 * @param {string} [compartment]
 * @returns {Options}
 */
export function peopleFor(desk, compartment = "case") {
  const { context } = desk.hands;
  const me = context.me.member;
  return holdersOf(desk, compartment).sort((one, other) => Number(other === me) - Number(one === me) || context.nameOf(one).localeCompare(context.nameOf(other))).map((member) => [member, member === me ? `${context.nameOf(member)} (you)` : context.nameOf(member)]);
}

/**
 * Change a few fields of an item by one press.
 * @param {CaseDesk} desk
 * @param {Item} item as it was shown
 * @param {any} change
 * @param {string} [done]
 * @returns {Promise<boolean>}
 */
export function keepChange(desk, item, change, done = "Kept.") {
  return desk.act(() => keepItem(desk.hands, desk.id, item.kind, { ...item.body, ...change }, item), done);
}

/** Today, by the clock of the desk. @param {CaseDesk} desk @returns {string} */
export function today({ hands }) {
  return (hands.clock?.() ?? new Date()).toISOString().slice(0, 10);
}

/** "Malika, 3 May". @param {CaseDesk} desk @param {{author: string, at: string}} written */
export function byDay({ hands }, { author, at }) {
  return h("span", { class: "case-item__by" }, h("bdi", {}, hands.context.nameOf(author)), ", ", h("time", { datetime: at }, dayWords(at)));
}

/** A day in words, with its year where it is not this one. @param {CaseDesk} desk @param {string} day */
export function dayOf(desk, day) {
  const year = day.slice(0, 4);
  return h("time", { datetime: day }, `${dayWords(day)}${year === today(desk).slice(0, 4) ? "" : ` ${year}`}`);
}
