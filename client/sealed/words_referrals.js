// The sentences of referrals, of the conversation of a case, and of "known elsewhere".

import { filled } from "../enhance/words.js";

/** What is said of a referral's state, for who offered it and for who takes it in: word, look. @type {Readonly<Record<string, readonly [string, string]>>} */
export const STATES = {
  second: ["Waits for a second person", "waiting"],
  offered: ["Waits for an answer", "waiting"],
  accepted: ["Taken", "deed"],
  refused: ["Not taken", "quiet"],
  revoked: ["Taken back", "word"],
  ended: ["Over", "quiet"],
};

/** @type {Readonly<Record<string, string>>} */
export const REASON_WORDS = {
  "no-capacity": "No room at the moment", "outside-our-work": "Not what we do", "not-safe-with-us": "Not safe with us", "already-with-us": "Known to us already",
  "more-information": "We need to know more first", other: "Another reason",
};

/** @type {Readonly<Record<string, string>>} */
export const WHY_NOT = {
  "nobody-asked": "Nobody has asked the person yet whether {name} may be told.",
  asked: "The person was asked and has not answered yet.",
  refused: "The person said no.",
  withdrawn: "The person took their consent back.",
  ended: "The consent was for a time, and that time is over.",
};

const WORDS = {
  title: "Referrals",
  panelTitle: "Shared with partners",
  panelLead: "A partner gets what you tick here and nothing else, sealed so that only they can open it.",
  none: "Nothing of this case was shared with anybody.",
  refer: "Refer to a partner",
  loading: "Asking the server…",
  noPartner: "No organisation of your crisis takes referrals in yet.",
  consentWords: "Allowed in these words",
  consentNone: "{why} Ask, and note the answer above under “Consents”, for “Share with partner” and the recipient “{name}”.",
  emergency: "It cannot wait: the person cannot be asked, and is in danger",
  emergencyHint: "Then a second person of yours has to answer for it before it leaves. Say why it cannot wait.",
  piecesHint: "As little as they need to answer. Tick a real name only where the person’s words name it.",
  lines: "In your own words",
  linesHint: "No name, no address, nothing that says who it is.",
  nothing: "Tick at least one thing, or write a line.",
  look: "Look at what leaves",
  leaves: "This is what {name} will read, and nothing else.",
  send: "Seal and offer it",
  offered: "Offered to {name}. It waits for their answer for fourteen days.",
  second: "It waits for a second person: a colleague who holds this case opens this page and answers for it too.",
  secondAsk: "{name} wants to refer this without consent, because it cannot wait. If you answer for it too, it leaves.",
  secondButton: "I answer for it too",
  seconded: "It is on its way.",
  revoke: "Take it back",
  revokeAsk: "The letter is destroyed and they are told. What they have read already, nobody can take back.",
  revoked: "Taken back, and they are told.",
  revokedThere: "Taken back by {name}: the person may have withdrawn their consent. Stop working with it, and destroy what you wrote from it.",
  transferAccepted: "{name} takes the case. Handing it over lets {who} read its plan and the parts ticked here; then they give it a new key without you.",
  handParts: "Which parts go along",
  handStays: "A part that does not go along stays with your organisation, apart and closed, until two of its holders destroy it or its last day comes.",
  handClosed: "You do not hold: {parts}. It stays, unless somebody who holds it lets {who} in first.",
  handOver: "Hand the case over",
  handedOver: "The case is theirs now.",
  cameOver: "This case was handed over to you. {names} can still read what is written in it.",
  cameOverHint: "Give it a new key without them. A case needs two people who can open it: choose who works on it with you.",
  newKey: "Give it a new key without them",
  newKeyDone: "From now on only your organisation can read what is written.",
  choose: "Choose at least one colleague.",
  waitingTitle: "Waits for your answer",
  waitingNone: "Nothing waits for your answer.",
  inTitle: "Taken in before",
  outTitle: "Offered to others",
  outNone: "Your organisation has offered nothing.",
  outHint: "What was told stands in the case, under Sharing.",
  urgent: "Urgent",
  until: "Answer by {day}",
  registerTitle: "Take referrals in",
  registerWords: "Partners can refer to you once your organisation has a key of its own for that. Who holds it opens what comes.",
  registerOther: "A colleague may hold the key already: then ask to be let in under Vaults.",
  registerMade: "Partners can refer to you now.",
  letterSealed: "This letter does not open here. Ask them to send it again.",
  unsigned: "Nobody whom you can trust signed this letter. Do not act on it; call {name}.",
  signedBy: "Signed by {who} of {name}.",
  take: "Take it",
  takeWords: "A case of yours is opened with what they told you; then they are told that you took it.",
  takeTransfer: "Accept the transfer",
  takeTransferWords: "They then let you into the case itself. It appears among your cases.",
  taken: "Taken. They are told.",
  accepted: "Accepted. They let you in next; the case then appears among your cases.",
  refuse: "Not for us",
  refuseWhy: "Why",
  refuseText: "A line to them, if it helps",
  refused: "They are told, and the letter is destroyed.",
  gone: "This referral is not here any more, or nothing for you.",
  emergencyThere: "Without consent, because it could not wait: {why} Two people of {name} answer for it.",
  packageTitle: "What they tell you",
  packageEmpty: "They tell nothing but that they ask.",
  talkTitle: "Conversation with the person",
  talkNone: "This case did not begin with a request: there is no box to answer into.",
  talkEmpty: "Nothing new since.",
  talkSafe: "Answer in {language}. Safe to read: {hours}.",
  talkNoHours: "The person said nothing about safe hours.",
  talkSealed: "The person wrote this before the case first answered: only who holds the channel can open it.",
  talkKeep: "Keep it in the journal",
  talkFiles: "{count} came with it. Keeping it copies them into the case, sealed anew; they then stand under Files.",
  talkLost: "{count} could not be copied: changed on the server, or not there any more.",
  talkFormer: "Written by somebody who no longer holds this case, or from the inbox. Its words are sealed to the person, and no copy of them lies here.",
  talkUnchecked: "A line of the journal says that {name} wrote it, and nobody can check that. Its words are sealed to the person.",
  talkKept: "The whole team has it now.",
  talkAnswer: "Your words",
  talkHint: "Only the person can open it. Promise nothing that we cannot keep.",
  talkLook: "Look at it as the person will",
  talkSend: "Send",
  talkSent: "It is in the person's box.",
  talkChange: "Change it",
  talkWrite: "Write the answer.",
  knownTitle: "Known elsewhere",
  knownLead: "Whether somebody helps the same person already, here or at another organisation. It only ever leads to a question to the person: nobody is refused anything by it.",
  knownNotAllowed: "{why} Nothing is asked before, and help does not wait for it.",
  knownNoKey: "You hold no key for this. A colleague may hold one already: then ask to be let in under Vaults. It is made once for your organisation; whoever holds it can ask.",
  knownMakeKey: "Make the key",
  knownKeyMade: "The key is made.",
  knownFather: "Father's name",
  knownFatherHint: "If it is known. It is used in this browser for asking, and not kept.",
  knownAsk: "Ask whether known elsewhere",
  knownTooLittle: "Too little is known: it takes a name of two words and a birth date, the father's name or a telephone number.",
  knownNobody: "Nobody with this name and birth date or telephone is known in your organisation. That proves nothing.",
  knownHit: "Possibly known elsewhere: ask the person whether somebody of ours helps them already.",
  knownAgree: "The person says yes: let both teams know",
  knownAgreed: "Your side agreed. Nothing is said before the other team agrees too.",
  knownBoth: "Both teams agreed. Talk to {names}.",
  knownOthersTitle: "At other organisations",
  knownOthersLead: "The name is blinded in this browser. Two key holders at two houses each do half of the work, and neither they nor the server can read it.",
  knownOthersOff: "Other organisations cannot be asked: this server knows no key holders. Whoever runs it can name two.",
  knownOthersNotAllowed: "{why} Note the answer above for “Ask whether known elsewhere”, towards “{name}”. Nothing is asked before, and help does not wait for it.",
  knownOthersAsk: "Ask other organisations",
  knownOthersNobody: "Nobody with this name and birth date or telephone is known to another organisation that asked. That proves nothing.",
  knownOthersHit: "Possibly known elsewhere: ask the person whether another organisation helps them already.",
  knownOthersBoth: "Both teams agreed. The other case is with {organisation}. Talk to {names}.",
  knownForget: "Delete the tokens",
  knownForgotten: "The tokens of this case are deleted.",
  knownNotHeld: "You do not hold who the person is, so you cannot ask.",
};

/**
 * @param {keyof typeof WORDS} name
 * @param {Record<string, string | number>} [values]
 */
export function say(name, values = {}) {
  return filled(WORDS[name], values);
}

/** Why nothing may be shared. @param {string} why @param {string} name */
export function whyNot(why, name) {
  return filled(WHY_NOT[why] ?? "", { name });
}
