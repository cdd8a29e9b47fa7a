import assert from "node:assert/strict";
import test from "node:test";
import { base64, newUuid, random, unbase64 } from "./bytes.js";
import { sealMessage, messageOf } from "./messages.js";
import { epochStatement, newRoot, recipientOf, vaultIdentity } from "./roots.js";
import { sealGrant } from "./grants.js";
import { publicKey, sign } from "./signing.js";
import { verifyCard } from "./cards.js";
import { coalition, person, shelf, swapKeys, unlocked, vouchFor } from "./worker_story.js";

const AT = "2026-11-23T04:51Z";
const code = (wanted) => (problem) => problem.code === wanted;

async function hotline() {
  const { jonas, others, root, people } = await coalition("ME-AMINA", "ME-TOMAS");
  const [amina, tomas] = others;
  const server = shelf();
  const hers = await unlocked(amina, { root, people });
  server.create(await hers.keeper.createVault({ kind: "channel", holders: ["ME-TOMAS", "ME-JONAS"] }), amina);
  return { jonas, amina, tomas, root, people, server, hers: hers.keeper, state: hers.state };
}

test("a vault that one made opens to the other holder, and what either writes is known as theirs", async () => {
  const { amina, tomas, root, people, server, hers } = await hotline();
  const { keeper } = await unlocked(tomas, { root, people });
  const listed = server.listed(tomas);
  assert.deepEqual(await keeper.openVaults({ vaults: [listed] }), { opened: [listed.id], refused: [] });
  const id = newUuid();
  const blob = await hers.sealRecord({ vault: listed.id, id, type: "request.note", version: 1, at: AT, body: { text: "Call after ten." } });
  const [record] = await keeper.openRecords({ vault: listed.id, records: [{ id, type: "request.note", version: 1, blob }] });
  assert.deepEqual([record.author, record.body.text, record.signed, record.problem], [amina.member, "Call after ten.", true, ""]);
});

test("the next version names the one before it", async () => {
  const { hers, server, amina } = await hotline();
  const vault = server.listed(amina).id;
  const id = newUuid();
  const blob = await hers.sealRecord({ vault, id, type: "request.card", version: 1, at: AT, body: {} });
  const [first] = await hers.openRecords({ vault, records: [{ id, type: "request.card", version: 1, blob }] });
  const next = await hers.sealRecord({ vault, id, type: "request.card", version: 2, prev: first.hash, at: AT, body: {} });
  const [second] = await hers.openRecords({ vault, records: [{ id, type: "request.card", version: 2, blob: next }] });
  assert.equal(second.prev, first.hash);
});

test("C3: a record given out as another, of another type, version or vault, does not open and hides no other", async () => {
  const { hers, server, amina } = await hotline();
  const vault = server.listed(amina).id;
  const id = newUuid();
  const blob = await hers.sealRecord({ vault, id, type: "request.note", version: 1, at: AT, body: {} });
  const right = { id, type: "request.note", version: 1, blob };
  const records = [{ ...right, id: newUuid() }, { ...right, type: "request.card" }, { ...right, version: 2 }, { ...right, blob: "AAAA" }, right];
  const opened = await hers.openRecords({ vault, records });
  assert.deepEqual(
    opened.map((one) => one.problem === ""),
    [false, false, false, false, true],
  );
});

test("C5: a record in a colleague's name that another holder wrote is never theirs", async () => {
  const { amina, tomas, root, people, server, hers } = await hotline();
  const { keeper, state } = await unlocked(tomas, { root, people });
  await keeper.openVaults({ vaults: [server.listed(tomas)] });
  state.own.member = amina.member;
  const vault = server.listed(tomas).id;
  const id = newUuid();
  const blob = await keeper.sealRecord({ vault, id, type: "request.note", version: 1, at: AT, body: { text: "forged" } });
  const [record] = await hers.openRecords({ vault, records: [{ id, type: "request.note", version: 1, blob }] });
  assert.deepEqual([record.author, record.signed], [amina.member, false]);
});

