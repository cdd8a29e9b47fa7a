// Shelters: who waits for my share of an address, the shelters by their codes, and what the house has set. No address stands in any list.

import { houseOf } from "../casework/house_register.js";
import { give, waitingForMe } from "../casework/shelters.js";
import { addressPlace } from "./address_open.js";
import { colleagues } from "./case_opening.js";
import { button, h, show } from "./dom.js";
import { ceilingsSection } from "./house_ceilings.js";
import { sheltersSection } from "./house_shelters.js";
import { choices, notice } from "./inbox_parts.js";
import { section } from "./parts.js";
import { dayWords } from "./requests_time.js";
import { words } from "./words_help.js";

/** @typedef {import("./shell.js").Context} Context */

const AGAIN = 15_000; // how often it is looked who asks

/** @type {import("./shell.js").Way} */
export const HOUSE = { name: "house", title: "Shelters", permission: "casework.case.work", screen };

/** @type {import("./shell.js").Screen} */
async function screen(place, context) {
  const house = houseOf(context);
  const [asking, below, status] = [h("div"), h("div"), h("p", { class: "progress-words", role: "status" }, "Reading the list of shelters…")];
  const address = addressPlace(context);
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let [stopped, shown] = [false, ""];
  show(place, h("h1", { class: "govuk-heading-l" }, "Shelters"), h("p", { class: "lead" }, words.houseLead), asking, status, below);
  await house.refresh();
  show(status);
  if (house.vault) drawHouse();
  else drawNone();
  void look();

  function drawHouse() {
    const lists = [h("div"), h("div")];
    show(below, address.element, lists);
    sheltersSection(/** @type {HTMLElement} */ (lists[0]), context, address.open);
    ceilingsSection(/** @type {HTMLElement} */ (lists[1]), context);
  }

  function drawNone() {
    const known = colleagues(context);
    /** @type {string[]} */
    let holders = [];
    /** @type {import("../casework/house_register.js").Making} */
    const making = {};
    const problem = h("div", { role: "alert" });
    async function begin() {
      if (holders.length === 0) return show(problem, notice("word", "", h("p", {}, "Choose at least one colleague, so that one lost passphrase loses nothing.")));
      try {
        await house.make(holders, making);
        context.notify("The list is begun.");
        drawHouse();
      } catch (failure) {
        show(problem, notice("word", "", h("p", {}, context.sentenceFor(failure))));
      }
    }
    show(
      below,
      notice("", "No list yet", h("p", {}, words.houseNone)),
      known.length === 0
        ? h("p", { class: "govuk-body" }, "Nobody else of your organisation has keys that are vouched for: ask your steward of keys.")
        : [choices({ legend: "Who reads the list with you", options: known.map((one) => [one.member, one.name]), chosen: holders, change: (some) => (holders = some) }), problem, button("Begin the list", begin)],
    );
  }

  async function look() {
    try {
      const waiting = await waitingForMe(context);
      const now = JSON.stringify(waiting.map(({ box, by }) => [box.id, by]));
      if (!stopped && now !== shown) drawAsking(waiting);
      shown = now;
    } catch {
      // Asked again in a moment.
    }
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(() => void look(), AGAIN);
  }

  /** @param {import("../casework/shelters.js").Waiting[]} waiting */
  function drawAsking(waiting) {
    if (waiting.length === 0) return show(asking);
    const line = (/** @type {import("../casework/shelters.js").Waiting} */ one) =>
      h(
        "li",
        {},
        h("p", { class: "govuk-body" }, h("strong", {}, h("bdi", {}, context.nameOf(one.by))), one.code ? ` asks to open the address of shelter ${one.code}` : " asks to open something that you share", `, ${dayWords(`${one.on}T00:00Z`)}.`),
        h("div", { class: "help__acts" }, button("Give my share", () => giveNow(one))),
      );
    show(asking, section("Somebody asks", h("p", { class: "govuk-body" }, words.askingLead), h("ul", { class: "help__lines" }, waiting.map(line))));
  }

  /** @param {import("../casework/shelters.js").Waiting} one */
  async function giveNow(one) {
    try {
      await give(context, one);
      context.notify(words.given);
      await look();
    } catch (problem) {
      context.notify(context.sentenceFor(problem), "problem");
    }
  }

  return () => {
    stopped = true;
    clearTimeout(timer);
    address.stop();
  };
}
