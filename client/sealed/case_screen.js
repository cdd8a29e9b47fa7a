// One case: its head, its tabs, and in the open one the panels that draw themselves. What was typed and not kept stays until it is kept.

import { Clash, keepCard, keepItem } from "../casework/acts.js";
import { conflictPanel } from "./case_conflict.js";
import { headOf } from "./case_head.js";
import { notHeld } from "./case_held.js";
import { restTabs, TABS } from "./case_panels.js";
import { isOffline, seatOf } from "./cases.js";
import { h, show } from "./dom.js";
import { notice } from "./inbox_parts.js";
import { wayBack } from "./parts.js";
import { dayWords } from "./requests_time.js";
import { compartmentWords, say } from "./words_cases.js";
import { sentenceFor } from "./words.js";

/** @typedef {import("./case_panels.js").CaseDesk} CaseDesk @typedef {import("./case_panels.js").Shown} Shown @typedef {import("./case_panels.js").Tab} Tab */
/** @typedef {import("../casework/acts.js").Hands} Hands */

/**
 * @param {HTMLElement} place
 * @param {Hands} hands
 * @param {string} id
 * @param {string} wanted the tab to begin with
 * @returns {import("./cases.js").View}
 */
export function caseScreen(place, hands, id, wanted) {
  const { context, store } = hands;
  const seat = seatOf(context);
  const back = wayBack(context, "/cases", "All cases");
  back.dataset.key = "b";
  back.dataset.keyLabel = "Back to the list";
  if (!store.case(id)) {
    show(place, back, h("p", { class: "govuk-body" }, say("gone")));
    return { changed: () => {} };
  }
  seat.current = id;
  const [head, conflict, below] = [h("div", { class: "request__head" }), h("div", { class: "request__conflict" }), h("div", { class: "case__below" })];
  /** @type {Shown[]} */
  let shown = [];
  let [opened, drawn, owed] = [false, "", false];
  const view = () => /** @type {import("../casework/store.js").CaseView} */ (store.case(id));
  const tabs = view().rest ? restTabs(view().rest, compartmentWords(view().rest)) : TABS;
  let current = tabs.find((tab) => tab.name === (wanted || seat.tabs.get(id))) ?? /** @type {Tab} */ (tabs[0]);

  /** @type {CaseDesk} */
  const desk = {
    hands,
    id,
    view,
    draft(name) {
      const key = `${id} ${name}`;
      if (!store.drafts.has(key)) store.drafts.set(key, {});
      return store.drafts.get(key);
    },
    dropDraft: (name) => void store.drafts.delete(`${id} ${name}`),
    act,
    go: (name) => open(tabs.find((tab) => tab.name === name) ?? current, true),
  };

  /** @type {CaseDesk["act"]} */
  async function act(what, done = "") {
    const from = /** @type {HTMLElement | null} */ (document.activeElement?.closest(".case__panel") ?? null);
    try {
      await what();
      show(conflict);
    } catch (problem) {
      tell(problem, done);
      changed();
      return false;
    }
    try {
      if (store.case(id)?.opened) await keepCard(hands, id);
      if (done) context.notify(done);
    } catch (problem) {
      if (isGone(problem)) return false;
      owed = true;
      context.notify(`${done} ${say("cardLater")}`.trim());
    }
    changed();
    focusBack(from);
    return true;
  }

  /** @param {unknown} problem @param {string} done */
  function tell(problem, done) {
    if (!(problem instanceof Clash)) return context.notify(isOffline(problem) ? say("offline") : sentenceFor(problem), "problem");
    const { theirs } = problem;
    const close = () => show(conflict);
    const keep = (/** @type {any} */ body) => act(() => keepItem(hands, id, theirs.kind, body, theirs), done || "Kept.");
    show(conflict, conflictPanel(desk, problem, { keep, leave: close }));
    conflict.scrollIntoView({ block: "nearest" });
    conflict.querySelector("button")?.focus();
  }

  function changed() {
    if (!store.case(id)) {
      end();
      return show(place, back, h("p", { class: "govuk-body" }, say("gone")));
    }
    if (owed && view().opened) void settle();
    const now = mark(hands, id);
    if (now === drawn) return;
    drawn = now;
    // What is held down or focused in the head is not pulled away under the hand.
    const keep = head.contains(document.activeElement) ? document.activeElement?.textContent : null;
    show(head, headOf(desk), warnings(desk));
    if (keep) [...head.querySelectorAll("button")].find((one) => one.textContent === keep)?.focus();
    if (!view().opened) return show(below, h("p", { class: "progress-words", role: "status" }, say("openingOne")));
    if (!opened) open(current);
    else for (const one of shown) one.changed?.();
    opened = true;
  }

  /** The card that could not be kept is kept when the server answers again. */
  async function settle() {
    owed = false;
    await keepCard(hands, id).catch(() => (owed = true));
  }

  function end() {
    for (const one of shown) one.stop?.();
    shown = [];
  }

  /** @param {Tab} tab @param {boolean} [isAsked] somebody pressed it: the focus stays there */
  function open(tab, isAsked = false) {
    end();
    current = tab;
    seat.tabs.set(id, tab.name);
    const panel = h("div", { class: "case__panels", role: "tabpanel", id: "case-panel", "aria-labelledby": `tab-${tab.name}`, tabindex: "-1" });
    const list = tabList(tabs, tab, open);
    show(below, list, panel);
    const selected = /** @type {HTMLElement | null} */ (list.querySelector("[aria-selected=true]"));
    if (isAsked) selected?.focus({ preventScroll: true });
    selected?.scrollIntoView({ block: "nearest", inline: "center" });
    if (tab.compartment && !view().held.has(tab.compartment)) return show(panel, notHeld(desk, tab.compartment));
    shown = tab.panels.flatMap((draw) => drawPanel(panel, desk, draw));
  }

  show(place, back, head, conflict, below);
  changed();
  return { changed, stop: end };
}

