import assert from "node:assert/strict";
import test from "node:test";
import { inflateSync } from "node:zlib";
import { lettersOfPackages } from "./letters_for_tests.js";
import { lengthOf } from "./pdf.js";
import { broken, printedVolume } from "./printing.js";

const letters = await lettersOfPackages();
const FACTS = { title: "An easier visa", language: "en", campaign: "PE-AAAAAA" };
const rowsOf = (names) => names.map((name, at) => ({ number: at + 1, name, country: "SE" }));

/** Read a volume as a program for PDF does: the lines that are copied from it, in the order in which they are seen. */
async function read(names, facts = FACTS) {
  const { bytes, elsewhere } = await printedVolume(letters, facts, 1, rowsOf(names));
  const file = Buffer.from(bytes).toString("latin1");
  const objects = new Map([...file.matchAll(/^(\d+) 0 obj\n(.*?)\nendobj$/gms)].map(([, number, body]) => [number, body]));
  const meanings = new Map([...file.matchAll(/\/F(\d+) (\d+) 0 R/g)].map(([, font, number]) => [font, meaningsOf(objects, number)]));
  const pages = [...objects.values()].filter((body) => body.startsWith("<</Type /Page "));
  const lines = pages.flatMap((page) => streamOf(objects.get(/\/Contents (\d+)/.exec(page)[1])).split("\n").map((line) => copied(line, meanings)));
  return { lines: lines.filter((line) => line !== null), pages: pages.length, elsewhere, file };
}

function streamOf(body) {
  const [, head, bytes] = /^(<<.*?>>)\nstream\n(.*)\nendstream$/s.exec(body);
  return (head.includes("FlateDecode") ? inflateSync(Buffer.from(bytes, "latin1")) : Buffer.from(bytes, "latin1")).toString("latin1");
}

const wide = (digits) => digits.match(/.{4}/g)?.map((unit) => String.fromCharCode(Number.parseInt(unit, 16))).join("") ?? "";

function meaningsOf(objects, font) {
  const said = streamOf(objects.get(/\/ToUnicode (\d+)/.exec(objects.get(font))[1]));
  return new Map([...said.matchAll(/^<(.{4})> <(.*)>$/gm)].map(([, code, text]) => [code, wide(text)]));
}

function copied(line, meanings) {
  if (!line.includes("BT ")) return null;
  const whole = /ActualText <feff(.*?)>/.exec(line);
  if (whole) return wide(whole[1]);
  let [text, font] = ["", ""];
  for (const [, name, code] of line.matchAll(/\/F(\d+) |<(.{4})>/g)) {
    if (name === undefined) text += meanings.get(font).get(code) ?? "";
    else font = name;
  }
  return text;
}

const ALPHABETS = ["Ada Ñandú", "Nguyễn Thị Ví Dụ", "Ада Примерова", "Ελένη Παράδειγμα", "ليلى المثال", "سارا نمونه", "ליאה דוגמה", "अदा क्षत्रिय", "አበበ ምሳሌ", "ნინო მაგალითი", "Անի Օրինակ", "আদা উদাহরণ", "நிலா எடுத்துக்காட்டு"];

test("a name can be copied from the page in every alphabet, as it was written", async () => {
  const { lines, elsewhere } = await read(ALPHABETS);
  const seen = (name) => (/[\u0590-\u06ff]/.test(name) ? [...name].reverse().join("") : name);

  assert.equal(elsewhere, 0);
  for (const name of ALPHABETS) assert.ok(lines.includes(seen(name)), name);
});

test("a name in two directions stands as it is read", async () => {
  const { lines } = await read(["ليلى Smith 12"]);

  assert.ok(lines.includes("Smith 12 ىليل"), lines.join("|"));
});

test("letters that follow each other from right to left join", () => {
  const formsOf = (text) => letters.set(text)?.flatMap(({ glyphs }) => glyphs.map(({ gid }) => gid)) ?? [];

  assert.equal(new Set([...formsOf("ههه"), ...formsOf("ه")]).size, 4);
  assert.deepEqual(formsOf("ا ه"), [...formsOf("ه"), ...formsOf(" "), ...formsOf("ا")].map((gid, at) => (at === 1 ? formsOf("ا ه")[1] : gid)));
});

test("a name with a letter that no font has is looked up in the table", async () => {
  const { lines, elsewhere } = await read(["Ada", "李小龍", "Ada 🙂"]);

  assert.equal(elsewhere, 2);
  assert.equal(lines.filter((line) => line === "* list.csv").length, 2);
});

test("volumes have pages and say which petition and which names", async () => {
  const { lines, pages, file } = await read(Array.from({ length: 300 }, (_, at) => `Signer ${at} Example`));

  assert.equal(pages, 3);
  assert.ok(["An easier visa", "PE-AAAAAA · 1 · 1–300 · 3", "Signer 299 Example"].every((line) => lines.includes(line)));
  assert.doesNotMatch(file, /\/(?:CreationDate|ModDate|Creator|Producer|Author)/);
});

test("a long name is broken between words, and one long word pressed", () => {
  const lines = broken(letters, "Maximiliane Henriette von und zu Beispielstein", 12_000) ?? [];

  assert.ok(lines.length > 1 && lines.every(({ runs }) => lengthOf(runs) <= 12_000));
  assert.equal(lines.map(({ text }) => text).join(" "), "Maximiliane Henriette von und zu Beispielstein");
  assert.equal(broken(letters, "x".repeat(120), 12_000)?.length, 1);
});

test("whatever somebody writes as a name, a volume is made", async () => {
  const odd = [" ", "\u202e", "\u0301", "\u200d\u200d", "a\u0000b", "\ud800", "ا\u064b\u0651", "(ليلى)", "\u{1f468}\u200d\u{1f469}", "0".repeat(120), "क्".repeat(60), "\u2067Ada\u2069 ليلى 12"];
  for (let at = 0; at < 300; at += 1) odd.push(String.fromCodePoint(...Array.from({ length: 6 }, (_, place) => (at * 7919 + place * 104_729) % 0x2fff || 1)));

  const { lines, elsewhere } = await read(odd, { ...FACTS, title: "" });

  assert.ok(elsewhere > 0 && elsewhere < odd.length);
  assert.ok(lines.includes(String(odd.length)));
});
