// What waits to go out, with the count of a second person beside it; and the ledger of everything that ever did.

import { confirm, isSame, refuse } from "../casework/numbers.js";
import { TABLES } from "../casework/tenfive.js";
import { button, h, show } from "./dom.js";
import { facts, stamp } from "./inbox_parts.js";
import { dayWords } from "./requests_time.js";
import { CELL_WORDS, quarterWords, RELEASE_WORDS, say, TABLE_WORDS } from "./words_numbers.js";

/** @typedef {import("./numbers_screen.js").NumbersDesk} NumbersDesk @typedef {import("../casework/numbers.js").Release} Release @typedef {import("../casework/tenfive.js").Figure} Figure */

/** A figure in the words of the public page. @param {Figure} figure @param {string} unit @param {boolean} isMoney */
export function saidAs({ value, withheld }, unit, isMoney) {
  if (value !== null) return `${value.toLocaleString("en-GB")}${unit}`;
  return withheld || isMoney ? say("hidden") : say("few");
}

/** @param {NumbersDesk} desk */
export function waitingPart(desk) {
  const waiting = desk.told.releases.filter((one) => ["proposed", "confirmed"].includes(one.state));
  return h(
    "section",
    { class: "sealed__section", "data-part": "waiting" },
    h("h2", { class: "govuk-heading-m" }, say("waitsTitle")),
    waiting.length === 0 ? h("p", { class: "govuk-body" }, say("waitsNone")) : waiting.map((one) => waits(desk, one)),
  );
}

/** @param {NumbersDesk} desk @param {Release} release */
function waits(desk, release) {
  const { context, told } = desk;
  const isOwn = release.proposed_by === context.me.member;
  const below = h("div", { "aria-live": "polite" });
  async function again() {
    const { figures, counted } = desk.line(release.table, release);
    if (counted.unknown > 0 || !isSame(figures, release.figures)) return show(below, h("p", { class: "govuk-error-message" }, say("differs")), beside(release, figures));
    await desk.act(() => confirm(context, release, figures), say("confirmed", { day: dayWords(told.next_batch) }));
  }
  const isWhole = desk.isWhole(release.crisis);
  return h(
    "section",
    { class: "panel", "data-release": release.reference },
    head(desk, release),
    list(release.figures, release),
    release.state === "proposed" && isOwn ? h("p", { class: "govuk-hint" }, say("own")) : null,
    below,
    h(
      "div",
      { class: "row" },
      release.state === "proposed" && !isOwn ? button(say("confirm"), isWhole ? again : () => show(below, h("p", { class: "govuk-error-message" }, "Open all cases of this crisis first, above."))) : null,
      button(isOwn ? say("takeBack") : say("refuse"), () => desk.act(() => refuse(context, release), say("refused")), { link: true }),
    ),
  );
}

/** @param {NumbersDesk} desk @param {Release} release */
function head({ context, told }, release) {
  const [word, code] = RELEASE_WORDS[release.state] ?? [release.state, "quiet"];
  const crises = /** @type {{crises?: {reference: string, title: string}[]}} */ (told).crises ?? [];
  const title = crises.length > 1 ? crises.find((one) => one.reference === release.crisis)?.title : "";
  return [
    h("p", {}, stamp(word, code)),
    h("h3", { class: "govuk-heading-s" }, TABLE_WORDS[release.table] ?? release.table),
    facts([quarterWords(release.quarter), title, release.reference, h("span", {}, "proposed by ", h("bdi", {}, context.nameOf(release.proposed_by))), release.confirmed_by ? h("span", {}, "confirmed by ", h("bdi", {}, context.nameOf(release.confirmed_by))) : null, release.out_on ? `out since ${dayWords(release.out_on)} ${release.out_on.slice(0, 4)}` : null]),
  ];
}

/** @param {Figure[]} figures @param {Release} release */
function list(figures, { table, currency }) {
  const unit = currency ? ` ${currency}` : "";
  return h("dl", { class: "numbers__figures" }, figures.map((one) => h("div", {}, h("dt", {}, CELL_WORDS[one.cell] ?? one.cell), h("dd", { class: "tabular" }, saidAs(one, unit, Boolean(TABLES[table]?.isMoney))))));
}

/** @param {Release} release @param {Figure[]} figures as they were counted here */
function beside(release, figures) {
  return h("div", { class: "numbers__beside" }, h("div", {}, h("h4", { class: "govuk-heading-s" }, say("theirs")), list(release.figures, release)), h("div", {}, h("h4", { class: "govuk-heading-s" }, say("yours")), list(figures, release)));
}

/** @param {NumbersDesk} desk */
export function ledgerPart(desk) {
  const out = desk.told.releases.filter((one) => one.state === "out");
  return h(
    "section",
    { class: "sealed__section", "data-part": "ledger" },
    h("h2", { class: "govuk-heading-m" }, say("ledgerTitle")),
    h("p", { class: "govuk-hint" }, out.length === 0 ? say("ledgerNone") : say("ledgerLead")),
    out.map((one) => h("section", { class: "panel" }, head(desk, one), list(one.figures, one))),
  );
}
