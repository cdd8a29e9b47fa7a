import assert from "node:assert/strict";
import { test } from "node:test";
import { NotUnpadded, hex, newUuid, random } from "./bytes.js";
import { BUCKETS, isBucket, pad, padme, unpad } from "./padding.js";
import { headerOf, sealRecord } from "./records.js";
import { newRoot } from "./roots.js";

const EDGES = BUCKETS.flatMap((size) => [size - 2, size - 1, size, size + 1]);
const LARGE = [3 * 262144 - 1, 3 * 262144];

test("padding comes off again at every length around a bucket", () => {
  for (const length of [0, 1, 100, ...EDGES, ...LARGE]) {
    // Zeros and marks at the end of the data are what padding might be taken for.
    for (const data of [new Uint8Array(length), new Uint8Array(length).fill(0x80), random(Math.min(length, 65536))]) assert.deepEqual(unpad(pad(data)), data);
  }
});

test("a padded length is always a bucket, always longer than the data, and the smallest that is", () => {
  for (const length of [0, 1, ...EDGES, ...LARGE]) {
    const padded = pad(new Uint8Array(length)).length;
    assert.ok(isBucket(padded));
    assert.ok(padded > length);
    assert.equal(BUCKETS.filter((size) => size > length && size < padded).length, 0);
  }
  assert.deepEqual([...new Set([0, ...EDGES].map((length) => pad(new Uint8Array(length)).length))], [256, 1024, 4096, 16384, 65536, 262144, 524288]);
});

test("padding that is not ours is refused", () => {
  for (const wrong of [new Uint8Array(256), new Uint8Array(256).fill(1), new Uint8Array(0), pad(random(3)).slice(1), new Uint8Array(257).fill(0x80)]) {
    assert.throws(() => unpad(wrong), NotUnpadded);
  }
  for (const length of [0, 1, 255, 257, 262145, 300000, -262144, 1.5, NaN]) assert.ok(!isBucket(length), String(length));
});

test("a file grows by at most an eighth and a block, never shrinks, and longer files never become shorter", () => {
  let before = 0;
  for (let length = 1; length < 4e9; length = Math.ceil(length * 1.0173) + 1) {
    const padded = padme(length);
    assert.ok(padded >= length && padded <= length * 1.125 + 512 && padded % 512 === 0, `${length} became ${padded}`);
    assert.ok(padded >= before);
    assert.equal(padme(padded), padded, "padding twice changes nothing");
    before = padded;
  }
  assert.deepEqual([0, 1, 512, 513, 10_000, 1_000_000, 200_000_000].map(padme), [0, 512, 512, 1024, 10240, 1015808, 201326592]);
});

test("a hundred thousand records have a hundred thousand nonces, and their sizes tell only the bucket", { timeout: 120_000 }, async () => {
  const [root, vault, record, data] = [newRoot(), newUuid(), newUuid(), random(10)];
  const seen = new Set();
  for (let round = 0; round < 100; round += 1) {
    const blobs = await Promise.all(Array.from({ length: 1000 }, (_, at) => sealRecord(root, { vault, epoch: 1, type: "case.note", record, version: at + 1, data })));
    for (const blob of blobs) {
      seen.add(hex(headerOf(blob).nonce));
      assert.equal(blob.length, 256 + 36);
    }
  }
  assert.equal(seen.size, 100_000);
});
