// Missing, detained, in danger: each with its clock; signs of life; the kit.

import { keepItem } from "../casework/acts.js";
import { wordsOf } from "../casework/kinds.js";
import { newest } from "../casework/state.js";
import { moment } from "../vault/moments.js";
import { itemsSection, keepChange, today } from "./case_items.js";
import { button, h, show } from "./dom.js";
import { stamp } from "./inbox_parts.js";
import { momentWords, waitingWords } from "./requests_time.js";
import { say } from "./words_alarms.js";

export { checkInsPanel } from "./case_checkins.js";
export { kitPanel } from "./case_kit.js";

/** @typedef {import("./case_panels.js").CaseDesk} CaseDesk @typedef {import("../casework/kinds.js").Item} Item */
/** @typedef {{code: string, name: string, from: string, until?: string, countries: string[], within_days: number, what: string, check: string, sources: string[]}} Mechanism */

const MINUTE = 60_000;

/** @type {import("./case_panels.js").Panel} */
export function overlaysPanel(place, desk) {
  const clock = desk.hands.clock ?? (() => new Date());
  const isOpen = (/** @type {Item} */ { body }) => body.until === "" || body.until > moment(clock());
  const said = newest(desk.hands.store.items(desk.id, "request"))?.body.danger;
  const section = itemsSection(place, desk, {
    kind: "overlay",
    title: "Danger",
    name: "overlays",
    empty: said === "now" || said === "soon" ? "The person wrote of danger when they asked for help. Nobody has noted more of it here." : "Nobody is missing, detained or in danger as far as is known here.",
    add: "Somebody is missing, detained or in danger",
    start: () => ({ since: moment(clock()) }),
    labels: { since: "Since when", until: "Until when", what: "What is known" },
    hints: { since: "By your own clock.", until: "Empty while it goes on." },
    order: (one, other) => Number(isOpen(other)) - Number(isOpen(one)) || one.body.since.localeCompare(other.body.since),
    check: ({ overlay, since, until }) => ({
      ...(overlay ? {} : { overlay: "Say what happened." }),
      ...(since ? {} : { since: "Say since when." }),
      ...(until && until < since ? { until: "This lies before the beginning." } : {}),
    }),
    summary: (item) => {
      const words = wordsOf("overlay").choices.overlay?.[item.body.overlay] ?? item.body.overlay;
      const clockWords = isOpen(item) ? `for ${waitingWords({ at: item.body.since, isDay: false }, clock())}` : `until ${momentWords(item.body.until)}`;
      return [
        h("p", {}, stamp(words, isOpen(item) ? "danger" : "quiet"), " ", h("b", { "data-clock": item.id }, clockWords), " ", h("span", { class: "quiet" }, `since ${momentWords(item.body.since)}`)),
        item.body.what ? h("p", { class: "as-written", dir: "auto" }, item.body.what) : null,
      ];
    },
    actions: (item) => [isOpen(item) ? button("It is over", () => keepChange(desk, item, { until: moment(clock()) }, "Kept. The clock stands."), { link: true }) : null],
  });
  const timer = setInterval(() => {
    for (const one of place.querySelectorAll("[data-clock]")) {
      const item = desk.hands.store.items(desk.id, "overlay").find((known) => known.id === one.getAttribute("data-clock"));
      if (item && isOpen(item)) one.textContent = `for ${waitingWords({ at: item.body.since, isDay: false }, clock())}`;
    }
  }, MINUTE);
  return { changed: section.changed, stop: () => clearInterval(timer) };
}

