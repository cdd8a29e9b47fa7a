// What bench_sealing_browser.py measures, inside the browser: the modules of client/vault as the pages use them.

import { argon2id } from "../client/vault/argon.js";
import { argon2idAsync } from "@noble/hashes/argon2.js";
import { base64, newUuid, random, unbase64, utf8 } from "../client/vault/bytes.js";
import { fileLength, openFile, sealInParts } from "../client/vault/files.js";
import { identityOf, recipientOf } from "../client/vault/ages.js";
import { messageOf, openRequest, sealMessage } from "../client/vault/messages.js";
import { newRoot } from "../client/vault/roots.js";
import { newSeed, publicKey } from "../client/vault/signing.js";
import { openGrant, sealGrant } from "../client/vault/grants.js";
import { openKeyring, sealKeyring } from "../client/vault/staff.js";
import { openRecord, openStatement, sealRecord, sealStatement } from "../client/vault/records.js";

const AMINA = "ME-AMINA2";
const SCREEN = 40; // cards of a list before somebody scrolls
const LETTER = { name: "fictional.mp4", type: "video/mp4" };

/** Milliseconds of one piece of work. */
async function timed(work) {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

/** The shortest of three, as everything else on the machine can only add to it. */
async function best(work, times = 3) {
  const taken = [];
  for (let round = 0; round < times; round += 1) taken.push(await timed(work));
  return Math.min(...taken);
}

async function derivations() {
  const [password, salt] = [utf8("six fictional words of a passphrase"), random(16)];
  const staff = { memoryKib: 131072, passes: 3, lanes: 1 };
  const source = { memoryKib: 19456, passes: 2, lanes: 1 };
  return {
    passphrase: await best(() => argon2id(password, salt, staff)),
    code: await best(() => argon2id(password, salt, source)),
    slowCode: await timed(() => argon2idAsync(password, salt, { m: 19456, t: 2, p: 1, dkLen: 32 })),
  };
}

/** Records and messages, one after the other; milliseconds for all of them. */
async function small(count) {
  const [root, seed, identity] = [newRoot(), newSeed(), identityOf(random(32))];
  const recipient = await recipientOf(identity);
  const place = (number) => ({ vault: VAULT, epoch: 1, type: "case.card", record: RECORDS[number], version: 1 });
  const said = { author: AMINA, at: "2026-11-23T04:51Z", body: { title: "Fictional, two persons, Grozny" }, prev: "" };
  const message = messageOf({ answers: { people: 2 }, at: said.at, files: [], language: "ru", reply: recipient, text: "Нас двое. Мы прячемся у друзей (вымысел). ".repeat(8) });
  const key = publicKey(seed);
  const made = { records: [], statements: [], messages: [] };
  const each = async (work) => {
    for (let number = 0; number < count; number += 1) await work(number);
  };
  return {
    sealRecords: await timed(() => each(async (number) => made.records.push(await sealRecord(root, { ...place(number), data: utf8("Fictional") })))),
    openRecords: await timed(() => each((number) => openRecord(root, { ...place(number), blob: made.records[number] }))),
    sealStatements: await timed(() => each(async (number) => made.statements.push(await sealStatement(root, { ...place(number), ...said, seed })))),
    openStatements: await timed(() => each((number) => openStatement(root, { ...place(number), blob: made.statements[number], signingKeyOf: () => key }))),
    sealMessages: await timed(() => each(async () => made.messages.push(await sealMessage(recipient, message)))),
    openMessages: await timed(() => each((number) => openRequest(identity, made.messages[number]))),
    messageLength: made.messages[0].length,
  };
}

const VAULT = newUuid();
const RECORDS = Array.from({ length: 500 }, newUuid);

/** 500 vaults with a grant and a card each, as the server would hand them out. */
async function prepare() {
  const [seed, identity] = [newSeed(), identityOf(random(32))];
  const recipient = await recipientOf(identity);
  const said = { author: AMINA, at: "2026-11-23T04:51Z", body: { title: "Fictional, two persons, Grozny" }, prev: "" };
  const vaults = [];
  const roots = {};
  for (const record of RECORDS) {
    const [vault, root] = [newUuid(), newRoot()];
    const { blob } = await sealGrant({ vault, epoch: 1, member: AMINA, root, recipient, seed });
    const card = await sealStatement(root, { vault, epoch: 1, type: "case.card", record, version: 1, ...said, seed });
    vaults.push({ vault, record, grant: base64(blob), card: base64(card) });
    roots[vault] = { 1: base64(root) };
  }
  const keyring = base64(await sealKeyring(seed, { member: AMINA, version: 1, pins: {}, rootKey: publicKey(seed), roots }));
  return { seed, identity, key: publicKey(seed), vaults, keyring };
}

/** From what the server hands out to titles: the first screen, then all. */
async function list({ key, vaults }, rootOf) {
  const begun = performance.now();
  let screen = 0;
  for (const [number, one] of vaults.entries()) {
    const place = { vault: one.vault, epoch: 1, type: "case.card", record: one.record, version: 1 };
    const { signed } = await openStatement(await rootOf(one), { ...place, blob: unbase64(one.card), signingKeyOf: () => key });
    if (!signed) throw new Error("A card does not open.");
    if (number + 1 === SCREEN) screen = performance.now() - begun;
  }
  return { screen, all: performance.now() - begun };
}

async function listed() {
  const desk = await prepare();
  const cold = await list(desk, (one) => openGrant(desk.identity, { vault: one.vault, epoch: 1, member: AMINA, blob: unbase64(one.grant) }));
  let roots = {};
  const keyringTime = await timed(async () => {
    ({ roots } = await openKeyring(desk.seed, { member: AMINA, version: 1, blob: unbase64(desk.keyring) }));
  });
  const warm = await list(desk, async (one) => unbase64(roots[one.vault][1]));
  return { coldScreen: cold.screen, coldAll: cold.all, warmScreen: warm.screen + keyringTime, warmAll: warm.all + keyringTime };
}

const person = identityOf(random(32));

/** Seal a file in parts and send each, as a page does. */
async function up(partSize) {
  const file = document.querySelector("input").files[0];
  const { length, parts, sha256 } = await sealInParts(file, { ...LETTER, recipient: await recipientOf(person), partSize });
  if (length !== fileLength({ size: file.size, ...LETTER })) throw new Error("The length is another than was told.");
  const taken = await timed(async () => {
    let number = 0;
    // As a Blob, because what drives the browser here copies bodies of plain bytes for its own log, which takes longer than all else.
    for await (const part of parts) await fetch(`/parts/${number++}`, { method: "POST", body: new Blob([part]) });
  });
  return { taken, length, digest: sha256() };
}

/** Fetch it and open it; only the whole file, once its end was seen, counts. */
async function down(length) {
  let size = 0;
  const taken = await timed(async () => {
    const answer = await fetch("/sealed");
    const file = await openFile(person, answer.body, { length });
    size = file.size;
  });
  return { taken, size };
}

/** The best of each figure out of three rounds. */
async function bestOf(work) {
  const rounds = [await work(), await work(), await work()];
  return Object.fromEntries(Object.keys(rounds[0]).map((name) => [name, Math.min(...rounds.map((round) => round[name]))]));
}

globalThis.bench = { derivations, up, down, small: (count) => bestOf(() => small(count)), listed: () => bestOf(listed) };