test("C4: nothing is sealed to a key that nobody vouches for, that is badly signed, or that changed", async () => {
  const { tomas, root, people, hers, server, amina } = await hotline();
  const vault = server.listed(amina).id;
  const vera = await person("ME-VERA");
  const spoilt = await person("ME-SPOILT");
  await vouchFor(spoilt, tomas);
  spoilt.entry.bundles[0].signature = base64(random(64));
  const swapped = [...people];
  swapped[2] = await swapKeys(tomas);
  const judged = await hers.trust({ people: [...swapped, vera.entry, spoilt.entry] });
  assert.deepEqual(
    judged.map((one) => one.state),
    ["trusted", "trusted", "changed", "unvouched", "bad"],
  );
  for (const member of ["ME-VERA", "ME-SPOILT", "ME-TOMAS", "ME-NOBODY"]) {
    await assert.rejects(hers.grant({ vault, members: [member] }), code("not-trusted"));
    await assert.rejects(hers.createVault({ kind: "case", holders: [member] }), code("not-trusted"));
    await assert.rejects(hers.rotate({ vault, without: [], holders: [member, "ME-JONAS"] }), code("not-trusted"));
  }
  assert.ok(root);
});

test("C4: a member may not vouch others in; only the root and its stewards", async () => {
  const { jonas, others, root, people } = await coalition("ME-AMINA");
  const [amina] = others;
  const ines = await person("ME-INES");
  const tomas = await person("ME-TOMAS");
  await vouchFor(ines, jonas, "steward");
  await vouchFor(tomas, ines);
  const vera = await person("ME-VERA");
  await vouchFor(vera, amina);
  const { keeper } = await unlocked(amina, { root });
  const judged = await keeper.trust({ people: [...people, ines.entry, tomas.entry, vera.entry] });
  assert.deepEqual(
    judged.map((one) => one.state),
    ["trusted", "trusted", "trusted", "trusted", "unvouched"],
  );
});

test("C4: a vouching counts for the organisation it names, and for no other", async () => {
  const { others, root, people } = await coalition("ME-AMINA", "ME-TOMAS");
  const moved = people.map((one) => (one.member === "ME-TOMAS" ? { ...one, organisation: { reference: "OR-FARSHR", name: "Far Shore" } } : one));
  const { keeper } = await unlocked(others[0], { root });
  const judged = await keeper.trust({ people: moved });
  assert.equal(judged.find((one) => one.member === "ME-TOMAS").state, "unvouched");
});

test("a changed key is taken only once it was vouched for and accepted; a keyring remembers", async () => {
  const { jonas, others, root, people } = await coalition("ME-AMINA", "ME-TOMAS");
  const [amina, tomas] = others;
  const { keeper } = await unlocked(amina, { root, people });
  const again = await person("ME-TOMAS");
  const replaced = () => people.map((one) => (one.member === tomas.member ? again.entry : one));
  await keeper.trust({ people: replaced() });
  await assert.rejects(keeper.accept({ member: "ME-TOMAS" }), code("not-trusted"));
  await vouchFor(again, jonas);
  const judged = await keeper.trust({ people: replaced() });
  assert.equal(judged[2].state, "changed");
  await keeper.accept({ member: "ME-TOMAS" });
  assert.equal((await keeper.trust({ people: replaced() }))[2].state, "trusted");
  const kept = await keeper.sealKeyring();
  const later = await unlocked(amina, { root, keyring: kept });
  assert.equal((await later.keeper.trust({ people: replaced() }))[2].state, "trusted");
  assert.equal((await later.keeper.trust({ people }))[2].state, "changed");
});

test("the keyring opens vaults without a grant, and without asking who gave it", async () => {
  const { amina, server, hers, root, people } = await hotline();
  const kept = await hers.sealKeyring();
  const { keeper } = await unlocked(amina, { root, people: people.slice(0, 2), keyring: kept });
  const listed = server.listed(amina);
  listed.grants = [];
  assert.deepEqual((await keeper.openVaults({ vaults: [listed] })).refused, []);
  assert.equal(await keeper.sealKeyring(), null);
});

