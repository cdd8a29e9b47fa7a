// The end of a case: close it and open it again, hold it back where a law says so, destroy it when two agree.

import { addEntry, closeCase, newSending, reopenCase, shred } from "../casework/acts.js";
import { clearOut } from "../casework/clearing.js";
import { newest } from "../casework/state.js";
import { button, field, h, show } from "./dom.js";
import { choices, notice } from "./inbox_parts.js";
import { dayWords } from "./requests_time.js";
import { say } from "./words_cases.js";

/** @typedef {import("./case_panels.js").CaseDesk} CaseDesk */

/** @type {(readonly [string, string])[]} */
const RESULTS = [["ended", "The help is complete"], ["transferred", "Another organisation has it now"], ["declined", "We cannot help; we said who can"]];

/** @type {import("./case_panels.js").Panel} */
export function endPanel(place, desk) {
  const inside = h("div", { class: "end" });
  let drawn = "";
  function draw() {
    const { shell, rest } = desk.view();
    const { state, is_held: isHeld, shred_on: day, shred_asked: asked } = shell;
    const now = JSON.stringify([state, isHeld, day, asked]);
    if (now === drawn) return;
    drawn = now;
    show(inside, rest ? null : state === "closed" ? reopening(desk) : closing(desk), holding(desk), shredding(desk));
  }
  show(place, h("h2", { class: "govuk-heading-m" }, say("endTitle")), inside);
  draw();
  return { changed: draw };
}

/** @param {CaseDesk} desk */
function closing(desk) {
  const draft = desk.draft("close");
  draft.sending ??= newSending();
  draft.result ??= "ended";
  const reason = field({ label: "Why", input: "textarea", rows: 2, value: draft.reason ?? "", attributes: { dir: "auto", maxlength: 500, autocapitalize: "sentences" } });
  reason.input.addEventListener("input", () => (draft.reason = reason.input.value));
  const problem = h("div", { role: "alert" });
  async function close() {
    show(problem);
    reason.fail((draft.reason ?? "").trim() ? null : "Say why, in a few words.");
    if (!(draft.reason ?? "").trim()) return reason.input.focus();
    const look = newest(desk.hands.store.items(desk.id, "triage"));
    const lacks = draft.result === "declined" && !look?.body.referred_to.trim();
    if (lacks) return show(problem, notice("word", "", h("p", {}, say("nowhere")), button("Go to the first look", () => desk.go("look"), { link: true })));
    const wanted = { result: draft.result, reason: draft.reason.trim() };
    if (await desk.act(() => clearOut(desk.hands, desk.id).then(() => closeCase(desk.hands, desk.id, wanted, draft.sending)), say("closed"))) desk.dropDraft("close");
  }
  return h(
    "details",
    { class: "panel", open: draft.reason ? true : null },
    h("summary", {}, "Close the case"),
    h("p", {}, say("closeHint")),
    choices({ legend: "How it ended", single: true, options: RESULTS, chosen: [draft.result], change: ([value = "ended"]) => (draft.result = value) }),
    reason.row,
    problem,
    button("Close the case", close, { kind: "secondary" }),
  );
}

/** @param {CaseDesk} desk */
function reopening(desk) {
  const { shred_on: day } = desk.view().shell;
  const until = day ? `${dayWords(day)} ${day.slice(0, 4)}` : "a day that the server draws";
  const again = button("Open it again", () => desk.act(() => reopenCase(desk.hands, desk.id), say("reopened")), { kind: "secondary" });
  return h("section", { class: "panel" }, h("p", {}, say("closedOn", { day: until })), again);
}

/** @param {CaseDesk} desk */
function holding(desk) {
  const { hands, id } = desk;
  const { is_held: isHeld } = desk.view().shell;
  const draft = desk.draft("hold");
  draft.sending ??= newSending();
  const why = field({ label: "Why", input: "textarea", rows: 2, value: draft.why ?? "", attributes: { dir: "auto", maxlength: 1000, autocapitalize: "sentences" } });
  why.input.addEventListener("input", () => (draft.why = why.input.value));
  async function change() {
    const text = (draft.why ?? "").trim();
    why.fail(text ? null : say("holdWhy"));
    if (!text) return why.input.focus();
    const done = await desk.act(async () => {
      await addEntry(hands, id, { kind: "entry", how: "decision", text: `${isHeld ? "No longer held back from destruction" : "Held back from destruction"}: ${text}` }, draft.sending);
      await hands.context.api.post(`/desk/cases/${id}/hold/`, { held: !isHeld });
      hands.store.know({ ...desk.view().shell, is_held: !isHeld });
      desk.dropDraft("hold");
    }, say(isHeld ? "letGoOfHold" : "held"));
    if (done) desk.dropDraft("hold");
  }
  return h(
    "details",
    { class: "panel", open: isHeld || draft.why ? true : null },
    h("summary", {}, isHeld ? "Held back from destruction" : "Hold it back from destruction"),
    h("p", {}, say(isHeld ? "heldSince" : "holdHint")),
    why.row,
    button(isHeld ? "Let it go" : "Hold it", change, { kind: "secondary" }),
  );
}

/** @param {CaseDesk} desk */
function shredding(desk) {
  const { context } = desk.hands;
  const { shred_asked: asked, is_held: isHeld } = desk.view().shell;
  const place = h("div", { "aria-live": "polite" });
  async function go() {
    /** @type {string} */
    let state = "";
    const destroy = async () => {
      // Whoever agrees puts away what the case left elsewhere; afterwards nobody could find it.
      if (asked) await clearOut(desk.hands, desk.id);
      state = await shred(desk.hands, desk.id);
    };
    if (!(await desk.act(destroy))) return;
    if (state === "destroyed") context.go("/cases", { replace: true });
    context.notify(say(state === "destroyed" ? "shredded" : "shredAskedNow"));
  }
  function ask() {
    const yes = button(asked ? "Destroy the case with all that is in it" : "Ask for it", go, { kind: "warning" });
    show(place, h("div", { class: "row" }, yes, button("Leave it", () => show(place, first), { link: true })));
    yes.focus();
  }
  const first = button(asked ? "Destroy it …" : "Ask that it be destroyed …", ask, { link: true });
  const isMine = asked === context.me.member;
  const words = isHeld ? say("heldSince") : isMine ? say("shredAsked") : asked ? say("shredOther", { name: context.nameOf(asked) }) : say("shredHint");
  if (!isHeld && !isMine) show(place, first);
  return h("details", { class: "panel", open: asked ? true : null }, h("summary", {}, asked ? "Somebody asks that it be destroyed" : "Destroy the case"), h("p", {}, words), place);
}
