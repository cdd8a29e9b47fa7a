import assert from "node:assert/strict";
import { test } from "node:test";
import { NotAge, concat, random, utf8 } from "./bytes.js";
import { LARGEST_HEADER, MOST_STANZAS, checkAge, checkHeader, identityOf, isRecipient, openStream, openWith, recipientOf, sealStream, sealTo, sealedLength } from "./ages.js";
import { readAll, streamOf } from "./streams_for_tests.js";

const identity = identityOf(random(32));
const recipient = await recipientOf(identity);
const stanza = `-> X25519 ${"A".repeat(43)}\n${"A".repeat(43)}\n`;
const fileWith = (stanzas, payload = 32) => concat(utf8(`age-encryption.org/v1\n${stanzas}--- ${"A".repeat(43)}\n`), random(payload));

test("what is sealed opens, at every length around a chunk, and its length is known before and after", async () => {
  for (const length of [0, 1, 65535, 65536, 65537, 131072]) {
    const data = random(Math.min(length, 65536));
    const whole = concat(data, new Uint8Array(length - data.length));
    const file = await sealTo([recipient], whole);
    assert.equal(file.length, sealedLength(length));
    assert.deepEqual(checkAge(file), { stanzas: 1, headerLength: file.length - (sealedLength(length) - sealedLength(0)) - 32, plaintextLength: length });
    assert.deepEqual(await openWith(identity, file), whole);
  }
});

test("sealed to several, each of them opens and nobody else", async () => {
  const others = Array.from({ length: 3 }, () => identityOf(random(32)));
  const file = await sealTo(await Promise.all([identity, ...others].map(recipientOf)), utf8("fictional"));
  assert.equal(checkAge(file).stanzas, 4);
  for (const one of [identity, ...others]) assert.deepEqual(await openWith(one, file), utf8("fictional"));
  await assert.rejects(openWith(identityOf(random(32)), file), NotAge);
});

test("H1: thousands of stanzas, a long header, a passphrase and an unknown kind are refused at once, without a key being used", async () => {
  const bad = {
    "seventeen stanzas": fileWith(stanza.repeat(MOST_STANZAS + 1)),
    "two thousand stanzas": fileWith(stanza.repeat(2000)),
    "no stanza": fileWith(""),
    "a passphrase": fileWith(`-> scrypt ${"A".repeat(22)} 18\n${"A".repeat(43)}\n`),
    "an unknown kind": fileWith(`-> something\n${"A".repeat(43)}\n`),
    "grease without end": fileWith(`-> x-grease\n${`${"A".repeat(64)}\n`.repeat(600)}A\n`),
    "a first line without end": concat(utf8("age-encryption.org/v1"), new Uint8Array(100_000).fill(0x41)),
    "a text": utf8("not sealed at all"),
    "an armoured file": utf8("-----BEGIN AGE ENCRYPTED FILE-----\n"),
    nothing: new Uint8Array(0),
  };
  for (const [name, file] of Object.entries(bad)) {
    assert.throws(() => checkAge(file), NotAge, name);
    // An identity that is none would fail otherwise: the file is refused before it is looked at.
    await assert.rejects(openWith("no identity", file), NotAge, name);
    await assert.rejects(openStream("no identity", streamOf(file, 1000)), NotAge, name);
  }
});

test("sixteen stanzas, grease among them, are taken", () => {
  const shape = checkAge(fileWith(stanza.repeat(MOST_STANZAS - 1) + "-> Qx-grease 7 a\n\n"));
  assert.equal(shape.stanzas, MOST_STANZAS);
});

test("the header alone is enough where the length is known, and the length tells what cannot be", () => {
  const file = fileWith(stanza, 16 + 16 + 256);
  const start = file.subarray(0, file.length - 288);
  assert.equal(checkAge(start, file.length).plaintextLength, 256);
  assert.equal(checkHeader(start).headerLength, start.length);
  for (const length of [start.length, start.length + 31, start.length + 16 + 65552 + 15, start.length + 16 + 65552 + 16]) assert.throws(() => checkAge(start, length), NotAge);
});

test("a stream opens to the same bytes, however it is cut", async () => {
  const data = random(60000);
  const whole = concat(data, data, data);
  const file = await readAll(await sealStream([recipient], streamOf(whole, 777)));
  assert.equal(file.length, sealedLength(whole.length));
  for (const piece of [1013, 65552, file.length]) assert.deepEqual(await readAll(await openStream(identity, streamOf(file, piece), { length: file.length })), whole);
});

test("a header that comes byte by byte is read, and one that never ends is not waited for", async () => {
  const file = await sealTo([recipient], utf8("fictional"));
  assert.deepEqual(await readAll(await openStream(identity, streamOf(file, 1))), utf8("fictional"));
  let given = 0;
  const endless = new ReadableStream({
    pull(controller) {
      controller.enqueue(given === 0 ? utf8("age-encryption.org/v1\n-> X25519 ") : new Uint8Array(1000).fill(0x41));
      given += 1000;
    },
  });
  await assert.rejects(openStream(identity, endless), NotAge);
  assert.ok(given < 2 * LARGEST_HEADER);
});

test("a stream that was cut short ends in an error", async () => {
  const file = await sealTo([recipient], new Uint8Array(200_000));
  const cuts = [1, 100, 65552, 65552 + 3000].map((missing) => file.slice(0, file.length - missing));
  for (const cut of cuts) await assert.rejects(async () => readAll(await openStream(identity, streamOf(cut))));
});

test("only recipients of our kind are sealed to", async () => {
  assert.ok(isRecipient(recipient));
  const wrong = [identity, recipient.toUpperCase(), `${recipient.slice(0, -1)}${recipient.endsWith("q") ? "p" : "q"}`, recipient.replace("age1", "age1pq1"), "age1", "", null, 7];
  for (const one of wrong) {
    assert.ok(!isRecipient(one), String(one));
    await assert.rejects(sealTo([one], utf8("fictional")), NotAge);
  }
  await assert.rejects(sealTo([], utf8("fictional")), NotAge);
  await assert.rejects(openWith("AGE-SECRET-KEY-PQ-1QQQQ", await sealTo([recipient], utf8("fictional"))), NotAge);
});