test("another root key than the known one is refused as the ground of trust", async () => {
  const { amina, root, people, hers } = await hotline();
  const kept = await hers.sealKeyring();
  const { others, root: theirs } = await coalition("ME-VERA");
  const { keeper, loaded } = await unlocked(amina, { root: theirs, people, keyring: kept });
  assert.equal(loaded.problem, "root-changed");
  const judged = await keeper.trust({ people: [...people, others[0].entry] });
  assert.deepEqual(
    judged.map((one) => one.state),
    ["trusted", "trusted", "trusted", "unvouched"],
  );
  assert.ok(root);
});

test("a keyring that cannot be read makes nobody trusted until it is begun anew", async () => {
  const { amina, root, people, hers, server } = await hotline();
  const kept = await hers.sealKeyring();
  const spoilt = { ...kept, version: 7 };
  const { keeper, loaded } = await unlocked(amina, { root, people, keyring: spoilt });
  assert.equal(loaded.problem, "keyring-unreadable");
  assert.equal((await keeper.openVaults({ vaults: [server.listed(amina)] })).refused[0].why, "bad-grant");
  assert.equal(await keeper.sealKeyring(), null);
  await keeper.loadKeyring({ keyring: spoilt, root_key: base64(root), anew: true });
  await keeper.trust({ people });
  assert.deepEqual((await keeper.openVaults({ vaults: [server.listed(amina)] })).refused, []);
  assert.equal((await keeper.sealKeyring()).version, 8);
});

test("two devices at once: what the other kept is taken in, and the next version goes on from it", async () => {
  const { amina, hers, root, people } = await hotline();
  const other = await unlocked(amina, { root, people });
  const made = await other.keeper.createVault({ kind: "case", holders: ["ME-TOMAS"] });
  const theirs = await other.keeper.sealKeyring();
  await hers.loadKeyring({ keyring: theirs, root_key: base64(root) });
  const joined = await hers.sealKeyring();
  assert.equal(joined.version, theirs.version + 1);
  const third = await unlocked(amina, { root, people, keyring: joined });
  assert.ok(third.state.roots[made.id]);
});

test("a root that the server made itself is refused, whoever it says gave it", async () => {
  const { amina, tomas, root, people } = await hotline();
  const vault = newUuid();
  const planted = newRoot();
  const mallory = await person("ME-TOMAS");
  const recipient = await recipientOf(await vaultIdentity(planted, vault, 1));
  const grant = await sealGrant({
    vault,
    epoch: 1,
    member: amina.member,
    root: planted,
    recipient: amina.entry.bundles[0].recipient,
    seed: mallory.bundle.seed,
  });
  const signature = base64(await sign(mallory.bundle.seed, epochStatement({ vault, epoch: 1, recipient })));
  const entry = {
    id: vault,
    kind: "case",
    epoch: 1,
    epochs: [{ number: 1, recipient, signer: tomas.member, signature, previous: "" }],
    grants: [{ epoch: 1, granter: tomas.member, blob: base64(grant.blob), signature: base64(grant.signature) }],
  };
  const { keeper } = await unlocked(amina, { root, people });
  assert.deepEqual((await keeper.openVaults({ vaults: [entry] })).refused, [{ id: vault, why: "bad-grant" }]);
  await assert.rejects(keeper.sealRecord({ vault, id: newUuid(), type: "request.note", version: 1, at: AT, body: {} }), code("no-vault"));
});

test("a recipient put in the place of a vault's is noticed", async () => {
  const { tomas, root, people, server } = await hotline();
  const { keeper } = await unlocked(tomas, { root, people });
  const listed = server.listed(tomas);
  listed.epochs[0].recipient = people[0].bundles[0].recipient;
  assert.equal((await keeper.openVaults({ vaults: [listed] })).refused[0].why, "bad-grant");
});

