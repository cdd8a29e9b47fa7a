// Alarms: what is open, danger first; who has it; and who asks for a second person.

import { caseOf } from "../casework/checkins.js";
import { storeOf } from "../casework/store.js";
import { askingsFor, giveShare, strongboxes } from "../casework/sealing.js";
import { button, h, show } from "./dom.js";
import { stamp } from "./inbox_parts.js";
import { momentWords, waitingWords } from "./requests_time.js";
import { teamScreen } from "./team_screen.js";
import { KIND_LINES, KIND_WORDS, LEVEL_WORDS, OUTCOME_WORDS, say } from "./words_alarms.js";
import { sentenceFor } from "./words.js";

/** @typedef {import("./shell.js").Context} Context */
/** @typedef {{id: string, check_in: string, reference: string, team: string, kind: "duress" | "missed" | "drill", level: number, raised_at: string, due_at: string, taken_by: string, is_stuck: boolean}} Alarm */
/** @typedef {{ring: string, is_late: boolean, second: string, second_is_set_up: boolean, intake: string}} Heard */

const EVERY = 20_000; // milliseconds
const QUIET = 5 * 60_000;

/** @type {import("./shell.js").Way} */
export const ALARMS = { name: "alarms", title: "Alarms", permission: "watch.alarm.answer", screen: alarmsScreen };

/**
 * @param {HTMLElement} place
 * @param {Context} context
 * @param {string[]} path [] what is open; ["teams"]
 * @returns {Promise<() => void>}
 */
