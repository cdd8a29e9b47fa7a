// The signs of life of a case: what is waited for, by whose clock, and what to do when it comes or does not.

import { confirm, end, lookAt, minutesWords } from "../casework/checkins.js";
import { isZone, zoneWords } from "../casework/zones.js";
import { beginForm, beginMoving, isMoving, moveForm } from "./checkin_form.js";
import { button, h, show } from "./dom.js";
import { stamp } from "./inbox_parts.js";
import { dayWords } from "./requests_time.js";
import { LEVEL_STAMPS, LEVEL_WORDS, MODE_WORDS, say } from "./words_alarms.js";

/** @typedef {import("./case_panels.js").CaseDesk} CaseDesk @typedef {import("../casework/checkins.js").Timer} Timer @typedef {import("../casework/kinds.js").Item} Item */

const EVERY = 30_000; // milliseconds

/** @type {import("./case_panels.js").Panel} */
export function checkInsPanel(place, desk) {
  const { context } = desk.hands;
  const list = h("ul", { class: "case-items" });
  const empty = h("p", { class: "govuk-hint" }, "Nobody waits for a sign of life.");
  const below = h("div");
  /** @type {Map<string, Timer>} */
  let timers = new Map();
  /** @type {import("./checkin_form.js").Teams | null} */
  let teams = null;
  let [over, isForming] = [false, desk.draft("check-in").typed !== undefined];

  const items = () => desk.hands.store.items(desk.id, "check-in").filter(({ body }) => !body.ended_on).sort((a, b) => a.body.due.localeCompare(b.body.due));

  async function look() {
    if (!context.may("watch.alarm.answer")) return draw();
    try {
      if (!teams) {
        const { teams: found, heard } = await context.api.get("/desk/watch/teams/");
        teams = { teams: found, intake: heard.intake };
        drawBelow();
      }
      timers = new Map((await lookAt(desk.hands, items().map((one) => one.body.check_in))).map((one) => [one.id, one]));
    } catch {
      return; // the line is down: what is shown is as old as the list above says
    }
    if (!over) draw();
  }

  /** @param {() => Promise<unknown>} what @param {string} done */
  async function act(what, done) {
    await desk.act(what, done);
    await look();
  }

  /** @param {Item} item */
  function lineOf(item) {
    const { body } = item;
    const timer = timers.get(body.check_in);
    const due = timer?.due_at ?? body.due;
    const level = timer?.level ?? 0;
    const isMine = !teams || teams.teams.some((team) => team.mine && team.id === body.team);
    const zone = isZone(body.zone) ? body.zone : "UTC";
    const state = timer ? stamp(/** @type {string} */ (LEVEL_WORDS[level]), /** @type {string} */ (LEVEL_STAMPS[level])) : teams ? stamp(isMine ? "Not running" : "Another team", "quiet") : null;
    const acts = timer
      ? [
          button("Sign of life heard", () => act(() => confirm(desk.hands, body.check_in, "well"), "Noted. The timer waits for the next one."), { kind: "secondary" }),
          button("The word of danger was said", () => act(() => confirm(desk.hands, body.check_in, "danger"), "The alarm is raised."), { kind: "warning" }),
          button("Change the time", () => (beginMoving(desk, item, timer), draw()), { link: true }),
          button("End it", () => act(() => end(desk.hands, desk.id, item), "Ended. Nobody waits any more."), { link: true }),
        ]
      : [isMine ? button("End it", () => act(() => end(desk.hands, desk.id, item), "Ended."), { link: true }) : null];
    return h(
      "li",
      { class: "case-item", "data-item": item.id },
      h("div", { class: "case-item__says" },
        h("p", { class: "checkin__head" }, state, " ", h("b", {}, MODE_WORDS[body.mode] ?? "Check-in"), " ", h("span", { class: "quiet" }, body.reference)),
        h("p", {}, "Due ", h("b", {}, h("time", { datetime: due }, zoneWords(due, zone))), zone === "UTC" ? null : [", ", h("time", { datetime: due }, zoneWords(due, "UTC"))]),
        h("p", { class: "quiet" }, `Every ${minutesWords(body.every)}, missed ${minutesWords(body.grace)} later. ${timer ? `Last day ${dayWords(timer.ends_on)}.` : ""}`),
        timer?.is_deaf ? h("p", { class: "notice notice--word checkin__deaf", role: "status" }, say.deaf) : null,
        timer ? null : teams ? h("p", { class: "quiet" }, isMine ? say.goneTimer : say.otherTeam) : null,
        wordsOf(body)),
      isMoving(desk, item) ? moveForm(desk, item, () => void look()) : h("div", { class: "checkin__acts not-printed row" }, acts),
    );
  }

  function draw() {
    const isTyped = list.contains(document.activeElement) && /^(?:INPUT|TEXTAREA|SELECT)$/.test(document.activeElement?.tagName ?? "");
    if (isTyped) return;
    const opened = new Set([...list.querySelectorAll("details[open]")].map((one) => one.closest("[data-item]")?.getAttribute("data-item")));
    const now = items();
    show(list, now.map(lineOf));
    for (const one of list.querySelectorAll("details")) one.open = opened.has(one.closest("[data-item]")?.getAttribute("data-item"));
    list.hidden = now.length === 0;
    empty.hidden = now.length > 0 || isForming;
  }

  function drawBelow() {
    if (!context.may("watch.alarm.answer")) return show(below);
    if (teams && !teams.teams.some((team) => team.mine)) return show(below, h("p", { class: "govuk-body" }, say.noTeam));
    const found = teams;
    if (isForming && found) return show(below, beginForm(desk, found, () => ((isForming = false), drawBelow(), void look())));
    show(below, button("Begin a check-in", () => ((isForming = true), (empty.hidden = true), drawBelow()), { kind: "secondary", attributes: { disabled: !found } }));
  }

  show(place, h("h2", { class: "govuk-heading-m" }, "Signs of life"), list, empty, below);
  draw();
  drawBelow();
  void look();
  const timer = setInterval(() => document.visibilityState === "visible" && void look(), EVERY);
  return {
    changed: () => void look(),
    stop: () => {
      over = true;
      clearInterval(timer);
    },
  };
}

/** @param {any} body of a check-in */
function wordsOf({ word, duress, link }) {
  return h(
    "details",
    { class: "govuk-details" },
    h("summary", { class: "govuk-details__summary" }, h("span", { class: "govuk-details__summary-text" }, "Words and link")),
    h("div", { class: "govuk-details__text" },
      h("p", {}, "Well: ", h("b", { dir: "auto", translate: "no" }, word)),
      h("p", {}, "Danger: ", h("b", { dir: "auto", translate: "no" }, duress)),
      h("p", { class: "checkin__link", translate: "no", dir: "ltr" }, link),
      h("p", { class: "quiet" }, say.link)),
  );
}
