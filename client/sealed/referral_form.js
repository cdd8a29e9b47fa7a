// Refer a case: to whom, what of it, in which words it was allowed. Nothing leaves that was not looked at.

import { consentFor, newOffering, offer, partnersOf } from "../casework/referrals.js";
import { linesOf, packageOf, piecesOf } from "../casework/referral_package.js";
import { button, field, h, show } from "./dom.js";
import { choices, notice, select, stamp } from "./inbox_parts.js";
import { dayWords } from "./requests_time.js";
import { say, whyNot } from "./words_referrals.js";

/** @typedef {import("./case_panels.js").CaseDesk} CaseDesk @typedef {import("../casework/referrals.js").Partner} Partner @typedef {import("../casework/referral_package.js").Piece} Piece */
/**
 * @typedef {{isOpen: boolean, to: string, kind: "referral" | "transfer", urgent: boolean, ticked: Set<string> | null, lines: string[], isEmergency: boolean, emergency: string,
 *   looked: boolean, offering: import("../casework/referrals.js").Offering}} Draft
 */

/**
 * @param {CaseDesk} desk
 * @param {() => void} sent
 * @returns {HTMLElement}
 */
export function referralForm(desk, sent) {
  const place = h("div", { class: "not-printed" });
  /** @type {Draft} */
  const draft = desk.draft("refer");
  if (!draft.offering) Object.assign(draft, { isOpen: false, to: "", kind: "referral", urgent: false, ticked: null, lines: ["", ""], isEmergency: false, emergency: "", looked: false, offering: newOffering() });
  /** @type {Partner[]} */
  let partners = [];

  async function open() {
    draft.isOpen = true;
    show(place, h("p", { class: "progress-words", role: "status" }, say("loading")));
    try {
      partners = await partnersOf(desk.hands.context);
      draw();
    } catch (problem) {
      draft.isOpen = false;
      show(place, h("p", { role: "alert" }, desk.hands.context.sentenceFor(problem)), button(say("refer"), open, { kind: "secondary" }));
    }
  }
  function close() {
    desk.dropDraft("refer");
    Object.assign(draft, { isOpen: false, looked: false, ticked: null, lines: ["", ""], emergency: "", isEmergency: false, offering: newOffering() });
    show(place, button(say("refer"), open, { kind: "secondary" }));
  }
  function draw() {
    const ready = partners.filter((one) => one.referrals);
    if (ready.length === 0) return show(place, notice("", "", h("p", {}, say("noPartner"))));
    if (!ready.some((one) => one.organisation.reference === draft.to)) draft.to = ready[0]?.organisation.reference ?? "";
    const to = /** @type {Partner} */ (ready.find((one) => one.organisation.reference === draft.to));
    show(place, h("section", { class: "panel", "aria-label": say("refer") }, h("h3", { class: "govuk-heading-s" }, say("refer")), draft.looked ? preview(desk, draft, to, draw, done) : writing(desk, draft, { partners, to }, draw, close)));
  }
  function done() {
    close();
    sent();
  }
  if (draft.isOpen) void open();
  else show(place, button(say("refer"), open, { kind: "secondary" }));
  return place;
}

/** What can be told to this partner now. @param {CaseDesk} desk @param {Draft} draft @param {Partner} to */
function standing({ hands, id }, draft, to) {
  const on = (hands.clock?.() ?? new Date()).toISOString().slice(0, 10);
  const items = hands.store.items(id);
  const { consent, why } = consentFor(items, to.organisation, on);
  const pieces = piecesOf(items);
  const ticked = draft.ticked ?? new Set(pieces.filter((one) => one.ticked).map((one) => one.key));
  return { consent, why, pieces, chosen: pieces.filter((one) => ticked.has(one.key)) };
}

/**
 * @param {CaseDesk} desk
 * @param {Draft} draft
 * @param {{partners: Partner[], to: Partner}} known
 * @param {() => void} draw
 * @param {() => void} close
 */
