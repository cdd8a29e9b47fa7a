// A server and keepers in memory, with the manners of the real ones: several desks on one server, each with vaults of its own.

import { createHash } from "node:crypto";
import { makeStore } from "./store.js";
import { uuid } from "./made_for_tests.js";

export const CLOCK = () => new Date("2026-11-23T12:00Z");
const sealed = (what) => Buffer.from(JSON.stringify(what)).toString("base64");
const unsealed = (blob) => JSON.parse(Buffer.from(blob, "base64").toString());
const refusal = (status, more = {}) => Object.assign(new Error(`status ${status}`), { status, ...more });

/** Make a server; `desk(member)` gives somebody's hands at it. */
export function world() {
  const vaults = new Map();
  const cases = new Map();
  const posted = [];
  const failing = new Map();
  let count = 5000;
  let seals = 0;
  const refuse = () => {
    throw refusal(404);
  };
  const server = { vaults, cases, posted, files: new Map(), most: Infinity, failOnce: (address, when = "before") => failing.set(address, when) };

  const holds = (member, id) => vaults.get(id)?.holders.includes(member);
  const shellOf = (member, one) => {
    const parts = one.compartments;
    return { ...one, compartments: parts.filter((id) => holds(member, id)), others: parts.filter((id) => !holds(member, id)) };
  };

  function keep(member, id, record) {
    if (!holds(member, id)) throw refusal(404);
    const versions = vaults.get(id).records.get(record.id) ?? [];
    const current = versions.at(-1) ?? null;
    if (current?.blob === record.blob) return { version: record.version };
    if (record.version !== (current?.version ?? 0) + 1) throw refusal(409, { current });
    vaults.get(id).records.set(record.id, [...versions, record]);
    return { version: record.version };
  }

  function read(member, asked) {
    const answer = { vaults: [], left: [] };
    let room = server.most;
    for (const { id, types, known } of asked.filter((one) => holds(member, one.id))) {
      const newest = [...vaults.get(id).records.values()].map((versions) => versions.at(-1)).filter((one) => types.length === 0 || types.includes(one.type));
      const have = new Map(known);
      const fresh = newest.filter((one) => have.get(one.id) !== one.version);
      const given = fresh.slice(0, room);
      room -= given.length;
      if (given.length < fresh.length) answer.left.push(id);
      answer.vaults.push({ id, epoch: vaults.get(id).epoch, records: given, gone: [...have.keys()].filter((one) => !newest.some((record) => record.id === one)) });
    }
    return answer;
  }

  function take(member, address, body) {
    const [, , area, id, what] = address.split("/").filter((part, at) => at === 0 || part !== "").concat("", "");
    if (address === "/desk/vault/read/") return read(member, body.vaults);
    if (address === "/desk/vault/vaults/") return void vaults.set(body.id, vaults.get(body.id) ?? { epoch: 1, holders: [member, ...body.grants.map((one) => one.member)], records: new Map() });
    if (address.endsWith("/records/")) return keep(member, address.split("/")[4], body);
    if (address === "/desk/cases/") {
      cases.set(body.id, cases.get(body.id) ?? { ...body, reference: "CA-7Q4MZK", state: "new", organisation: "OR-B0AT01", week_opened: "2026-11-23", next_day: "", is_held: false, shred_on: "", shred_asked: "", demonstration: false });
      return { reference: cases.get(body.id).reference };
    }
    if (address.endsWith("/files/")) return void server.files.set(body.id, { parts: [], length: body.length }) ?? { part_size: 4_194_304, have: [], done: false };
    if (address.endsWith("/finish/")) return { done: true };
    if (address.startsWith("/desk/vault/files/") && address.endsWith("/destroy/")) return server.files.delete(address.split("/")[4]) ? {} : refuse();
    if (/\/records\/[^/]+\/destroy\/$/.test(address)) return vaults.get(address.split("/")[4]).records.delete(address.split("/")[6]) ? {} : refuse();
    const one = cases.get(id);
    if (area !== "cases" || !one || !holds(member, one.vault)) throw refusal(404);
    if (what === "shell") return void Object.assign(one, body);
    if (what === "close") return void Object.assign(one, { state: "closed", shred_on: "2028-11-20" }) ?? { shred_on: one.shred_on };
    if (what === "reopen") return void Object.assign(one, { state: "helping", shred_on: "" }) ?? { shred_on: "" };
    if (what === "compartments") return void one.compartments.push(body.vault);
    throw refusal(404);
  }

  /** The hands of a member; `before` is called before a record is written, for whoever is faster. */
  server.desk = (member) => {
    const api = {
      before: null,
      async get(address) {
        if (address !== "/desk/cases/") throw refusal(404);
        return structuredClone({ cases: [...cases.values()].filter((one) => holds(member, one.vault)).map((one) => shellOf(member, one)) });
      },
      async post(address, body = {}) {
        posted.push([member, address, structuredClone(body)]);
        const when = failing.get(address);
        failing.delete(address);
        if (when === "before") throw Object.assign(new Error("offline"), { code: "offline" });
        const first = api.before;
        if (first && address.endsWith("/records/")) {
          api.before = null;
          await first(address);
        }
        const answer = structuredClone(take(member, address, body) ?? {});
        if (when === "after") throw Object.assign(new Error("offline"), { code: "offline" });
        return answer;
      },
      postBytes: async (address, bytes) => void server.files.get(address.split("/")[4]).parts.push(bytes) ?? { have: [] },
      getBytes: async (address) => new Uint8Array(Buffer.concat(server.files.get(address.split("/")[4])?.parts ?? refuse())),
    };
    let sealing = null;
    const keeper = {
      opened: 0,
      createVault: async ({ kind, holders }) => ({ id: uuid((count += 1)), kind, recipient: "", signature: "", grants: holders.map((one) => ({ member: one, blob: "", signature: "" })) }),
      sealKeyring: async () => null,
      async sealFile({ file }) {
        const bytes = new Uint8Array(await file.arrayBuffer()).map((byte) => byte ^ 255);
        sealing = { parts: [bytes.slice(0, 3), bytes.slice(3)], sum: createHash("sha256").update(bytes).digest("hex") };
        return { length: bytes.length, epoch: 1 };
      },
      nextPart: async () => (sealing.parts.length > 0 ? { bytes: sealing.parts.shift(), sha256: "" } : { bytes: null, sha256: sealing.sum }),
      openFile: async ({ bytes }) => ({ bytes: bytes.map((byte) => byte ^ 255) }),
      sealRecord: async ({ prev, at, body }) => sealed({ author: member, at, body, prev, seal: (seals += 1) }),
      async openRecords({ records }) {
        keeper.opened += records.length;
        return records.map(({ id, type, version, blob }) => ({ id, type, version, hash: `hash of ${blob.slice(-24)}`, epoch: 1, signed: true, problem: "", ...unsealed(blob) }));
      },
    };
    const context = { api, keeper, me: { member, organisation: {} }, vaults: [] };
    context.refresh = async () => {
      context.vaults = [...vaults].filter(([id]) => holds(member, id)).map(([id, one]) => ({ id, epoch: one.epoch, holders: one.holders.map((who) => ({ member: who, epoch: 1 })), opened: true }));
    };
    return { context, store: makeStore(context, CLOCK), clock: CLOCK };
  };
  return server;
}