export async function alarmsScreen(place, context, path) {
  if (path[0] === "teams") return teamScreen(place, context);
  const [warnings, list, asking, foot] = [h("div"), h("ul", { class: "alarms" }), h("section"), h("p", { class: "quiet" })];
  /** Where an alarm's case was found, or "" where none of mine is it. @type {Map<string, string>} */
  const cases = new Map();
  let settling = "";
  let over = false;

  /** How the list stood when it was drawn last. */
  let drawn = "";

  /** @param {boolean} [isTimed] nobody pressed anything */
  async function read(isTimed = false) {
    try {
      const [{ alarms, heard }, boxes] = await Promise.all([context.api.get("/desk/watch/alarms/"), context.may("vault.vault.hold") ? strongboxes(context) : []]);
      if (over) return;
      show(warnings, warningsOf(heard, alarms));
      drawList(alarms, isTimed);
      show(asking, askingsOf(boxes));
      foot.textContent = footOf(heard);
    } catch (problem) {
      if (!over) context.notify(sentenceFor(problem), "problem");
    }
  }

  /** What somebody is about to press is not pulled away; a new alarm is shown whatever anybody does. @param {Alarm[]} alarms @param {boolean} isTimed */
  function drawList(alarms, isTimed) {
    const now = JSON.stringify([alarms, settling, [...cases]]);
    if (isTimed && now === drawn && list.querySelector(".alarm__settle:is(:hover, :focus-within)")) return;
    drawn = now;
    const focused = list.contains(document.activeElement) ? /** @type {HTMLElement} */ (document.activeElement) : null;
    const [alarm, words] = [focused?.closest("[data-alarm]")?.getAttribute("data-alarm"), focused?.textContent];
    show(list, alarms.length === 0 ? h("li", { class: "empty" }, say.none) : alarms.map(lineOf));
    if (focused) [...list.querySelectorAll("button")].find((one) => one.textContent === words && one.closest("[data-alarm]")?.getAttribute("data-alarm") === alarm)?.focus();
  }

  /** @param {() => Promise<unknown>} what @param {string} done */
  async function act(what, done) {
    try {
      await what();
      context.notify(done);
    } catch (problem) {
      context.notify(sentenceFor(problem), "problem");
    }
    settling = "";
    await read();
  }

  /** @param {Alarm} alarm */
  function lineOf(alarm) {
    const isDrill = alarm.kind === "drill";
    const who = alarm.taken_by === context.me.member ? "you" : context.nameOf(alarm.taken_by);
    const address = `/desk/watch/alarms/${alarm.id}`;
    const take = button(isDrill ? "I am here" : "Take it", () => act(() => context.api.post(`${address}/take/`, { id: alarm.id }), isDrill ? "The drill is over; the time is kept." : "It is yours. Colleagues see that."), { kind: isDrill ? "secondary" : "warning" });
    const found = cases.get(alarm.check_in);
    return h(
      "li",
      { class: `alarm${isDrill ? "" : " alarm--danger"}`, "data-alarm": alarm.id, "data-kind": alarm.kind },
      h("p", { class: "alarm__head" }, stamp(KIND_WORDS[alarm.kind] ?? "Alarm", isDrill ? "quiet" : "danger", true), " ", h("b", { class: "alarm__reference", translate: "no" }, alarm.reference), " ", h("span", { class: "quiet" }, alarm.team)),
      h("p", {}, KIND_LINES[alarm.kind]),
      h("p", {}, h("b", {}, waitingWords({ at: alarm.raised_at, isDay: false }, new Date())), ` since ${momentWords(alarm.raised_at)}. ${isDrill ? "" : `${LEVEL_WORDS[alarm.level]}. `}`, alarm.taken_by ? h("b", {}, `Taken by ${who}.`) : "Nobody has it yet."),
      alarm.is_stuck ? h("p", { class: "govuk-error-message" }, say.stuck) : null,
      h("div", { class: "row" },
        alarm.taken_by ? null : take,
        alarm.taken_by && settling !== alarm.id ? button("Settle it", () => ((settling = alarm.id), read()), { kind: "secondary" }) : null,
        isDrill || !context.may("casework.case.work") ? null : found === undefined ? button("Find its case", () => find(alarm), { link: true }) : found ? button("Go to its case", () => context.go(`/cases/${found}/safety`), { link: true }) : h("span", { class: "quiet" }, "It is none of the cases that you hold.")),
      settling === alarm.id ? settleForm(alarm) : null,
    );
  }

  /** @param {Alarm} alarm */
  function settleForm(alarm) {
    const choices = OUTCOME_WORDS.map(([outcome, words]) => button(words, () => act(() => context.api.post(`/desk/watch/alarms/${alarm.id}/settle/`, { outcome }), outcome === "gone-on" ? "Settled. The timer has ended: note in the case what is known." : "Settled. The timer waits for the next sign of life."), { kind: "secondary" }));
    return h("div", { class: "alarm__settle", role: "group", "aria-label": "How it ended" }, choices, button("Not yet", () => ((settling = ""), read()), { link: true }));
  }

  /** Look through the cases that I hold: the server does not know whose timer this is. @param {Alarm} alarm */
  async function find(alarm) {
    try {
      const store = storeOf(context);
      await store.refresh();
      const { id, unread } = await caseOf(store, alarm.check_in);
      if (over) return;
      if (id) {
        cases.set(alarm.check_in, id);
        return context.go(`/cases/${id}/safety`);
      }
      if (unread === 0) cases.set(alarm.check_in, "");
      else context.notify(say.notAllOpened, "problem"); // it may be one of these: nothing is said of it, and it can be looked for again
    } catch (problem) {
      cases.delete(alarm.check_in);
      context.notify(sentenceFor(problem), "problem");
    }
    await read();
  }

  /** @param {import("../casework/sealing.js").Strongbox[]} boxes */
  function askingsOf(boxes) {
    const asked = askingsFor(boxes, context.me.member);
    if (asked.length === 0) return null;
    return [
      h("h2", { class: "govuk-heading-m" }, "Somebody asks for a second person"),
      h("p", { class: "govuk-body" }, "Speak with them first, and give your share only if they are who asks and the reason is good. Everybody who shares it sees this."),
      h("ul", { class: "case-items" }, asked.map(({ box, by }) => h("li", { class: "case-item" },
        h("p", {}, h("b", {}, context.nameOf(by)), " asks to open a strongbox ", sharedWith(box, by), "."),
        button("Give my share", () => act(() => giveShare(context, box, by), `${context.nameOf(by)} can open it now.`), { kind: "secondary" })))),
    ];
  }

  /** @param {import("../casework/sealing.js").Strongbox} box @param {string} by */
  function sharedWith(box, by) {
    const others = box.holders.filter((one) => one !== context.me.member && one !== by).map((one) => context.nameOf(one));
    return others.length > 0 ? `that you share, with ${others.join(", ")} too` : "that the two of you share";
  }

  show(
    place,
    h("h1", { class: "govuk-heading-l" }, "Alarms"),
    warnings,
    list,
    asking,
    foot,
    h("p", {}, button("Teams, addresses and drills", () => context.go("/alarms/teams"), { link: true })),
  );
  await read();
  const timer = setInterval(() => document.visibilityState === "visible" && void read(true), EVERY);
  const seen = () => document.visibilityState === "visible" && void read(true);
  document.addEventListener("visibilitychange", seen);
  return () => {
    over = true;
    clearInterval(timer);
    document.removeEventListener("visibilitychange", seen);
  };
}

/** @param {Heard} heard @param {Alarm[]} alarms */
function warningsOf(heard, alarms) {
  const danger = alarms.filter((one) => one.kind !== "drill" && !one.taken_by).length;
  return [
    heard.is_late ? h("div", { class: "notice notice--harm", role: "alert" }, h("p", { class: "notice__title" }, "Timers stand still"), h("p", {}, say.late)) : null,
    danger > 0 ? h("p", { class: "lead", role: "status" }, danger === 1 ? "One alarm waits for somebody." : `${danger} alarms wait for somebody.`) : null,
  ];
}

/** @param {Heard} heard */
function footOf(heard) {
  if (!heard.second_is_set_up) return say.noSecond;
  const isLost = !heard.second || Date.now() - Date.parse(heard.second) > QUIET;
  return isLost ? "The second watcher is not heard: if this server stopped now, nobody would be told." : `The second watcher was heard ${momentWords(heard.second)}.`;
}