function writing(desk, draft, { partners, to }, draw, close) {
  const { consent, why, pieces, chosen } = standing(desk, draft, to);
  const name = to.organisation.name;
  const problem = h("div", { role: "alert" });
  const reason = field({ label: "Why it cannot wait", hint: say("emergencyHint"), input: "textarea", rows: 2, value: draft.emergency, attributes: { maxlength: 500, dir: "auto" } });
  reason.input.addEventListener("input", () => (draft.emergency = reason.input.value));
  function choose(/** @type {string} */ value) {
    Object.assign(draft, { to: value, ticked: null });
    draw(); // another partner, another consent
    /** @type {HTMLElement | null} */ (document.querySelector("[data-partner] select"))?.focus();
  }
  const lines = [0, 1].map((at) => {
    const line = field({ label: at === 0 ? say("lines") : "One more line", hint: at === 0 ? say("linesHint") : "", value: draft.lines[at] ?? "", attributes: { maxlength: 500, dir: "auto", autocapitalize: "sentences" } });
    line.input.addEventListener("input", () => (draft.lines[at] = line.input.value));
    return line.row;
  });
  reason.row.hidden = !draft.isEmergency;
  function look() {
    const without = !consent && (!draft.isEmergency || !draft.emergency.trim());
    if (without) return show(problem, notice("word", "", h("p", {}, draft.isEmergency ? "Say why it cannot wait." : say("consentNone", { why: whyNot(why, name), name }))));
    if (chosen.length === 0 && draft.lines.every((one) => !one.trim())) return show(problem, notice("word", "", h("p", {}, say("nothing"))));
    draft.looked = true;
    draw();
  }
  return h(
    "div",
    {},
    h("div", { "data-partner": true }, select({ label: "To", options: partners.filter((one) => one.referrals).map((one) => [one.organisation.reference, one.organisation.name]), value: draft.to, change: choose }).row),
    choices({ legend: "What you ask", options: [["referral", "Help beside us: they open a case of their own"], ["transfer", "Take the case over: it becomes theirs"]], chosen: [draft.kind], single: true, change: ([value]) => (draft.kind = value === "transfer" ? "transfer" : "referral") }),
    choices({ legend: "How soon", options: [["urgent", "It is urgent"]], chosen: draft.urgent ? ["urgent"] : [], change: (some) => (draft.urgent = some.length > 0) }),
    allowed(consent, why, name),
    consent ? null : choices({ legend: "Without consent", options: [["emergency", say("emergency")]], chosen: draft.isEmergency ? ["emergency"] : [], change: (some) => (reason.row.hidden = !(draft.isEmergency = some.length > 0)) }),
    consent ? null : reason.row,
    ticks(pieces, chosen, consent, (some) => (draft.ticked = new Set(some))),
    lines,
    problem,
    h("div", { class: "row" }, button(say("look"), look), button("Leave it", close, { link: true })),
  );
}

/** @param {import("../casework/kinds.js").Item | null} consent @param {string} why @param {string} name */
function allowed(consent, why, name) {
  if (!consent) return notice("", "No consent", h("p", {}, say("consentNone", { why: whyNot(why, name), name })));
  const { scope, on } = consent.body;
  return notice("deed", say("consentWords"), h("p", { class: "as-written", dir: "auto" }, scope || "No words were noted."), h("p", { class: "quiet small" }, on ? dayWords(on) : ""));
}

/** @param {Piece[]} pieces @param {Piece[]} chosen @param {import("../casework/kinds.js").Item | null} consent @param {(some: string[]) => void} change */
function ticks(pieces, chosen, consent, change) {
  if (pieces.length === 0) return null;
  const words = consent?.body.scope ? ` (only if this names it: “${consent.body.scope.slice(0, 120)}”)` : "";
  const options = pieces.map((one) => /** @type {const} */ ([one.key, `${one.title}. ${one.words}${one.isName ? words : ""}`]));
  const list = choices({ legend: "What they are told", options, chosen: chosen.map((one) => one.key), change });
  list.querySelector("legend")?.after(h("p", { class: "govuk-hint" }, say("piecesHint")));
  return list;
}

/** @param {CaseDesk} desk @param {Draft} draft @param {Partner} to @param {() => void} draw @param {() => void} done */
function preview(desk, draft, to, draw, done) {
  const { consent, chosen } = standing(desk, draft, to);
  const { name } = to.organisation;
  const wanted = { kind: draft.kind, urgent: draft.urgent, pieces: chosen, lines: draft.lines, consent, emergency: draft.emergency };
  const made = (draft.offering.blob && draft.offering.package) || packageOf({ ...wanted, consent: consent?.body ?? null, crisis: "", label: "" });
  const tried = Boolean(draft.offering.blob);
  async function send() {
    let state = "";
    const went = await desk.act(async () => (state = await offer(desk.hands, desk.id, { to, ...wanted }, draft.offering)));
    if (!went) return draw();
    desk.hands.context.notify(state === "second" ? say("second") : say("offered", { name }));
    done();
  }
  const change = () => {
    draft.looked = false;
    draw();
  };
  return h(
    "div",
    {},
    h("p", {}, say("leaves", { name })),
    draft.urgent ? stamp(say("urgent"), "word") : null,
    h("ul", { class: "referral__lines" }, linesOf(made).map((line) => h("li", { class: "as-written", dir: "auto" }, line))),
    consent ? null : h("p", {}, say("second")),
    h("div", { class: "row" }, button(tried ? "Send it again" : say("send"), send), tried ? null : button("Change it", change, { link: true })),
  );
}
