// What somebody told, in a part of its own; one sentence of it that may be said in public; and lines that may be said to governments.

import { mayShare, restingOn } from "../casework/consents.js";
import { withdrawSlip, toWithdraw } from "../casework/slips.js";
import { isMade } from "./case_held.js";
import { dayOf, itemsSection, today } from "./case_items.js";
import { button, h, show } from "./dom.js";
import { facts, notice, stamp, written } from "./inbox_parts.js";
import { slipForm } from "./slips.js";
import { say, SLIP_WORDS } from "./words_numbers.js";

/** @typedef {import("./case_panels.js").CaseDesk} CaseDesk @typedef {import("./case_panels.js").Shown} Shown @typedef {import("../casework/kinds.js").Item} Item */

/**
 * Draw a section of a part that is made when it is first needed, or the way to make it.
 * @param {HTMLElement} place
 * @param {CaseDesk} desk
 * @param {{compartment: string, title: string, lead: string, draw: (place: HTMLElement) => Shown}} wanted
 * @returns {Shown}
 */
function whenMade(place, desk, { compartment, title, lead, draw }) {
  /** @type {Shown | null} */
  let shown = null;
  function changed() {
    if (shown) return shown.changed?.();
    if (isMade(desk, compartment)) {
      show(place);
      shown = draw(place);
    } else if (!place.firstChild) {
      show(place, h("h2", { class: "govuk-heading-m" }, title), h("p", { class: "govuk-body" }, lead), button(say("makePart"), () => desk.go("access"), { kind: "secondary" }));
    }
  }
  changed();
  return { changed, stop: () => shown?.stop?.() };
}

/** What a testimony rests on, by the newest word of the person. @type {Record<ReturnType<typeof restingOn>, string>} */
const RESTS = { holds: "with consent", anew: "consent was given anew", none: "no consent is noted", barred: "not to be used: the consent was refused, taken back or has ended" };

/** @type {import("./case_panels.js").Panel} */
export function testimonyPanel(place, desk) {
  return whenMade(place, desk, {
    compartment: "story",
    title: "What the person told",
    lead: say("testimonyLead"),
    draw: (inside) =>
      itemsSection(inside, desk, {
        kind: "testimony",
        title: "What the person told",
        lead: say("testimonyLead"),
        empty: "Nothing is written down.",
        add: "Write down a testimony",
        fields: ["text", "on", "with", "language", "may_quote"],
        labels: { text: "What was told", on: "On what day", with: "To whom", language: "In which language", may_quote: "May be quoted word by word" },
        hints: { text: "In the person's own words where it can be. What is not needed is better not written.", may_quote: "Only what the person agreed to word by word." },
        start: () => ({ on: today(desk), with: desk.hands.context.me.member }),
        derive: (body) => ({ ...body, consent: holding(desk, "testimony") || body.consent }),
        check: (body) => asked({ text: body.text.trim() ? "" : "Write what was told." }),
        summary: (item) => testimony(desk, item),
      }),
  });
}

/** What is still asked. @param {Record<string, string>} problems @returns {Record<string, string>} */
function asked(problems) {
  return Object.fromEntries(Object.entries(problems).filter(([, sentence]) => sentence !== ""));
}

/** The consent that allows something today; a refusal is no consent to rest on. @param {CaseDesk} desk @param {string} purpose @returns {string} its id, or "" */
function holding(desk, purpose) {
  const { may, id } = mayShare(desk.hands.store.items(desk.id), { purpose, on: today(desk) });
  return may ? id : "";
}

/** @param {CaseDesk} desk @param {Item} item */
function testimony(desk, { body }) {
  const rests = restingOn(desk.hands.store.items(desk.id), { purpose: "testimony", consent: body.consent, on: today(desk) });
  return [
    written(body.text, body.language),
    facts([body.on ? dayOf(desk, body.on) : "", body.with ? h("span", {}, "told to ", h("bdi", {}, desk.hands.context.nameOf(body.with))) : "", RESTS[rests], body.may_quote ? "may be quoted" : "may not be quoted"]),
  ];
}

/** @type {import("./case_panels.js").Panel} */
export function slipsPanel(place, desk) {
  return whenMade(place, desk, { compartment: "story", title: "Sentences that may be said in public", lead: say("slipsLead"), draw: (inside) => slips(inside, desk) });
}

