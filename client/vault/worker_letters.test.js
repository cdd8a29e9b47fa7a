// Letters between vaults, as two keepers and a server between them see it; C3: nothing swapped opens; C4: no key that the server made up; C9: what crosses.

import assert from "node:assert/strict";
import test from "node:test";
import { base64, newUuid, random } from "./bytes.js";
import { newRoot, recipientOf, vaultIdentity, epochStatement } from "./roots.js";
import { sign } from "./signing.js";
import { coalition, person, shelf, swapKeys, unlocked, vouchFor } from "./worker_story.js";

const code = (wanted) => (problem) => problem.code === wanted;

/** Amina and Jonas hold a vault; Tomas writes to it, and holds another with Jonas. */
async function two() {
  const { jonas, others, root, people } = await coalition("ME-AMINA", "ME-TOMAS");
  const [amina, tomas] = others;
  const hers = await unlocked(amina, { root, people });
  const his = await unlocked(tomas, { root, people });
  const [here, there] = [shelf(), shelf()];
  here.create(await hers.keeper.createVault({ kind: "register", holders: ["ME-JONAS"] }), amina);
  there.create(await his.keeper.createVault({ kind: "case", holders: ["ME-JONAS"] }), tomas);
  const listed = here.listed(amina);
  const to = { vault: listed.id, epoch: 1, ...key(listed, 1), holders: ["ME-AMINA", "ME-JONAS"] };
  return { jonas, amina, tomas, root, people, hers, his, here, there, to, mine: there.listed(tomas).id };
}

const key = (listed, number) => {
  const { recipient, signer, signature } = listed.epochs.find((one) => one.number === number);
  return { recipient, signer, signature };
};

test("a letter reaches those who hold the vault, and the answer comes to its label", async () => {
  const { hers, his, to, mine } = await two();
  const id = newUuid();
  const label = await his.keeper.labelOf({ vault: mine, label: id });
  const blob = await his.keeper.sealLetter({ to, id, payload: { label, people: 3 }, signed: true });
  const [letter] = await hers.keeper.openLetters({ vault: to.vault, letters: [{ id, blob }] });
  assert.deepEqual(letter, { id, payload: { label, people: 3 }, author: "ME-TOMAS", signed: true, problem: "" });

  const answer = await hers.keeper.sealLetter({ to: { recipient: letter.payload.label }, id, payload: { accepted: true }, signed: true });
  const [back] = await his.keeper.openLetters({ vault: mine, label: id, letters: [{ id, blob: answer }] });
  assert.deepEqual([back.payload, back.author, back.signed], [{ accepted: true }, "ME-AMINA", true]);
});

test("a letter that nobody signs names nobody", async () => {
  const { hers, his, to } = await two();
  const id = newUuid();
  const blob = await his.keeper.sealLetter({ to, id, payload: { tier: "high" }, least: 16_384 });
  const [letter] = await hers.keeper.openLetters({ vault: to.vault, letters: [{ id, blob }] });
  assert.deepEqual([letter.author, letter.signed, letter.payload], ["", false, { tier: "high" }]);
});

test("C3: letters under each other's ids, answers under another label, and changed ones do not open and hide no other", async () => {
  const { hers, his, to, mine } = await two();
  const [one, other] = [newUuid(), newUuid()];
  const blob = await his.keeper.sealLetter({ to, id: one, payload: 1 });
  const opened = await hers.keeper.openLetters({
    vault: to.vault,
    letters: [
      { id: other, blob },
      { id: one, blob: "AAAA" },
      { id: one, blob },
    ],
  });
  assert.deepEqual(
    opened.map((letter) => letter.problem),
    ["WrongContext", "NotSealed", ""],
  );
  const answer = await hers.keeper.sealLetter({ to: { recipient: await his.keeper.labelOf({ vault: mine, label: one }) }, id: one, payload: 1 });
  for (const label of [other, undefined]) {
    const [back] = await his.keeper.openLetters({ vault: mine, letters: [{ id: one, blob: answer }], ...(label ? { label } : {}) });
    assert.deepEqual([back.problem, back.payload], ["NotSealed", null]);
  }
});

test("what was sealed to an epoch before still opens after a new one, to the vault and to its label", async () => {
  const { hers, his, here, amina, to, mine } = await two();
  const id = newUuid();
  const label = await hers.keeper.labelOf({ vault: to.vault, label: "round" });
  const blob = await his.keeper.sealLetter({ to, id, payload: 1 });
  const answer = await his.keeper.sealLetter({ to: { recipient: label }, id, payload: 2 });
  here.rotate(await hers.keeper.rotate({ vault: to.vault, without: [], holders: ["ME-JONAS"] }), amina);
  await hers.keeper.openVaults({ vaults: [here.listed(amina)] });
  assert.notEqual(await hers.keeper.labelOf({ vault: to.vault, label: "round" }), label);
  assert.equal((await hers.keeper.openLetters({ vault: to.vault, letters: [{ id, blob }] }))[0].payload, 1);
  assert.equal((await hers.keeper.openLetters({ vault: to.vault, label: "round", letters: [{ id, blob: answer }] }))[0].payload, 2);
  assert.ok(mine);
});

