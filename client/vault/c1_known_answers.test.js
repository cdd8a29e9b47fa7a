import assert from "node:assert/strict";
import { test } from "node:test";
import { concat, hex, sha256, utf8, uuidText } from "./bytes.js";
import { numbersOf, sourceKeys } from "./codes.js";
import { openRecord, sealRecord } from "./records.js";
import { recordKey, vaultIdentity } from "./roots.js";

const counting = (from, length) => Uint8Array.from({ length }, (_, at) => from + at);

test("a code gives the known words, token and identity", async () => {
  const keys = await sourceKeys(counting(0, 10), "kat-instance");
  assert.deepEqual(numbersOf(counting(0, 10)), [0, 64, 1030, 64, 643, 28, 257, 342]);
  assert.equal(hex(keys.token), "1cc27284e8ea212000767427c31c57b4836ef86b7ced1c2ce35c66899ba3111e");
  assert.equal(keys.box, "1ca7f3b005c0397319370786511cec7f954b75c84dfd5b5b85db55b2f0b11775");
  assert.equal(keys.identity, "AGE-SECRET-KEY-1XWEU3U20Y08S9U52GGQ6G8LWAMPEF47C8P2XZWTCSJ4KATD0H6HQKD9KZL");
  assert.equal(keys.recipient, "age1sdvzpesh7jqp0g2ch4l0ss5jwrscxu7mnzveces5gqwxwmdxhfmssgkmjc");
});

test("a root gives the known record key and identity", async () => {
  const [root, vault] = [counting(0, 32), uuidText(counting(0, 16))];
  assert.equal(hex(await recordKey(root, vault, 1)), "fbe819bd036ae23a9f6b55ccf9d0010bb1ebcb7e303545689dc16ebc9c7b1157");
  assert.equal(await vaultIdentity(root, vault, 1), "AGE-SECRET-KEY-1CAEMJPZWV6ZYXH99Z8X9WGTGSQ6Q9M6C5DA47978JV4LRSNC6EVS4NUWJD");
});

test("a record gives the known blob, and opens again", async () => {
  const root = counting(0, 32);
  const place = { vault: uuidText(counting(0, 16)), epoch: 1, type: "case.card", record: uuidText(counting(16, 16)), version: 7 };
  const blob = await sealRecord(root, { ...place, data: utf8("Дело № 7"), nonce: new Uint8Array(12) });
  assert.equal(blob.length, 292);
  assert.equal(hex(await sha256(blob)), "c38c3630b1c8a83f6023f729f1195d1a0d70f86d0d8653c9b6330dffec51deb1");
  assert.deepEqual(await openRecord(root, { ...place, blob }), utf8("Дело № 7"));
  assert.deepEqual(concat(blob.subarray(0, 4)), Uint8Array.of(0x53, 0x43, 1, 1));
});
