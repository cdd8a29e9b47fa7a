// Numbers: the true ones, for whoever holds the cases and nobody else; and the few that two people let out together.

import { count, likeIt, lineFor, propose, quartersBefore } from "../casework/numbers.js";
import { registersOf } from "../casework/registers.js";
import { of } from "../casework/state.js";
import { storeOf } from "../casework/store.js";
import { TABLES, troubles } from "../casework/tenfive.js";
import { moment } from "../vault/moments.js";
import { button, h, show } from "./dom.js";
import { notice, select } from "./inbox_parts.js";
import { ledgerPart, saidAs, waitingPart } from "./numbers_out.js";
import { dayWords } from "./requests_time.js";
import { sentenceFor } from "./words.js";
import { CELL_WORDS, quarterWords, say, TABLE_WORDS, TROUBLE_WORDS } from "./words_numbers.js";

/** @typedef {import("../casework/numbers.js").Opened} Opened @typedef {import("../casework/numbers.js").Release} Release @typedef {import("../casework/numbers.js").Counted} Counted */
/**
 * @typedef {object} NumbersDesk what the parts of this screen work with
 * @property {import("./shell.js").Context} context
 * @property {{today: string, next_batch: string, releases: Release[]}} told
 * @property {(table: string, wanted: {crisis: string, quarter: string, currency: string}) => {counted: Counted, figures: import("../casework/tenfive.js").Figure[]}} line
 * @property {(crisis: string) => boolean} isWhole whether every case of the crisis was opened
 * @property {(act: () => Promise<unknown>, done: string) => Promise<boolean>} act
 */

/** @type {import("./shell.js").Way} */
export const NUMBERS = { name: "numbers", title: say("title"), permission: "casework.case.work", screen: numbersScreen };

/** @type {WeakMap<object, {crisis: string, quarter: string, currency: string}>} what somebody looks at, in memory only */
const seats = new WeakMap();

/**
 * @param {HTMLElement} place
 * @param {import("./shell.js").Context} context
 */
export async function numbersScreen(place, context) {
  const store = storeOf(context);
  const registers = registersOf(context);
  const title = h("h1", { class: "govuk-heading-l" }, say("title"));
  const mayRelease = context.may("released.number.release");
  const own = context.me.organisation.reference;
  let isOver = false;
  /** @type {{today: string, next_batch: string, crises: {reference: string, title: string}[], releases: Release[]}} */
  let told = { today: moment(new Date()).slice(0, 10), next_batch: "", crises: [], releases: [] };
  show(place, title, h("p", { class: "progress-words", role: "status" }, "Reading the cases that you hold…"));

  async function ask() {
    told = await context.api.get(mayRelease ? "/desk/released/numbers/" : "/desk/released/slips/").then((/** @type {any} */ one) => ({ ...told, ...one, releases: one.releases ?? [] }));
  }
  await Promise.all([store.refresh(), ask(), registers.refresh()]);
  const seat = seats.get(context) ?? { crisis: told.crises[0]?.reference ?? "", quarter: quartersBefore(told.today, 1)[0] ?? "", currency: "" };
  seats.set(context, seat);

  const casesOf = (/** @type {string} */ crisis) => store.cases().filter(({ shell, card, rest }) => !rest && shell.organisation === own && (card.crisis === crisis || (card.crisis === "" && told.crises.length === 1)));
  const openedOf = (/** @type {string} */ crisis) => casesOf(crisis).filter((one) => one.opened).map((view) => /** @type {Opened} */ ({ view, items: store.items(view.shell.id) }));

  /** @type {NumbersDesk} */
  const desk = {
    context,
    get told() {
      return told;
    },
    line(table, { crisis, quarter, currency }) {
      const counted = count(table, openedOf(crisis), { quarter, currency, basisOf: (way) => registers.item(way)?.body.basis ?? "" });
      return { counted, figures: lineFor(table, counted) };
    },
    isWhole: (crisis) => casesOf(crisis).every((one) => one.opened),
    async act(what, done) {
      try {
        await what();
        await ask();
        context.notify(done);
      } catch (problem) {
        context.notify(sentenceFor(problem), "problem");
        return false;
      }
      draw();
      return true;
    },
  };

  async function openAll(/** @type {HTMLElement} */ words) {
    const waiting = casesOf(seat.crisis).filter((one) => !one.opened);
    for (const [at, { shell }] of waiting.entries()) {
      if (isOver) return;
      words.textContent = say("opening", { done: at, all: waiting.length });
      await store.open(shell.id);
    }
    draw();
  }

  function choosing() {
    const currencies = [...new Set(openedOf(seat.crisis).flatMap(({ items }) => of(items, "support").map(({ body }) => body.currency)).filter(Boolean))].sort();
    if (!currencies.includes(seat.currency)) seat.currency = currencies[0] ?? "";
    const change = (/** @type {"crisis" | "quarter" | "currency"} */ name) => (/** @type {string} */ value) => {
      seat[name] = value;
      draw();
    };
    return h(
      "div",
      { class: "row numbers__choice" },
      told.crises.length > 1 ? select({ label: "Crisis", options: told.crises.map((one) => /** @type {const} */ ([one.reference, one.title])), value: seat.crisis, change: change("crisis") }).row : null,
      select({ label: "Quarter", options: quartersBefore(told.today).map((one) => /** @type {const} */ ([one, quarterWords(one)])), value: seat.quarter, change: change("quarter") }).row,
      currencies.length > 1 ? select({ label: "Currency of sums", options: currencies.map((one) => /** @type {const} */ ([one, one])), value: seat.currency, change: change("currency") }).row : null,
    );
  }

  function held() {
    const all = casesOf(seat.crisis);
    const closed = all.filter((one) => !one.opened);
    const name = context.me.organisation.name;
    if (all.length === 0) return h("p", { class: "govuk-body" }, say("noCases", { organisation: name }));
    if (closed.length === 0) return h("p", { class: "govuk-body" }, say(all.length === 1 ? "countedOne" : "counted", { all: all.length, organisation: name }));
    const words = h("p", { class: "govuk-body", role: "status" }, say("unopened", { count: closed.length, all: all.length }));
    return notice("word", "", words, button(say("openAll"), () => openAll(words).catch((problem) => context.notify(sentenceFor(problem), "problem"))));
  }

  function draw() {
    if (isOver) return;
    if (told.crises.length === 0) return show(place, title, h("p", { class: "govuk-body" }, say("noCrisis")));
    const tables = casesOf(seat.crisis).some((one) => one.opened) ? Object.keys(TABLES).map((table) => tablePart(desk, table, seat, mayRelease)) : [];
    show(
      place,
      title,
      h("p", { class: "govuk-body" }, say("trueLead")),
      choosing(),
      held(),
      mayRelease && tables.length > 0 ? h("p", { class: "govuk-hint" }, say("batch", { day: dayWords(told.next_batch) })) : null,
      tables,
      mayRelease ? [waitingPart(desk), ledgerPart(desk)] : h("p", { class: "govuk-hint" }, say("notYours")),
    );
  }
  draw();
  return () => {
    isOver = true;
  };
}

