import assert from "node:assert/strict";
import { test } from "node:test";
import { NotSealed, newUuid, random, utf8 } from "./bytes.js";
import { identityOf, openWith, recipientOf, sealTo } from "./ages.js";
import { canonical } from "./canonical.js";
import { messageOf, openAnswer, openMessage, openRequest, sealMessage } from "./messages.js";
import { pad } from "./padding.js";

const identity = identityOf(random(32));
const recipient = await recipientOf(identity);
const said = { answers: { people: 2 }, at: "2026-11-23T04:51Z", files: [{ id: newUuid(), sha256: "ab".repeat(32) }], language: "ru", reply: recipient, text: "Нас двое (вымысел)." };

test("a person's message comes back, and two of the same are not alike", async () => {
  const [one, other] = [messageOf(said), messageOf(said)];
  assert.notEqual(one.nonce, other.nonce);
  assert.deepEqual(await openRequest(identity, await sealMessage(recipient, one)), one);
});

test("a short message and a longer one are of one length", async () => {
  const lengths = await Promise.all(["Да.", "Да, мы здесь, и у нас всё спокойно."].map(async (line) => (await sealMessage(recipient, messageOf({ ...said, text: line }))).length));
  assert.equal(lengths[0], lengths[1]);
});

test("an answer comes back", async () => {
  const answer = { at: "2026-11-23T05:10Z", reply_to: recipient, text: "Мы прочли (вымысел).", v: 1 };
  assert.deepEqual(await openAnswer(identity, await sealMessage(recipient, answer)), answer);
  for (const wrong of [{ ...answer, reply_to: "age1nobody" }, { ...answer, text: 7 }, { ...answer, v: 2 }, { ...answer, more: 1 }]) {
    await assert.rejects(openAnswer(identity, await sealMessage(recipient, wrong)), NotSealed);
  }
});

test("what is no message of a person is refused", async () => {
  const message = messageOf(said);
  const wrong = [
    { ...message, reply: "age1nobody" },
    { ...message, nonce: "AAAA" },
    { ...message, files: [{ id: newUuid(), sha256: "short" }] },
    { ...message, files: {} },
    { ...message, answers: null },
    { ...message, text: 1 },
    { ...message, more: 1 },
  ];
  for (const one of wrong) await assert.rejects(openRequest(identity, await sealMessage(recipient, one)), NotSealed, JSON.stringify(one));
});

test("what is not padded is refused before a key is used", async () => {
  const blob = await sealTo([recipient], canonical(messageOf(said)));
  await assert.rejects(openMessage("no identity at all", blob), /size of a sealed message/);
  assert.deepEqual(await openWith(identity, await sealTo([recipient], pad(utf8("x")))), pad(utf8("x")));
});
