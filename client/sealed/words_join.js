// What is said to somebody who joins, or who comes back with a recovery kit.

export const words = {
  // Joining
  joinTitle: "Join",
  /** @param {string} organisation */
  joinLead: (organisation) =>
    `You are invited to work here for ${organisation}. In four steps you get a passphrase, a recovery kit and one-time codes. It takes about five minutes; have a pen or a printer, and your telephone.`,
  noInvitation:
    "This page opens with the whole address of an invitation. Open it again from the message in which you got it; if it was used or is too old, ask for a new one.",
  rootDiffers:
    "The coalition's key in your invitation is not the one that this server shows. Do not go on: tell the person who invited you, by another way than this site.",
  looking: "Looking at the invitation…",
  yourNames: "Who you are here",
  handle: "Sign-in name",
  handleHint: "For signing in, small letters. It is better not your real name.",
  needHandle: "Write a sign-in name of 2 to 60 letters, digits, dots or hyphens.",
  name: "The name you work under",
  nameHint: "Colleagues see it. It need not be the one in your passport.",
  needName: "Write the name that colleagues shall see.",
  roles: "Your roles",
  making: "Making your keys in this browser…",
  // The passphrase
  passphraseTitle: "Your passphrase",
  passphraseLead:
    "These six words open everything that is sealed to you. They were drawn by this browser just now, and they are shown this once. Nobody can send them to you again.",
  passphraseAdvice: "Write them on paper and keep the paper like money until you know them by heart. Do not photograph them.",
  passphraseNext: "I have them",
  typeBackTitle: "Type your passphrase",
  typeBackLead: "From the paper or by heart, so that we both know that you have it.",
  typeBackWrong: "That is not it. Look at the paper once more; capitals and extra spaces do not matter.",
  showAgain: "Show the words again",
  // The kit
  kitTitle: "Your recovery kit",
  kitLead:
    "If you ever lose the passphrase or the telephone, these two codes bring your keys back. Without them, nothing can. Print this page, or write the words by hand, and keep it somewhere that is neither your bag nor this device.",
  kitHeading: "Recovery kit",
  /** @param {string} name @param {string} organisation */
  kitWhose: (name, organisation) => `Belongs to ${name}, ${organisation}.`,
  kitFor:
    "It is for signing in to Safeconduct with a new passphrase when the old one is lost: choose “Lost your passphrase?” at the door. Whoever has this paper and knows the sign-in name can do the same; keep it locked away. If it is lost, tell your steward of keys.",
  codeOne: "First code",
  codeTwo: "Second code",
  print: "Print",
  kitNext: "The paper is safe",
  needPaper: "Tick the box when the kit is on paper. It cannot be shown again later.",
  kitTick: "The sixteen words are on paper, and I have checked them",
  // The one-time codes
  factorTitle: "One-time codes",
  factorLead:
    "Point an app for one-time codes (Aegis, FreeOTP, 2FAS or another) at this square. It then shows six new digits every half minute; you need them each time you sign in.",
  factorByHand: "Or type this into the app by hand:",
  qrLabel: "Square with the secret for one-time codes",
  codeLabel: "The six digits that the app shows now",
  finish: "Join",
  finishing: "Telling the server your public keys…",
  changeNames: "Change the names",
  joined: "You have joined. Sign in with the passphrase and the next six digits of your app.",
  fingerprintTell:
    "Your key in eight words. Read them to the steward of keys who vouches for you, by telephone or face to face; until then nobody can grant you anything.",
  // Recovery
  recoverTitle: "Come back with your recovery kit",
  recoverLead:
    "You need the sheet with two codes of eight words. You get a new passphrase and new one-time codes; the old ones stop working, and every session ends. The kit stays good: keep it.",
  kitWords: "The sixteen words",
  kitWordsHint: "Both codes, in order. Capitals do not matter, and the first four letters of each word are enough.",
  needKit: "Write all sixteen words.",
  kitCount: "The kit has sixteen words: two codes of eight. Write all of them.",
  /** @param {number[]} positions */
  kitDoubt: (positions) =>
    positions.length > 0
      ? `Look again at word ${positions.map((at) => at + 1).join(", ")}.`
      : "A word is another than the one on the paper. Compare them one by one.",
  /** @param {string[]} suggestions */
  perhaps: (suggestions) => ` Perhaps: ${suggestions.join(", ")}.`,
  recovering: "Asking for what the kit opens…",
  renewing: "Putting the new passphrase in the place of the old one…",
  renew: "Finish",
  recovered: "Done. The old passphrase and the old one-time codes are worth nothing now. Sign in with the new ones.",
  backToDoor: "Back to signing in",
};
