// Asking for the money of a support: who pays, as what it is booked, by when; with what the house has set for such help beside it.

import { askForMoney, payers, PURPOSES, purposeOf, sumWords } from "../casework/payouts.js";
import { ceilings } from "../casework/shelters.js";
import { houseOf } from "../casework/house_register.js";
import { overCeiling } from "../casework/supports.js";
import { today } from "./case_items.js";
import { button, field, h, show } from "./dom.js";
import { notice, select } from "./inbox_parts.js";
import { PER_WORDS, PURPOSE_WORDS, words } from "./words_help.js";

/** @typedef {import("./case_panels.js").CaseDesk} CaseDesk @typedef {import("../casework/kinds.js").Item} Item */

/**
 * Draw the question in a place.
 * @param {HTMLElement} place
 * @param {CaseDesk} desk
 * @param {Item} support
 * @param {() => void} leave
 */
export async function askPayout(place, desk, support, leave) {
  const { hands } = desk;
  const sum = sumWords(support.body.amount, support.body.currency);
  const draft = Object.assign(desk.draft("payout"), { payee: "", purpose: purposeOf(support.body.what), needBy: today(desk), ...desk.draft("payout"), id: support.id });
  const paying = h("div");
  const day = field({ label: "Needed by", type: "date", value: draft.needBy, attributes: { class: "govuk-input govuk-input--width-10" } });
  day.input.addEventListener("input", () => (draft.needBy = day.input.value));
  const purpose = select({ label: "Booked as", options: PURPOSES.map((one) => [one, PURPOSE_WORDS[one] ?? one]), value: draft.purpose, change: (value) => (draft.purpose = value) });
  async function ask() {
    day.fail(draft.needBy ? null : "Say by when it is needed.");
    if (!draft.needBy) return day.input.focus();
    const now = hands.store.items(desk.id, "support").find((one) => one.id === support.id) ?? support;
    const went = await desk.act(async () => {
      if (!draft.payee) await listPayers();
      await askForMoney(hands, desk.id, now, { payee: draft.payee, purpose: draft.purpose, needBy: draft.needBy });
    }, words.askedDone);
    if (!went) return;
    desk.dropDraft("payout");
    leave();
  }
  const off = () => {
    desk.dropDraft("payout");
    leave();
  };
  show(
    place,
    h(
      "section",
      { class: "case-form", "aria-label": `Ask for ${sum}` },
      h("h3", { class: "govuk-heading-s", tabindex: "-1" }, `Ask for ${sum}`),
      h("p", { class: "govuk-body" }, words.askLead),
      ceilingNotice(desk, support.body, support.id),
      paying,
      purpose.row,
      day.row,
      h("div", { class: "row" }, button("Ask for the money", ask), button("Leave it", off, { link: true })),
    ),
  );
  place.querySelector("h3")?.focus();
  async function listPayers() {
    const all = await payers(hands);
    if (!all.some((one) => one.reference === draft.payee)) draft.payee = all[0]?.reference ?? "";
    show(paying, select({ label: "Who pays", options: all.map((one) => [one.reference, one.name]), value: draft.payee, change: (value) => (draft.payee = value) }).row);
  }
  // Without an answer it is asked for again when the button is pressed.
  await listPayers().catch(() => {});
}

/**
 * Say where a support goes beyond what the house has set; nothing where it does not, or where the house is not read.
 * @param {CaseDesk} desk
 * @param {any} support a body
 * @param {string} [except] the support that is being changed
 */
export function ceilingNotice({ hands, id }, support, except = "") {
  if (!support.amount || !support.currency) return null;
  const wanted = { what: support.what, amount: support.amount, currency: support.currency, from: support.from || (hands.clock?.() ?? new Date()).toISOString().slice(0, 10) };
  const over = overCeiling(hands.store.items(id, "support"), /** @type {any} */ (ceilings(houseOf(hands.context))), wanted, except);
  return over.map((one) =>
    notice(
      "word",
      `${sumWords(one.over, support.currency)} over a ceiling`,
      h("p", {}, `The house has set ${sumWords(one.ceiling, support.currency)} ${PER_WORDS[one.per] ?? ""}; ${sumWords(one.used, support.currency)} is used.${one.source ? ` (${one.source})` : ""}`),
      h("p", {}, words.overCeiling),
    ),
  );
}
