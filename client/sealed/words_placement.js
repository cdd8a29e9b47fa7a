// What the desk says about rounds of placement. Codes are what is sealed; sentences are what is read.

import { filled } from "../enhance/words.js";

/** @type {Record<string, string>} */
export const STATE_WORDS = { collecting: "Takes cards", solving: "Being worked out", out: "Answers are out", ended: "Ended" };
/** @type {Record<string, string>} */
export const STATE_STAMPS = { collecting: "waiting", solving: "checked", out: "deed", ended: "quiet" };

/** Why a way is closed. @type {Record<string, string>} */
export const CODE_WORDS = {
  papers: "a paper is missing or has run out", avoid: "leads to a country to be avoided", medical: "no medical place", "not-reachable": "cannot be reached from where the person is",
  "already-bound": "another state is responsible already", "refused-before": "was refused before", "too-small": "fewer places than people", "said-no": "the person said no",
  window: "shut, or opens too late", "no-chance": "no odds are known, or no chance in time", "host-full": "the host has no room", "too-dear": "costs more than there is",
  "not-in-round": "not in this round", "not-said": "the card says nothing of it", locked: "the person was told of another way", linked: "who belongs with them cannot go there",
  "link-missing": "who belongs with them is not in this round", apart: "somebody whom they must not meet is placed there", withheld: "something is in the way that is told to nobody",
  "below-guarantee": "worse than placing by hand", "placed-elsewhere": "was told of a way that is not in this round", forced: "",
};

/** Why a proposal is refused. @type {Record<string, string>} */
export const REFUSAL_WORDS = {
  "said-no": "The person said no to it", avoid: "They must not go to this country", papers: "A paper is missing", medical: "Not fit for their health",
  "too-late": "Comes too late", changed: "Something has changed", other: "Another reason",
};

/** Why a case cannot hand in. @type {Record<string, string>} */
export const NOT_READY = {
  closed: "The case is closed.", "not-read": "You do not hold who the person is or where they may go: somebody who does has to hand the card in.",
  "in-already": "Its card is in this round already.", "no-tier": "Look at the case first: how urgent it is has to be known.",
  "nobody-asked": "Nobody has asked the person whether they want to take part.", asked: "The person was asked and has not answered.", refused: "The person does not want to take part.",
  withdrawn: "The person took their consent back.", ended: "The consent has run out.", "no-way": "No way of the register is open to them.",
};

/** What of a run did not hold. @type {Record<string, string>} */
export const PROBLEM_WORDS = {
  unreadable: "It does not open, or is not signed by who kept it.", "other-cards": "It was worked out from other cards than those that lie here.",
  worth: "Its sum is not the one that these cards give.", hand: "Placing by hand gives another sum.", "ruled out": "It proposes a way that is ruled out.",
};

