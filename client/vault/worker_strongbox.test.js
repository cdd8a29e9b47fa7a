// Strongboxes, as the keepers of three sharers and a server between them see it.

import assert from "node:assert/strict";
import test from "node:test";
import { base64, newUuid, unbase64 } from "./bytes.js";
import { sealShare, sealStrongbox } from "./strongboxes.js";
import { coalition, person, unlocked } from "./worker_story.js";

const code = (wanted) => (problem) => problem.code === wanted;
const ADDRESS = { address: "A street that is invented, 7" };

/** Amina seals a box for herself, Tomas and Jonas; `shareOf` gives what the server lists to one of them. */
async function shared() {
  const { jonas, others, root, people } = await coalition("ME-AMINA", "ME-TOMAS");
  const [amina, tomas] = others;
  const world = { root, people };
  const hers = await unlocked(amina, world);
  const [his, theirs] = [await unlocked(tomas, world), await unlocked(jonas, world)];
  const box = newUuid();
  const { blob, shares } = await hers.keeper.sealStrongbox({ box, payload: ADDRESS, members: ["ME-AMINA", "ME-TOMAS", "ME-JONAS"] });
  const shareOf = (member) => ({ by: "ME-AMINA", ...shares.find((one) => one.member === member) });
  return { amina, tomas, jonas, world, hers, his, theirs, box, blob, shares, shareOf };
}

test("who asked opens the box with what another gave, and neither could before", async () => {
  const { his, theirs, hers, box, blob, shareOf } = await shared();
  const given = await theirs.keeper.giveShare({ box, blob, mine: shareOf("ME-JONAS"), to: "ME-TOMAS" });
  const wanted = { box, blob, mine: shareOf("ME-TOMAS") };
  assert.deepEqual(await his.keeper.openShares({ ...wanted, given: { by: "ME-JONAS", ...given } }), ADDRESS);
  const other = await hers.keeper.giveShare({ box, blob, mine: shareOf("ME-AMINA"), to: "ME-TOMAS" });
  assert.deepEqual(await his.keeper.openShares({ ...wanted, given: { by: "ME-AMINA", ...other } }), ADDRESS);
  await assert.rejects(his.keeper.openShares({ ...wanted, given: shareOf("ME-TOMAS") }));
  await assert.rejects(his.keeper.openShares({ ...wanted, given: shareOf("ME-JONAS") }), code("not-trusted"));
});

test("a given share opens to who asked alone, in this box alone, and in the name of who gave it alone", async () => {
  const { his, hers, theirs, box, blob, shareOf } = await shared();
  const given = { by: "ME-JONAS", ...(await theirs.keeper.giveShare({ box, blob, mine: shareOf("ME-JONAS"), to: "ME-TOMAS" })) };
  const wanted = { box, blob, mine: shareOf("ME-TOMAS"), given };
  await assert.rejects(hers.keeper.openShares({ ...wanted, mine: shareOf("ME-AMINA") }), code("not-trusted"));
  await assert.rejects(his.keeper.openShares({ ...wanted, box: newUuid() }), code("not-trusted"));
  await assert.rejects(his.keeper.openShares({ ...wanted, given: { ...given, by: "ME-AMINA" } }), code("not-trusted"));
  const changed = unbase64(given.blob);
  changed[changed.length - 1] ^= 1;
  await assert.rejects(his.keeper.openShares({ ...wanted, given: { ...given, blob: base64(changed) } }), code("not-trusted"));
});

test("a server that puts its own content into the box is noticed before anybody believes it, and gets no share", async () => {
  const { his, theirs, box, blob, shareOf, tomas, jonas } = await shared();
  const server = await person("ME-VERA");
  const sharers = [tomas, jonas].map(({ member, entry }) => ({ member, recipient: entry.bundles[0].recipient }));
  const forged = await sealStrongbox({ address: "Come here." }, { box, by: "ME-AMINA", seed: server.bundle.seed, sharers });
  const [one, other] = forged.shares.map((share) => ({ by: "ME-AMINA", blob: base64(share.blob), signature: base64(share.signature) }));
  const content = base64(forged.content);
  await assert.rejects(his.keeper.openShares({ box, blob: content, mine: one, given: other }), code("not-trusted"));
  await assert.rejects(his.keeper.openShares({ box, blob: content, mine: shareOf("ME-TOMAS"), given: shareOf("ME-TOMAS") }), code("not-trusted"));
  await assert.rejects(theirs.keeper.giveShare({ box, blob: content, mine: shareOf("ME-JONAS"), to: "ME-TOMAS" }), code("not-trusted"));
  assert.ok(blob);
});

test("shares of two boxes open neither, though both are signed for the one", async () => {
  const { his, jonas, tomas, box, blob, shareOf } = await shared();
  const seed = jonas.bundle.seed;
  const { recipient } = tomas.entry.bundles[0];
  const bad = await sealShare(Uint8Array.from({ length: 33 }, (_, at) => at + 1), { box, by: "ME-JONAS", member: "ME-TOMAS", recipient, content: unbase64(blob), seed });
  const given = { by: "ME-JONAS", blob: base64(bad.blob), signature: base64(bad.signature) };
  await assert.rejects(his.keeper.openShares({ box, blob, mine: shareOf("ME-TOMAS"), given }), code("NotAge"));
});

test("nobody gives a share to themselves or to somebody whose keys nobody vouches for", async () => {
  const { hers, theirs, his, world, box, blob, shareOf } = await shared();
  const vera = await person("ME-VERA");
  await theirs.keeper.trust({ people: [...world.people, vera.entry] });
  const mine = shareOf("ME-JONAS");
  await assert.rejects(theirs.keeper.giveShare({ box, blob, mine, to: "ME-JONAS" }), code("same-person"));
  await assert.rejects(theirs.keeper.giveShare({ box, blob, mine, to: "ME-VERA" }), code("not-trusted"));
  await assert.rejects(hers.keeper.sealStrongbox({ box, payload: 1, members: ["ME-AMINA", "ME-VERA"] }), code("not-trusted"));
  await assert.rejects(hers.keeper.sealStrongbox({ box, payload: 1, members: ["ME-AMINA", "ME-AMINA"] }), code("second-holder"));
  await assert.rejects(hers.keeper.sealStrongbox({ box, payload: 1, members: ["1", "2", "3", "4", "5", "6"] }), code("too-many-sharers"));
  assert.ok(his);
});

test("C9: no share and no identity ever crosses; what opens a box is the payload alone", async () => {
  const { his, theirs, hers, box, blob, shareOf } = await shared();
  const given = { by: "ME-JONAS", ...(await theirs.keeper.giveShare({ box, blob, mine: shareOf("ME-JONAS"), to: "ME-TOMAS" })) };
  await his.keeper.openShares({ box, blob, mine: shareOf("ME-TOMAS"), given });
  const answers = [...hers.wire, ...his.wire, ...theirs.wire].map((one) => one.answer).filter((answer) => answer && typeof answer === "object");
  const keys = new Set(answers.flatMap((answer) => Object.keys(answer)));
  for (const key of ["share", "secret", "seed", "identity", "one", "other"]) assert.ok(!keys.has(key), key);
  const wire = JSON.stringify([...hers.wire, ...his.wire, ...theirs.wire]);
  assert.ok(!wire.includes("AGE-SECRET-KEY"));
  for (const { state } of [hers, his, theirs]) assert.ok(!wire.includes(base64(state.own.seed)));
});
