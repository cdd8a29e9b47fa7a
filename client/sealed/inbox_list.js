// The list: who waits, the most urgent first. Nothing moves under the reader's hands; what is new is offered, and shown when asked for.

import { announce, filled } from "../enhance/words.js";
import { goTo } from "../enhance/keys.js";
import { button, h, show } from "./dom.js";
import { filterBar } from "./inbox_filters.js";
import { shiftPanel } from "./inbox_shift.js";
import { dangerStamp, facts, numberOf, stateStamp } from "./inbox_parts.js";
import { ALL, counts, fitting, inOrder, isFiltered } from "./requests_list.js";
import { momentWords, waitingWords } from "./requests_time.js";
import { languageWords, needWords, say } from "./requests_words.js";

/** @typedef {import("./requests_state.js").Request} Request */
/** @typedef {import("./requests_acts.js").Hands} Hands */

export const WINDOW = 100;

/**
 * @param {HTMLElement} place
 * @param {Hands} hands
 * @param {() => Promise<void>} read asks the server again
 * @returns {import("./inbox.js").View}
 */
export function listScreen(place, hands, read) {
  const { context, store } = hands;
  store.shown ||= WINDOW;
  const head = h("div", { class: "inbox__head" });
  const readAt = h("span", { class: "quiet" });
  const news = h("div", { class: "inbox__news", role: "status" });
  const filters = h("div", {});
  const list = h("ol", { class: "inbox__list", "aria-label": say("title") });
  const foot = h("div", { class: "inbox__foot" });
  let drawn = new Map();

  function drawReadAt() {
    readAt.textContent = `Read at ${momentWords(store.readAt).split(", ").at(-1)}.`;
  }

  function drawHead() {
    drawReadAt();
    show(
      head,
      h("h1", { class: "govuk-heading-l inbox__title" }, say("title")),
      h(
        "p",
        { class: "inbox__counts tabular" },
        h("strong", {}, say("counts", counts(store.requests(), context.me.member))),
        " ",
        readAt,
        " ",
        button("Read again", read, { link: true, attributes: { "data-key": "r", "data-key-label": "Read again" } }),
        " · ",
        button("Templates", () => context.go("/requests/templates"), { link: true, attributes: { "data-key": "t", "data-key-label": "Templates" } }),
      ),
      store.channels.some((one) => one.demonstration) ? h("p", { class: "quiet small" }, say("invented")) : null,
      shiftPanel(hands, drawAll),
    );
  }

  /** @param {boolean} [keep] stay at the row that was looked at */
  function drawList(keep = false) {
    const now = new Date();
    const fit = inOrder(fitting(store.requests(), store.filters, context.me.member));
    const rows = fit.slice(0, store.shown).map((request) => rowOf(request, hands, now));
    drawn = new Map(store.requests().map((one) => [one.id, mark(one)]));
    show(list, rows);
    show(foot, fit.length === 0 ? empty(hands, reset) : footOf(fit.length));
    show(news);
    const current = keep && rows.find((row) => row.dataset.box === store.current);
    if (current) goTo(current);
  }

  /** @param {number} all */
  function footOf(all) {
    const left = all - store.shown;
    const more = () => {
      store.shown += WINDOW;
      drawList();
    };
    return [
      h("p", { class: "quiet small" }, say("window", { shown: Math.min(all, store.shown), all })),
      left > 0 ? button(say("more", { count: Math.min(left, WINDOW) }), more, { kind: "secondary" }) : null,
    ];
  }

  /** @param {import("./requests_list.js").Filters} filters */
  function reset(filters) {
    store.filters = { ...filters };
    drawAll();
  }

  function drawFilters() {
    const draw = () => {
      store.shown = WINDOW;
      drawList();
    };
    show(filters, filterBar(store, draw, () => reset(ALL)));
  }

  function drawAll() {
    drawHead();
    drawFilters();
    drawList(true);
  }

  show(place, head, news, filters, list, foot);
  drawAll();
  list.addEventListener("keydown", (event) => {
    const row = /** @type {HTMLElement} */ (event.target);
    if (event.key === "Enter" && row.matches("[data-box]")) context.go(`/requests/${row.dataset.box}`);
  });
  const clock = setInterval(() => tick(list, store), 30_000);
  return {
    changed() {
      const fresh = store.requests().filter((one) => drawn.get(one.id) !== mark(one));
      drawReadAt();
      if (drawn.size === 0 && !head.contains(document.activeElement)) return drawAll();
      if (fresh.length > 0 || drawn.size !== store.requests().length) offer(news, fresh, drawAll);
    },
    missed: drawReadAt,
    stop: () => clearInterval(clock),
  };
}

/** @param {Request} request what, when it changes, is news */
function mark(request) {
  return `${request.version} ${request.messages.length} ${request.state}`;
}

/**
 * @param {HTMLElement} news
 * @param {Request[]} fresh
 * @param {() => void} draw
 */