/**
 * One table of the quarter: what is true, what would be said of it, and whether that may go out.
 * @param {NumbersDesk} desk
 * @param {string} table
 * @param {{crisis: string, quarter: string, currency: string}} seat
 * @param {boolean} mayRelease
 */
function tablePart(desk, table, seat, mayRelease) {
  const isMoney = Boolean(TABLES[table]?.isMoney);
  if (isMoney && !seat.currency) return null;
  const { counted, figures } = desk.line(table, seat);
  const unit = isMoney ? ` ${seat.currency}` : "";
  const { releases, today } = desk.told;
  const line = { crisis: seat.crisis, table, quarter: seat.quarter, currency: isMoney ? seat.currency : "", figures };
  const like = likeIt(releases, line);
  const found = troubles(line, { on: today, ledger: like.filter((one) => one.state === "out") });
  const waiting = like.some((one) => ["proposed", "confirmed"].includes(one.state));
  const heading = h("h2", { class: "govuk-heading-m" }, TABLE_WORDS[table]);
  if (counted.unknown > 0) return h("section", { class: "sealed__section" }, heading, h("p", { class: "govuk-body" }, say("unknown", { count: counted.unknown })));
  const isReady = mayRelease && desk.isWhole(seat.crisis) && !waiting && found.length === 0;
  return h(
    "section",
    { class: "sealed__section numbers__table", "data-table": table },
    heading,
    h(
      "table",
      { class: "govuk-table" },
      h("caption", { class: "govuk-table__caption govuk-visually-hidden" }, `${TABLE_WORDS[table]}, ${quarterWords(seat.quarter)}`),
      h("thead", { class: "govuk-table__head" }, h("tr", { class: "govuk-table__row" }, h("th", { scope: "col", class: "govuk-table__header" }, "What"), h("th", { scope: "col", class: "govuk-table__header govuk-table__header--numeric" }, say("trueColumn")), h("th", { scope: "col", class: "govuk-table__header govuk-table__header--numeric" }, say("saidColumn")))),
      h(
        "tbody",
        { class: "govuk-table__body" },
        figures.map((figure) =>
          h(
            "tr",
            { class: "govuk-table__row" },
            h("th", { scope: "row", class: "govuk-table__header" }, CELL_WORDS[figure.cell] ?? figure.cell),
            h("td", { class: "govuk-table__cell govuk-table__cell--numeric tabular" }, `${(counted.counts[figure.cell] ?? 0).toLocaleString("en-GB")}${unit}`),
            h("td", { class: "govuk-table__cell govuk-table__cell--numeric tabular" }, saidAs(figure, unit, isMoney)),
          ),
        ),
      ),
    ),
    found.map((one) => h("p", { class: "govuk-hint" }, TROUBLE_WORDS[one] ?? one)),
    isReady ? button(say("propose"), () => desk.act(() => propose(desk.context, line), say("proposed")), { kind: "secondary" }) : null,
  );
}
