// What the browser's half of the sealed format does in a second, in Node.js: told to bench_sealing.py as JSON. argument: seconds a measurement

import { openFile, sealFile } from "../client/vault/files.js";
import { openGrant, sealGrant } from "../client/vault/grants.js";
import { openMessage, sealMessage } from "../client/vault/messages.js";
import { openRecord, sealRecord } from "../client/vault/records.js";
import { newRoot, recipientOf, vaultIdentity } from "../client/vault/roots.js";
import { newSeed } from "../client/vault/signing.js";
import { derive } from "../client/vault/staff.js";
import { newSecret, readCode, sourceKeys, wordsOf } from "../client/vault/codes.js";

const seconds = Number(process.argv[2]);
const vault = "00010203-0405-4607-8809-0a0b0c0d0e0f";
const root = newRoot();
const identity = await vaultIdentity(root, vault, 1);
const recipient = await recipientOf(identity);

/** @param {() => Promise<unknown>} work */
async function rate(work) {
  await work();
  const began = performance.now();
  let done = 0;
  for (; performance.now() - began < seconds * 1000; done += 1) await work();
  return (done * 1000) / (performance.now() - began);
}

/** @param {Uint8Array} data */
const streamOf = (data) => new Blob([data]).stream();

/** @param {ReadableStream} stream */
const bytesOf = async (stream) => new Uint8Array(await new Response(stream).arrayBuffer());

const place = { vault, epoch: 1, type: "request.card", record: vault, version: 1 };
const blob = await sealRecord(root, { ...place, data: new Uint8Array(200) });
const answer = { at: "2026-11-23T04:51Z", reply_to: recipient, text: "x".repeat(700), v: 1 };
const message = await sealMessage(recipient, answer);
const grant = { vault, epoch: 1, member: "ME-AM1NA0", root, recipient, seed: newSeed() };
const granted = await sealGrant(grant);
const file = { name: "a.jpg", type: "image/jpeg", recipient };
const large = new Uint8Array(8 * 1024 * 1024);
const sealed = await bytesOf(await sealFile(streamOf(large), file));
const secret = newSecret();
const words = (await wordsOf(secret, "en")).join(" ");

process.stdout.write(
  JSON.stringify({
    "seal a record": await rate(() => sealRecord(root, { ...place, data: new Uint8Array(200) })),
    "open a record": await rate(() => openRecord(root, { ...place, blob })),
    "seal a grant": await rate(() => sealGrant(grant)),
    "open a grant": await rate(() => openGrant(identity, { ...grant, blob: granted.blob })),
    "seal a message": await rate(() => sealMessage(recipient, answer)),
    "open a message": await rate(() => openMessage(identity, message)),
    "seal a file": await rate(async () => bytesOf(await sealFile(streamOf(large), file))),
    "open a file": await rate(() => openFile(identity, streamOf(sealed))),
    "read eight words": await rate(() => readCode(words)),
    "keys of a code": await rate(() => sourceKeys(secret, "bench")),
    "keys of a passphrase": await rate(() => derive("six words", new Uint8Array(16), { memoryKib: 131072, passes: 3, lanes: 1 })),
  }),
);
