// Two browsers and a server between them that keeps what it is given and knows nothing else.

import assert from "node:assert/strict";
import test from "node:test";
import { coalition, unlocked } from "../vault/worker_story.js";
import { destroyStrongbox, giveShare, letterTo, newBoxSending, openStrongbox, strongbox, strongboxes } from "./sealing.js";

const ADDRESS = { address: "A street that is invented, 7" };

/** A server of strongboxes: it lists to a member what the member shares. */
function boxes() {
  /** @type {Map<string, any>} */
  const kept = new Map();
  const posted = [];
  const own = (member) => [...kept.values()].filter((box) => box.shares.some((share) => share.member === member));
  const listed = (member, { id, by, blob, shares, askings }) => ({
    id,
    sealed_by: by,
    blob,
    expires_on: "",
    holders: shares.map((share) => share.member),
    mine: { by, ...shares.find((share) => share.member === member) },
    askings: [...askings].map(([asker, given]) => ({ by: asker, on: "2026-11-23", given: given !== null })),
  });
  const apiOf = (member, { failing = 0 } = {}) => ({
    async get(address) {
      const [, id] = /strongboxes\/(?:(.+)\/)?$/.exec(address);
      if (!id) return { strongboxes: own(member).map((box) => listed(member, box)) };
      return { id, blob: kept.get(id).blob, given: kept.get(id).askings.get(member) ?? null };
    },
    async post(address, body) {
      posted.push({ address, body });
      const [, id, verb] = /strongboxes\/(?:(.+)\/(\w+)\/)?$/.exec(address);
      if (!id) kept.set(body.id, { ...body, by: member, askings: new Map() });
      else if (verb === "ask") kept.get(id).askings.set(member, null);
      else if (verb === "give") kept.get(id).askings.set(body.to, { by: member, blob: body.blob, signature: body.signature });
      else kept.delete(id);
      if (failing > 0) {
        failing -= 1;
        throw new Error("offline");
      }
      return {};
    },
  });
  return { apiOf, kept, posted };
}

async function three() {
  const { jonas, others, root, people } = await coalition("ME-AMINA", "ME-TOMAS");
  const server = boxes();
  const contextOf = async (who, how) => ({ keeper: (await unlocked(who, { root, people })).keeper, api: server.apiOf(who.member, how) });
  return { server, contextOf, jonas, amina: others[0], tomas: others[1] };
}

test("who wants to open a box asks, waits, and has it once another gave", async () => {
  const { server, contextOf, amina, tomas } = await three();
  const [hers, his] = [await contextOf(amina), await contextOf(tomas)];
  const id = await strongbox(hers, { payload: ADDRESS, members: ["ME-AMINA", "ME-TOMAS"] }, newBoxSending());
  const [box] = await strongboxes(his);
  assert.deepEqual([box.id, box.askings], [id, []]);
  assert.deepEqual(await openStrongbox(his, box), { state: "asked" });
  assert.deepEqual(await openStrongbox(his, box), { state: "asked" });

  const [seen] = await strongboxes(hers);
  assert.deepEqual(seen.askings, [{ by: "ME-TOMAS", on: "2026-11-23", given: false }]);
  await giveShare(hers, seen, "ME-TOMAS");
  assert.deepEqual(await openStrongbox(his, box), { state: "open", payload: ADDRESS });

  assert.ok(!JSON.stringify(server.posted).includes("invented"));
  await destroyStrongbox(his, id);
  assert.deepEqual(await strongboxes(hers), []);
});

test("a sealing whose answer was lost is sent again as the very same box", async () => {
  const { server, contextOf, amina } = await three();
  const hers = await contextOf(amina, { failing: 1 });
  const sending = newBoxSending();
  const wanted = { payload: ADDRESS, members: ["ME-AMINA", "ME-TOMAS"] };
  await assert.rejects(strongbox(hers, wanted, sending), /offline/);
  await strongbox(hers, wanted, sending);
  assert.equal(server.kept.size, 1);
  assert.deepEqual(server.posted[0], server.posted[1]);
});

test("a letter to a label opens to nobody else who shares the case", async () => {
  const { contextOf, amina, tomas } = await three();
  const [hers, his] = [await contextOf(amina), await contextOf(tomas)];
  const { id: vault } = await hers.keeper.createVault({ kind: "case", holders: ["ME-JONAS"] });
  const label = await hers.keeper.labelOf({ vault, label: "7" });
  const blob = await letterTo(his, { recipient: label }, { id: "7", payload: { taken: true } });
  assert.equal((await hers.keeper.openLetters({ vault, label: "7", letters: [{ id: "7", blob }] }))[0].payload.taken, true);
  assert.equal((await hers.keeper.openLetters({ vault, label: "8", letters: [{ id: "7", blob }] }))[0].problem, "NotSealed");
});
