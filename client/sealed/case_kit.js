// The kit of a case: what must be known within the hour when somebody is gone. Any two of those named open it; nobody alone.

import { keepItem, newSending } from "../casework/acts.js";
import { mayShare } from "../casework/consents.js";
import { addDays } from "../casework/days.js";
import { destroyKit, hasPassed, keepKitOn, lastKitDay } from "../casework/kit.js";
import { newBoxSending, openStrongbox, strongbox, strongboxes } from "../casework/sealing.js";
import { holdersOf } from "./case_held.js";
import { today } from "./case_items.js";
import { button, field, freshId, h, show } from "./dom.js";
import { dayWords } from "./requests_time.js";
import { say } from "./words_alarms.js";

/** @typedef {import("./case_panels.js").CaseDesk} CaseDesk @typedef {import("../casework/kinds.js").Item} Item */
/** @typedef {{lawyer: string, consulate: string, people: string, line: string, more: string}} Kit */

/** @type {[keyof Kit, string, string][]} */
const FIELDS = [
  ["lawyer", "Lawyer", "Name, and how to reach them at night."],
  ["consulate", "Consulate and bodies to call", ""],
  ["people", "Who may be told, and who must never be", ""],
  ["line", "What may be said in public, word for word", say.kitPublic],
  ["more", "What else must be known within the hour", ""],
];
const SHOWN = 10 * 60_000; // milliseconds that what came out stays on the page
const MOST = 5;
const SOON = 45; // days before its last day, from which on a kit can be kept on

/** @type {import("./case_panels.js").Panel} */
export function kitPanel(place, desk) {
  const { context, store } = desk.hands;
  const body = h("div");
  let isForming = desk.draft("kit").typed !== undefined;
  let asked = false;
  let isSure = false;
  /** @type {Kit | null} */
  let opened = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let clock;

  const kits = () => store.items(desk.id, "kit").filter((one) => one.body.strongbox);
  const consent = () => {
    const newest = store.items(desk.id, "consent").filter((one) => one.body.purpose === "kit").sort((a, b) => b.at.localeCompare(a.at))[0];
    return newest ? mayShare(store.items(desk.id, "consent"), { purpose: "kit", recipient: newest.body.recipient, on: today(desk) }) : { may: false, why: "nobody-asked", id: "" };
  };

  /** The last day of the consent it rests on. @returns {string} */
  const consentEnds = () => store.items(desk.id, "consent").find((one) => one.id === consent().id)?.body.until ?? "";

  /** @param {Item} kit */
  async function keepOn(kit) {
    const until = lastKitDay(today(desk), consentEnds());
    await desk.act(() => keepKitOn(desk.hands, desk.id, kit, until), `The kit is kept until ${dayWords(until)}.`);
    draw();
  }

  /** @param {Item} kit */
  async function open(kit) {
    await desk.act(async () => {
      const box = (await strongboxes(context)).find((one) => one.id === kit.body.strongbox);
      if (!box) throw new Error("The kit is not there any more, or you are not among those who share it.");
      const opening = await openStrongbox(context, box);
      asked = opening.state === "asked";
      opened = opening.state === "open" ? readKit(opening.payload) : null;
      clearTimeout(clock);
      if (opened) clock = setTimeout(() => ((opened = null), draw()), SHOWN);
    });
    draw();
  }

  /** @param {Item} kit */
  async function destroy(kit) {
    if (await desk.act(() => destroyKit(desk.hands, desk.id, kit), "The kit is destroyed.")) [isSure, opened, asked] = [false, null, false];
    draw();
  }

  /** @param {Item} kit */
  function kitLine(kit) {
    const names = kit.body.holders.map((/** @type {string} */ one) => (one === context.me.member ? "you" : context.nameOf(one))).join(", ");
    const isMine = kit.body.holders.includes(context.me.member);
    const may = consent().may;
    if (hasPassed(kit, today(desk))) {
      return [h("p", { class: "govuk-body" }, say.kitPassed.replace("{day}", dayWords(kit.body.until))), h("div", { class: "row not-printed" }, button("Put it away, to make another", () => destroy(kit), { kind: "secondary" }))];
    }
    const next = lastKitDay(today(desk), consentEnds());
    const canStay = isMine && may && kit.body.until !== next && (!kit.body.until || kit.body.until <= addDays(today(desk), SOON));
    return [
      h("p", {}, `Made ${kit.body.made_on ? dayWords(kit.body.made_on) : "some time ago"}. Any two open it: `, h("b", {}, names), "."),
      h("p", { class: "quiet" }, kit.body.until ? say.kitUntil.replace("{day}", dayWords(kit.body.until)) : say.kitEndless),
      may ? null : h("p", { class: "govuk-body" }, "The consent to it has ended or was taken back. Destroy it, or ask the person again."),
      asked && !opened ? h("p", { class: "govuk-body", role: "status" }, say.kitWaits) : null,
      opened ? contentOf(opened, () => ((opened = null), clearTimeout(clock), draw())) : null,
      isSure && isMine
        ? h("div", { class: "not-printed", role: "group", "aria-label": "Destroy the kit" }, h("p", { class: "govuk-body" }, say.kitDestroy), h("div", { class: "row" }, button("Destroy it now", () => destroy(kit), { kind: "warning" }), button("Leave it", () => ((isSure = false), draw()), { link: true })))
        : h("div", { class: "row not-printed" },
            isMine && !opened ? button(asked ? "Open it now" : "Ask to open it", () => open(kit), { kind: "secondary" }) : null,
            canStay ? button(`Keep it until ${dayWords(next)}`, () => keepOn(kit), { kind: "secondary" }) : null,
            isMine ? button("Destroy it …", () => ((isSure = true), draw()), { link: true }) : null),
    ];
  }

  /** @returns {void} */
  function draw() {
    const [kit] = kits();
    if (kit) return show(body, kitLine(kit));
    if (isForming && consent().may) return show(body, kitForm(desk, { consent: consent().id, until: lastKitDay(today(desk), consentEnds()) }, () => ((isForming = false), draw())));
    const may = consent().may;
    const make = button("Make a kit", () => ((isForming = true), draw()), { kind: "secondary", attributes: { disabled: !may } });
    show(body, h("p", { class: "govuk-hint" }, "There is none."), may ? null : h("p", { class: "govuk-body" }, say.kitConsent), make);
  }

  show(place, h("h2", { class: "govuk-heading-m" }, "Kit"), h("p", { class: "govuk-body" }, say.kitLead), body);
  draw();
  return {
    changed: () => void ((isForming && consent().may) || opened || draw()),
    stop: () => {
      clearTimeout(clock);
      opened = null;
    },
  };
}

