import assert from "node:assert/strict";
import { test } from "node:test";
import { shiftCounter } from "./exit.js";
import { checkWritten } from "./fields.js";
import { at, hasOwn } from "./older.js";
import { drawnSize, isPicture, labelled } from "./pictures.js";
import { moment } from "../vault/moments.js";
import { learn, say } from "./sentences.js";
import { Trouble, wordFor } from "./trouble.js";

/** @param {(event: {key: string, type: string}) => void} count @param {string} key */
function press(count, key) {
  count({ key, type: "keydown" });
  count({ key, type: "keyup" });
}

test("Shift three times leaves, twice does not, and writing capitals never does", () => {
  let left = 0;
  const count = shiftCounter(() => (left += 1), () => 0);
  press(count, "Shift");
  press(count, "Shift");
  assert.equal(left, 0);
  press(count, "a");
  press(count, "Shift");
  press(count, "Shift");
  for (const type of ["keydown", "keyup"]) for (const key of ["Shift", "A"]) count({ key, type });
  assert.equal(left, 0);
  for (let times = 0; times < 3; times += 1) press(count, "Shift");
  assert.equal(left, 1);
});

test("three times Shift over a long while is no wish to leave", () => {
  let now = 0;
  let left = 0;
  const count = shiftCounter(() => (left += 1), () => (now += 4000));
  for (let times = 0; times < 6; times += 1) press(count, "Shift");
  assert.equal(left, 0);
});

test("a message needs a few words, the first time; is not longer than can be sent, and brings five files at most", () => {
  const word = (/** @type {Parameters<typeof checkWritten>[0]} */ written) => {
    try {
      checkWritten(written);
      return "";
    } catch (error) {
      return error instanceof Trouble ? error.word : "?";
    }
  };
  const file = new File(["x"], "x");
  assert.equal(word({ text: " \n", files: [file], needsText: true }), "nothing_written");
  assert.equal(word({ text: "", files: [file], needsText: false }), "");
  assert.equal(word({ text: "", files: [], needsText: false }), "nothing_written");
  assert.equal(word({ text: "😀".repeat(20_000), files: [], needsText: true }), "");
  assert.equal(word({ text: "a".repeat(20_001), files: [], needsText: true }), "too_long");
  assert.equal(word({ text: "a", files: Array.from({ length: 6 }, () => file), needsText: true }), "too_many_files");
});

test("cleaned files have names that say nothing", () => {
  const drawn = new Blob([], { type: "image/jpeg" });
  assert.deepEqual(labelled({ name: "Ахмед.HEIC", type: "image/heic" }, { number: 2, clean: true, drawn }), { name: "picture-2.jpg", type: "image/jpeg" });
  assert.deepEqual(labelled({ name: "Письмо Ахмеду.PDF", type: "application/pdf" }, { number: 1, clean: true }), { name: "file-1.pdf", type: "application/pdf" });
  assert.deepEqual(labelled({ name: "no ending of Ahmed", type: "" }, { number: 1, clean: true }), { name: "file-1", type: "application/octet-stream" });
  assert.deepEqual(labelled({ name: "a.b", type: "text/plain" }, { number: 1, clean: false }), { name: "a.b", type: "text/plain" });
});

test("a drawing in code is not drawn anew, as nothing shows what else it holds", () => {
  assert.equal(isPicture(new File([], "a.svg", { type: "image/svg+xml" })), false);
  assert.equal(isPicture(new File([], "a.jpg", { type: "image/jpeg" })), true);
});

test("large pictures are drawn as large as telephones can", () => {
  assert.deepEqual(drawnSize({ width: 800, height: 600 }), { width: 800, height: 600 });
  const { width, height } = drawnSize({ width: 12_000, height: 9000 });
  assert.ok(width * height <= 16_000_000 && Math.abs(width / height - 4 / 3) < 0.01);
});

test("a moment is written as the format writes it", () => {
  assert.equal(moment(new Date("2026-11-23T04:51:33.123Z")), "2026-11-23T04:51Z");
});

test("every word of the server has a sentence, known or not", () => {
  assert.deepEqual(["busy", "closed", "elsewhere", ""].map(wordFor), ["busy", "closed", "on_our_side", "on_our_side"]);
});

test("a sentence is said in the page's language, and two of them even without the page's", () => {
  assert.match(say("kept"), /Nothing was sent/);
  learn('{"waiting": "{seconds} s"}');
  assert.equal(say("waiting", { seconds: 3 }), "3 s");
  assert.throws(() => learn(""));
});

test("what older telephones lack does the same as what newer ones have", () => {
  for (const place of [-4, -1, 0, 2, 3]) assert.equal(at.call([1, 2, 3], place), [1, 2, 3].at(place));
  assert.equal(hasOwn({ a: 1 }, "a"), true);
  assert.equal(hasOwn({ a: 1 }, "toString"), false);
});
