// What is said about confidential annexes.

import { counted } from "./words.js";

export const words = {
  title: "Annexes",
  lead: "An annex is opened from its publication: go to the publication at the desk, choose “Confidential annex”, and come here from there.",
  /** @param {string} reference */
  of: (reference) => `Confidential annex to ${reference}`,
  writeLead: "What you write here is sealed in this browser. Only those you choose can open it; the server cannot.",
  heading: "Heading",
  text: "Text",
  textHint: "Plain text; an empty line begins a new paragraph. Write only what the person needs to know, and no name that is not needed.",
  begin: "Seal the annex",
  keep: "Keep it sealed",
  kept: "The annex is sealed. Compare it with the newest version again before that is released.",
  begun: "The annex is sealed.",
  needText: "Write what the annex says.",
  notHeld: "This annex lies in a vault that you do not hold. Ask one of its holders to let you in, or to compare it for you.",
  notOpened: "The annex could not be opened with your keys. Nothing was changed.",
  notSigned: "This annex is not signed by anybody whose keys are vouched for. Do not trust what it says.",
  /** @param {string} name */
  faster: (name) => `${name} changed the annex meanwhile. Your text is still here; theirs stands below. Bring the two together and keep it again.`,
  theirs: "What stands there now",
  back: "The publication",
  compareTitle: "Compare with what everybody will read",
  /** @param {number} number */
  compareLead: (number) =>
    `Version ${number} may be released only after the annex was compared with it. Names, exact days and small counts that only the annex says must not stand in the public part. Nobody can let one stand.`,
  noVersion: "No version has been offered yet. Offer one at the desk, then compare.",
  compare: "Compare now",
  clean: "Nothing that only the annex says stands in the public part. This is noted; the version can go on its way.",
  /** @param {number} found */
  found: (found) => `${counted(found, "place", "places")} in the public part repeat what only the annex says. Take them out of the text, offer a new version, and compare again.`,
  noCapitals: "One of the languages has no capital letters: names cannot be found in it. Read that text yourself.",
  copyTitle: "Make a sealed copy for one recipient",
  copyLead: "Each copy names its recipient and carries a mark of its own. Give the address and the passphrase by two different ways, and neither in the mail with the letter.",
  recipient: "Office that gets it",
  key: "Its age key, if it has one",
  keyHint: "Begins with age1. Without one, six words are made as a passphrase.",
  until: "Can be fetched until",
  make: "Make the copy",
  needRecipient: "Write which office gets it.",
  badKey: "This is no age key. It begins with age1 and has 62 letters and figures.",
  needDay: "Choose a day within the next ninety days.",
  sealing: "Sealing the copy…",
  made: "The copy is ready. This is shown once.",
  address: "Address, for this office alone",
  passphrase: "Passphrase, to be told by another way",
  openedWithKey: "It opens with their own key.",
};
