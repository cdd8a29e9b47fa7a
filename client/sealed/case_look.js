// The first look, what was borne out, and what is never asked. None of it decides whether somebody is helped.

import { wordsOf } from "../casework/kinds.js";
import { SECONDED } from "../casework/state.js";
import { dayOf, itemsSection, today } from "./case_items.js";
import { secondPart } from "./case_second.js";
import { button, h } from "./dom.js";
import { facts, stamp, written } from "./inbox_parts.js";
import { say } from "./words_case_work.js";
import { TIER_STAMPS } from "./words_cases.js";

export { doubtsPanel } from "./case_doubts.js";
export { lawfulPanel } from "./case_lawful.js";

/**
 * What is still missing from a first look. Declined without another place to go is refused.
 * @param {any} body
 * @returns {Record<string, string>}
 */
export function triageLacks(body) {
  return {
    ...(body.result ? {} : { result: say("triageResult") }),
    ...(body.result === "accepted" && !body.tier ? { tier: say("triageTier") } : {}),
    ...(body.result === "duplicate" ? sameLacks(body) : {}),
    ...(body.result === "declined" && !body.referred_to.trim() ? { referred_to: say("triageWhere") } : {}),
  };
}

/**
 * A duplicate is of a case that is held here, or of one whose reference somebody told.
 * @param {any} body
 * @returns {Record<string, string>}
 */
function sameLacks({ same_as: held, same_reference: told }) {
  if (!held && !told) return { same_reference: say("triageSame") };
  return told && !told.startsWith("CA-") ? { same_reference: say("triageNoCase") } : {};
}

/** @type {import("./case_panels.js").Panel} */
export function triagePanel(place, desk) {
  const words = wordsOf("triage").choices;
  const { store } = desk.hands;
  const others = () => store.cases().filter((one) => one.shell.id !== desk.id && !one.rest);
  return itemsSection(place, desk, {
    kind: "triage", title: "First look", lead: [say("triageLead"), " ", button("Help now", () => desk.go("help"), { link: true })], empty: say("triageNone"), add: "Note a first look",
    fields: ["result", "tier", "deadline", "reason", "referred_to", "same_as", "same_reference", "on"],
    labels: {
      result: "What follows", tier: "How much it presses", deadline: "Has to be out by", referred_to: "Where else there is help",
      same_as: "The same as this case", same_reference: "Or as a case that you do not hold", on: "Looked at on",
    },
    hints: { tier: "Needed where it is accepted.", referred_to: say("triageWhereHint"), same_as: "Only where it is a duplicate.", same_reference: say("triageSameHint") },
    choices: () => ({ same_as: others().map((one) => /** @type {[string, string]} */ ([one.shell.id, `${one.card.alias || "No name"} (${one.shell.reference})`])) }),
    start: () => ({ on: today(desk) }),
    derive: (body) => (body.result === "duplicate" ? body : { ...body, same_as: "", same_reference: "" }),
    check: triageLacks,
    summary: ({ body }) => [
      h(
        "p",
        { class: "case-item__title" },
        stamp(words.result?.[body.result] ?? "Not decided", body.result === "accepted" ? "deed" : "quiet"),
        " ",
        body.tier ? stamp(words.tier?.[body.tier] ?? "", TIER_STAMPS[body.tier] ?? "quiet") : null,
      ),
      facts([
        body.on ? ["on ", dayOf(desk, body.on)] : null,
        body.deadline ? ["out by ", dayOf(desk, body.deadline)] : null,
        body.same_as ? `the same as ${store.case(body.same_as)?.card.alias ?? "another case"}` : null,
        body.same_reference ? `the same as ${body.same_reference}` : null,
      ]),
      body.reason ? written(body.reason, "", "case-item__words") : null,
      body.referred_to ? h("p", { class: "case-item__words", dir: "auto" }, h("strong", {}, "Help elsewhere: "), body.referred_to) : null,
    ],
  });
}

/** @type {import("./case_panels.js").Panel} */
export function verificationPanel(place, desk) {
  const words = wordsOf("verification").choices;
  /** @type {Record<string, string>} */
  const stamps = { corroborated: "checked", plausible: "checked", doubtful: "words", "needs-more": "waiting", asked: "waiting" };
  return itemsSection(place, desk, {
    kind: "verification", title: "Verification", lead: say("verificationLead"), empty: say("verificationNone"), add: "Note a verification",
    fields: ["method", "result", "partner", "has_doubts", "on"],
    labels: { method: "How it was checked", result: "What came of it", partner: "Who vouches or was asked", has_doubts: "Somebody has doubts", on: "On" },
    hints: { has_doubts: say("verificationDoubts") },
    start: () => ({ on: today(desk) }),
    check: (body) => ({ ...(body.method ? {} : { method: say("verificationMethod") }), ...(body.result ? {} : { result: say("verificationResult") }) }),
    summary: (item) => [
      h("p", { class: "case-item__title" }, stamp(words.result?.[item.body.result] ?? "Open", stamps[item.body.result] ?? "quiet"), " ", h("strong", {}, words.method?.[item.body.method] ?? "")),
      facts([item.body.on ? ["on ", dayOf(desk, item.body.on)] : null, item.body.partner ? h("span", { dir: "auto" }, item.body.partner) : null, item.body.has_doubts ? "notes of doubt are kept apart" : null]),
      SECONDED.includes(item.body.result) ? secondPart(desk, item) : null,
      h("p", { class: "govuk-hint" }, say("verificationBelow")),
    ],
  });
}
