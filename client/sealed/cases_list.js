// The list: who is in danger and what is due, first. Nothing moves under the reader's hands; what is new is offered, and shown when asked for.

import { announce } from "../enhance/words.js";
import { goTo } from "../enhance/keys.js";
import { moment } from "../vault/moments.js";
import { overlayStamps, secondStamp, stageStamp, tierStamp, dueWords } from "./case_head.js";
import { filterBar } from "./cases_filters.js";
import { ALL, counts, fitting, inOrder, isClosed, isFiltered } from "./cases_order.js";
import { seatOf } from "./cases.js";
import { button, h, show } from "./dom.js";
import { facts } from "./inbox_parts.js";
import { dayWords, momentWords } from "./requests_time.js";
import { languageWords } from "./requests_words.js";
import { compartmentWords, say } from "./words_cases.js";

/** @typedef {import("../casework/store.js").CaseView} CaseView */
/** @typedef {import("../casework/acts.js").Hands} Hands */

export const WINDOW = 100;

/**
 * @param {HTMLElement} place
 * @param {Hands} hands
 * @param {() => Promise<void>} read asks the server again
 * @returns {import("./cases.js").View}
 */
export function listScreen(place, hands, read) {
  const { context, store } = hands;
  const seat = seatOf(context);
  seat.shown ||= WINDOW;
  seat.filters ??= { ...ALL };
  const head = h("div", { class: "inbox__head" });
  const readAt = h("span", { class: "quiet" });
  const news = h("div", { class: "inbox__news", role: "status" });
  const filters = h("div", {});
  const list = h("ol", { class: "inbox__list", "aria-label": say("title") });
  const foot = h("div", { class: "inbox__foot" });
  let drawn = "";
  const who = () => ({ me: context.me.member, today: moment(new Date()).slice(0, 10) });

  function drawReadAt() {
    readAt.textContent = seat.readAt ? `Read at ${momentWords(seat.readAt).split(", ").at(-1)}.` : "";
  }

  function drawHead() {
    const cases = store.cases();
    const closed = store.problems.length;
    drawReadAt();
    show(
      head,
      h(
        "div",
        { class: "cases__title" },
        h("h1", { class: "govuk-heading-l inbox__title" }, say("title")),
        button("Open a case", () => context.go("/cases/new"), { kind: "secondary", attributes: { "data-key": "o", "data-key-label": "Open a case" } }),
      ),
      h(
        "p",
        { class: "inbox__counts tabular" },
        h("strong", {}, say("counts", counts(cases, who()))), " ", readAt, " ",
        button("Read again", read, { link: true, attributes: { "data-key": "r", "data-key-label": "Read again" } }),
      ),
      cases.some((one) => one.shell.demonstration) ? h("p", { class: "quiet small" }, say("invented")) : null,
      closed > 0 ? h("p", { class: "quiet small" }, say("notOpened", { count: closed === 1 ? "1 case that" : `${closed} cases that` })) : null,
    );
  }

  /** @param {boolean} [keep] stay at the row that was looked at */
  function drawList(keep = false) {
    const cases = store.cases().filter((one) => !store.problems.includes(one.shell.id));
    const fit = inOrder(fitting(cases, seat.filters, who()), who().today);
    const rows = fit.slice(0, seat.shown).map((view) => rowOf(view, hands));
    drawn = marks(store.cases());
    show(list, rows);
    show(foot, fit.length === 0 ? empty(hands, reset) : footOf(fit.length));
    show(news);
    const current = keep && rows.find((row) => row.dataset.case === seat.current);
    if (current) goTo(current);
  }

  /** @param {number} all */
  function footOf(all) {
    const left = all - seat.shown;
    const more = () => {
      seat.shown += WINDOW;
      drawList();
    };
    return [
      h("p", { class: "quiet small" }, say("window", { shown: Math.min(all, seat.shown), all })),
      left > 0 ? button(say("more", { count: Math.min(left, WINDOW) }), more, { kind: "secondary" }) : null,
    ];
  }

  /** @param {import("./cases_order.js").Filters} wanted */
  function reset(wanted) {
    seat.filters = { ...wanted };
    drawAll();
  }

  function drawAll() {
    drawHead();
    const redraw = () => {
      seat.shown = WINDOW;
      drawList();
    };
    show(filters, filterBar(hands, seat.filters, redraw, () => reset(ALL)));
    drawList(true);
  }

  show(place, head, news, filters, list, foot);
  drawAll();
  list.addEventListener("keydown", (event) => {
    const row = /** @type {HTMLElement} */ (event.target);
    if (event.key === "Enter" && row.matches("[data-case]")) context.go(`/cases/${row.dataset.case}`);
  });
  return {
    changed() {
      drawReadAt();
      if (marks(store.cases()) === drawn) return;
      if (list.childElementCount === 0 && !head.contains(document.activeElement)) return drawAll();
      const look = button("Show", drawAll, { link: true, attributes: { "data-key": "s", "data-key-label": "Show what changed" } });
      show(news, h("p", {}, h("strong", {}, say("changed")), " ", look));
      announce(say("changed"));
    },
  };
}

