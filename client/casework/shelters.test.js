// Two browsers with keys and a server between them: shelters of a house over a bad line, and an address that two people open.

import assert from "node:assert/strict";
import { test } from "node:test";
import { coalition, unlocked } from "../vault/worker_story.js";
import { Clash } from "./acts.js";
import { houseOf, makeHouse } from "./house_register.js";
import { NotShared, addShelter, ceilings, closeShelter, give, newAdding, openAddress, sealAnew, shelters, waitingForMe } from "./shelters.js";

const SHELTER = { code: "B7", is_free: true, fits: 3, languages: ["ru"], rules: "No visits." };
const ADDRESS = { address: "An invented lane, 7", how: "Ring twice." };
const refusal = (status, more = {}) => Object.assign(new Error(`status ${status}`), { status, ...more });

/** A server of one vault, one register and its strongboxes, that keeps what it is given and knows nothing else. */
function serverOf() {
  const [vaults, registers, records, boxes] = [new Map(), [], new Map(), new Map()];
  const server = { boxes, records, posted: [], breaks: [] };
  function listed(member, box) {
    return { id: box.id, sealed_by: box.by, blob: box.blob, expires_on: "", holders: box.shares.map((one) => one.member), mine: { by: box.by, ...box.shares.find((one) => one.member === member) }, askings: [...box.askings].map(([by, given]) => ({ by, on: "2026-11-23", given: given !== null })) };
  }
  function get(member, address) {
    const holds = (id) => vaults.get(id)?.holders.includes(member);
    if (address === "/desk/vault/registers/") return { registers: registers.filter((one) => holds(one.vault)) };
    const [, id] = /strongboxes\/(?:(.+)\/)?$/.exec(address) ?? [];
    if (!id) return { strongboxes: [...boxes.values()].filter((box) => box.shares.some((one) => one.member === member)).map((box) => listed(member, box)) };
    return { id, blob: boxes.get(id).blob, given: boxes.get(id).askings.get(member) ?? null };
  }
  function post(member, address, body) {
    const parts = address.split("/").filter(Boolean);
    if (address === "/desk/vault/vaults/") return void vaults.set(body.id, { ...body, holders: [member, ...body.grants.map((one) => one.member)] });
    if (address === "/desk/vault/registers/") {
      if (registers.some((one) => one.id !== body.id)) throw refusal(409, { code: "taken" });
      return void (registers.length === 0 && registers.push(body));
    }
    if (address === "/desk/vault/read/") {
      const have = new Map(body.vaults[0].known);
      const newest = [...records.values()].map((versions) => versions.at(-1));
      return { vaults: [{ id: body.vaults[0].id, epoch: 1, records: newest.filter((one) => have.get(one.id) !== one.version), gone: [...have.keys()].filter((id) => !records.has(id)) }], left: [] };
    }
    if (parts[1] === "vault" && parts[4] === "records" && parts[6] === "destroy") {
      if (!records.delete(parts[5])) throw refusal(404);
      return {};
    }
    if (address.endsWith("/records/")) {
      const versions = records.get(body.id) ?? [];
      const current = versions.at(-1) ?? null;
      if (current?.blob === body.blob) return {};
      if (body.version !== (current?.version ?? 0) + 1) throw refusal(409, { current });
      return void records.set(body.id, [...versions, body]);
    }
    const [, , , id, verb] = parts;
    if (!id) return void (boxes.has(body.id) || boxes.set(body.id, { ...body, by: member, askings: new Map() }));
    const box = boxes.get(id);
    if (!box) throw refusal(404);
    if (verb === "ask") box.askings.has(member) || box.askings.set(member, null);
    else if (verb === "give") box.askings.set(body.to, { by: member, blob: body.blob, signature: body.signature });
    else boxes.delete(id);
    return {};
  }
  server.apiOf = (member) => ({
    get: async (address) => structuredClone(get(member, address)),
    async post(address, body = {}) {
      server.posted.push([member, address, structuredClone(body)]);
      const when = address === "/desk/vault/read/" ? undefined : server.breaks.shift();
      if (when === "before") throw refusal(0, { code: "offline" });
      const answer = structuredClone(post(member, address, body) ?? {});
      if (when === "after") throw refusal(0, { code: "offline" });
      return answer;
    },
  });
  server.vaults = vaults;
  return server;
}

