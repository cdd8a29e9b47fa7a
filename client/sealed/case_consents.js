// What the person allowed, for what, towards whom, in which words and until when; withdrawn at once, with everything that follows from it.

import { newSending } from "../casework/acts.js";
import { mayShare, takenBack, withdraw } from "../casework/consents.js";
import { wordsOf } from "../casework/kinds.js";
import { OTHERS } from "../casework/known.js";
import { canFollow, follow } from "../casework/withdrawing.js";
import { dayOf, itemsSection, keepChange, today } from "./case_items.js";
import { button, h, show } from "./dom.js";
import { facts, notice, stamp, written } from "./inbox_parts.js";
import { FOLLOWS, say } from "./words_case_work.js";

/** @typedef {import("../casework/kinds.js").Item} Item @typedef {import("../casework/kinds.js").Entry} Entry @typedef {import("./case_panels.js").CaseDesk} CaseDesk */
/** @typedef {import("../casework/consents.js").Act} Act @typedef {{consent: Item, act: Act, on: string}} Owed on: since when the consent is taken back */

const TOWARDS_SOMEBODY = ["share-with-partner", "payout-by-partner"];
/** What is done with it is towards whoever takes part, and is looked up without a name. */
const TOWARDS_NOBODY = ["round", "known-elsewhere", "testimony", "advocacy-line"];

/**
 * What is missing from a consent.
 * @param {any} body
 * @returns {Record<string, string>}
 */
export function consentLacks(body) {
  return {
    ...(body.purpose ? {} : { purpose: say("consentPurpose") }),
    ...(body.given ? {} : { given: say("consentGiven") }),
    ...(TOWARDS_SOMEBODY.includes(body.purpose) && !body.recipient.trim() ? { recipient: say("consentRecipient") } : {}),
    ...(TOWARDS_NOBODY.includes(body.purpose) && body.recipient.trim() && !isTowardsOthers(body) ? { recipient: say("consentNobody") } : {}),
    ...(body.given === "yes" && !body.scope.trim() ? { scope: say("consentScope") } : {}),
    ...(body.until && body.on && body.until < body.on ? { until: say("consentUntil") } : {}),
  };
}

/** Other organisations may be asked whether somebody is known there: the one recipient that this purpose has. @param {any} body */
function isTowardsOthers(body) {
  return body.purpose === "known-elsewhere" && body.recipient.trim().toLowerCase() === OTHERS.toLowerCase();
}

/**
 * How a consent stands on a day: whether it is this one that decides, and what it comes to.
 * @param {Item} consent
 * @param {Item[]} consents
 * @param {string} on
 * @returns {"may" | "refused" | "withdrawn" | "ended" | "asked" | "overtaken"}
 */
export function standingOf(consent, consents, on) {
  const { purpose, recipient } = consent.body;
  const { may, why, id } = mayShare(consents, { purpose, recipient, on });
  if (id !== consent.id) return "overtaken";
  return may ? "may" : /** @type {any} */ (why);
}

/** What is done for a purpose, and not with one consent of it: it may go on where the person said yes again. */
const OF_A_PURPOSE = ["delete-tokens", "take-back-card", "stop-payout"];

/**
 * What is still to be done for consents that were taken back: withdrawn, or followed by a no. What leaves no trace in the case counts as done once the
 * journal says so.
 * @param {Item[]} items
 * @param {Entry[]} entries
 * @param {string} today
 * @returns {Owed[]} each thing once
 */
export function outstanding(items, entries, today) {
  const consents = items.filter((item) => item.kind === "consent");
  const owed = takenBack(consents, today)
    .flatMap(({ consent, on }) => withdraw(consent, items).map((act) => ({ consent, act, on })))
    .filter(({ consent, act, on }) => act.id !== "" || !isNoted(entries, sameAs(consent, consents), on))
    .filter(({ consent, act }) => !(OF_A_PURPOSE.includes(act.act) && mayShare(consents, { ...consent.body, on: today }).may))
    .filter(({ act, on }) => !(act.act === "withdraw-line" && isPast(items, act.id, on)));
  return [...new Map(owed.map((one) => [`${one.act.act} ${one.act.id}`, one])).values()];
}

/** The ids of all words about the same thing. @param {Item} consent @param {Item[]} consents */
function sameAs({ body }, consents) {
  return consents.filter((one) => one.body.purpose === body.purpose && one.body.recipient === body.recipient).map(({ id }) => id);
}

/** @param {Entry[]} entries @param {string[]} consents @param {string} since */
function isNoted(entries, consents, since) {
  return entries.some(({ body, at }) => body.kind === "entry" && body.how === "decision" && consents.includes(body.about) && at.slice(0, 10) >= since);
}

/** A line that ended before it was withdrawn, or with it, is not said any more. @param {Item[]} items @param {string} id @param {string} since */
function isPast(items, id, since) {
  const until = items.find((one) => one.id === id)?.body.until;
  return Boolean(until && until <= since);
}

/** @type {Record<string, string>} */
const HOW = { "in-person": "Face to face", call: "On the telephone", box: "Through the reply box", writing: "In writing" };

/** @type {Record<ReturnType<typeof standingOf>, [string, string]>} */
const STANDS = {
  may: ["Allowed", "deed"], refused: ["Said no", "quiet"], withdrawn: ["Withdrawn", "words"], ended: ["Has ended", "words"], asked: ["Asked", "waiting"],
  overtaken: ["Replaced by a newer word", "quiet"],
};