/** @param {HTMLElement} place @param {CaseDesk} desk @returns {Shown} */
function slips(place, desk) {
  const { context } = desk.hands;
  /** @type {Map<string, {state: string, batch_on: string}>} */
  let known = new Map();
  const due = h("div", {});
  const list = h("div", {});
  const below = h("div", {});
  const section = itemsSection(list, desk, {
    kind: "slip",
    title: "Sentences that may be said in public",
    lead: say("slipsLead"),
    empty: "No sentence was handed in.",
    add: "",
    fixed: true,
    summary: (item) => {
      const state = known.get(item.body.slip)?.state ?? item.body.state;
      const [word, code] = SLIP_WORDS[state] ?? [state, "quiet"];
      return [h("p", {}, stamp(word, code)), written(item.body.text, ""), facts([item.body.slip, known.get(item.body.slip)?.batch_on ? h("span", {}, "out since ", dayOf(desk, known.get(item.body.slip)?.batch_on ?? "")) : ""])];
    },
    actions: (item) => (["withdrawn", "refused"].includes(known.get(item.body.slip)?.state ?? item.body.state) ? [] : [withdrawing(item)]),
  });
  /** @param {Item} item */
  function withdrawing(item) {
    return button(say("withdraw"), () => desk.act(() => withdrawSlip(desk.hands, desk.id, item), say("withdrawn")).then((done) => void (done && ask())), { link: true });
  }
  const form = slipForm(below, desk, () => void ask());
  let drawn = "";

  function changed() {
    const found = desk.view().held.has("story") ? toWithdraw(desk.hands.store.items(desk.id), today(desk)) : [];
    const now = JSON.stringify(found.map((one) => [one.id, one.version]));
    if (now !== drawn) show(due, found.map((item) => notice("word", say("mustWithdraw"), written(item.body.text, ""), withdrawing(item))));
    drawn = now;
    section.changed();
    form.changed();
  }

  async function ask() {
    try {
      const { slips: some } = await context.api.get("/desk/released/slips/");
      known = new Map(some.map((/** @type {any} */ one) => [one.reference, one]));
      changed();
    } catch {
      // What the case itself says stands there meanwhile.
    }
  }
  show(place, due, list, below);
  changed();
  void ask();
  return { changed };
}

/** @type {import("./case_panels.js").Panel} */
export function linesPanel(place, desk) {
  return whenMade(place, desk, {
    compartment: "advocacy",
    title: "What may be said to governments",
    lead: say("linesLead"),
    draw: (inside) =>
      itemsSection(inside, desk, {
        kind: "line",
        title: "What may be said to governments",
        lead: say("linesLead"),
        empty: "Nothing was agreed on: nothing is said.",
        add: "Write a line",
        fields: ["text", "language", "agreed_on", "until"],
        labels: { text: "Word by word", agreed_on: "Agreed on with the person on", until: "Until" },
        start: () => ({ agreed_on: today(desk) }),
        derive: (body) => ({ ...body, consent: holding(desk, "advocacy-line") || body.consent }),
        check: (body) => asked({ text: body.text.trim() ? "" : "Write what may be said.", agreed_on: body.agreed_on ? "" : "Say when the person agreed to these words." }),
        summary: (item) => line(desk, item),
      }),
  });
}

/** @type {Record<ReturnType<typeof restingOn>, [string, string]>} */
const LINE_STAMPS = {
  holds: ["May be said", "deed"], anew: ["Allowed anew: read it again, then keep it", "waiting"], none: ["No consent is noted", "waiting"], barred: ["May not be said", "words"],
};

/**
 * Whether a line may be said on a day, by the newest word of the person: word and stamp.
 * @param {Item[]} items
 * @param {any} body of the line
 * @param {string} on
 * @returns {[string, string]}
 */
export function lineStamp(items, body, on) {
  const rests = restingOn(items, { purpose: "advocacy-line", consent: body.consent, on });
  return rests !== "barred" && body.until !== "" && body.until < on ? ["Its time is over", "quiet"] : LINE_STAMPS[rests];
}

/** @param {CaseDesk} desk @param {Item} item */
function line(desk, { body }) {
  const [word, code] = lineStamp(desk.hands.store.items(desk.id), body, today(desk));
  return [h("p", {}, stamp(word, code)), written(body.text, body.language), facts([body.agreed_on ? h("span", {}, "agreed on ", dayOf(desk, body.agreed_on)) : "", body.until ? h("span", {}, "until ", dayOf(desk, body.until)) : ""])];
}