test("C4: nothing is sealed to the key of a vault that no trusted holder signed", async () => {
  const { his, to, people, jonas } = await two();
  const vera = await person("ME-VERA");
  const root = newRoot();
  const recipient = await recipientOf(await vaultIdentity(root, to.vault, 1));
  const statement = epochStatement({ vault: to.vault, epoch: 1, recipient });
  const byVera = base64(await sign(vera.bundle.seed, statement));
  const made = [
    { ...to, recipient },
    { ...to, signature: base64(random(64)) },
    { ...to, epoch: 2 },
    { ...to, vault: newUuid() },
    { ...to, holders: ["ME-JONAS"] },
    { ...to, recipient, signer: "ME-VERA", signature: byVera },
    { ...to, recipient, signer: "ME-VERA", signature: byVera, holders: ["ME-VERA"] },
  ];
  for (const wanted of made) await assert.rejects(his.keeper.sealLetter({ to: wanted, id: newUuid(), payload: {} }), code("not-trusted"));

  await vouchFor(vera, jonas);
  const swapped = [...people, vera.entry];
  swapped[1] = await swapKeys({ ...jonas, member: "ME-AMINA", entry: people[1] });
  await his.keeper.trust({ people: swapped });
  await assert.rejects(his.keeper.sealLetter({ to, id: newUuid(), payload: {} }), code("not-trusted"));
});

test("a letter in another's name, or passed on to another vault, is not theirs", async () => {
  const { hers, his, to, mine } = await two();
  const id = newUuid();
  his.state.own.member = "ME-JONAS";
  const forged = await his.keeper.sealLetter({ to, id, payload: {}, signed: true });
  const [letter] = await hers.keeper.openLetters({ vault: to.vault, letters: [{ id, blob: forged }] });
  assert.deepEqual([letter.author, letter.signed], ["ME-JONAS", false]);
  assert.ok(mine);
});

test("nothing of a vault that one does not hold opens or gives a label, and nothing at all while locked", async () => {
  const { his, to } = await two();
  await assert.rejects(his.keeper.openLetters({ vault: to.vault, letters: [] }), code("no-vault"));
  await assert.rejects(his.keeper.labelOf({ vault: to.vault, label: "x" }), code("no-vault"));
  his.keeper.lock();
  await assert.rejects(his.keeper.sealLetter({ to, id: newUuid(), payload: {} }), code("locked"));
});

test("C9: a token key works in the worker and never crosses; equal terms are equal tokens for both who hold it", async () => {
  const { amina, jonas, root, people, hers, here, to } = await two();
  const id = newUuid();
  const record = { id, type: "register.key", version: 1, blob: await hers.keeper.newTokenKey({ vault: to.vault, id, at: "2026-11-23T04:51Z" }) };
  const [opened] = await hers.keeper.openRecords({ vault: to.vault, records: [record] });
  assert.deepEqual([opened.body, opened.problem, opened.signed], [null, "", true]);

  const other = await unlocked(jonas, { root, people });
  await other.keeper.openVaults({ vaults: [here.listed(jonas)] });
  const [one, two_] = await hers.keeper.tokenFor({ vault: to.vault, record, terms: ["a 1990", "b 1990"] });
  assert.deepEqual(await other.keeper.tokenFor({ vault: to.vault, record, terms: ["a 1990", "b 1990"] }), [one, two_]);
  assert.ok(one !== two_ && /^[0-9a-f]{64}$/.test(one));

  const wire = JSON.stringify([...hers.wire, ...other.wire]);
  for (const secret of [...hers.state.vaults.values()].flatMap((vault) => [...vault.roots.values()])) assert.ok(!wire.includes(base64(secret)));
  for (const spoilt of [{ ...record, type: "register.item" }, { ...record, version: 2 }, { ...record, blob: "AAAA" }]) {
    await assert.rejects(hers.keeper.tokenFor({ vault: to.vault, record: spoilt, terms: ["a"] }), code("no-token-key"));
  }
  await assert.rejects(hers.keeper.tokenFor({ vault: to.vault, record, terms: ["a", "b", "c", "d"] }), code("too-many-terms"));
  assert.ok(amina);
});
