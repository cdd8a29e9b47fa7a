// What the desk says about cases. Codes are what is sealed; sentences are what is read.

import { labelOf } from "../casework/kinds_words.js";
import { filled } from "../enhance/words.js";

/** @type {Record<string, string>} */
export const TIER_WORDS = { critical: "Critical", high: "High", medium: "Medium", low: "Low", "": "Not looked at yet" };

/** @type {Record<string, string>} */
export const TIER_STAMPS = { critical: "danger-soon", high: "words", medium: "checked", low: "quiet", "": "unassessed" };

/** @type {Record<string, string>} */
export const OVERLAY_WORDS = { missing: "Missing", detained: "Detained", danger: "In danger now" };

/** @type {Record<string, string>} */
export const STAGE_WORDS = {
  intake: "New", triage: "Looked at", plan: "Has a plan", "in-support": "Being helped", proposed: "Way out proposed", offered: "Way out offered",
  agreed: "Way out agreed", preparing: "Papers being prepared", submitted: "Application handed in", granted: "Granted", refused: "Refused",
  withdrawn: "Application withdrawn", expired: "Way out expired", "travel-planned": "Journey planned", travelling: "Travelling", arrived: "Arrived",
  aftercare: "Aftercare", duplicate: "The same as another", declined: "Declined", closed: "Closed",
};

/** @type {Record<string, string>} */
export const STAGE_STAMPS = { intake: "waiting", refused: "words", travelling: "held", granted: "deed", arrived: "deed", aftercare: "deed", closed: "quiet", declined: "quiet", duplicate: "quiet" };

/** What is due, as it stands before "today". @type {Record<string, string>} */
export const DUE_WORDS = {
  need: "Needs something now", leg: "Journey", deadline: "Deadline", appeal: "Last day to appeal", stay: "Shelter ends", task: "Task", valid: "Permit ends",
  consent: "Consent ends", kit: "Keep the kit on", document: "Document runs out",
};

export const COMPARTMENTS = /** @type {const} */ (["case", "identity", "route", "story", "advocacy", "checks"]);
/** @typedef {typeof COMPARTMENTS[number]} Compartment */

/** @type {Record<string, [string, string]>} */
export const COMPARTMENT_WORDS = {
  case: ["The plan", "request, needs, plan, tasks, help, consents, journal, files"],
  identity: ["Who the person is", "name, ways to reach the person, documents"],
  route: ["Where the person may go", "wishes, applications, journey, shelter"],
  story: ["What the person told", "testimony, in the person's own words"],
  advocacy: ["What may be said to governments", "lines that were agreed on"],
  checks: ["Notes of doubt", "what a check found, for two reviewers and nobody else"],
};

