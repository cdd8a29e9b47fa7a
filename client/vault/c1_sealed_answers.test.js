// The known answers of client/vectors that chance made once: age files of both halves, codes as people type them, cards.

import assert from "node:assert/strict";
import { test } from "node:test";
import { NotSealed, concat, hex, unbase64, unhex, utf8 } from "./bytes.js";
import { Misread, digitsOf, numbersOf, readCode, sourceKeys, wordsOf } from "./codes.js";
import { checkAge, openWith, recipientOf } from "./ages.js";
import { joined, openFile } from "./files.js";
import { openGrant } from "./grants.js";
import { openMessage } from "./messages.js";
import { streamOf } from "./streams_for_tests.js";
import { registerLists, vectors } from "./vectors_for_tests.js";
import { verifyCard } from "./cards.js";

registerLists();
const sealed = vectors("sealed");
const codes = vectors("codes");
const cards = vectors("cards");
const headers = vectors("headers");

/** @param {string} letters one byte each */
const latin1 = (letters) => Uint8Array.from(letters, (letter) => letter.charCodeAt(0));

const opening = {
  bytes: async (blob) => ({ data: hex(await openWith(sealed.identity, blob)) }),
  message: async (blob) => ({ message: await openMessage(sealed.identity, blob) }),
  grant: async (blob, { vault, epoch, member }) => ({ vault, epoch, member, root: hex(await openGrant(sealed.identity, { vault, epoch, member, blob })) }),
  async file(blob) {
    const { parts, ...meta } = await openFile(sealed.identity, streamOf(blob, 5000), { length: blob.length });
    assert.equal(joined(parts).length, meta.size);
    return meta;
  },
};

for (const { kind, why, sealed_by, expected, blob } of sealed.opened) {
  test(`${kind} sealed by ${sealed_by} opens: ${why}`, async () => assert.deepEqual(await opening[kind](unbase64(blob), expected), expected));
}

for (const { kind, why, expected, blob } of sealed.refused) {
  test(`${kind} is refused: ${why}`, async () => assert.rejects(opening[kind](unbase64(blob), expected), NotSealed));
}

test("the reader's recipient follows from the identity", async () => assert.equal(await recipientOf(sealed.identity), sealed.recipient));

/** @param {{pieces: {text: string, times: number}[], zeros: number}} case_ */
const fileOf = ({ pieces, zeros }) => concat(...pieces.flatMap(({ text, times }) => Array(times).fill(latin1(text))), new Uint8Array(zeros));

test("the outside of age files is judged alike", () => {
  for (const one of headers.taken) {
    const shape = { stanzas: one.stanzas, headerLength: one.header_length, plaintextLength: one.plaintext_length };
    assert.deepEqual(checkAge(fileOf(one), one.length ?? undefined), shape, one.why);
  }
  for (const one of headers.refused) assert.throws(() => checkAge(fileOf(one), one.length ?? undefined), NotSealed, one.why);
});

test("codes are said alike", async () => {
  for (const { secret, numbers, words, digits } of codes.said) {
    assert.deepEqual(numbersOf(unhex(secret)), numbers);
    assert.equal(await digitsOf(unhex(secret)), digits);
    for (const [language, said] of Object.entries(words)) assert.deepEqual(await wordsOf(unhex(secret), language), said, language);
  }
});

test("codes open the same box everywhere", async () => {
  for (const { secret, instance, token, token_hash, identity, recipient } of codes.keys) {
    const keys = await sourceKeys(unhex(secret), instance);
    assert.deepEqual({ ...keys, token: hex(keys.token) }, { token, box: token_hash, identity, recipient });
  }
});

for (const { how, text, secret } of codes.read) {
  test(`I2: a code is read: ${how}`, async () => assert.equal(hex(await readCode(text)), secret));
}

for (const { why, text, positions, meant, checksum } of codes.misread) {
  test(`I2: a code is not read: ${why}`, async () => {
    const misread = await readCode(text).catch((error) => error);
    assert.ok(misread instanceof Misread);
    if (positions) assert.deepEqual(misread.positions, positions);
    assert.equal(misread.checksum, checksum ?? false);
    for (const [place, word] of Object.entries(meant ?? {})) assert.ok(misread.suggestions[place]?.includes(word), JSON.stringify(misread.suggestions));
    for (const word of text.split(" ")) assert.ok(word === "" || !misread.message.includes(word), "the message holds none of what was typed");
  });
}

for (const { why, card, signature, root_key, slug } of cards.trusted) {
  test(`a card is trusted: ${why}`, async () => {
    const found = await verifyCard(utf8(card), unhex(signature), unhex(root_key), { slug });
    assert.equal(found.slug, slug);
  });
}

for (const { why, card, signature, root_key, slug } of cards.refused) {
  test(`C4: a card is refused: ${why}`, async () => assert.rejects(verifyCard(utf8(card), unhex(signature), unhex(root_key), { slug }), NotSealed));
}

