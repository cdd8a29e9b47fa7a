import assert from "node:assert/strict";
import test from "node:test";
import { base64, random } from "./bytes.js";
import { KeeperProblem, keeperOver } from "./keeper.js";
import { kitWords, makeRecoverySlot, newKit } from "./staff.js";
import { serve } from "./worker_calls.js";
import { person, TODAY, unlocked } from "./worker_story.js";

const COST = { memory_kib: 131072, passes: 3, lanes: 1 };

/** A keeper with nothing in it, and everything that came out of its worker. */
function fresh() {
  const wire = [];
  const page = { onmessage: null, postMessage: (data) => queueMicrotask(() => worker.onmessage({ data: structuredClone(data) })) };
  const worker = {
    onmessage: null,
    postMessage(data) {
      wire.push(data);
      queueMicrotask(() => page.onmessage?.({ data: structuredClone(data) }));
    },
  };
  const state = serve(worker);
  return { keeper: keeperOver(page), state, wire };
}

const code = (wanted) => (problem) => problem instanceof KeeperProblem && problem.code === wanted;

test("a new member joins, locks, and unlocks again with the passphrase, however it is typed", async () => {
  const first = fresh();
  const made = await first.keeper.newMember({ member: "ME-AMINA", today: TODAY });
  assert.equal(made.passphrase.split(" ").length, 6);
  assert.equal(made.kit.length, 16);
  const second = fresh();
  const { salt, memory_kib, passes, lanes } = made.post.slot;
  const { auth } = await second.keeper.derive({ passphrase: `  ${made.passphrase.toUpperCase()} `, salt, memory_kib, passes, lanes });
  assert.equal(auth, made.post.auth);
  const told = await second.keeper.unlock({ member: "ME-AMINA", slot: made.post.slot });
  assert.equal(told.signing_key, made.post.bundle.signing_key);
  assert.equal(told.fingerprint, made.fingerprint);
});

test("what is posted at joining holds neither passphrase, kit nor secret keys", async () => {
  const { keeper, state } = fresh();
  const made = await keeper.newMember({ member: "ME-AMINA", today: TODAY });
  const posted = JSON.stringify(made.post);
  for (const secret of [made.passphrase, made.kit.slice(0, 8).join(" "), state.own.identity, base64(state.own.seed)])
    assert.equal(posted.includes(secret), false);
});

test("another passphrase does not unlock, and a second try needs the passphrase again", async () => {
  const amina = await person("ME-AMINA");
  const { keeper } = fresh();
  const { slot } = await makeRecoverySlot(amina.bundle, amina.kit);
  await keeper.derive({ passphrase: "six words that are not these", salt: base64(random(16)), ...COST });
  await assert.rejects(keeper.unlock({ member: "ME-AMINA", slot }), code("wrong-passphrase"));
  await assert.rejects(keeper.unlock({ member: "ME-AMINA", slot }), code("locked"));
});

test("a slot of another member, or given out as of another kind, does not open", async () => {
  const amina = await person("ME-AMINA");
  const { slot } = await makeRecoverySlot(amina.bundle, amina.kit);
  for (const wrong of [
    { member: "ME-VERA", slot },
    { member: "ME-AMINA", slot: { ...slot, kind: "passphrase" } },
  ]) {
    const { keeper } = fresh();
    await keeper.deriveKit({ text: (await kitWords(amina.kit)).join(" ") });
    await assert.rejects(keeper.unlock(wrong), code("wrong-passphrase"));
  }
});

test("C10: the worker derives nothing with weaker parameters than the floor", async () => {
  const salt = base64(random(16));
  for (const weak of [
    { memory_kib: 131071 },
    { passes: 2 },
    { lanes: 0 },
    { salt: base64(random(8)) },
    { passes: "3" },
    { memory_kib: 64, passes: 1 },
  ]) {
    const { keeper, state, wire } = fresh();
    await assert.rejects(keeper.derive({ passphrase: "the words of Amina are six", salt, ...COST, ...weak }), code("weak-kdf"), JSON.stringify(weak));
    assert.equal(state.derived, null);
    assert.equal(JSON.stringify(wire).includes("auth"), false);
  }
});

test("a word of the kit that is not one is named by its place, with what it may have been", async () => {
  const { keeper } = fresh();
  const words = await kitWords(newKit());
  words[9] = "zzzzqq";
  await assert.rejects(keeper.deriveKit({ text: words.join(" ") }), (problem) => code("kit-misread")(problem) && problem.detail.positions[0] === 9);
});

test("the kit gives a new passphrase for the same keys", async () => {
  const amina = await person("ME-AMINA");
  const { keeper } = await unlocked(amina);
  const made = await keeper.newSlot({ member: "ME-AMINA" });
  const other = fresh();
  await other.keeper.derive({ passphrase: made.passphrase, ...made.slot });
  const told = await other.keeper.unlock({ member: "ME-AMINA", slot: made.slot });
  assert.equal(told.recipient, amina.entry.bundles[0].recipient);
});

test("after the lock nothing is answered, and what was asked ends", async () => {
  const { keeper } = await unlocked(await person("ME-AMINA"));
  const asked = keeper.derive({ passphrase: "one two three four five six", salt: base64(random(16)), ...COST });
  keeper.lock();
  await assert.rejects(asked, code("locked"));
  await assert.rejects(keeper.sealKeyring(), code("locked"));
});

test("a worker that fails ends what was asked, and whatever is asked of it afterwards", async () => {
  const port = { onmessage: null, onerror: null, postMessage: () => {} };
  const keeper = keeperOver(port);
  const asked = keeper.sealKeyring();
  assert.equal(keeper.alive(), true);
  port.onerror();
  await assert.rejects(asked, code("no-worker"));
  await assert.rejects(keeper.sealKeyring(), code("no-worker"));
  assert.equal(keeper.alive(), false);
});

test("nothing but the known calls is answered", async () => {
  const { keeper, state } = fresh();
  await assert.rejects(keeper.sealKeyring(), code("locked"));
  assert.equal(keeper.constructor, Object);
  const told = [];
  const port = { onmessage: null, postMessage: (data) => told.push(data) };
  serve(port);
  port.onmessage({ data: { id: 1, call: "constructor", wanted: {} } });
  await new Promise((resolve) => setTimeout(resolve, 5));
  assert.equal(told[0].problem.code, "unknown-call");
  assert.equal(state.own, null);
});