/** @type {Record<string, string>} */
const SENTENCES = {
  title: "Placement",
  lead: "A round proposes who might go where, when places are too few. It decides nothing: a caseworker takes or refuses each proposal, and the person is asked.",
  none: "There is no round now. Coordinators open one when there are places to share out.",
  noCrisis: "Your organisation answers no crisis here.",
  reading: "Reading the rounds…",
  newLead: "A round has a key of its own. Two coordinators hold it, and nobody else: you and one other. When the round ends, the key and all cards are destroyed.",
  needOther: "Choose the other coordinator.",
  needDay: "Say until which day cards are taken.",
  noWeights: "No weights have been confirmed yet. Propose them under Weights; a second person confirms them.",
  opened: "The round is open. Caseworkers of the crisis see it now.",
  weightsLead: "What counts how much, for every round and for nobody in particular. One person proposes, another confirms, and a round keeps its version.",
  weightsOrder: "The more urgent must not count for less, and each weight is at least 1.",
  handLead: "Nothing leaves but what is listed here: no name, no language, no place, no reason why somebody avoids a country. Each card has a fresh id, is sealed to the two coordinators, and blank cards are put beside them.",
  lookAgain: "Look which of my cases could take part",
  opening: "Opening cases: {done} of {all}…",
  noneReady: "None of the cases that you hold can take part now.",
  handed: "Handed in: {count}. Each case keeps what it said.",
  notTwo: "More or fewer than two people can open this round's cards. Nothing is handed in until that is put right.",
  noRegister: "You do not hold the register of ways out of this crisis, so it cannot be said which ways are open. Ask who holds it to let you in.",
  came: "{count} came. Each stands in its case now, under Way out.",
  noneCame: "No new answer for the cases that you hold.",
  answersRefused: "{count} not taken: not signed by one of the two to whom the card went, or about a run that was not confirmed. Nothing of it stands in a case. Ask a coordinator by another way than this site.",
  answerSigned: "Signed by {name}, who leads the round.",
  answerUnsigned: "Nobody signed this answer, so it is not confirmed. Ask a coordinator by another way than this site before anybody relies on it.",
  consentGone: "{name}: the consent to a round is no longer there. Nothing was handed in; look at the list again.",
  cards: "{groups} cards that say something and {blanks} blank ones; {people} people.",
  unread: "{count} could not be read. They get an answer that says nothing, and somebody should ask who handed in how many.",
  namedLead: "Organisation and urgency are what the senders wrote. Cards are not signed, so that not even you learn which caseworker handed in which; so nothing here proves whose a card is. Before you work the round out, ask each organisation by another way than this site how many cards it handed in, and how many of them critical.",
  namedMuch: "{org} calls {critical} of its {cards} cards critical. That may well be so; ask there before you go on.",
  namedUnknown: "{org}: nobody of this organisation is known here",
  placesLead: "How many places there are. They come from the register of places where there is one, and can be changed for this round. A way without places is not in the round.",
  working: "Working it out… {seconds} seconds. Best so far {best}, at most {bound} possible.",
  starting: "Starting the solver…",
  cancelled: "Cancelled. What placing by hand gives stands below.",
  noSolver: "The solver did not start in this browser, or its bytes are not the ones it was built with. What placing by hand gives stands below, and can be kept.",
  noGroups: "No card says anything yet.",
  noPlaces: "Write how many places there are first.",
  solved: "Within {gap} % of the best that is possible at all.",
  limit: "Cut short: it may be up to {gap} % below the best that is possible.",
  hand: "This is what placing by hand gives, the most urgent first.",
  short: "What is fixed and guaranteed leaves no room for the part of every organisation: {orgs}.",
  guarantee: "No critical case is worse off here than when placed by hand.",
  flows: "Who might go where: on the left the groups, on the right the ways; the thicker a line, the more people.",
  flowsMany: "Who might go where: on the left how urgent, on the right the ways; the thicker a line, the more people.",
  price: "To this group the place is worth {worth}; to whoever would have it otherwise about {price}.",
  late: "Expected on {day}, after the deadline of {deadline}.",
  lateNeedless: "Another way would be in time.",
  nothingOpen: "No other way is open to them.",
  unplaced: "No place is proposed.",
  whatIfNo: "That cannot be: it would break a guarantee, a link, or what somebody was told.",
  whatIfNone: "Nobody else would lose anything.",
  whatIfCost: "It would cost {lost} in all.",
  keepLead: "Kept, the run closes the round: no card comes in any more. The other coordinator opens the same cards, checks it and says yes or leaves it.",
  kept: "Kept. The other coordinator has to confirm it.",
  waits: "Waits for the other coordinator. You worked this out, so you cannot confirm it.",
  confirmed: "Confirmed by {name}. The answers can go out.",
  checked: "Checked in this browser: the cards are the same, every rule holds, and the sums are right.",
  doesNotHold: "This run does not hold. Do not confirm it; talk to the other coordinator.",
  sendLead: "Every card gets an answer that looks like every other from outside, blank ones too. Only who holds the case opens it.",
  sending: "Sealing answers: {done} of {all}…",
  sent: "The answers are out.",
  endLead: "Ending the round destroys its key, its cards and the answers that nobody has read. Wait until the caseworkers have read theirs. That there was a round, and its runs as numbers, stays.",
  ended: "The round has ended. Its key and cards are gone.",
  panelLead: "A round proposes who might go where. Taking part needs a consent for just this, and refusing it takes nothing away.",
  proposed: "Proposed: {way}, expected by {day}.",
  noPlace: "No place this time. The case can go into the next round.",
  waiting: "Its card is in. The answer comes when the round was worked out.",
  endedOpen: "This round has ended, and no answer to its card came here. Its key is destroyed with it, so none will.",
  closeCard: "Close the card",
  cardClosed: "The round ended without an answer to this card. The case can go into the next round.",
  taken: "Taken. The way stands as proposed among the applications: ask the person.",
  refused: "Refused: {why}.",
  takenBack: "Taken back: a blank lies in its place.",
  closed: "Takes no more cards",
  noRound: "No round takes cards now.",
};

/** @param {string} name @param {Record<string, string | number>} [values] */
export function say(name, values = {}) {
  return filled(SENTENCES[name] ?? name, values);
}

/** @param {string[]} codes */
export function codeWords(codes) {
  return codes.map((code) => CODE_WORDS[code] ?? code).filter(Boolean).join("; ");
}