function offer(news, fresh, draw) {
  const danger = fresh.filter((one) => one.danger === "now" && one.waiting).length;
  const gone = fresh.length === 0 ? "Some requests are not here any more." : "";
  const sentence = gone || filled(danger > 0 ? "{count} changed since you looked, {danger} of them in danger now." : "{count} changed since you looked.", {
    count: fresh.length === 1 ? "1 request" : `${fresh.length} requests`, danger,
  });
  show(news, h("p", {}, h("strong", {}, sentence), " ", button("Show", draw, { link: true, attributes: { "data-key": "s", "data-key-label": "Show what changed" } })));
  announce(sentence);
}

/**
 * @param {Request} request
 * @param {Hands} hands
 * @param {Date} now
 */
function rowOf(request, hands, now) {
  const { context, store } = hands;
  const open = (/** @type {string} */ part) => () => context.go(`/requests/${request.id}${part}`);
  const title = h("a", { class: "inbox__words", href: "#/requests" }, h("bdi", { dir: "auto", lang: request.language || null }, request.snippet || unread(request)));
  title.addEventListener("click", (event) => {
    event.preventDefault();
    open("")();
  });
  return h(
    "li",
    { class: `inbox__row inbox__row--${request.state}`, "data-item": "", "data-box": request.id },
    h(
      "div",
      { class: "inbox__glance" },
      dangerStamp(request),
      request.waiting ? h("span", { class: "inbox__waiting tabular" }, "waits ", h("strong", { "data-since": request.id }, waitingWords(request.waiting, now))) : null,
      stateStamp(request, hands),
      request.unread > 0 && request.state !== "new" ? h("strong", {}, `${request.unread} unread`) : null,
    ),
    title,
    facts([
      holderOf(request, context),
      request.needs.map(needWords).join(", "),
      languageWords(request.language),
      store.channels.length > 1 ? request.channel.name : "",
      filesOf(request),
      ...warnings(request),
      h("span", { class: "quiet" }, numberOf(request.id)),
    ]),
    h(
      "div",
      { class: "inbox__acts" },
      button("Answer", open("/answer"), { link: true, attributes: { "data-key": "a" } }),
      button("Note", open("/note"), { link: true, attributes: { "data-key": "n" } }),
    ),
  );
}

/** @param {Request} request */
function unread(request) {
  return request.unopened > 0 ? say("unopened", { why: say("notSealed") }) : "Nothing of this request is here any more.";
}

/**
 * Say who has it, where the stamp does not.
 * @param {Request} request
 * @param {import("./shell.js").Context} context
 */
function holderOf({ state, card }, context) {
  if (!card.holder || !["answered", "waiting"].includes(state)) return "";
  return card.holder === context.me.member ? "yours" : h("span", {}, "with ", h("bdi", {}, context.nameOf(card.holder)));
}

/** @param {Request} request */
function filesOf(request) {
  const files = request.messages.flatMap((one) => one.files ?? []).length;
  return files === 0 ? "" : files === 1 ? "1 file" : `${files} files`;
}

/** @param {Request} request */
function warnings(request) {
  const [other = "", ...more] = request.duplicates.map(numberOf);
  return [
    other ? `same words as ${other}${more.length > 0 ? ` and ${more.length} more` : ""}` : "",
    request.snippet && request.unopened > 0 ? `${request.unopened} could not be opened` : "",
    request.doubtful.length > 0 ? h("strong", {}, "a mark is not signed") : "",
    request.strangers.length > 0 ? h("strong", {}, "another reply address") : "",
  ];
}

/**
 * @param {Hands} hands
 * @param {(filters: import("./requests_list.js").Filters) => void} reset
 */
function empty({ context, store }, reset) {
  /** @param {"noChannel" | "empty" | "allClosed" | "noneFound"} name @param {Node} act */
  const panel = (name, act) =>
    h(
      "div",
      { class: "empty" },
      h("div", { class: "rosette", "aria-hidden": "true" }),
      h("div", { class: "empty__words" }, h("p", { class: "govuk-heading-s" }, say(`${name}Title`)), h("p", { class: "govuk-body" }, say(`${name}Words`)), h("p", {}, act)),
    );
  if (store.channels.length === 0) return panel("noChannel", button("Look at your vaults", () => context.go("/vaults"), { kind: "secondary" }));
  if (store.requests().length === 0) return panel("empty", button("Templates", () => context.go("/requests/templates")));
  if (isFiltered(store.filters)) return panel("noneFound", button("Show all", () => reset(ALL), { kind: "secondary" }));
  return panel("allClosed", button("Show the closed ones", () => reset({ ...ALL, state: "closed" }), { kind: "secondary" }));
}

/**
 * Count the waiting on without drawing anything anew.
 * @param {HTMLElement} list
 * @param {import("./requests_store.js").Store} store
 */
function tick(list, store) {
  const now = new Date();
  const waits = new Map(store.requests().map((one) => [one.id, one.waiting]));
  for (const words of list.querySelectorAll("[data-since]")) {
    const since = waits.get(/** @type {HTMLElement} */ (words).dataset.since ?? "");
    if (since) words.textContent = waitingWords(since, now);
  }
}
