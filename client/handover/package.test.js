import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import test from "node:test";
import { Decrypter } from "age-encryption";
import { concat, hex, sha256, unhex, utf8 } from "../vault/bytes.js";
import { vectors } from "../vault/vectors_for_tests.js";
import { countsCsv, csvHead, csvLine, listLine, safeCell } from "./cells.js";
import { newChain } from "./chain.js";
import { lettersOfPackages } from "./letters_for_tests.js";
import { newPackage, unpack } from "./package.js";

const FACTS = {
  reference: "HO-AAAAAA",
  campaign: "PE-AAAAAA",
  title: "An easier visa & more",
  organisation: "The Lantern Line",
  to: { lines: ["The Minister", "Northland"], salutation: "Dear Minister,", closing: "Yours sincerely," },
  language: "en",
  letter: "Many ask you.\n\nPlease act.",
  texts: { en: "We ask.\n", ar: "نطلب\n" },
  on: "2026-11-23",
  prepared_by: "Tomas",
  approved_by: "Jonas",
};
const number = (at) => at.toString(16).padStart(32, "0");
const packed = (rows) =>
  concat(
    ...rows.map(({ id, country, channel = 0, visibility, blob = "" }) => {
      const length = new Uint8Array(4);
      new DataView(length.buffer).setUint32(0, utf8(blob).length);
      return concat(unhex(id), utf8(country || "--"), Uint8Array.of(channel, visibility), length, utf8(blob));
    }),
  );
const bytesOf = (content) => (typeof content === "string" ? utf8(content) : content);
const signer = (name, country = "SE") => JSON.stringify({ name, country });
const open = async (blobs) => blobs.map((blob) => (blob[0] === 0x7b ? JSON.parse(new TextDecoder().decode(blob)) : null));

