// Makes the package of a handover, piece by piece: what comes in are sealed signatures, what goes out is an archive, sealed to six words. Of the
// names no more than a volume is in memory at once, and they never leave the place where the keys are.

import { Encrypter } from "age-encryption";
import { concat, hex } from "../vault/bytes.js";
import { chainLine, newChain } from "./chain.js";
import { countsCsv, csvHead, listLine, signatureJson } from "./cells.js";
import { coverLetter, readme, VOLUME, volumePage } from "./pages.js";
import { printedVolume } from "./printing.js";
import { newZip } from "./zip.js";

/** @typedef {import("./pages.js").Facts} Facts @typedef {import("./chain.js").Counted} Counted */
/** @typedef {{name: string, country: string, visibility: string}} Named */
/** @typedef {{chain: string, manifest: string, confirmed: number, named: number, unreadable: number}} Said hashes in hex */
/** @typedef {{has_pdf: boolean, elsewhere: number}} Printed elsewhere: names that have a letter which is in none of the fonts */

const CHANNELS = ["web", "widget", "api", "import"];
const VISIBILITIES = ["public", "addressee", "counted"];
const HEAD = 24;
/** Lines of one file of the chain. */
const LINES = 100_000;
/** The logarithm of scrypt's cost: as for every copy that leaves (client/vault/copies.js). */
const COST = 17;

/**
 * Read what the server sends of counted signatures (docs/reference/sealed-desk.md).
 * @param {Uint8Array} bytes
 * @returns {Counted[]}
 */
export function unpack(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const rows = [];
  for (let at = 0; at < bytes.length; ) {
    const length = view.getUint32(at + 20);
    const country = String.fromCharCode(...bytes.subarray(at + 16, at + 18)).replace("--", "");
    const [channel, visibility] = [CHANNELS[bytes[at + 18] ?? -1] ?? "", VISIBILITIES[bytes[at + 19] ?? -1] ?? ""];
    const blob = bytes.subarray(at + HEAD, at + HEAD + length);
    if (channel === "" || visibility === "" || blob.length !== length) throw new TypeError("these are no signatures");
    rows.push({ id: hex(bytes.subarray(at, at + 16)), country, channel, visibility, blob });
    at += HEAD + length;
  }
  return rows;
}

/**
 * @param {{facts: Facts, withMark: boolean, passphrase: string, open: (blobs: Uint8Array[]) => Promise<(Named | null)[]>,
 *   letters?: import("./letters.js").Letters | null}} wanted without letters there are no PDFs
 */
export async function newPackage({ facts, withMark, passphrase, open, letters = null }) {
  const sealed = await sealing(passphrase);
  const zip = newZip(sealed.put);
  const chain = newChain(facts.campaign);
  const list = await zip.grow("list.csv");
  const json = await zip.grow("list.json");
  /** @type {{number: number, name: string, country: string}[]} */
  let rows = [];
  /** @type {string[]} */
  let lines = [];
  const done = { named: 0, unreadable: 0, volumes: 0, chains: 0, elsewhere: 0 };
  await list.write(csvHead(withMark));
  await json.write(`{"petition":${JSON.stringify(facts.campaign)},"signatures":[`);

  async function endVolume() {
    if (rows.length === 0) return;
    done.volumes += 1;
    const name = `printable/volume-${String(done.volumes).padStart(4, "0")}`;
    await zip.add(`${name}.html`, volumePage(facts, done.volumes, rows));
    if (letters) {
      const { bytes, elsewhere } = await printedVolume(letters, facts, done.volumes, rows);
      await zip.add(`${name}.pdf`, bytes);
      done.elsewhere += elsewhere;
    }
    rows = [];
  }

  async function endChain() {
    if (lines.length === 0) return;
    done.chains += 1;
    await zip.add(`chain/chain-${String(done.chains).padStart(4, "0")}.txt`, `${lines.join("\n")}\n`);
    lines = [];
  }

  /** @param {Named[]} some */
  async function write(some) {
    let [table, objects] = ["", ""];
    for (const signed of some) {
      done.named += 1;
      table += listLine(done.named, signed);
      objects += `${done.named > 1 ? "," : ""}\n${signatureJson(done.named, signed)}`;
      rows.push({ number: done.named, name: signed.name, country: signed.country });
      if (rows.length === VOLUME) await endVolume();
    }
    if (table !== "") await Promise.all([list.write(table), json.write(objects)]);
  }

  const counts = () => ({ confirmed: chain.count(), named: done.named, unreadable: done.unreadable });

  return {
    counts,
    taken: sealed.taken,
    /** @param {Uint8Array} bytes of some signatures @returns {Promise<string>} the id of the last of them; empty at the end */
    async add(bytes) {
      const some = unpack(bytes);
      for (const one of some) {
        const line = chainLine(one);
        chain.add(line);
        lines.push(line);
        if (lines.length === LINES) await endChain();
      }
      const named = some.filter((one) => one.blob.length > 0);
      const opened = await open(named.map((one) => one.blob));
      done.unreadable += opened.filter((one) => one === null).length;
      // What the signer may be seen as is what the server knows today: who went over to "counted only" is not here any more.
      await write(opened.flatMap((signed, at) => (signed ? [{ ...signed, visibility: /** @type {Counted} */ (named[at]).visibility }] : [])));
      return some.at(-1)?.id ?? "";
    },
    /** @returns {Promise<{said: Said, printed: Printed}>} */
    async end() {
      await endVolume();
      await endChain();
      await list.close();
      await json.write("\n]}\n");
      await json.close();
      const { confirmed, named, unreadable } = counts();
      await zip.add("counts.csv", countsCsv(chain.kinds()));
      for (const [language, text] of Object.entries(facts.texts)) await zip.add(`text/${language}.txt`, text);
      await zip.add("letter.html", coverLetter(facts, { confirmed, named }));
      await zip.add("README.txt", readme(facts, { confirmed, named, head: chain.head(), printed: { has_pdf: letters !== null, elsewhere: done.elsewhere } }));
      const about = { v: 1, petition: facts.campaign, handover: facts.reference, on: facts.on, confirmed, named, chain: chain.head() };
      await zip.add("manifest.json", `${JSON.stringify({ ...about, files: zip.listed() }, null, 1)}\n`);
      const manifest = zip.listed().at(-1)?.sha256 ?? "";
      zip.close();
      await sealed.end();
      return { said: { chain: chain.head(), manifest, confirmed, named, unreadable }, printed: { has_pdf: letters !== null, elsewhere: done.elsewhere } };
    },
  };
}

/** @param {string} passphrase */
async function sealing(passphrase) {
  const maker = new Encrypter();
  maker.setScryptWorkFactor(COST);
  maker.setPassphrase(passphrase);
  /** @type {ReadableStreamDefaultController<Uint8Array> | undefined} */
  let door;
  /** @type {Uint8Array[]} */
  let ready = [];
  const plain = new ReadableStream({ start: (controller) => void (door = controller) });
  const reader = (await maker.encrypt(plain)).getReader();
  const reading = (async () => {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      ready.push(value);
    }
  })();
  return {
    put: (/** @type {Uint8Array} */ bytes) => door?.enqueue(bytes),
    /** What is sealed by now and was not taken yet. */
    taken() {
      const bytes = concat(...ready);
      ready = [];
      return bytes;
    },
    async end() {
      door?.close();
      await reading;
    },
  };
}