/** Where the button that was pressed is gone with what it did, whoever works without a mouse goes on at its part of the page. @param {HTMLElement | null} panel */
function focusBack(panel) {
  const heading = panel?.isConnected && document.activeElement === document.body ? panel.querySelector("h2") : null;
  heading?.setAttribute("tabindex", "-1");
  heading?.focus({ preventScroll: true });
}

/** @param {HTMLElement} panel @param {CaseDesk} desk @param {import("./case_panels.js").Panel} draw @returns {Shown[]} */
function drawPanel(panel, desk, draw) {
  const inside = h("div", { class: "case__panel" });
  panel.append(inside);
  try {
    const shown = draw(inside, desk);
    return shown ? [shown] : [];
  } catch (problem) {
    console.error(problem);
    show(inside, notice("word", "", h("p", {}, say("broken"))));
    return [];
  }
}

/** @param {Tab[]} all @param {Tab} current @param {(tab: Tab, isAsked: boolean) => void} open */
function tabList(all, current, open) {
  const tabs = all.map((tab) => {
    const isCurrent = tab === current;
    const made = h(
      "button",
      {
        type: "button", class: "case__tab", role: "tab", id: `tab-${tab.name}`, tabindex: isCurrent ? "0" : "-1",
        "aria-selected": String(isCurrent), "aria-controls": "case-panel",
      },
      tab.title,
    );
    made.addEventListener("click", () => open(tab, true));
    return made;
  });
  const list = h("div", { class: "case__tabs not-printed", role: "tablist", "aria-label": "Parts of the case" }, tabs);
  list.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key] ?? 0;
    const next = event.key === "Home" ? 0 : event.key === "End" ? all.length - 1 : all.indexOf(current) + step;
    if (next === all.indexOf(current) || !all[next]) return;
    event.preventDefault();
    open(/** @type {Tab} */ (all[next]), true);
  });
  return list;
}

/** @param {CaseDesk} desk */
function warnings({ hands, id }) {
  const doubtful = hands.store.doubtful(id).length;
  const view = hands.store.case(id);
  const day = view?.shell.shred_on ? `${dayWords(view.shell.shred_on)} ${view.shell.shred_on.slice(0, 4)}` : "its last day";
  const rest = view?.rest ? notice("", say("rest", { part: compartmentWords(view.rest) }), h("p", {}, say("restWords", { day }))) : null;
  const unsigned = doubtful > 0 ? notice("word", "Not signed", h("p", {}, say("doubtful", { count: doubtful === 1 ? "1 record" : `${doubtful} records` }))) : null;
  return [rest, unsigned];
}

/** What is there of a case, so that nothing is drawn that did not change. @param {Hands} hands @param {string} id */
function mark({ store, context }, id) {
  const view = /** @type {import("../casework/store.js").CaseView} */ (store.case(id));
  const vaults = new Set([view.shell.vault, ...view.shell.compartments]);
  const held = context.vaults.filter((one) => vaults.has(one.id)).map((one) => [one.epoch, one.holders.length]);
  const items = store.items(id).map((one) => `${one.id}${one.version}`);
  return JSON.stringify([view.shell, view.cardVersion, view.opened, [...view.held], held, items, store.entries(id).map((one) => one.id), store.doubtful(id).length, view.derived]);
}

/** @param {unknown} problem */
function isGone(problem) {
  return ["signed-out", "locked"].includes(/** @type {{code?: string}} */ (problem ?? {}).code ?? "");
}