/** Make a package, open it as an office would, and give what is in it. */
async function made(pieces, more = {}) {
  const one = await newPackage({ facts: FACTS, withMark: true, passphrase: "one two three", open, ...more });
  const parts = [];
  for (const rows of pieces) {
    await one.add(packed(rows));
    parts.push(one.taken());
  }
  const { said, printed } = await one.end();
  parts.push(one.taken());
  const reader = new Decrypter();
  reader.addPassphrase("one two three");
  const folder = mkdtempSync(`${tmpdir()}/package-`);
  try {
    writeFileSync(`${folder}/package.zip`, await reader.decrypt(concat(...parts)));
    const script = "import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; z.extractall(sys.argv[2]); print('\\n'.join(z.namelist()))";
    const names = execFileSync("python3", ["-c", script, `${folder}/package.zip`, folder], { encoding: "utf8" }).trim().split("\n");
    return { said, printed, files: Object.fromEntries(names.map((name) => [name, readFileSync(`${folder}/${name}`, name.endsWith(".pdf") ? undefined : "utf8")])) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test("a package holds the list, the numbers, the texts and the chain, and its manifest is true", async () => {
  const rows = [
    { id: number(1), country: "SE", visibility: 0, blob: signer("Ada, the first") },
    { id: number(2), country: "", visibility: 1, blob: signer("=cmd|' /C calc'!A0", "") },
    { id: number(3), country: "RU", visibility: 2 },
  ];

  const { said, files } = await made([rows.slice(0, 2), rows.slice(2)]);

  assert.deepEqual([said.confirmed, said.named, said.unreadable], [3, 2, 0]);
  assert.equal(files["list.csv"], `\ufeffnumber,name,country,named\r\n1,"Ada, the first",SE,in public\r\n2,'=cmd|' /C calc'!A0,,to the addressee\r\n`);
  assert.deepEqual(JSON.parse(files["list.json"]).signatures[0].person, { full_name: "Ada, the first", postal_addresses: [{ country: "SE" }] });
  assert.equal(files["counts.csv"], "country,channel,visibility,signatures\r\n,web,addressee,1\r\nRU,web,counted,1\r\nSE,web,public,1\r\nall,,,3\r\n");
  assert.equal(files["chain/chain-0001.txt"].trim().split("\n").length, 3);
  assert.match(files["letter.html"], /Dear Minister,/);
  assert.match(files["letter.html"], /An easier visa &amp; more: 3/);
  assert.equal(files["text/ar.txt"], FACTS.texts.ar);
  const manifest = JSON.parse(files["manifest.json"]);
  for (const { name, sha256: hash } of manifest.files) assert.equal(hex(await sha256(bytesOf(files[name]))), hash, name);
  assert.deepEqual(Object.keys(files).filter((name) => name !== "manifest.json").sort(), manifest.files.map((one) => one.name).sort());
  assert.equal(hex(await sha256(utf8(files["manifest.json"]))), said.manifest);
  assert.equal(manifest.chain, said.chain);
});

test("who is only counted is in the chain and nowhere else; who does not open is counted", async () => {
  const { said, files } = await made([[{ id: number(1), country: "RU", visibility: 2 }, { id: number(2), country: "SE", visibility: 0, blob: "?" }]]);

  assert.deepEqual([said.confirmed, said.named, said.unreadable], [2, 0, 1]);
  assert.equal(files["list.csv"], "\ufeffnumber,name,country,named\r\n");
  assert.equal(Object.keys(files).filter((name) => name.startsWith("printable/")).length, 0);
});

test("names go into volumes of five thousand", async () => {
  const pieces = Array.from({ length: 3 }, (_, piece) =>
    Array.from({ length: 2000 }, (_, at) => ({ id: number(piece * 2000 + at + 1), country: "SE", visibility: 0, blob: signer(`Ada <b>${at}</b>`) })),
  );

  const { files } = await made(pieces);

  assert.deepEqual(Object.keys(files).filter((name) => name.startsWith("printable/")), ["printable/volume-0001.html", "printable/volume-0002.html"]);
  assert.match(files["printable/volume-0002.html"], /<td>5001<\/td><td dir="auto">Ada &lt;b&gt;1000&lt;\/b&gt;<\/td>/);
});

test("volumes are PDFs, too, and a name that no font has is counted", async () => {
  const rows = ["Ada", "李小龍", "ليلى"].map((name, at) => ({ id: number(at + 1), country: "SE", visibility: 0, blob: signer(name) }));

  const { files, printed } = await made([rows], { letters: await lettersOfPackages() });

  assert.deepEqual(printed, { has_pdf: true, elsewhere: 1 });
  assert.equal(files["printable/volume-0001.pdf"].subarray(0, 8).toString(), "%PDF-1.7");
  const listed = JSON.parse(files["manifest.json"]).files.find(({ name }) => name === "printable/volume-0001.pdf");
  assert.equal(hex(await sha256(files["printable/volume-0001.pdf"])), listed.sha256);
  assert.match(files["README.txt"], /One name has a letter that the PDFs cannot show/);
  assert.match(files["printable/volume-0001.html"], /李小龍/);
});

test("without letters there are pages and no PDFs, and it says so", async () => {
  const { files, printed } = await made([[{ id: number(1), country: "SE", visibility: 0, blob: signer("Ada") }]]);

  assert.deepEqual(printed, { has_pdf: false, elsewhere: 0 });
  assert.deepEqual(Object.keys(files).filter((name) => name.startsWith("printable/")), ["printable/volume-0001.html"]);
  assert.match(files["README.txt"], /PDFs were not made/);
});

test("formulas are told from words in any disguise", () => {
  for (const text of ["=1", "+1", "-1", "@a", "\t=1", " =1", "\u200b=1", "＝1", "|x", "%x", "\rx", "\ufeff=1"]) assert.equal(safeCell(text)[0], "'", JSON.stringify(text));
  for (const text of ["Ada", "Anna-Lena", "O'Neil", "Ада", "عدا", "1"]) assert.equal(safeCell(text), text);
  assert.equal(csvLine(['a"b', "c\nd", " e", "f"]), '"a""b","c\nd"," e",f\r\n');
  assert.equal(countsCsv(new Map()), "country,channel,visibility,signatures\r\nall,,,0\r\n");
});

test("what is no list of signatures is refused", () => {
  assert.deepEqual(unpack(new Uint8Array(0)), []);
  assert.throws(() => unpack(packed([{ id: number(1), country: "SE", visibility: 7 }])), TypeError);
  assert.throws(() => unpack(packed([{ id: number(1), country: "SE", visibility: 0, blob: "abc" }]).subarray(0, -1)), TypeError);
});

test("the files are those that the server's half writes", () => {
  const known = vectors("package");
  for (const { cells, line } of known.lines) assert.equal(csvLine(cells), line);
  assert.equal(csvHead(true) + known.signers.map((one, at) => listLine(at + 1, one)).join(""), known.list_csv);
  const chain = newChain("PE-AAAAAA");
  for (const line of known.chain) chain.add(line);
  assert.equal(chain.head(), known.head);
  assert.equal(countsCsv(chain.kinds()), known.counts_csv);
});
