// How long the package of a handover takes for each signature, and how much memory: node bench/handover.mjs 100000
// Two of three signers are named; their volumes are set as PDFs. The server's part, reading and sending the sealed signatures, is not in it.

import { generateIdentity, identityToRecipient } from "age-encryption";
import { lettersOfPackages } from "../client/handover/letters_for_tests.js";
import { newPackage } from "../client/handover/package.js";
import { concat, random, unhex, utf8 } from "../client/vault/bytes.js";
import { sealMessage } from "../client/vault/messages.js";
import { signatureOpener } from "../client/vault/signatures.js";

const [NUMBER, PIECE, DIFFERENT, AT_ONCE] = [Number(process.argv[2] ?? 100_000), 2000, 500, 64];
const FACTS = {
  reference: "HO-AAAAAA", campaign: "PE-AAAAAA", title: "An easier visa", organisation: "The Lantern Line", to: { lines: ["Northland"], salutation: "", closing: "" },
  language: "en", letter: "", texts: { en: "We ask.\n" }, on: "2017-04-20", prepared_by: "Tomas", approved_by: "Jonas",
};

const identity = await generateIdentity();
const recipient = await identityToRecipient(identity);
const openOne = await signatureOpener(identity);
const blobs = [];
for (let at = 0; at < DIFFERENT; at += 1) {
  const name = `${base36()} ${base36()}`;
  blobs.push(await sealMessage(recipient, { consents: [], country: "SE", mail: `${base36()}@signers.example`, name, postcode: "", v: 1, visibility: "public" }));
}

const spent = { opening: 0, all: 0 };
async function open(sealed) {
  const start = performance.now();
  const opened = [];
  for (let at = 0; at < sealed.length; at += AT_ONCE) opened.push(...(await Promise.all(sealed.slice(at, at + AT_ONCE).map(openOne))));
  spent.opening += performance.now() - start;
  return opened;
}

const one = await newPackage({ facts: FACTS, withMark: true, passphrase: "orbit lamp river stone apple cloud", open, letters: await lettersOfPackages() });
let [sealed, most] = [0, 0];
for (let from = 0; from < NUMBER; from += PIECE) {
  const piece = pieceFrom(from);
  const start = performance.now();
  await one.add(piece);
  sealed += one.taken().length;
  spent.all += performance.now() - start;
  most = Math.max(most, process.memoryUsage().rss);
}
const start = performance.now();
const { said } = await one.end();
sealed += one.taken().length;
spent.all += performance.now() - start;
const each = (milliseconds) => `${((1000 * milliseconds) / NUMBER).toFixed(0)} µs`;
console.log(`${said.confirmed} signatures, ${said.named} named: ${each(spent.all)} each, ${each(spent.opening)} of it opening; a million takes ${((1000 * spent.all) / NUMBER / 60).toFixed(1)} minutes`);
console.log(`${(sealed / 1e6).toFixed(1)} MB sealed; at most ${(most / 1e6).toFixed(0)} MB of memory in all`);

function base36() {
  return Array.from(random(7), (byte) => (byte % 36).toString(36)).join("");
}

function pieceFrom(from) {
  const rows = [];
  for (let at = from; at < Math.min(from + PIECE, NUMBER); at += 1) {
    const isNamed = at % 3 < 2;
    const blob = isNamed ? blobs[at % DIFFERENT] : new Uint8Array(0);
    const length = new Uint8Array(4);
    new DataView(length.buffer).setUint32(0, blob.length);
    rows.push(concat(unhex(at.toString(16).padStart(8, "0")), random(12), utf8("SE"), Uint8Array.of(0, isNamed ? at % 3 : 2), length, blob));
  }
  return concat(...rows);
}
