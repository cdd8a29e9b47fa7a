// What is said about handing signatures over.

import { counted } from "./words.js";

const whole = (/** @type {number} */ number) => new Intl.NumberFormat("en").format(number);

export const words = {
  back: "All petitions",
  /** @param {string} reference */
  title: (reference) => `Package of handover ${reference}`,
  petition: "Petition",
  to: "To",
  expected: "When it was prepared",
  /** @param {number} all @param {number} named */
  numbers: (all, named) => `${whole(all)} signatures, ${whole(named)} of them with their names`,
  lead: "The signatures are opened in this browser, written into lists, and sealed to six words before they go anywhere. Keep this page open while it works; if the line breaks, it goes on by itself.",
  mark: "Begin the table with the mark that spreadsheets need in order to read every alphabet",
  make: "Make the package",
  notHeld: "This petition’s vault is held by others. Ask one of them to make the package.",
  /** @param {number} done @param {number} total */
  making: (done, total) => `${whole(done)} of about ${whole(total)} signatures are in the package.`,
  waiting: "The server does not answer. Nothing is lost; this tries again by itself.",
  madeTitle: "The package is made",
  /** @param {number} all @param {number} named */
  made: (all, named) => `It counts ${whole(all)} signatures and names ${whole(named)} people: those who agreed to it, and who have not taken it back.`,
  pdf: "The names are in it as a table, as PDFs of 5,000 names each to be printed, and as pages.",
  noPdf: "The names are in it as a table and as pages to be printed. This browser does not let PDFs be made; another one does.",
  /** @param {number} number */
  elsewhere: (number) => `${counted(number, "name has", "names have")} a letter that the PDFs cannot show; the PDF gives the number there, under which the table has the name.`,
  unreadableTitle: "Some did not open",
  /** @param {number} number */
  unreadable: (number) => `${counted(number, "signature does", "signatures do")} not open with the keys of this vault. They are counted and not named.`,
  passphrase: "Six words that open it",
  passphraseHint: "They are shown once. Tell them to the addressee by another way than the package: by telephone, or on paper.",
  chain: "Head of the chain",
  stickTitle: "Bring it yourselves",
  stick: "Save the sealed package, put it on a memory stick, and hand it over with the printed cover letter.",
  save: "Save the sealed package",
  layTitle: "Or lay it here for one download",
  layLead: "The addressee fetches it once under an address that only they are told, and opens it in their browser with the six words. Then it is gone from here.",
  until: "It can be fetched until",
  needDay: "Name the last day on which it can be fetched.",
  lay: "Lay it here",
  /** @param {number} done @param {number} total bytes */
  laying: (done, total) => `${Math.round((100 * done) / total)} % is on the server.`,
  laid: "It waits for them. Send them this address, and tell them the six words by another way.",
  address: "Address",
};
