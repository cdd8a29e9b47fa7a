// I2: codes as people type them. What both halves must read alike is in c1_sealed_answers.test.js.

import assert from "node:assert/strict";
import { test } from "node:test";
import { NotSealed, random } from "./bytes.js";
import { Misread, digitsOf, newSecret, numbersOf, readCode, wordsOf } from "./codes.js";
import { beginning, languages, listFor, plainLetters, register } from "./words.js";
import { distance } from "./slips.js";
import { registerLists } from "./vectors_for_tests.js";

registerLists();

test("a code comes back in every language and as digits", async () => {
  assert.deepEqual(languages(), ["en", "fr", "es", "ru"]);
  for (let round = 0; round < 20; round += 1) {
    const secret = newSecret();
    for (const language of languages()) {
      assert.deepEqual(await readCode((await wordsOf(secret, language)).join(" ")), secret, language);
      assert.deepEqual(await readCode((await wordsOf(secret, language)).map(beginning).join(" "), language), secret);
    }
    assert.match(await digitsOf(secret), /^\d{3}( \d{3}){8}$/);
    assert.deepEqual(await readCode(await digitsOf(secret)), secret);
  }
});

test("a language without a list is said in English", async () => {
  const secret = newSecret();
  assert.deepEqual(await wordsOf(secret, "ce"), await wordsOf(secret, "en"));
});

test("one exchanged word is noticed nearly always, and the right one is among few suggestions", async () => {
  let unnoticed = 0;
  for (let round = 0; round < 60; round += 1) {
    const words = await wordsOf(newSecret(), "ru");
    const place = round % 8;
    const other = listFor("ru").words[random(2).reduce((sum, byte) => sum * 8 + (byte % 8), round) % 2048];
    if (other === words[place]) continue;
    const read = await readCode(words.map((word, at) => (at === place ? other : word)).join(" "), "ru").catch((error) => error);
    if (!(read instanceof Misread)) unnoticed += 1;
  }
  assert.ok(unnoticed < 6, `${unnoticed} of 60 were taken for another code`);
});

test("two words that changed places are put right", async () => {
  const words = await wordsOf(Uint8Array.from([9, 8, 7, 6, 5, 4, 3, 2, 1, 0]), "en");
  const misread = await readCode([words[1], words[0], ...words.slice(2)].join(" ")).catch((error) => error);
  assert.ok(misread.checksum);
  assert.ok(misread.suggestions[0]?.includes(words[0]) || Object.keys(misread.suggestions).length > 0);
});

test("letters are compared small, without accents or invisible signs", () => {
  assert.equal(plainLetters("Йод"), "иод");
  assert.equal(plainLetters("Ёлка"), "елка");
  assert.equal(plainLetters("ÉTÉ"), "ete");
  assert.equal(plainLetters("a\u00adb\u200dc"), "abc");
  assert.equal(beginning("ábaco"), "abac");
  assert.equal(beginning("zoo"), "zoo");
});

test("a list that is no list is not taken", () => {
  assert.throws(() => register("xx", ["one", "two"]), RangeError);
  const words = [...listFor("en").words.slice(0, 2047), `${listFor("en").words[0]}ment`];
  assert.throws(() => register("xx", words), RangeError);
  assert.ok(!languages().includes("xx"));
});

test("the distance of two words counts wrong, missing, added and exchanged letters", () => {
  for (const [one, other, far] of [["town", "town", 0], ["twon", "town", 1], ["ton", "town", 1], ["toown", "town", 1], ["tawn", "town", 1], ["", "town", 4], ["abcd", "badc", 2]]) {
    assert.equal(distance(one, other), far, `${one} and ${other}`);
    assert.equal(distance(other, one), far);
  }
});

test("a code that is not ten bytes is none", async () => {
  for (const length of [0, 9, 11, 20]) {
    assert.throws(() => numbersOf(random(length)), NotSealed);
    await assert.rejects(wordsOf(random(length), "en"), NotSealed);
  }
});
