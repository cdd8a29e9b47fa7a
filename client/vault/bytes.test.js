import assert from "node:assert/strict";
import { test } from "node:test";
import { NotSealed, base64, concat, equal, hex, hkdf, newUuid, pae, random, text, u32be, unbase64, unhex, utf8, uuidBytes, uuidText } from "./bytes.js";

const ID = "6f9619ff-8b86-4d01-b42d-00cf4fc964ff";

test("parts joined cannot be read in two ways", () => {
  const joined = [["ab", "c"], ["a", "bc"], ["abc"], ["abc", ""], ["", "abc"]].map((parts) => hex(pae(...parts)));
  assert.equal(new Set(joined).size, joined.length);
  assert.equal(hex(pae("é", Uint8Array.of(1, 2))), "0000000200000002c3a9000000020102");
});

test("a number of four bytes has the highest first, and no other number is taken", () => {
  assert.equal(hex(u32be(0x89abcdef)), "89abcdef");
  for (const wrong of [-1, 2 ** 32, 1.5, NaN]) assert.throws(() => u32be(wrong), NotSealed);
});

test("base64 and hex come back, and have one spelling", () => {
  for (const length of [0, 1, 2, 3, 20000]) {
    const bytes = random(length);
    assert.deepEqual(unbase64(base64(bytes)), bytes);
    assert.deepEqual(unhex(hex(bytes)), bytes);
  }
  for (const wrong of ["AB==", "AA=", "AA", "A A=", "-_==", "AA==\n", "AAB=", undefined]) assert.throws(() => unbase64(wrong), NotSealed, String(wrong));
  for (const wrong of ["AA", "a", "zz"]) assert.throws(() => unhex(wrong), NotSealed);
});

test("an id is 16 bytes and 36 small letters, and a new one is random of version 4", () => {
  assert.equal(uuidText(uuidBytes(ID)), ID);
  for (const wrong of [ID.toUpperCase(), ID.replaceAll("-", ""), `{${ID}}`, ""]) assert.throws(() => uuidBytes(wrong), NotSealed);
  const made = Array.from({ length: 100 }, newUuid);
  assert.equal(new Set(made).size, 100);
  for (const id of made) assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test("text that has no UTF-8, and bytes that are none, are refused instead of replaced", () => {
  assert.equal(text(utf8("Дело № 7 🕯")), "Дело № 7 🕯");
  assert.throws(() => utf8("half of a candle: \ud83d"), NotSealed);
  assert.throws(() => text(Uint8Array.of(0xff)), NotSealed);
  assert.equal(text(Uint8Array.of(0xef, 0xbb, 0xbf, 0x61)), "\ufeffa");
});

test("equal bytes are equal and others are not", () => {
  assert.ok(equal(concat(utf8("a"), utf8("b")), utf8("ab")));
  assert.ok(!equal(utf8("ab"), utf8("abc")));
  assert.ok(!equal(utf8("ab"), utf8("ac")));
});

test("keys follow from keys as RFC 5869 says", async () => {
  const derived = await hkdf(unhex("0b".repeat(22)), unhex("000102030405060708090a0b0c"), unhex("f0f1f2f3f4f5f6f7f8f9"), 42);
  assert.equal(hex(derived), "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865");
  const bare = await hkdf(unhex("0b".repeat(22)), "", "", 42);
  assert.equal(hex(bare), "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8");
});
