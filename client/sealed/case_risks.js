// What may happen, and what would raise it.

import { wordsOf } from "../casework/kinds.js";
import { dayOf, itemsSection, keepChange, today } from "./case_items.js";
import { button, h } from "./dom.js";
import { facts, stamp, written } from "./inbox_parts.js";
import { say } from "./words_case_work.js";

/** @typedef {import("../casework/kinds.js").Item} Item */

const LIKELIHOODS = ["high", "some", "low", ""];
/** @type {Record<string, string>} */
const STAMPS = { high: "danger-soon", some: "waiting", low: "quiet" };

/** What stands before what is gone, the likeliest first. @param {Item} one @param {Item} other */
export function byLikelihood(one, other) {
  return (
    Number(Boolean(one.body.gone_on)) - Number(Boolean(other.body.gone_on)) ||
    LIKELIHOODS.indexOf(one.body.likelihood) - LIKELIHOODS.indexOf(other.body.likelihood) || other.at.localeCompare(one.at) || one.id.localeCompare(other.id)
  );
}

/** @type {import("./case_panels.js").Panel} */
export function risksPanel(place, desk) {
  const words = wordsOf("risk").choices;
  return itemsSection(place, desk, {
    kind: "risk", title: "Risks", lead: say("risksLead"), empty: say("risksNone"), add: "Add a risk", order: byLikelihood,
    fields: ["source", "likelihood", "what", "raised_by"],
    labels: { source: "Where it comes from", likelihood: "How likely", what: "What could happen" },
    hints: { raised_by: "What would show that it gets worse: a visit, a call, a post, a release from prison." },
    check: (body) => ({
      ...(body.source ? {} : { source: say("riskSource") }), ...(body.likelihood ? {} : { likelihood: say("riskLikelihood") }), ...(body.what ? {} : { what: say("riskWhat") }),
    }),
    summary: ({ body }) => [
      h("p", { class: "case-item__title" }, body.gone_on ? stamp("Gone", "quiet") : body.likelihood ? stamp(words.likelihood?.[body.likelihood] ?? "", STAMPS[body.likelihood] ?? "quiet") : null, " ", h("strong", {}, words.source?.[body.source] ?? "")),
      written(body.what, "", "case-item__words"),
      body.raised_by ? h("p", { class: "case-item__words", dir: "auto" }, h("span", { class: "quiet" }, "Raised by: "), body.raised_by) : null,
      body.gone_on ? facts([["Gone since ", dayOf(desk, body.gone_on)]]) : null,
    ],
    actions: (item) => [
      item.body.gone_on
        ? button("It is back", () => keepChange(desk, item, { gone_on: "" }), { link: true })
        : button("Gone", () => keepChange(desk, item, { gone_on: today(desk) }, say("riskGone")), { link: true }),
    ],
  });
}
