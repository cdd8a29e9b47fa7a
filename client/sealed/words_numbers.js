// What the desk says about numbers and about sentences that are let out.

import { filled } from "../enhance/words.js";

/** @type {Record<string, string>} */
export const TABLE_WORDS = {
  "requests-by-quarter": "People who asked for help",
  "supported-by-quarter": "People who were supported",
  "support-by-quarter": "People who were supported, by what they were given",
  "arrivals-by-region-quarter": "People who reached safety, by part of the world",
  "ways-by-class-quarter": "People let into a country, by what let them in",
  "spend-by-purpose-quarter": "What was spent, by purpose",
};

/** @type {Record<string, string>} */
export const CELL_WORDS = {
  total: "In all", money: "Money to live on", medical: "Medical help", legal: "Legal help", travel: "Travel", food: "Food", phone: "Telephone", papers: "Papers",
  other: "Other help", shelter: "Shelter", "european-union": "European Union", "rest-of-europe": "Rest of Europe", americas: "The Americas", elsewhere: "Elsewhere",
  visa: "A visa", admission: "An admission programme", "asylum-on-arrival": "Asylum on arrival",
};

/** @type {Record<string, string>} */
export const TROUBLE_WORDS = {
  "too-early": "Too early: the quarter must be over, and arrivals and ways out wait 60 days more.",
  "differs-too-little": "This differs by one to nine from what is out: the difference would be somebody. What is out stays.",
  "shows-too-much": "This shows more than the rule allows.",
  "not-a-table": "There is no such table.",
  "not-a-quarter": "There is no such quarter.",
};

/** @type {Record<string, [string, string]>} word and stamp */
export const RELEASE_WORDS = {
  proposed: ["Waits for a second person", "waiting"], confirmed: ["Waits for the day", "checked"], out: ["Out", "deed"], refused: ["Not let out", "quiet"],
};

/** @type {Record<string, [string, string]>} */
export const SLIP_WORDS = {
  handed: ["Waits for a second person", "waiting"], accepted: ["Waits for the day", "checked"], out: ["A claim", "deed"], refused: ["Refused", "quiet"],
  withdrawn: ["Withdrawn", "quiet"],
};

/** @type {readonly (readonly [string, string])[]} */
export const AMOUNTS = [["one-or-few", "One or a few people"], ["several", "Several people"], ["more-than-ten", "More than ten people"], ["more-than-thirty", "More than thirty people"]];

/** @type {readonly (readonly [string, string])[]} */
export const ROOTS = [
  ["first-hand", "People told what they lived through or saw"], ["record", "Papers and records"], ["insider", "People placed to know"], ["expert", "A finding of people who know the field"],
];

/** @type {Record<string, string>} */
export const SLIP_TROUBLES = {
  short: "Write a whole sentence: at least 20 letters.",
  long: "One sentence of at most 400 letters.",
  day: "It names a day, a weekday or an hour. Say the quarter or the month below instead.",
  age: "It names an age. Leave it out.",
  place: "It names a place smaller than a district. Say the country or its large part below instead.",
  address: "It holds an address or a telephone number.",
  quotation: "It quotes somebody. Say it in your own words.",
};

const WORDS = {
  title: "Numbers",
  trueLead: "The true numbers are counted here, in this browser, from the cases that you hold. Nobody else sees them, nothing of them is sent, and they are gone when the desk is locked.",
  unopened: "{count} of {all} cases are not opened yet, so these numbers are too small.",
  openAll: "Open them all",
  opening: "Opening cases: {done} of {all}…",
  counted: "Counted over all {all} cases of this crisis that you hold at {organisation}.",
  countedOne: "Counted over the one case of this crisis that you hold at {organisation}.",
  noCases: "You hold no case of this crisis at {organisation}: there is nothing to count.",
  noCrisis: "Your organisation answers no crisis, so there is nothing to count.",
  trueColumn: "True, only here",
  saidColumn: "As it would be said",
  few: "fewer than 10",
  hidden: "not shown",
  propose: "Propose this table",
  proposed: "Proposed. A colleague counts again before anything goes out.",
  unknown: "The ways of {count} granted applications are not known in this browser, so this table cannot be counted. Open the register of ways out first.",
  notYours: "Numbers are let out by two people who may do so. You see only what you hold.",
  waitsTitle: "Waits",
  waitsNone: "Nothing waits.",
  confirm: "Count again and confirm",
  confirmed: "Your count came to the same. It goes out on {day}.",
  differs: "Your browser comes to other numbers. Nothing was confirmed: find out together which cases each of you holds.",
  yours: "Yours",
  theirs: "Proposed",
  own: "You proposed it: a colleague confirms it.",
  takeBack: "Take it back",
  refuse: "Refuse",
  refused: "It does not go out.",
  batch: "Everything goes out on the next batch day, {day}, and on no other.",
  ledgerTitle: "What is out",
  ledgerLead: "Every number that ever went out. Nothing later may differ from it by one to nine.",
  ledgerNone: "Nothing has gone out yet.",
  testimonyLead: "What the person told, in the person's own words. It stays in this part and is read by nobody else. Write no more than is needed, and nothing about whom the person loves.",
  slipsLead: "One sentence in your own words that may be said in public, resting on what is told here. It names nobody, no day, no age and no small place. A second person at the evidence desk reads it; on the next batch day it becomes a claim of your organisation, and nothing leads back here.",
  repeats: "It repeats words that somebody told: “{run}”. Say it differently, or the person could be known by them.",
  who: "Choose how many people stand behind it.",
  when: "Say the quarter (2026-Q4) or the month (2026-11).",
  where: "Say the country or one of its large parts, as RU or RU-CE.",
  rests: "Tick what it rests on.",
  mayNot: "A consent for testimony is missing, refused or withdrawn: {what}.",
  handed: "Handed in as {reference}. A second person at the evidence desk reads it.",
  handIn: "Hand it in",
  withdraw: "Withdraw",
  withdrawn: "Withdrawn. If it is a claim already, the claim says so from the next batch day on. Copies that were made before cannot be called back.",
  mustWithdraw: "Somebody took back the consent on which this sentence rests. Withdraw it now.",
  linesLead: "What may be said to governments about this case, word by word as it was agreed on, and until when.",
  makePart: "Make this part under “Who may read”",
};

/**
 * Give a sentence with its values.
 * @param {keyof typeof WORDS} name
 * @param {Record<string, string | number>} [values]
 */
export function say(name, values = {}) {
  return filled(WORDS[name], values);
}

/** "Quarter 3 of 2026". @param {string} quarter */
export function quarterWords(quarter) {
  return `Quarter ${quarter.slice(-1)} of ${quarter.slice(0, 4)}`;
}
