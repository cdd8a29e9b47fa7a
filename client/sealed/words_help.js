// What the desk says about help, money and shelters. Codes are what is sealed; sentences are what is read.

/** @type {Record<string, [string, string]>} The word of a stamp, and its ink. */
export const SUPPORT_STATES = {
  planned: ["Planned", "draft"], asked: ["Money asked for", "waiting"], given: ["Given", "deed"], ended: ["Ended", "quiet"], returned: ["Came back", "withdrawn"], "": ["Planned", "draft"],
};

/** The word of a stamp, and its ink: money that was asked for may have been refused as well as come back. @param {any} body of a support @returns {[string, string]} */
export function supportStamp({ state, payout }) {
  if (state === "returned" && payout) return ["Not paid", "withdrawn"];
  return SUPPORT_STATES[state] ?? /** @type {[string, string]} */ (SUPPORT_STATES.planned);
}

/** @type {Record<string, string>} */
export const PAYOUT_WORDS = {
  asked: "waits for two to approve it",
  approved: "approved, to be paid",
  paid: "paid",
  returned: "not paid: ask whoever pays why",
  withdrawn: "taken back",
};

/** @type {Record<string, string>} */
export const PURPOSE_WORDS = { food: "Food", shelter: "Shelter", medical: "Medical", legal: "Legal", travel: "Travel", papers: "Papers", other: "Other" };

/** @type {Record<string, string>} */
export const PER_WORDS = { case: "for a case", month: "in a month", year: "in a year" };

export const words = {
  helpLead: "Food, a bed, a doctor or a ticket never wait for a check of who somebody is.",
  noSupport: "No help is noted yet.",
  noteHint: "Nobody outside this case reads it. Whoever pays sees the sum and what it is booked as, and no word more.",
  amountHint: "Empty where it costs no money.",
  needsWhat: "Say what kind of help it is.",
  needsCurrency: "Say in which currency.",
  notWhileAsked: "The money was asked for with this sum. Take that back first, or wait until it is paid.",
  askLead: "Whoever approves sees the sum, the purpose, the day and your name, by a number. Not the case, and nothing of the person.",
  askedDone: "Asked for. Two others approve it; the case shows what becomes of it.",
  takenBack: "Taken back. Nobody pays it.",
  goneOn: "It had gone on already: look at where it stands now.",
  overCeiling: "More than the house has set. It is your decision: this is said, and stops nothing.",
  noStay: "No night is noted yet.",
  noHouse: "Your organisation has no list of shelters that you hold. A colleague who holds it can let you in under Vaults, or begin one under Shelters.",
  noShelterFree: "There is no shelter in the list of your organisation yet. Enter one under Shelters.",
  askedAddress: "Asked. One of these people has to give their share, today or tomorrow: ",
  notMine: "You are not among those who may open this address. Ask whoever keeps the shelters.",
  addressLead: "It stands here for ten minutes, and goes when you leave. Do not write it down; say it only to the person, by a way that is safe.",
  addressAgain: "There was no answer. It is asked again by itself, every ten seconds, until you leave it.",
  addressGone: "The address is gone from this page.",
  houseLead: "Where a shelter is stands in no list. Its address opens where two people agree, and only for minutes.",
  houseNone: "Your organisation has no list of shelters yet, or you do not hold it. Begin one with the colleagues who work with shelters; if there is one already, this says so and changes nothing.",
  noShelters: "No shelter is listed yet.",
  noCeilings: "No ceiling is set: no sum is remarked on.",
  ceilingLead: "What one kind of help should not go beyond. A ceiling warns and never stops anybody.",
  askingLead: "Give your share only where you know why they ask. With it they see the address, for minutes; you see it only where you ask yourself.",
  given: "Given. They can open the address until the end of tomorrow.",
  sharersHint: "Two to five people, you among them. Any two of them open the address together; nobody does alone, and no server ever.",
  needsSharers: "Choose at least one person besides yourself, and at most four.",
  needsAddress: "Write the address. It is sealed before it leaves this browser.",
  needsCode: "Give it a code that says nothing of where it is.",
  codeTaken: "Another shelter has this code.",
  codeHint: "A code that says nothing of the street, the town or who runs it: B7.",
  rulesHint: "What a guest must know before they come. No word of where it is.",
  anotherLead: "It takes the place of the one that is sealed now, which is destroyed; whoever opened that one has it still. Who shares it is chosen anew. Only who shares the one that is sealed now can do this.",
  sealedAnew: "Sealed. The address before is destroyed.",
  sure: "This destroys the address and takes the shelter out of the list. People who stay there keep their nights in their cases.",
};
