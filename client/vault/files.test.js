import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { NotSealed, concat, equal, hex, random, sha256 } from "./bytes.js";
import { checkAge, identityOf, openWith, recipientOf, sealTo } from "./ages.js";
import { fileLength, joined, openFile, sealFile, sealInParts, slices } from "./files.js";
import { readAll, streamOf } from "./streams_for_tests.js";

const identity = identityOf(random(32));
const recipient = await recipientOf(identity);
const letter = { name: "Письмо от Т. (вымысел).pdf", type: "application/pdf" };
const contents = (length) => concat(...Array.from({ length: Math.ceil(length / 65536) }, () => random(65536))).slice(0, length);
const sealed = async (data, piece = 70_001) => readAll(await sealFile(streamOf(data, piece), { ...letter, recipient }));

for (const size of [0, 1, 1024 * 1024 - 1, 1024 * 1024, 1024 * 1024 + 1, 3_000_000]) {
  test(`a file of ${size} bytes comes back, and the length of what is sent was known before`, async () => {
    const data = contents(size);
    const file = await sealed(data);
    assert.equal(file.length, fileLength({ size, ...letter }));
    const { parts, ...meta } = await openFile(identity, streamOf(file, 99_991), { length: file.length });
    assert.deepEqual(meta, { ...letter, size, sha256: hex(await sha256(data)) });
    assert.ok(equal(joined(parts), data));
  });
}

test("name, kind and true size show nowhere in what is sent", async () => {
  const [one, other] = [await sealed(contents(1_000_000)), await sealed(contents(1_002_000))];
  assert.equal(one.length, other.length);
  for (const clear of [letter.type, letter.name, "meta.json"]) assert.ok(!Buffer.from(one).includes(clear), clear);
});

test("stock tar gives the file back without this software", async () => {
  const folder = mkdtempSync(join(tmpdir(), "sealed-file-"));
  const data = contents(2_500_000);
  writeFileSync(join(folder, "file.tar"), await openWith(identity, await sealed(data)));
  execFileSync("tar", ["xf", "file.tar"], { cwd: folder });
  const pieces = readdirSync(folder).filter((name) => name.startsWith("file.0")).sort();
  assert.deepEqual(pieces, ["file.00000", "file.00001", "file.00002"]);
  assert.ok(equal(concat(...pieces.map((name) => new Uint8Array(readFileSync(join(folder, name))))), data));
  assert.equal(JSON.parse(readFileSync(join(folder, "meta.json"), "utf8")).name, letter.name);
  assert.equal(statSync(join(folder, "meta.json")).mode & 0o777, 0o600);
  assert.equal(statSync(join(folder, "meta.json")).mtimeMs, 0);
  rmSync(folder, { recursive: true });
});

test("parts are all of one size but the last, and make up the file whose hash is told", async () => {
  const data = contents(1_500_000);
  const { length, parts, sha256: digest } = await sealInParts(new Blob([data]), { ...letter, recipient, partSize: 262_144 });
  const taken = [];
  for await (const part of parts) taken.push(part);
  assert.ok(taken.slice(0, -1).every((part) => part.length === 262_144));
  const whole = concat(...taken);
  assert.equal(whole.length, length);
  assert.equal(digest(), hex(await sha256(whole)));
  assert.ok(equal(joined((await openFile(identity, streamOf(whole))).parts), data));
});

test("sealing keeps no more than a few pieces, however long the file", async () => {
  let read = 0;
  const source = new ReadableStream({
    pull(controller) {
      if (read >= 64 * 1024 * 1024) return controller.close();
      read += 65_536;
      controller.enqueue(new Uint8Array(65_536));
    },
  });
  const reader = (await sealFile(source, { ...letter, recipient })).getReader();
  let given = 0;
  let most = 0;
  for (let answer = await reader.read(); !answer.done; answer = await reader.read()) {
    given += answer.value.length;
    most = Math.max(most, read - given);
  }
  assert.ok(most < 4 * 1024 * 1024, `${most} bytes were held`);
});

