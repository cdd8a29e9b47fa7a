// What is said about one's own keys, about colleagues' keys, and about vaults.

import { counted } from "./words.js";

export const words = {
  signOut: "Sign out",

  // My keys
  meTitle: "My keys",
  meLead: "What opens things for you, and how to shut it. Your keys are in this browser only while it is unlocked.",
  handle: "Sign-in name",
  organisation: "Organisation",
  myKey: "Your key in eight words",
  myKeyHint: "Read them to a colleague who wants to be sure that they seal to you and to nobody else.",
  rootKey: "The coalition's key",
  rootKeyHint: "Trust in everybody else's key rests on this one. The same eight words stand on the paper that your steward of keys has.",
  standing: "Standing",
  standingTrusted: "Vouched for: colleagues can grant you vaults",
  standingWaiting: "Not vouched for yet: read your eight words to a steward of keys, by telephone or face to face",
  change: "Change the passphrase",
  changeLead: "You get six new words. The old ones stop working, and every other session of yours ends.",
  oldPassphrase: "The passphrase you have now",
  changing: "Sealing your keys under the new passphrase…",
  changed: "The passphrase is changed. The old one is worth nothing now.",
  kit: "Recovery kit",
  kitOnce:
    "The kit was shown once, when you joined, and cannot be shown or printed again: this browser does not have it. If the paper is lost or seen by somebody else, tell your steward of keys; they invite you anew and your colleagues grant you what you hold.",
  travel: "Travel mode",
  travelLead:
    "Before a border, a search, a journey: the server gives your keys to nobody, you included, until two colleagues release them. You can then say truthfully that you cannot open anything.",
  travelGo: "Switch on travel mode",
  panic: "Panic",
  panicLead:
    "You or your device are in danger now: this signs you out everywhere at once and withholds your keys. Your colleagues see it. Two of them can release the keys later. There is no second question.",
  panicGo: "Sign me out everywhere, now",
  keyringLost: "Begin a new keyring",
  keyringLostLead:
    "Your keyring cannot be read, so this browser knows nobody's key any more. Compare the eight words of the coalition's key with the paper of your steward. Only if they are the same, begin anew.",
  keyringBegin: "The words are the same: begin anew",
  rootFirst:
    "This browser meets the coalition's key for the first time. Compare its eight words, on this page, with the paper of your steward of keys.",

  // Members and trust
  membersTitle: "Members and trust",
  membersLead: "Whose key is whose. Nothing is sealed to a key that nobody vouches for, or that is not the one you have seen before.",
  state: /** @type {Record<string, string>} */ ({
    trusted: "Vouched for",
    unvouched: "Not vouched for",
    changed: "Key changed",
    bad: "Does not hold",
    none: "No keys yet",
    gone: "Has left",
  }),
  changedTitle: "Somebody's key has changed",
  /** @param {string} names */
  changedLead: (names) =>
    `The server shows another key for ${names} than the one you have seen before. That happens when somebody joins anew, and it is also what an attack looks like. Nothing is sealed to the new key. Call them, on a number that you know, and compare the eight words.`,
  wordsAgree: "I called, and the words agree",
  accepted: "The new key is taken for theirs from now on.",
  notVouchedYet: "Nobody vouches for this new key, so it cannot be taken, whatever the call says. A steward of keys must vouch for it first.",
  vouch: "Vouch",
  vouchTitle: "Vouch for a key",
  /** @param {string} name */
  vouchLead: (name) =>
    `By telephone or face to face, let ${name} read you the eight words of their key. Do not send them the words first. If they are these, in this order, you can vouch.`,
  vouchTick: "I have heard these words from them, not by a message",
  vouchNeedsTick: "Tick the box once you have heard the words.",
  asMember: "As a member",
  asSteward: "As a steward of keys, who may vouch for others",
  vouched: "Your word is given. Colleagues can now grant them vaults.",
  find: "Find somebody of another organisation",
  findHint: "Their exact sign-in name, which they tell you themselves.",
  findGo: "Find",
  notFound: "Nobody has exactly this name.",
  vouchedBy: "Vouched for by",
  isRoot: "The coalition's key: trust in all the others rests on it",
  you: "you",

  // Vaults
  vaultsTitle: "Vaults",
  vaultsLead:
    "Each vault is opened by its holders and by nobody else. When a holder leaves, it gets a new key, and what is sealed from then on stays shut to them.",
  noVaults: "You hold no vault yet. A colleague who holds one can let you in once a steward has vouched for your key.",
  kinds: /** @type {Record<string, string>} */ ({
    annex: "Confidential annex",
    archive: "Archive",
    campaign: "Campaign",
    case: "Case",
    channel: "Channel",
    organisation: "Organisation",
    register: "Shared register",
    round: "Placement round",
  }),
  holders: "Holders",
  epoch: "Key number",
  dueTitle: "New keys are due",
  /** @param {number} number */
  dueLead: (number) =>
    `Somebody who has left could open what is sealed in ${counted(number, "vault", "vaults")}. A new key shuts them out; nothing else changes for you.`,
  rotateAll: "Make all the new keys",
  /** @param {number} done @param {number} total */
  rotating: (done, total) => `Making new keys: ${done} of ${total}…`,
  /** @param {number} number */
  rotated: (number) => `${counted(number, "vault has", "vaults have")} a new key.`,
  signing: "Signing the channels' cards with the new keys…",
  staleTitle: "A channel's card is out of date",
  /** @param {string} names */
  staleLead: (names) => `People who ask for help through ${names} still seal to the old key, until a steward of keys signs a new card.`,
  staleSign: "Sign the new cards",
  /** @param {string[]} names */
  staleOthers: (names) =>
    names.length > 0
      ? `You are not a steward of keys. Ask ${names.join(" or ")} to open this page.`
      : "No steward of keys holds this vault: let one in, and ask them to open this page.",
  signed: "The cards are signed. Requests are sealed to the new keys from now on.",
  notOpened: "Not opened",
  grantTitle: "Let somebody in",
  grantHint: "They can open everything in this vault, what was sealed before included. Only people whose keys are vouched for are named here.",
  grantGo: "Let them in",
  /** @param {string} name */
  granted: (name) => `${name} holds the vault now.`,
  nobodyElse: "Everybody whose key is vouched for holds it already.",
  remove: "Remove",
  /** @param {string} name */
  removeTitle: (name) => `Remove ${name} from this vault`,
  removeLead: "The vault gets a new key that they do not have. What they could open before, they may have copied; that cannot be undone.",
  removeGo: "Remove and make a new key",
  /** @param {string} name */
  removed: (name) => `${name} opens nothing new in this vault from now on.`,
  secondHolder: "A vault always has two holders, so that one lost passphrase loses nothing. Choose who holds it with you from now on:",
  noSecond: "There is nobody else with a key that is vouched for. First have somebody vouched for.",
  choose: "Choose somebody",
  needSomebody: "Choose somebody.",
  rotateOne: "Make a new key",
  rotateOneHint: "For good measure, or because a device may have been seen by others.",
  history: "Keys so far",
  seenByRemoved: "somebody who has left could open what is sealed with it",
  current: "in use",
  create: "New vault or channel",
  createTitle: "New vault or channel",
  kind: "What is it for?",
  createGo: "Create",
  creating: "Making the vault's key and sealing it to its holders…",
  created: "It is there, and its holders can open it.",
  channelSlug: "Word in its address",
  channelSlugHint: "Small letters, digits and hyphens, such as help-line. People who ask for help may see it.",
  needSlug: "Write a word of small letters, digits and hyphens.",
  channelName: "Name",
  channelLine: "One line about it",
  channelClosed: "What is said while it is closed",
  channelLanguages: "What people who ask for help read, per language",
  channelNeedsText: "Write at least a name and a line in one language.",
  addLanguage: "Add a language",
  language: "Language",
  whoHolds: "Who holds it, besides you",
  whoHoldsHint: "At least one more, so that one lost passphrase loses nothing.",
  needHolder: "Choose at least one colleague.",
};
