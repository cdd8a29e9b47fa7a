// Registers of a crisis: vaults that caseworkers of several organisations share, found by what they are for. What was read once is kept until the lock.

import { newUuid } from "../vault/bytes.js";
import { Clash, newSending, writeRecord } from "./acts.js";
import { homeOf, readItem } from "./kinds.js";
import { merge, same } from "./merge.js";
import { adopt } from "./vaults.js";

/** @typedef {import("../sealed/shell.js").Context} Context @typedef {import("./acts.js").Sending} Sending @typedef {import("./store.js").Opened} Opened */
/** @typedef {{id: string, vault: string, crisis: string, kind: string, version: number, body: any, author: string, at: string, hash: string}} Listed */
/** @typedef {{member: string, name: string, organisation: string}} Holder @typedef {{purpose: "ways" | "places", vault: string, holders: Holder[]}} Register */
/** @typedef {{reference: string, slug: string, title: string, registers: Register[]}} Crisis @typedef {{reference: string, crisis: string, slug: string, title: string, countries: string[]}} Demand */
/**
 * @typedef {object} Registers
 * @property {() => Promise<boolean>} refresh crises, demands, and what is new in the registers that I hold; whether anything changed
 * @property {boolean} isRead whether that was ever done
 * @property {Crisis[]} crises
 * @property {Demand[]} demands
 * @property {(kind: string, crisis?: string) => Listed[]} items newest and signed
 * @property {(id: string) => Listed | undefined} item
 * @property {(purpose: string, crisis: string) => string} held the vault, where I hold it; else ""
 * @property {(vault: string, sealed: import("./store.js").Sealed) => Promise<Opened>} take in what was written, or came with a refusal
 * @property {(vault: string, id: string) => Opened | undefined} record
 */
/** @typedef {{context: Context, registers: Registers, clock?: () => Date}} RegisterHands */

const TYPE = "register.item";
const AT_ONCE = 100;
const TRIES = 5;

/** @type {WeakMap<object, Registers>} */
const known = new WeakMap();

/**
 * Give what this unlocked desk knows of registers; it ends with it.
 * @param {Context} context
 */
export function registersOf(context) {
  const found = known.get(context) ?? makeRegisters(context);
  known.set(context, found);
  return found;
}

/**
 * @param {Pick<Context, "api" | "keeper" | "vaults" | "refresh" | "me">} context
 * @returns {Registers}
 */
export function makeRegisters(context) {
  /** @type {Map<string, Map<string, Opened>>} */
  const records = new Map();
  const isHeld = (/** @type {string} */ vault) => context.vaults.some((one) => one.id === vault && one.opened);

  /** @type {Registers} */
  const registers = {
    isRead: false,
    crises: [],
    demands: [],
    async refresh() {
      const [{ crises }, { demands }] = await Promise.all([context.api.get("/desk/cases/registers/"), context.api.get("/desk/cases/demands/")]);
      const before = JSON.stringify([registers.crises, registers.demands]);
      Object.assign(registers, { crises, demands });
      const all = registers.crises.flatMap((crisis) => crisis.registers);
      const isMine = (/** @type {Register} */ one) => one.holders.some(({ member }) => member === context.me.member);
      if (all.some((one) => isMine(one) && !context.vaults.some(({ id }) => id === one.vault))) await context.refresh();
      const changed = await read(all.map((one) => one.vault).filter(isHeld));
      registers.isRead = true;
      return changed || before !== JSON.stringify([crises, demands]);
    },
    items: (kind, crisis) =>
      places().filter((one) => !crisis || one.crisis === crisis).flatMap((one) => [...(records.get(one.vault)?.values() ?? [])].flatMap((record) => listed(record, one) ?? [])).filter((one) => one.kind === kind),
    item: (id) => places().flatMap((one) => listed(records.get(one.vault)?.get(id), one) ?? [])[0],
    held: (purpose, crisis) => places().find((one) => one.purpose === purpose && one.crisis === crisis)?.vault ?? "",
    async take(vault, sealed) {
      await open(vault, [sealed]);
      return /** @type {Opened} */ (registers.record(vault, sealed.id));
    },
    record: (vault, id) => records.get(vault)?.get(id),
  };

  function places() {
    return registers.crises.flatMap(({ reference, registers: some }) => some.filter((one) => isHeld(one.vault)).map(({ purpose, vault }) => ({ purpose, vault, crisis: reference })));
  }

  /** @param {string[]} vaults @returns {Promise<boolean>} */
  async function read(vaults) {
    let changed = false;
    for (let waiting = vaults; waiting.length > 0; ) {
      const asked = waiting.map((id) => ({ id, types: [TYPE], known: [...(records.get(id)?.values() ?? [])].filter((one) => !one.problem).map((one) => [one.id, one.version]) }));
      const answer = await context.api.post("/desk/vault/read/", { vaults: asked });
      let brought = 0;
      for (const { id, records: some, gone } of answer.vaults) {
        await open(id, some);
        for (const record of gone) records.get(id)?.delete(record);
        brought += some.length + gone.length;
      }
      changed ||= brought > 0;
      if (answer.left.length > 0 && brought === 0) throw new Error("The server handed out no record that was asked for.");
      waiting = answer.left;
    }
    return changed;
  }

  /** @param {string} vault @param {import("./store.js").Sealed[]} some */
  async function open(vault, some) {
    const kept = records.get(vault) ?? new Map();
    records.set(vault, kept);
    // A server that goes back in time changes nothing here.
    const fresh = some.filter((one) => one.version >= (kept.get(one.id)?.version ?? 0));
    for (let at = 0; at < fresh.length; at += AT_ONCE) {
      for (const one of await context.keeper.openRecords({ vault, records: fresh.slice(at, at + AT_ONCE) })) kept.set(one.id, one);
    }
  }

  return registers;
}