test("a file that was cut short gives nothing, wherever it was cut", async () => {
  const data = contents(2_000_000);
  const file = await sealed(data);
  const ends = [file.length - 1, file.length - 1024, file.length - 65_552, 1_000_000, 65_552 + 300, 300];
  for (const end of ends) {
    await assert.rejects(openFile(identity, streamOf(file.slice(0, end), 65_536)), NotSealed, `cut at ${end}`);
  }
});

test("a file cut where a chunk ends is noticed too, as the last chunk is marked", async () => {
  const file = await sealed(contents(2_000_000));
  const { headerLength } = checkAge(file);
  await assert.rejects(openFile(identity, streamOf(file.slice(0, headerLength + 16 + 10 * 65_552))), NotSealed);
});

test("a changed byte anywhere is noticed", async () => {
  const file = await sealed(contents(200_000));
  for (const at of [30, 120, 230, 5_000, 150_000, file.length - 1]) {
    const changed = file.slice();
    changed[at] ^= 1;
    await assert.rejects(openFile(identity, streamOf(changed, 10_000)), NotSealed, `byte ${at}`);
  }
});

test("another's file does not open", async () => {
  const file = await sealed(contents(1000));
  await assert.rejects(openFile(identityOf(random(32)), streamOf(file)), NotSealed);
});

test("a line that breaks is told as that, not as a changed file", async () => {
  const file = await sealed(contents(500_000));
  let given = 0;
  const breaking = new ReadableStream({
    pull(controller) {
      if (given > 0) return controller.error(new TypeError("network error"));
      given = 200_000;
      controller.enqueue(file.slice(0, given));
    },
  });
  await assert.rejects(openFile(identity, breaking), TypeError);
});

test("more than we take in is refused while it comes", async () => {
  const file = await sealed(contents(3_000_000));
  let read = 0;
  const source = streamOf(file, 65_536).pipeThrough(new TransformStream({ transform: (chunk, controller) => void (read += chunk.length) || controller.enqueue(chunk) }));
  await assert.rejects(openFile(identity, source, { largest: 500_000 }), NotSealed);
  assert.ok(read < 2_000_000, "the rest was not waited for");
});

test("H1: a tar with a member of ten gigabytes, of another kind or of another name is refused", async () => {
  const tar = await openWith(identity, await sealed(contents(1000)));
  const changedAt = (at, bytes) => concat(tar.slice(0, at), bytes, tar.slice(at + bytes.length));
  const headerSum = (header) => header.reduce((sum, byte, at) => sum + (at >= 148 && at < 156 ? 32 : byte), 0);
  const withSum = (file) => {
    const sum = headerSum(file.subarray(0, 512)).toString(8).padStart(6, "0");
    return concat(file.slice(0, 148), new TextEncoder().encode(`${sum}\0 `), file.slice(156));
  };
  const bad = {
    "ten gigabytes": withSum(changedAt(124, new TextEncoder().encode("11240236000\0"))),
    "a link": withSum(changedAt(156, new TextEncoder().encode("2"))),
    "a way out": withSum(changedAt(0, new TextEncoder().encode("../../x\0\0\0"))),
    "a sum that does not hold": changedAt(0, new TextEncoder().encode("file.00001")),
    "something after the end": concat(tar, random(512)),
  };
  for (const [name, file] of Object.entries(bad)) await assert.rejects(openFile(identity, streamOf(await sealTo([recipient], file))), NotSealed, name);
});

test("slices are cut without losing a byte, and let the source go when nobody wants more", async () => {
  const data = contents(100_000);
  const taken = [];
  for await (const slice of slices(streamOf(data, 7_777), 30_000)) taken.push(slice);
  assert.deepEqual(taken.map(({ length }) => length), [30_000, 30_000, 30_000, 10_000]);
  assert.ok(equal(concat(...taken), data));
  let cancelled = false;
  const endless = new ReadableStream({ pull: (controller) => controller.enqueue(random(1000)), cancel: () => void (cancelled = true) });
  for await (const slice of slices(endless, 5000)) if (slice.length > 0) break;
  assert.ok(cancelled);
});