/** @param {Kit} kit @param {() => void} close */
function contentOf(kit, close) {
  const rows = FIELDS.filter(([name]) => kit[name]).map(([name, label]) => h("div", {}, h("dt", {}, label), h("dd", { class: "as-written", dir: "auto", translate: "no" }, kit[name])));
  return h("section", { class: "notice notice--word", "aria-label": "The kit" }, h("p", { class: "notice__title" }, "Open for ten minutes, here and nowhere else"), h("dl", { class: "case-facts" }, rows), button("Close it", close, { link: true }));
}

/** @param {any} payload @returns {Kit} */
function readKit(payload) {
  const text = (/** @type {unknown} */ value) => (typeof value === "string" ? value.slice(0, 5000) : "");
  return /** @type {Kit} */ (Object.fromEntries(FIELDS.map(([name]) => [name, text(payload?.[name])])));
}

/**
 * @param {CaseDesk} desk
 * @param {{consent: string, until: string}} rests on what it rests, and its last day
 * @param {() => void} leave
 */
function kitForm(desk, { consent, until }, leave) {
  const { context } = desk.hands;
  const draft = desk.draft("kit");
  draft.typed ??= { lawyer: "", consulate: "", people: "", line: "", more: "" };
  draft.sending ??= newBoxSending();
  draft.item ??= newSending();
  draft.members ??= [context.me.member];
  const rows = FIELDS.map(([name, label, hint]) => {
    const made = field({ label, input: "textarea", value: draft.typed[name], ...(hint ? { hint } : {}), attributes: { dir: "auto", "data-field": name } });
    made.input.addEventListener("input", () => (draft.typed[name] = made.input.value));
    return made.row;
  });
  const people = holdersOf(desk, "case").map((member) => {
    const id = freshId("k");
    const input = h("input", { class: "govuk-checkboxes__input", type: "checkbox", id, checked: draft.members.includes(member), disabled: member === context.me.member });
    input.addEventListener("change", () => (draft.members = input.checked ? [...draft.members, member] : draft.members.filter((/** @type {string} */ one) => one !== member)));
    return h("div", { class: "govuk-checkboxes__item" }, input, h("label", { class: "govuk-label govuk-checkboxes__label", for: id }, member === context.me.member ? `${context.nameOf(member)} (you)` : context.nameOf(member)));
  });
  const error = h("p", { class: "govuk-error-message", role: "alert", hidden: true });
  const keep = button("Seal the kit", async () => {
    const members = /** @type {string[]} */ (draft.members);
    const isEmpty = FIELDS.every(([name]) => draft.typed[name].trim() === "");
    const problem = isEmpty ? "Write at least one line." : members.length < 2 || members.length > MOST ? "Name two to five people." : "";
    error.hidden = problem === "";
    error.textContent = problem;
    if (problem) return;
    const went = await desk.act(async () => {
      const id = await strongbox(context, { payload: { ...draft.typed }, members, expiresOn: until }, draft.sending);
      await keepItem(desk.hands, desk.id, "kit", { strongbox: id, holders: members, consent, made_on: today(desk), until }, undefined, { sending: draft.item });
    }, "The kit is sealed.");
    if (!went) return;
    desk.dropDraft("kit");
    leave();
  });
  return h(
    "form",
    { class: "case-form", "aria-label": "Make a kit", on: { submit: (/** @type {Event} */ event) => void (event.preventDefault(), keep.click()) } },
    rows,
    h("fieldset", { class: "govuk-fieldset govuk-form-group" }, h("legend", { class: "govuk-fieldset__legend" }, "Any two of these open it"), h("div", { class: "govuk-checkboxes govuk-checkboxes--small" }, people)),
    h("p", { class: "quiet" }, say.kitWillGo.replace("{day}", dayWords(until))),
    error,
    h("div", { class: "row" }, keep, button("Leave it", () => (desk.dropDraft("kit"), leave()), { link: true })),
  );
}
