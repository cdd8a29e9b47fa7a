// What is said about petitions in the sealed desk.

import { counted } from "./words.js";

export const words = {
  title: "Petitions",
  lead: "Who signed is sealed to the holders of a petition’s vault. Here they make its key, give it back to a server that was switched off, compare signatures, and make the package that is handed over.",
  none: "Your organisation has no petition yet. Begin one at the desk.",
  back: "All petitions",
  state: /** @type {Record<string, string>} */ ({ none: "No key yet", absent: "Key is missing", held: "Key in memory", destroyed: "Key destroyed" }),
  looks: /** @type {Record<string, string>} */ ({ none: "waiting", absent: "danger", held: "deed", destroyed: "quiet" }),
  says: /** @type {Record<string, string>} */ ({
    none: "Nobody can sign before there is a vault to which signatures are sealed.",
    absent: "The server was switched off and has forgotten the key. People can sign; until the key is back, whoever signs twice is counted twice, provisionally.",
    held: "Signatures are sealed, and whoever signs twice is found at once.",
    destroyed: "The key was destroyed when the petition closed. Nobody can tell any more whether an address has signed.",
  }),
  make: "Make vault and key",
  makeTitle: "Who shall be able to open the signatures?",
  makeLead: "Whoever holds this vault can open names and mail addresses of everybody who signs. Name one or two people whom you trust with that; nobody else can ever open them, and neither can the server.",
  makeGo: "Make vault and key",
  made: "The vault is made and the server has the key in its memory. The petition can be signed once it is opened.",
  give: "Give the key back",
  given: "The server has the key again.",
  /** @param {number} number */
  compare: (number) => `Compare ${counted(number, "signature", "signatures")}`,
  /** @param {number} number */
  compareLead: (number) => `${counted(number, "signature", "signatures")} came while the key was missing. They are opened in this browser and compared with all others.`,
  /** @param {number} done @param {number} total */
  comparing: (done, total) => `Compared ${done} of ${total}. If you leave, it goes on from here next time.`,
  /** @param {{settled: number, duplicates: number, unreadable: number}} result */
  compared: ({ settled, duplicates, unreadable }) =>
    `${counted(settled, "signature counts", "signatures count")} for good; ${counted(duplicates, "was", "were")} of people who had signed before.` +
    (unreadable > 0 ? ` ${counted(unreadable, "signature does", "signatures do")} not open with the vault’s keys and stay provisional.` : ""),
  updates: "Mail an update",
  updatesLead: "Those who agreed to be written to get a mail with a neutral subject and a link to their own page. Consents and addresses are opened in this browser; the server seals each address again until its mail has left, and keeps only how many there were.",
  /** @param {string} title @param {number} mailed */
  update: (title, mailed) => (mailed > 0 ? `${title} (went to ${mailed})` : title),
  mail: "Mail it",
  /** @param {number} number */
  mailing: (number) => `${counted(number, "mail waits", "mails wait")} to leave. If you leave this page, it goes on from here next time.`,
  /** @param {number} number */
  mailed: (number) => `It goes to ${counted(number, "signer who wants", "signers who want")} it, at the pace that mails leave this server.`,
  notHeld: "This petition’s vault is held by others. Ask one of them.",
  noKey: "The key could not be opened with your keys, or nobody who is vouched for signed it. Nothing was changed. Ask another holder of the vault.",
  handovers: "Packages to be made",
  noHandovers: "No package waits to be made. A handover is prepared at the desk and approved there by a second person.",
  open: "Open",
};