const sealed = (what) => Buffer.from(JSON.stringify(what)).toString("base64");
const unsealed = (blob) => JSON.parse(Buffer.from(blob, "base64").toString());

/** Keys are real where shares are sealed; records are sealed in name only. */
async function contextOf(server, who, root, people) {
  const { keeper: real } = await unlocked(who, { root, people });
  let count = 0;
  const { member } = who;
  const keeper = {
    sealStrongbox: (wanted) => real.sealStrongbox(wanted),
    giveShare: (wanted) => real.giveShare(wanted),
    openShares: (wanted) => real.openShares(wanted),
    createVault: async ({ kind, holders }) => ({ id: "00000000-0000-4000-8000-000000000001", kind, grants: holders.map((one) => ({ member: one })) }),
    sealKeyring: async () => null,
    sealRecord: async ({ prev, at, body }) => sealed({ author: member, at, body, prev, seal: `${member}${(count += 1)}` }),
    openRecords: async ({ records }) => records.map(({ id, type, version, blob }) => ({ id, type, version, hash: blob.slice(-24), signed: true, problem: "", ...unsealed(blob) })),
  };
  const context = { api: server.apiOf(member), keeper, me: { member, organisation: { reference: "OR-LANTRN" } }, vaults: [] };
  context.refresh = async () => {
    context.vaults = [...server.vaults].filter(([, one]) => one.holders.includes(member)).map(([id]) => ({ id, opened: true, epoch: 1, holders: [] }));
  };
  return context;
}

async function team() {
  const { others, root, people } = await coalition("ME-MALIKA", "ME-ZOYA", "ME-LEV");
  const server = serverOf();
  const [malika, zoya, lev] = await Promise.all(others.map((who) => contextOf(server, who, root, people)));
  const making = {};
  await houseOf(malika).make(["ME-ZOYA"], making);
  return { server, malika, zoya, lev, making };
}

const wanted = { shelter: SHELTER, address: ADDRESS, members: ["ME-MALIKA", "ME-ZOYA"] };

test("a list is begun once, however often the line breaks, and who does not hold it sees none", async () => {
  const { server, malika, zoya, lev, making } = await team();
  await houseOf(malika).make(["ME-ZOYA"], making);
  await Promise.all([zoya, lev].map((one) => houseOf(one).refresh()));
  assert.equal(server.vaults.size, 1);
  assert.deepEqual([houseOf(zoya).vault !== "", houseOf(lev).vault], [true, ""]);
  const other = makeHouse(lev);
  await assert.rejects(other.make(["ME-ZOYA"], {}), (problem) => problem.code === "taken");
});

for (const at of [0, 1]) {
  for (const when of ["before", "after"]) {
    test(`a shelter is added once where the line breaks ${when} step ${at + 1}, and its address is in nothing that is sent`, async () => {
      const { server, malika, zoya } = await team();
      const adding = newAdding();
      server.breaks = [...Array(at).fill(undefined), when];
      await assert.rejects(addShelter(malika, wanted, adding), (problem) => problem.code === "offline");
      await addShelter(malika, wanted, adding);
      await houseOf(zoya).refresh();
      const [shelter] = shelters(houseOf(zoya));
      assert.deepEqual([server.boxes.size, server.records.size, shelter.body.code, shelter.body.strongbox], [1, 1, "B7", adding.box.id]);
      assert.ok(!JSON.stringify([server.posted, houseOf(zoya).items("shelter")]).includes("invented"));
    });
  }
}

