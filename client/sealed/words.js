// Every sentence of the door, the keys and the vaults. Plain words: what happened, what is safe, what to do.

/** @param {number} number @param {string} one @param {string} many */
export function counted(number, one, many) {
  return number === 1 ? `1 ${one}` : `${number} ${many}`;
}

export const words = {
  // Anywhere
  offline: "The server did not answer. Nothing you typed is lost. Check the connection and try again.",
  /** @param {number} status */
  noAnswerOfUse: (status) =>
    `The server could not do this (answer ${status}). Nothing you typed is lost. Try again; if it happens again, tell your coordinator.`,
  unexpected: "Something failed in this browser. Nothing was sent. Lock, unlock and try again; if it happens again, tell your coordinator.",
  back: "Back",
  goOn: "Continue",
  working: "Working…",

  // The door
  signIn: "Sign in",
  handle: "Your sign-in name",
  passphrase: "Passphrase",
  passphraseHint: "Six words with single spaces. They stay in this browser; the server never gets them.",
  code: "One-time code",
  codeHint: "Six digits from your telephone.",
  needHandle: "Write your sign-in name.",
  needPassphrase: "Write your passphrase.",
  needCode: "Write the six digits that your telephone shows now.",
  asking: "Asking the server for your salt…",
  deriving: "Making your key out of the passphrase. This takes a second or two, so that guessing takes centuries…",
  derivingSlow: "Still making your key. This browser is slow at it; it can take up to half a minute…",
  checking: "Signing in…",
  opening: "Opening your keys…",
  /** @param {number} done @param {number} total */
  openingVaults: (done, total) => `Opening vaults for the first time: ${done} of ${total}…`,
  lostPassphrase: "Lost your passphrase? Use your recovery kit",
  noKit: "Without the kit nobody can bring your keys back: ask a coordinator to invite you again. Your colleagues then grant you what you held.",

  // Refusals of the keeper, by code
  refused: /** @type {Record<string, string>} */ ({
    "weak-kdf":
      "The server asked for a weaker key than we allow. That is not normal: nothing was sent. Do not sign in; tell your steward of keys by another way.",
    "wrong-passphrase": "That is not the passphrase. Check each word; nothing was sent.",
    "slot-unreadable":
      "Your keys could not be opened with this passphrase. If you are sure of it, somebody may have changed what the server keeps: tell your steward of keys.",
    "kit-misread": "A word of the kit is not right. Check the marked words against the paper.",
    "root-changed":
      "The coalition's key is not the one you have known. Nobody's keys can be trusted until this is cleared up. Tell your steward of keys by another way than this site.",
    "root-first":
      "The server has nothing of what you saw before, so the coalition's key is met for the first time. Compare its eight words, under My keys, with the paper of your steward of keys before you write or grant anything.",
    "not-trusted": "Nothing was sealed: the key of one of these people is not vouched for, or has changed. Look at Members and trust.",
    "no-vault": "You hold no key of this vault.",
    "second-holder": "A vault needs at least two holders, so that one lost passphrase loses nothing. Choose somebody else as well.",
    "not-steward": "Only a steward of keys, vouched for by the coalition's root key, can sign this.",
    "rolled-back": "The server showed an older state of this vault than you have seen. Nothing was opened. Tell your steward of keys.",
    "bad-grant": "What the server gave as your key to this vault is not signed by a colleague you can trust. Nothing was opened.",
    "keyring-unreadable":
      "Your keyring could not be read; somebody may have changed it. Your vaults are opened again from what colleagues granted you.",
    "not-oneself": "Nobody removes themselves: ask another holder to do it.",
    "no-grant": "You hold no key of this vault's newest part. A holder can let you in again.",
    "no-worker":
      "This browser could not start what holds the keys, so nothing was sent. Load the page again; if it stays so, use a current Firefox, Chromium or Safari.",
    "same-person": "It takes a second person to open this. Another who shares it must give their share.",
    "too-many-sharers": "At most five people can share this. Name fewer.",
    "two-coordinators": "A round's cards are opened by exactly two coordinators, and this one names more or fewer. Nothing was sent.",
    "round-unsigned":
      "Nothing was handed in: no coordinator whom you can trust signed that these two lead this round, or one of them has other keys now. Ask them by another way than this site; they may have to open another round.",
    "consent-gone": "Nothing was sent: the person's consent to this is no longer there. Look at Consents; a colleague may have written that down just now.",
    "no-token-key": "The key of your organisation's tokens could not be opened, or no colleague you can trust wrote it. Nothing was compared.",
    locked: "The keys are locked.",
  }),

  // Unlock and lock
  unlockTitle: "Unlock",
  unlockLead: "You are signed in, and your keys are locked. Write your passphrase to open them in this browser.",
  unlock: "Unlock",
  lockedTitle: "Locked",
  lockNow: "Lock",
  lockedByYou: "Locked. The keys are gone from this browser and nothing of what you saw is kept.",
  /** @param {number} minutes */
  lockedIdle: (minutes) =>
    `Locked after ${counted(minutes, "minute", "minutes")} without a key pressed. The keys are gone from this browser and nothing of what you saw is kept.`,
  lockedAway: "Locked, because you left the page. Nothing of what you saw is kept.",
  signedOut: "You are signed out: your session ended, or you signed in somewhere else. The keys are gone from this browser.",
  signInAgain: "Sign in again",
  lockSoon: "This locks by itself in one minute. Press any key or touch the page to stay.",
  withheldTitle: "Your keys are withheld",
  withheld:
    "Travel mode or panic is on: the server gives your keys to nobody, you included. Two colleagues of your organisation can release them again, at Members. Until then nobody can make you open anything, and you can say so.",
  noSlot: "The server has no keys of yours. Ask a coordinator to invite you.",

  // The ways
  requests: "Requests",
  vaults: "Vaults",
  members: "Members and trust",
  me: "My keys",
  newKeysDue: "Somebody has left who could open what is sealed here from now on. Open Vaults and make the new keys.",
  someChanged: "Somebody's key has changed. Nothing is sealed to it. Look at Members and trust before you let anybody in.",
  notAllowed: "Your roles do not include this. A coordinator can give them.",
};

/**
 * Give the sentence for whatever went wrong.
 * @param {unknown} problem
 * @returns {string}
 */
export function sentenceFor(problem) {
  const { code, sentence } = /** @type {{code?: string, sentence?: string}} */ (problem ?? {});
  return (code && words.refused[code]) || sentence || words.unexpected;
}