/** @param {Opened | undefined} record @param {{vault: string, crisis: string, purpose: string}} where @returns {Listed | null} what its author did not sign counts for nothing */
function listed(record, { vault, crisis, purpose }) {
  const body = record && record.signed && !record.problem && record.type === TYPE ? readItem(record.body) : null;
  if (!record || !body || homeOf(body.kind) !== purpose) return null;
  const { id, version, author, at, hash } = record;
  return { id, vault, crisis, kind: body.kind, version, body, author, at, hash };
}

/** @typedef {{id: string, made?: Awaited<ReturnType<Context["keeper"]["createVault"]>>, posted?: boolean}} Making kept until it is through, so that pressing again makes no second one */

/** Give a making to begin with. @returns {Making} */
export function newMaking() {
  return { id: newUuid() };
}

/**
 * Make a register of a crisis.
 * @param {RegisterHands} hands
 * @param {{purpose: "ways" | "places", crisis: string, holders: string[]}} wanted holders besides me, at least one
 * @param {Making} making
 */
export async function makeRegister({ context, registers }, { purpose, crisis, holders }, making) {
  making.made ??= await context.keeper.createVault({ kind: "register", holders: holders.filter((member) => member !== context.me.member) });
  if (!making.posted) await context.api.post("/desk/vault/vaults/", making.made);
  making.posted = true;
  await adopt(context, making.made);
  await context.api.post("/desk/cases/registers/", { id: making.id, vault: making.made.id, purpose, scope: crisis });
  await registers.refresh();
}

/**
 * Keep something in a register: new, or the next version. What colleagues changed meanwhile in other fields is kept along.
 * @param {RegisterHands} hands
 * @param {string} crisis
 * @param {any} body of a kind that lives in a register of a crisis
 * @param {Listed} [before] what the form began from
 * @param {Sending} [sending] of something new, kept until it is through
 * @returns {Promise<Listed>}
 * @throws {Clash} when somebody changed the same field
 */
export async function keepListed(hands, crisis, body, before, sending = newSending()) {
  const { registers, context, clock } = hands;
  const vault = before?.vault ?? registers.held(homeOf(body.kind), crisis);
  if (!vault) throw new TypeError("this register is not held here");
  const id = before?.id ?? sending.id;
  let base = before?.body ?? readItem({ kind: body.kind });
  let mine = readItem(body);
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const theirs = registers.item(id);
    if (theirs && theirs.version > (before?.version ?? 0) && !same(theirs.body, base)) {
      const merged = merge(base, mine, theirs.body);
      if (merged.clashes.length > 0) throw new Clash(base, mine, /** @type {any} */ (theirs), merged);
      if (same(merged.body, theirs.body)) return theirs;
      [base, mine] = [theirs.body, merged.body];
    }
    const there = registers.record(vault, id);
    const first = there ? undefined : sending;
    if (first) first.body ??= mine;
    const record = { id, type: TYPE, version: (there?.version ?? 0) + 1, prev: there?.hash ?? "", body: mine };
    const { isKept } = await writeRecord(/** @type {any} */ ({ context, store: registers, clock }), vault, record, first);
    // What was sent before the line broke is there now; what was typed since then comes after it.
    if (isKept && first && !same(first.body, mine)) base = first.body;
    else if (isKept) return /** @type {Listed} */ (registers.item(id));
  }
  throw new Error("Too many people are writing this at once. Nothing was lost: try again.");
}