const WORDS = {
  title: "Cases",
  reading: "Reading the cases that you hold…",
  opening: "Opening cases: {done} of {all}…",
  counts: "Open: {open}, in danger: {danger}, due today: {due}, yours: {mine}.",
  invented: "Some of these cases belong to a demonstration: nobody in them is real.",
  changed: "Cases changed since you looked.",
  window: "{shown} of {all} shown",
  more: "Show {count} more",
  emptyTitle: "No case yet",
  emptyWords: "A case begins where a request is more than a question. Open one from the request, or here if somebody came to you another way.",
  noneFoundTitle: "Nothing fits these filters",
  noneFoundWords: "The other cases are hidden by the filters, not gone.",
  allClosedTitle: "Every case is closed",
  allClosedWords: "Closed cases stay until the day on which they are destroyed.",
  notOpened: "{count} you hold could not be opened here. Look at Vaults.",
  gone: "This case is not here any more: it was destroyed, or you do not hold it.",
  openingOne: "Opening the case…",
  offline: "The server did not answer. What you typed stays here, and is not sent yet. Press again when you are connected.",
  stale: "The server does not answer. What you see is from {time}.",
  cardLater: "It is kept. The list shows it once the server answers again.",
  clash: "{name} changed the same thing while you wrote. Nothing of yours is lost: both stand here.",
  clashAfter: "What is not kept stays readable among the earlier versions; what you typed stays in the form until you leave it.",
  doubtful: "{count} in this case: not signed by who is named, or not to be opened. What is not signed is not shown and counts for nothing. Tell a steward of keys.",
  taken: "It is yours.",
  needsTwoTitle: "A case needs two people",
  needsTwo: "So that one lost passphrase loses nothing. Nobody else of your organisation has keys that are vouched for: ask your steward of keys.",
  needSecond: "Tick at least one colleague for each part, so that one lost passphrase loses nothing.",
  aliasHint: "A made-up name: never the person's own, nothing that points to them. Colleagues say it aloud.",
  teamHint: "They read everything of the case, and nobody else does. You can let others in later.",
  fewerHint: "Name, ways to reach the person and documents lie apart from the plan; so do wishes, journey and shelter. A colleague can work on the plan and read neither.",
  knownHint: "The first lines of the journal. They can be left out.",
  opening1: "Opening the case…",
  clearCopy: "Destroy it once the case is open: whoever holds the channel reads it no longer. The case keeps it, and you go on answering there, under Journal",
  copying: "Copying file {done} of {all}, sealed anew…",
  writing: "Writing what the person said into the case…",
  closingBox: "Telling the inbox…",
  offlineOpening: "The server did not answer. What was done is done, and nothing is made twice: press again to go on where it stopped.",
  goOn: "What was done is done: press again to go on.",
  opened: "The case is open: {reference}.",
  fileLost: "{count} of the person could not be copied: changed on the server, or not there any more. The request keeps what it has; nothing was destroyed.",
  becameCase: "This request became a case. Its team answers; what the person writes from now on is for them.",
  journalTitle: "Journal",
  journalEmpty: "Nothing is written yet.",
  journalHint: "What happened, what was said, what was decided. Written once: nobody changes it afterwards.",
  journalKept: "It is in the journal.",
  filesTitle: "Files",
  filesEmpty: "No file yet.",
  filesHint: "Sealed in this browser before it leaves it. Do not ask anybody for intimate pictures, and keep none: no court may demand them.",
  fileKept: "The file is in the case.",
  fileGone: "The file is destroyed.",
  fileBring: "Sealing and sending: {done} of {all}…",
  fileChoose: "Choose a file.",
  destroyFile: "Nobody can bring it back. The journal says that a file was destroyed, and no more.",
  intimate: "If it shows somebody undressed or anything intimate, destroy it now.",
  accessTitle: "Who may read",
  accessHint: "Each part has its own key. Whoever holds it reads all of that part, from its beginning; whoever does not sees nothing of it.",
  letInTitle: "Let somebody in",
  letInDone: "{name} can read it now.",
  letInWho: "Choose whom, and at least one part.",
  letInNobody: "Everybody whose keys you can trust is in already.",
  letGoAsk: "{name} keeps what they have read already. What is written from now on they cannot open: the part gets a new key.",
  letGoDone: "{name} cannot read what is written from now on.",
  letGoAlone: "Then you alone would hold it, and one lost passphrase would lose it. Let somebody else in first.",
  partHint: "Made when it is first needed, for as few people as it needs.",
  partMade: "The part is there. Nobody but those you chose can read it.",
  partNobody: "Tick at least one colleague besides you.",
  endTitle: "Close, hold, destroy",
  closeHint: "Nothing written here is lost by closing. The case can be opened again until the day on which it is destroyed. Signs of life are no longer waited for; the kit, offers to partners and sums that nobody paid yet are taken back.",
  closed: "The case is closed.",
  nowhere: "Say first where else there is help: under “First look”, in “Where else there is help”. Refused never means closed to help.",
  closedOn: "Closed. Everything in it is destroyed on {day}, unless somebody opens it again.",
  reopened: "The case is open again.",
  holdHint: "Where a law forbids to destroy it: a court, an investigation. It is not destroyed while it is held.",
  held: "The case is held back from destruction.",
  heldSince: "It is held back from destruction: see the journal for why.",
  letGoOfHold: "It is no longer held.",
  holdWhy: "Say why, for whoever comes after you.",
  shredHint: "If the person wishes that nothing is left. It takes two: you ask, and a second person who holds the case does it in their own browser.",
  shredAsked: "You asked that this case be destroyed. A second person who holds it has to do it.",
  shredOther: "{name} asks that this case be destroyed. If you agree, everything in it is gone at once, for everybody: keys, records, files.",
  shredAskedNow: "Asked. The case says so to everybody who holds it.",
  shredded: "The case is destroyed.",
  rest: "{part}: stayed here when the case was handed over",
  restWords: "The case itself went to another organisation. This part did not go along: nobody over there was let into it. It is destroyed on {day}, unless two of you destroy it before.",
  broken: "This part could not be drawn. The rest of the case is not touched by it.",
};

/**
 * Give a sentence of the cases with its values.
 * @param {keyof typeof WORDS} name
 * @param {Record<string, string | number>} [values]
 */
export function say(name, values = {}) {
  return filled(WORDS[name], values);
}

/** @param {string} stage */
export function stageWords(stage) {
  return Object.hasOwn(STAGE_WORDS, stage) ? /** @type {string} */ (STAGE_WORDS[stage]) : labelOf(stage, stage);
}

/** @param {string} compartment */
export function compartmentWords(compartment) {
  return Object.hasOwn(COMPARTMENT_WORDS, compartment) ? /** @type {[string, string]} */ (COMPARTMENT_WORDS[compartment])[0] : compartment;
}