test("A3: who was removed opens nothing new; who stays reads old and new; an older state is refused", async () => {
  const { amina, tomas, jonas, root, people, server, hers } = await hotline();
  const before = server.listed(amina);
  const vault = before.id;
  const id = newUuid();
  const old = await hers.sealRecord({ vault, id, type: "request.note", version: 1, at: AT, body: { text: "before" } });
  const gone = await unlocked(tomas, { root, people });
  await gone.keeper.openVaults({ vaults: [server.listed(tomas)] });
  server.rotate(await hers.rotate({ vault, without: ["ME-TOMAS"], holders: ["ME-JONAS", "ME-TOMAS"] }), amina);
  await hers.openVaults({ vaults: [server.listed(amina)] });
  const newer = newUuid();
  const fresh = await hers.sealRecord({ vault, id: newer, type: "request.note", version: 1, at: AT, body: { text: "after" } });
  const records = [
    { id, type: "request.note", version: 1, blob: old },
    { id: newer, type: "request.note", version: 1, blob: fresh },
  ];
  const his = await unlocked(jonas, { root, people });
  await his.keeper.openVaults({ vaults: [server.listed(jonas)] });
  assert.deepEqual(
    (await his.keeper.openRecords({ vault, records })).map((one) => one.body?.text),
    ["before", "after"],
  );
  assert.deepEqual(
    (await gone.keeper.openRecords({ vault, records })).map((one) => one.body?.text),
    ["before", undefined],
  );
  assert.equal(server.listed(tomas).grants.length, 0);
  assert.equal((await hers.openVaults({ vaults: [before] })).refused[0].why, "rolled-back");
});

test("where history was destroyed, no keyring still reaches it", async () => {
  const { amina, root, people, server, hers } = await hotline();
  const vault = server.listed(amina).id;
  const id = newUuid();
  const old = await hers.sealRecord({ vault, id, type: "request.note", version: 1, at: AT, body: {} });
  server.rotate(await hers.rotate({ vault, without: [], holders: ["ME-JONAS"] }), amina);
  await hers.openVaults({ vaults: [server.listed(amina)] });
  await hers.openRecords({ vault, records: [{ id, type: "request.note", version: 1, blob: old }] });
  const kept = await hers.sealKeyring();
  const destroyed = server.listed(amina);
  for (const epoch of destroyed.epochs) epoch.previous = "";
  const { keeper } = await unlocked(amina, { root, people, keyring: kept });
  await keeper.openVaults({ vaults: [destroyed] });
  const [record] = await keeper.openRecords({ vault, records: [{ id, type: "request.note", version: 1, blob: old }] });
  assert.equal(record.problem, "no-vault");
});

test("A7: a vault with one holder is not made, and none is left with one", async () => {
  const { hers, server, amina } = await hotline();
  await assert.rejects(hers.createVault({ kind: "case", holders: [] }), code("second-holder"));
  await assert.rejects(hers.createVault({ kind: "case", holders: [amina.member] }), code("second-holder"));
  const vault = server.listed(amina).id;
  await assert.rejects(hers.rotate({ vault, without: ["ME-TOMAS", "ME-JONAS"], holders: ["ME-TOMAS"] }), code("second-holder"));
  await assert.rejects(hers.rotate({ vault, without: [amina.member], holders: ["ME-TOMAS"] }), code("not-oneself"));
});

test("messages of every epoch open, the newest key first, and answers name the newest recipient", async () => {
  const { amina, server, hers } = await hotline();
  const vault = server.listed(amina).id;
  const reply = server.listed(amina).epochs[0].recipient;
  const ask = async (text) =>
    base64(
      await sealMessage(server.listed(amina).epochs.at(-1).recipient, messageOf({ answers: {}, at: AT, files: [], language: "en", reply, text })),
    );
  const first = await ask("the first");
  server.rotate(await hers.rotate({ vault, without: [], holders: ["ME-JONAS"] }), amina);
  await hers.openVaults({ vaults: [server.listed(amina)] });
  const messages = [
    { id: "a", blob: first },
    { id: "b", blob: await ask("the second") },
    { id: "c", blob: base64(random(300)) },
    { id: "d", blob: first, direction: "out" },
  ];
  const opened = await hers.openMessages({ vault, messages });
  assert.deepEqual(
    opened.map((one) => one.payload?.text ?? one.problem),
    ["the first", "the second", "NotSealed", "sealed-to-them"],
  );
  assert.deepEqual(
    opened.map((one) => one.epoch),
    [1, 2, 0, 0],
  );
  assert.ok(unbase64(await hers.sealAnswer({ vault, reply, text: "We have read this.", at: AT })).length > 0);
});