test("one asks, the other sees who asks and for which shelter, gives, and the first has the address; a third has no part in it", async () => {
  const { server, malika, zoya, lev } = await team();
  const { body } = await addShelter(malika, wanted, newAdding());
  await houseOf(zoya).refresh();
  assert.deepEqual(await openAddress(zoya, body.strongbox), { state: "asked", sharers: ["ME-MALIKA"] });
  assert.deepEqual(await waitingForMe(zoya), []); // her own asking is not hers to answer
  assert.deepEqual(await openAddress(lev, body.strongbox), { state: "not-mine" });
  assert.deepEqual(await waitingForMe(lev), []);

  const [waiting] = await waitingForMe(malika);
  assert.deepEqual([waiting.by, waiting.code], ["ME-ZOYA", "B7"]);
  server.breaks = ["after"];
  await assert.rejects(give(malika, waiting), (problem) => problem.code === "offline");
  await give(malika, waiting);
  assert.deepEqual(await openAddress(zoya, body.strongbox), { state: "open", address: ADDRESS });
  assert.deepEqual(await waitingForMe(malika), []);
});

test("a shelter that moved gets another box, and the old one goes only then", async () => {
  const { server, malika } = await team();
  const shelter = await addShelter(malika, wanted, newAdding());
  const adding = newAdding();
  server.breaks = ["before"];
  await assert.rejects(sealAnew(malika, shelter, { address: { address: "Elsewhere", how: "" }, members: wanted.members }, adding));
  assert.ok(server.boxes.has(shelter.body.strongbox));
  const moved = await sealAnew(malika, shelter, { address: { address: "Elsewhere", how: "" }, members: wanted.members }, adding);
  assert.deepEqual([...server.boxes.keys()], [moved.body.strongbox]);
});

test("a shelter that is taken out leaves nothing, however often it is pressed", async () => {
  const { server, malika, zoya } = await team();
  const shelter = await addShelter(malika, wanted, newAdding());
  await houseOf(zoya).refresh();
  server.breaks = [undefined, "before"];
  await assert.rejects(closeShelter(malika, shelter));
  await closeShelter(malika, shelter);
  await houseOf(zoya).refresh();
  assert.deepEqual([server.boxes.size, server.records.size, shelters(houseOf(zoya)).length], [0, 0, 0]);
});

test("who does not share an address cannot take its shelter out, or give it another", async () => {
  const { server, malika, zoya } = await team();
  await addShelter(malika, { ...wanted, members: ["ME-MALIKA", "ME-LEV"] }, newAdding());
  await houseOf(zoya).refresh();
  const [shelter] = shelters(houseOf(zoya));
  await assert.rejects(closeShelter(zoya, shelter), NotShared);
  await assert.rejects(sealAnew(zoya, shelter, wanted, newAdding()), NotShared);
  assert.deepEqual([server.boxes.size, server.records.size], [1, 1]);
});

test("two who change different things of a shelter keep both; of the same thing, the second is asked", async () => {
  const { malika, zoya } = await team();
  const shelter = await addShelter(malika, wanted, newAdding());
  await houseOf(zoya).refresh();
  const [hers] = shelters(houseOf(zoya));
  await houseOf(malika).keep({ ...shelter.body, is_free: false }, shelter);
  const kept = await houseOf(zoya).keep({ ...hers.body, fits: 4 }, hers);
  assert.deepEqual([kept.body.is_free, kept.body.fits, kept.version], [false, 4, 3]);
  await houseOf(malika).refresh();
  const [now] = shelters(houseOf(malika));
  await houseOf(zoya).keep({ ...kept.body, rules: "Ring before nine." }, kept);
  await assert.rejects(houseOf(malika).keep({ ...now.body, rules: "Ring before ten." }, now), Clash);
});

test("free shelters come first; ceilings stand beside them", async () => {
  const { malika } = await team();
  const house = houseOf(malika);
  await addShelter(malika, { ...wanted, shelter: { ...SHELTER, code: "A1", is_free: false } }, newAdding());
  await addShelter(malika, wanted, newAdding());
  await house.keep({ kind: "ceiling", what: "food", currency: "EUR", amount: 10_000, per: "month" });
  assert.deepEqual(shelters(house).map((one) => one.body.code), ["B7", "A1"]);
  assert.deepEqual(ceilings(house).map((one) => one.body.amount), [10_000]);
});
