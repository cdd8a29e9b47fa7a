// Help that was planned, asked for and given, and where somebody sleeps. Nothing here asks whether somebody was verified.

import { houseOf } from "../casework/house_register.js";
import { wordsOf } from "../casework/kinds.js";
import { followPayouts, sumWords, withdrawMoney } from "../casework/payouts.js";
import { shelters } from "../casework/shelters.js";
import { givenOn, totals } from "../casework/supports.js";
import { addressPlace } from "./address_open.js";
import { dayOf, itemsSection, keepChange, today } from "./case_items.js";
import { button, h, show } from "./dom.js";
import { askPayout, ceilingNotice } from "./payout_ask.js";
import { PAYOUT_WORDS, supportStamp, words } from "./words_help.js";

/** @typedef {import("./case_panels.js").CaseDesk} CaseDesk @typedef {import("../casework/kinds.js").Item} Item @typedef {import("../casework/payouts.js").Payout} Payout */

const AGAIN = 30_000; // how often it is looked what became of the money

/** @type {import("./case_panels.js").Panel} */
export function supportsPanel(place, desk) {
  const { hands } = desk;
  const names = wordsOf("support").choices.what ?? {};
  const [list, asking, given] = [h("div"), h("div"), h("p", { class: "govuk-body" })];
  /** @type {Map<string, Payout>} */
  let payouts = new Map();

  /** @param {Item} item */
  const summary = (item) => {
    const { what, amount, currency, from, until, note, state } = item.body;
    const [word, ink] = supportStamp(item.body);
    const payout = payouts.get(item.body.payout);
    return [
      h("span", { class: `stamp stamp--${ink}` }, word),
      " ",
      h("strong", {}, names[what] ?? "Help"),
      amount ? [" ", h("span", { class: "help__sum" }, sumWords(amount, currency))] : null,
      from || until ? h("span", {}, " · ", from ? dayOf(desk, from) : "", until ? [" to ", dayOf(desk, until)] : "") : null,
      item.body.given_on && ["given", "ended"].includes(state) ? h("span", {}, " · given ", dayOf(desk, item.body.given_on)) : null,
      payout && ["asked", "returned"].includes(state) ? h("div", { class: "govuk-hint" }, `Number ${payout.claim.slice(0, 4)} ${payout.claim.slice(4, 8)}: ${PAYOUT_WORDS[payout.state] ?? ""}`) : null,
      note ? h("p", { class: "govuk-body", dir: "auto" }, note) : null,
      state === "planned" || state === "" ? ceilingNotice(desk, item.body, item.id) : null,
    ];
  };

  /** @param {Item} item */
  const actions = (item) => {
    const { state, amount, currency } = item.body;
    const ask = (/** @type {string} */ label) => button(label, () => askPayout(asking, desk, item, () => show(asking)), { kind: "secondary" });
    if (state === "asked") return [button("Take it back", () => takeBack(item), { link: true })];
    if (state === "given") return [button("It has ended", () => keepChange(desk, item, { state: "ended", until: item.body.until || today(desk) }), { link: true }), item.body.payout ? null : button("It came back", () => keepChange(desk, item, { state: "returned" }), { link: true })];
    if (state === "ended") return [];
    const given = button("Given today", () => keepChange(desk, item, givenOn(item.body, today(desk))), amount ? { link: true } : { kind: "secondary" });
    return [amount && currency ? ask(state === "returned" ? "Ask for the money again" : "Ask for the money") : null, given];
  };

  /** @param {Item} item */
  async function takeBack(item) {
    let said = words.takenBack;
    await desk.act(async () => {
      if ((await withdrawMoney(hands, desk.id, item)) === "gone-on") said = words.goneOn;
      hands.context.notify(said);
    });
  }

  const section = itemsSection(list, desk, {
    kind: "support",
    title: "Help",
    lead: words.helpLead,
    empty: words.noSupport,
    add: "Help now",
    fields: ["what", "amount", "currency", "from", "until", "note"],
    labels: { what: "What kind of help", amount: "Amount", from: "From", until: "Until" },
    hints: { amount: words.amountHint, note: words.noteHint },
    start: () => ({ state: "planned", currency: hands.store.items(desk.id, "support")[0]?.body.currency || "EUR", from: today(desk) }),
    openFirst: true,
    order: (one, other) => rank(one) - rank(other) || other.at.localeCompare(one.at) || one.id.localeCompare(other.id),
    check: (body, before) => ({
      ...(body.what ? {} : { what: words.needsWhat }),
      ...(body.amount && !body.currency ? { currency: words.needsCurrency } : {}),
      ...(before?.body.state === "asked" && (body.amount !== before.body.amount || body.currency !== before.body.currency) ? { amount: words.notWhileAsked } : {}),
    }),
    summary,
    actions,
  });

  let stopped = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  /** Claims that were looked for: what was just asked for is looked at once, and then with the others. @type {Set<string>} */
  const lookedFor = new Set();
  function changed() {
    const fresh = hands.store.items(desk.id, "support").filter((one) => one.body.state === "asked" && !lookedFor.has(one.body.payout));
    if (fresh.length > 0) {
      for (const one of fresh) lookedFor.add(one.body.payout);
      clearTimeout(timer);
      timer = setTimeout(() => void follow(), 0);
    }
    const sums = totals(hands.store.items(desk.id, "support"));
    show(given, sums.length > 0 ? ["Given so far: ", sums.map((one) => `${sumWords(one.amount, one.currency)} ${(names[one.what] ?? one.what).toLowerCase()}`).join(" · "), "."] : "");
    given.hidden = sums.length === 0;
    section.changed();
  }

  async function follow() {
    clearTimeout(timer);
    try {
      const before = JSON.stringify([...payouts]);
      const items = mark(desk);
      payouts = await followPayouts(hands, desk.id);
      if (stopped) return;
      const isWritten = mark(desk) !== items;
      if (isWritten || JSON.stringify([...payouts]) !== before) changed();
      // What became of the money changes the card and the head of the page as anything that is written does.
      if (isWritten) await desk.act(async () => {});
    } catch {
      // Without an answer the case shows what it knew; it is asked again.
    }
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(() => void follow(), AGAIN);
  }
  show(place, list, given, asking);
  changed();
  const draft = desk.draft("payout");
  const begun = draft.id && hands.store.items(desk.id, "support").find((one) => one.id === draft.id);
  if (begun) void askPayout(asking, desk, begun, () => show(asking));
  void houseOf(hands.context).refresh().then((isNew) => isNew && !stopped && changed(), () => {});
  void follow();
  return {
    changed,
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}

/** What waits for somebody first. @param {Item} item */
function rank({ body }) {
  return { returned: 0, planned: 1, "": 1, asked: 2, given: 3, ended: 4 }[/** @type {string} */ (body.state)] ?? 4;
}

/** @param {CaseDesk} desk */
function mark({ hands, id }) {
  return hands.store.items(id, "support").map((one) => `${one.id}${one.version}`).join();
}

/** @type {import("./case_panels.js").Panel} */
export function staysPanel(place, desk) {
  const { hands } = desk;
  const house = houseOf(hands.context);
  const list = h("div");
  const address = addressPlace(hands.context, hands.clock);
  const lead = h("p", { class: "govuk-hint" });

  /** @type {ReturnType<typeof itemsSection> | undefined} */
  let section;
  // The form offers what the house has: it is drawn once that was asked for, and with what is known where nothing answers.
  const begin = () =>
    (section ??= itemsSection(list, desk, {
      kind: "stay",
      title: "Where the person sleeps",
      empty: words.noStay,
      add: "A night in a shelter",
      fields: ["shelter", "from", "until"],
      labels: { shelter: "Shelter", from: "From", until: "Until" },
      choices: () => ({ shelter: shelters(house).map((one) => [one.body.code, choiceWords(one.body)]) }),
      start: () => ({ from: today(desk) }),
      derive: (body, before) => ({ ...body, strongbox: strongboxOf(body.shelter) || (before?.body.shelter === body.shelter ? before?.body.strongbox : "") || "" }),
      check: (body) => ({
        ...(body.shelter ? {} : { shelter: shelters(house).length > 0 ? "Choose a shelter." : house.vault ? words.noShelterFree : words.noHouse }),
        ...(body.until && body.until < body.from ? { until: "This is before the first night." } : {}),
      }),
      summary: (item) => [h("strong", {}, `Shelter ${item.body.shelter}`), " · ", item.body.from ? dayOf(desk, item.body.from) : "", item.body.until ? [" to ", dayOf(desk, item.body.until)] : ""],
      actions: (item) => (item.body.strongbox ? [button("Open the address", () => address.open(item.body.shelter, strongboxOf(item.body.shelter) || item.body.strongbox), { kind: "secondary" })] : []),
    }));

  /** @param {string} code */
  function strongboxOf(code) {
    return shelters(house).find((one) => one.body.code === code)?.body.strongbox ?? "";
  }
  function changed() {
    show(lead, house.isRead && !house.vault ? words.noHouse : "");
    lead.hidden = !house.isRead || Boolean(house.vault);
    section?.changed();
  }
  let stopped = false;
  const draw = () => {
    if (stopped) return;
    begin();
    changed();
  };
  show(place, list, lead, address.element);
  if (house.isRead) draw();
  void house.refresh().then(draw, draw);
  return {
    changed,
    stop() {
      stopped = true;
      address.stop();
    },
  };
}

/** @param {any} shelter */
export function choiceWords({ code, is_free: isFree, fits, rules }) {
  const beds = fits ? `, ${fits} ${fits === 1 ? "bed" : "beds"}` : "";
  const first = String(rules).split("\n")[0] ?? "";
  return `${code}: ${isFree ? "free" : "full"}${beds}${first ? `. ${first.slice(0, 80)}` : ""}`;
}