/** @type {import("./case_panels.js").Panel} */
export function detentionPanel(place, desk) {
  const [above, below] = [h("div"), h("div")];
  place.append(above, below);
  /** @type {Mechanism[]} */
  let mechanisms = [];
  const names = () => /** @type {[string, string][]} */ (mechanisms.map((one) => [one.code, one.name]));
  const detained = () => desk.hands.store.items(desk.id, "overlay").some(({ body }) => ["detained", "missing"].includes(body.overlay) && (!body.until || body.until > moment(new Date())));

  const section = itemsSection(above, desk, {
    kind: "detention",
    title: "Detention",
    empty: "Nothing is noted of a detention.",
    add: "Note a detention",
    most: 20,
    labels: { access: "Lawyer let in", grounds: "Reason that was given", filed: "Brought before", "filed.on": "On", "filed.due": "Answer or next step due", pressure: "Pressure on relatives" },
    hints: { coerced: say.danger, hearings: "Each day that lies ahead becomes a task.", filed: "Each day that is due becomes a task." },
    choices: () => /** @type {Record<string, [string, string][]>} */ (mechanisms.length > 0 ? { "filed.mechanism": names() } : {}),
    summary: (item) => detentionWords(item, names()),
    kept: (item) => keepTasks(desk, item, Object.fromEntries(names())),
  });

  function drawBelow() {
    const valid = mechanisms.filter((one) => one.from <= today(desk) && (!one.until || one.until >= today(desk)));
    const ended = mechanisms.filter((one) => one.until && one.until < today(desk));
    if (valid.length === 0) return show(below);
    show(
      below,
      h(
        "details",
        { class: "govuk-details", open: detained() || null },
        h("summary", { class: "govuk-details__summary" }, h("span", { class: "govuk-details__summary-text" }, `What can be asked for urgently today (${valid.length})`)),
        h("div", { class: "govuk-details__text" }, h("p", { class: "quiet" }, "No legal advice: a lawyer looks at each first."), h("ul", { class: "case-items" }, valid.map(mechanismLine))),
        ended.length > 0 ? h("div", { class: "govuk-details__text" }, h("p", { class: "quiet" }, "No longer open: ", ended.map((one) => `${one.name} (until ${one.until})`).join("; "), ".")) : null,
      ),
    );
  }

  void desk.hands.context.api.get("/desk/cases/rules/").then(
    (rules) => {
      mechanisms = (rules.mechanisms ?? []).map((/** @type {any} */ one) => ({ ...one, until: one.until ?? "" }));
      drawBelow();
      section.changed();
    },
    () => {}, // without the list, the rest of the panel works
  );
  return { changed: () => (section.changed(), drawBelow()) };
}

/** @param {Mechanism} one */
function mechanismLine({ name, countries, within_days, what, check, sources }) {
  return h("li", { class: "case-item" },
    h("p", {}, h("b", {}, name), countries.length > 0 ? h("span", { class: "quiet" }, ` · against ${countries.join(", ")}`) : null),
    h("p", {}, what, within_days ? ` Within ${within_days} days.` : ""),
    h("p", { class: "quiet" }, `Look at first: ${check}`),
    h("p", { class: "quiet" }, sources.join("; ")));
}

/** @param {Item} item @param {[string, string][]} names */
function detentionWords({ body }, names) {
  const rows = /** @type {[string, string][]} */ ([
    ["Place", body.place], ["Authority", body.authority], ["Reason given", body.grounds], ["Lawyer", [body.lawyer, body.access && `let in: ${wordsOf("detention").choices.access?.[body.access]}`].filter(Boolean).join(", ")],
    ["Health", body.health], ["Said under force", body.coerced], ["Pressure on relatives", body.pressure],
    ["Hearings", body.hearings.map((/** @type {any} */ one) => `${one.on} ${one.what}`).join("; ")],
    ["Brought before", body.filed.map((/** @type {any} */ one) => `${Object.fromEntries(names)[one.mechanism] ?? one.mechanism}${one.on ? `, ${one.on}` : ""}${one.due ? `, due ${one.due}` : ""}`).join("; ")],
  ]).filter(([, value]) => value);
  return rows.length === 0 ? "Nothing more is known yet." : h("dl", { class: "case-facts" }, rows.map(([term, value]) => h("div", {}, h("dt", {}, term), h("dd", { dir: "auto" }, value))));
}

/**
 * Make a task of each day that lies ahead: a hearing, or an answer that is due. One that is there already is not made again.
 * @param {CaseDesk} desk
 * @param {Item} item
 * @param {Record<string, string>} names of mechanisms
 */
async function keepTasks(desk, item, names) {
  const { store, context } = desk.hands;
  const wanted = [
    ...item.body.hearings.map((/** @type {any} */ one) => ({ due: one.on, what: `Hearing${one.what ? `: ${one.what}` : ""}` })),
    ...item.body.filed.map((/** @type {any} */ one) => ({ due: one.due, what: `Due: ${names[one.mechanism] ?? (one.mechanism || "what was brought before a body")}` })),
  ].filter(({ due }) => due >= today(desk));
  const known = store.items(desk.id, "task").filter(({ body }) => body.about === item.id);
  const missing = wanted.filter(({ due, what }) => !known.some(({ body }) => body.due === due && body.what === what.slice(0, 300)));
  if (missing.length === 0) return;
  const one = missing.length === 1;
  await desk.act(async () => {
    for (const { due, what } of missing) {
      await keepItem(desk.hands, desk.id, "task", { what: what.slice(0, 300), due, who: context.me.member, about: item.id });
    }
  }, one ? "Kept, with a task for the day that is due." : `Kept, with ${missing.length} tasks for the days that are due.`);
}