/** @param {CaseView[]} cases what, when it changes, is news */
function marks(cases) {
  return cases.map((one) => `${one.shell.id} ${one.cardVersion} ${one.shell.state}`).sort().join();
}

/**
 * @param {CaseView} view
 * @param {Hands} hands
 */
function rowOf(view, { context }) {
  const { shell, card, derived, rest } = view;
  const holder = card.holder === context.me.member ? "yours" : h("span", {}, "with ", h("bdi", {}, context.nameOf(card.holder)));
  const open = () => {
    seatOf(context).current = shell.id;
    context.go(`/cases/${shell.id}`);
  };
  const title = h("a", { class: "inbox__words cases__alias", href: "#/cases" }, h("bdi", { dir: "auto" }, card.alias || shell.reference));
  title.addEventListener("click", (event) => {
    event.preventDefault();
    open();
  });
  return h(
    "li",
    { class: `inbox__row cases__row${isClosed(view) ? " inbox__row--closed" : ""}`, "data-item": "", "data-case": shell.id },
    h("div", { class: "inbox__glance" }, overlayStamps(view), tierStamp(view), stageStamp(view), secondStamp(view, context.me.member), dueWords(view)),
    title,
    facts([
      rest ? say("rest", { part: compartmentWords(rest) }) : card.holder ? holder : h("strong", {}, "nobody has it"),
      derived.people > 1 ? `${derived.people} people` : "",
      card.language ? languageWords(card.language) : "",
      derived.deadline && derived.due.what !== "deadline" ? `deadline ${dayWords(derived.deadline, "short")}` : "",
      shell.shred_on ? `destroyed on ${dayWords(shell.shred_on, "short")} ${shell.shred_on.slice(0, 4)}` : "",
      shell.shred_asked ? h("strong", {}, "somebody asks to destroy it") : "",
      h("span", { class: "quiet" }, shell.reference),
    ]),
  );
}

/**
 * @param {Hands} hands
 * @param {(filters: import("./cases_order.js").Filters) => void} reset
 */
function empty({ context, store }, reset) {
  /** @param {"empty" | "allClosed" | "noneFound"} name @param {Node} act */
  const panel = (name, act) =>
    h(
      "div",
      { class: "empty" },
      h("div", { class: "rosette", "aria-hidden": "true" }),
      h("div", { class: "empty__words" }, h("p", { class: "govuk-heading-s" }, say(`${name}Title`)), h("p", { class: "govuk-body" }, say(`${name}Words`)), h("p", {}, act)),
    );
  if (store.cases().length === 0) return panel("empty", button("Open a case", () => context.go("/cases/new")));
  if (isFiltered(seatOf(context).filters)) return panel("noneFound", button("Show all", () => reset(ALL), { kind: "secondary" }));
  return panel("allClosed", button("Show the closed ones", () => reset({ ...ALL, state: "closed" }), { kind: "secondary" }));
}
