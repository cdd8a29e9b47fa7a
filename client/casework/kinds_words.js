// What kinds, fields and choices are called in English. A word that is not listed is read off its code: "needs-more" is "Needs more".

/** @type {Readonly<Record<string, string>>} */
export const NAMES = {
  "card-out": "Card in a round", "check-in": "Check-in", closure: "Close of the case", compartment: "Compartment", doubt: "Note of doubt",
  kit: "Urgent-action kit", leg: "Leg of a journey", line: "What may be said to governments", link: "Linked case", pathway: "Way out",
  request: "Request for help", slip: "Sentence for the evidence desk", stay: "Stay in a shelter", triage: "First look", "token-key": "Key of tokens",
  wish: "Wishes for where to go", avoid: "Where not to go",
};

/** @type {Readonly<Record<string, string>>} */
const WORDS = {
  "arrival.warned_of_return_on": "Talked about the danger of going back",
  "application.decided_on": "Decided on", "application.ended_on": "Ended on", "application.refusal": "Reason given for a refusal", "application.seen_by": "Who can see it",
  "application.seen_by.eu-vis": "All states of the Visa Information System", "application.seen_by.country": "This country alone",
  "application.seen_by.none": "Nobody", "application.seen_until": "Seen until",
  "avoid.because.said-no": "The person said no", "check-in.duress": "Word that means danger", "check-in.word": "Word that means well",
  "check-in.every": "Minutes between signs of life", "check-in.grace": "Minutes of grace", "check-in.mode.back": "Travelling back",
  "check-in.mode.new-abroad": "New abroad", "consent.given": "Said", "consent.given.asked": "Asked, not answered yet",
  "consent.purpose.emergency": "Act in an emergency", "consent.purpose.kit": "Urgent-action kit", "consent.purpose.known-elsewhere": "Ask whether known elsewhere",
  "consent.purpose.payout-by-partner": "Be paid by a partner", "consent.purpose.round": "Take part in a placement round",
  "contact.never": "Who must never learn of it", "contact.is_first": "Try this first", "contact.way": "By what",
  "document.what.authority": "Power of attorney", "document.what.birth": "Birth certificate", "document.what.marriage": "Marriage certificate",
  "document.what.military": "Military record", "document.kept_at": "Where it is kept", "detention.coerced": "What was said under force",
  "detention.filed": "Brought before", "link.relation.apart": "Must not meet", "link.relation.depends-on": "Travels only if the other does",
  "link.relation.same-person": "Is the same person", "link.relation.together": "Must travel together", "overlay.overlay": "What happened",
  "overlay.overlay.danger": "In danger now", "person.born": "Born", "person.kin": "Relatives", "plan.aim": "What we want to reach",
  "referral.sent": "What was sent", "risk.raised_by": "What would raise it", "support.payout": "Payout", "support.payee": "Who pays",
  "triage.same_as": "The same as", "triage.same_reference": "The same as the case with the reference",
  "triage.referred_to": "Referred to", "verification.has_doubts": "Notes of doubt are kept apart",
  "verification.result.corroborated": "Borne out by others", "verification.result.plausible": "Plausible",
  "verification.method.medical-legal-report": "Medical-legal report", "wish.no": "Ways that the person said no to", "wish.kin_in": "Relatives live in",
  "pathway.entry": "State that issues the visa or is entered", "pathway.takes.inside": "Who is still in the country",
  "pathway.takes.outside": "Who has left the country", "pathway.medical": "Has medical places", "shelter.fits": "Beds", "shelter.is_free": "Free now",
};

/**
 * @param {string} path as `consent.purpose.kit`
 * @param {string} code
 */
export function labelOf(path, code) {
  if (Object.hasOwn(WORDS, path)) return /** @type {string} */ (WORDS[path]);
  const words = (code.split(".").at(-1) ?? "").replaceAll(/[-_]/g, " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
