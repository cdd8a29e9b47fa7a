// What is never asked, and why there is no field for it; shown where somebody looks at a case for the first time.

import { h } from "./dom.js";

/** What to ask instead: what is needed to protect somebody, and nothing else. */
const ASK = [
  "What happened to you, and what do you fear will happen if you stay, or are sent back?",
  "Who threatens you, and how do you know? What have they said or written?",
  "Why do they do it, as they say or as you understand it? That they believe it of you is enough; it need not be so.",
  "Who knows? Who must never know?",
  "Where would they look for you? Who of them lives abroad?",
  "What do you need tonight?",
];

/** Courts and guidelines, each with what it bars. */
const SOURCES = [
  ["Court of Justice of the European Union, C-148/13 to C-150/13 (A, B and C), 2 December 2014", "No detailed questions about intimate life, no “tests”, no pictures or films as proof, no questions from stereotypes. That somebody did not say it at the first occasion is by itself held against nobody."],
  ["Court of Justice of the European Union, C-473/16 (F), 25 January 2018", "No psychological test that claims to find out whom somebody loves."],
  ["UNHCR Guidelines on International Protection No. 9 (HCR/GIP/12/09), 23 October 2012", "What somebody says of themselves is where it begins. Telling late has reasons: fear, shame, no word for it."],
  ["Directive 2011/95/EU, Article 10(2), carried on by Regulation (EU) 2024/1347", "It is enough that the persecutor believes it."],
];

/** @type {import("./case_panels.js").Panel} */
export function lawfulPanel(place) {
  place.append(
    h(
      "section",
      { class: "case-lawful" },
      h("h2", { class: "govuk-heading-m" }, "What is never asked here"),
      h("p", { class: "govuk-body" }, "There is no field in a case for what somebody is or whom they love, for proof of it, or for a test; and no kind of file for an intimate picture. What was never written cannot be stolen, ordered out or read aloud in a court."),
      h("h3", { class: "govuk-heading-s" }, "Ask instead"),
      h("ul", { class: "govuk-list govuk-list--bullet" }, ASK.map((one) => h("li", {}, one))),
      h("p", { class: "govuk-body" }, "If somebody offers a picture or a film of that kind as proof, do not open it and do not keep it: say that it is not needed, and destroy the file under Files."),
      h("details", {}, h("summary", {}, "The law behind it"), h("dl", { class: "case-lawful__sources" }, SOURCES.map(([source, says]) => h("div", {}, h("dt", {}, source), h("dd", {}, says))))),
    ),
  );
}