/** @type {import("./case_panels.js").Panel} */
export function consentsPanel(place, desk) {
  const words = wordsOf("consent").choices;
  const { store } = desk.hands;
  const [head, rest] = [h("div"), h("div")];
  place.append(head, rest);
  const all = () => store.items(desk.id, "consent");
  const section = itemsSection(rest, desk, {
    kind: "consent", title: "What the person allowed", lead: [say("consentsLead"), " ", h("strong", {}, say("consentsFree"))], empty: say("consentsNone"), add: "Note what the person said",
    order: (one, other) => one.body.purpose.localeCompare(other.body.purpose) || one.body.recipient.localeCompare(other.body.recipient) || other.at.localeCompare(one.at),
    fields: ["purpose", "recipient", "given", "scope", "how", "on", "until"],
    labels: { purpose: "For what", recipient: "Towards whom", given: "What the person said", scope: "In which words, and how far", how: "How it was said", on: "On", until: "Holds until" },
    hints: { recipient: "Where it is shared with a partner, or paid by one: the name as it stands under Shared with partners. For asking whether known at other organisations: “Other organisations”. Else leave it empty.", scope: "Needed where the person said yes: their own words.", until: "Left empty it holds until it is withdrawn." },
    choices: { how: Object.entries(HOW) },
    start: () => ({ on: today(desk) }),
    check: consentLacks,
    summary: (item) => {
      const { body } = item;
      const [word, code] = STANDS[standingOf(item, all(), today(desk))];
      return [
        h("p", { class: "case-item__title" }, stamp(word, code), " ", h("strong", {}, words.purpose?.[body.purpose] ?? ""), body.recipient ? [": ", h("bdi", {}, body.recipient)] : null),
        body.scope ? written(body.scope, "", "quotation__words") : null,
        facts([HOW[body.how] ?? null, body.on ? ["on ", dayOf(desk, body.on)] : null, body.until ? ["until ", dayOf(desk, body.until)] : null, body.withdrawn_on ? ["withdrawn on ", dayOf(desk, body.withdrawn_on)] : null]),
      ];
    },
    actions: (item) => (item.body.given === "yes" && !item.body.withdrawn_on ? [button("Withdraw", () => ask(item), { link: true })] : []),
  });

  /** @param {Item} item */
  function ask(item) {
    const acts = withdraw(item, store.items(desk.id));
    const panel = h("div", { class: "case-withdraw", role: "group", "aria-label": "Withdraw", tabindex: "-1" });
    const leave = () => {
      panel.remove();
      section.changed();
    };
    show(
      panel,
      notice(
        "word",
        `Withdraw: ${words.purpose?.[item.body.purpose] ?? ""}${item.body.recipient ? `, ${item.body.recipient}` : ""}`,
        acts.length > 0 ? [h("p", {}, say("withdrawFollows")), h("ul", { class: "govuk-list govuk-list--bullet" }, acts.map((one) => h("li", {}, FOLLOWS[one.act][0])))] : h("p", {}, say("withdrawNothing")),
        h("p", {}, say("withdrawTell")),
        h("div", { class: "row" }, button("Withdraw it now", async () => void ((await withdrawNow(desk, item)) && panel.remove()), { kind: "warning" }), button("Leave it", leave, { link: true })),
      ),
    );
    head.append(panel);
    panel.focus();
  }

  const changed = () => {
    const still = outstanding(store.items(desk.id), store.entries(desk.id), today(desk));
    const asking = head.querySelector(".case-withdraw");
    show(head, still.length > 0 ? notice("word", say("followTitle"), h("ul", { class: "case-follows" }, still.map((one) => followLine(desk, one)))) : null, asking);
    section.changed();
  };
  changed();
  return { changed };
}

/** Withdraw a consent, then do what follows; what does not go through stays on the page. @param {CaseDesk} desk @param {Item} consent */
async function withdrawNow(desk, consent) {
  if (!(await keepChange(desk, consent, { withdrawn_on: today(desk) }, say("consentWithdrawn")))) return false;
  const { store } = desk.hands;
  for (const one of outstanding(store.items(desk.id), store.entries(desk.id), today(desk))) {
    if (one.consent.id === consent.id && canFollow(one.act) && !(await followNow(desk, one))) return true;
  }
  return true;
}

/** @param {CaseDesk} desk @param {Owed} one */
async function followNow(desk, { consent, act, on }) {
  const name = `follow-${consent.id}-${act.act}-${act.id}`;
  const sending = (desk.draft(name).sending ??= newSending());
  const words = say("followEntry", { purpose: wordsOf("consent").choices.purpose?.[consent.body.purpose] ?? "", act: FOLLOWS[act.act][0] });
  const went = await desk.act(() => follow(desk.hands, desk.id, { consent, act, sending, words, on }), say("followDone"));
  if (went) desk.dropDraft(name);
  return went;
}

/** @param {CaseDesk} desk @param {Owed} one */
function followLine(desk, one) {
  const [words, tab] = FOLLOWS[one.act.act];
  const does = canFollow(one.act) ? button("Do it now", () => followNow(desk, one), { link: true }) : button("Go there", () => desk.go(tab), { link: true });
  return h("li", {}, words, " ", does);
}