test("cards are signed by the root, by its stewards, and by nobody else", async () => {
  const { jonas, others, root, people } = await coalition("ME-AMINA");
  const [amina] = others;
  const ines = await person("ME-INES");
  await vouchFor(ines, jonas, "steward");
  const all = [...people, ines.entry];
  const channel = newUuid();
  for (const steward of [jonas, ines]) {
    const { keeper } = await unlocked(steward, { root, people: all });
    const made = await keeper.createVault({ kind: "channel", holders: [amina.member] });
    const { card, signature } = await keeper.signCard({ channel, slug: "north", vault: made.id });
    const found = await verifyCard(unbase64(card), unbase64(signature), publicKey(jonas.bundle.seed), { slug: "north" });
    assert.deepEqual([found.vault, found.recipient, found.epoch], [made.id, made.recipient, 1]);
  }
  const { keeper } = await unlocked(amina, { root, people: all });
  const made = await keeper.createVault({ kind: "channel", holders: [jonas.member] });
  await assert.rejects(keeper.signCard({ channel, slug: "north", vault: made.id }), code("not-steward"));
});

test("a steward vouches for a key that was judged, and for no changed, spoilt or other one", async () => {
  const { jonas, others, root, people } = await coalition("ME-AMINA");
  const vera = await person("ME-VERA");
  const { keeper } = await unlocked(jonas, { root });
  await keeper.trust({ people: [...people, vera.entry] });
  const { signature } = await keeper.vouch({ member: "ME-VERA", sequence: 1, authority: "member" });
  vera.entry.bundles[0].vouched = { voucher: jonas.member, organisation: vera.entry.organisation.reference, authority: "member", signature };
  const hers = await unlocked(others[0], { root });
  assert.equal((await hers.keeper.trust({ people: [...people, vera.entry] })).at(-1).state, "trusted");
  await assert.rejects(keeper.vouch({ member: "ME-VERA", sequence: 2, authority: "member" }), code("not-trusted"));
  await keeper.trust({ people: [people[0], await swapKeys(others[0])] });
  await assert.rejects(keeper.vouch({ member: "ME-AMINA", sequence: 1, authority: "member" }), code("not-trusted"));
});

test("a file of a vault is sealed part by part and opened whole", async () => {
  const { hers, server, amina } = await hotline();
  const vault = server.listed(amina).id;
  const bytes = random(50_000);
  const { length, epoch } = await hers.sealFile({ vault, file: new Blob([bytes]), name: "photo.jpg", type: "image/jpeg", part_size: 16384 });
  const parts = [];
  for (let part = await hers.nextPart(); part.bytes; part = await hers.nextPart()) parts.push(part.bytes);
  const sealed = new Uint8Array(await new Blob(parts).arrayBuffer());
  assert.equal(sealed.length, length);
  const opened = await hers.openFile({ vault, epoch, bytes: sealed });
  assert.deepEqual([opened.name, opened.type, opened.size, base64(opened.bytes)], ["photo.jpg", "image/jpeg", 50_000, base64(bytes)]);
});

test("no root, identity, seed or wrapping key ever comes over to the page", async () => {
  const { jonas, others, root, people } = await coalition("ME-AMINA");
  const [amina] = others;
  const { keeper, state, wire } = await unlocked(amina, { root, people });
  const server = shelf();
  server.create(await keeper.createVault({ kind: "case", holders: [jonas.member] }), amina);
  const vault = server.listed(amina).id;
  await keeper.openVaults({ vaults: [server.listed(amina)] });
  server.rotate(await keeper.rotate({ vault, without: [], holders: [jonas.member] }), amina);
  await keeper.openVaults({ vaults: [server.listed(amina)] });
  await keeper.sealKeyring();
  const said = JSON.stringify(wire);
  const roots = Object.values(state.roots[vault]);
  const identities = [...state.vaults.values()].flatMap((one) => [...one.identities.values()]);
  assert.ok(roots.length > 0 && said.length > 1000);
  for (const secret of [...roots, ...identities, state.own.identity, base64(state.own.seed)]) assert.equal(said.includes(secret), false);
});
