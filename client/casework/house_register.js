// The register of the house: a vault that caseworkers of one organisation share. Read by what is new, written as the registers of a crisis are.

import { newUuid } from "../vault/bytes.js";
import { homeOf, readItem } from "./kinds.js";
import { keepListed } from "./registers.js";
import { adopt } from "./vaults.js";

/** @typedef {import("../sealed/shell.js").Context} Context @typedef {import("./store.js").Opened} Opened @typedef {import("./registers.js").Listed} Listed */
/** @typedef {import("./vaults.js").Making & {id?: string}} Making what has happened so far; kept until it is through */
/**
 * @typedef {object} House
 * @property {string} vault "" where I hold none
 * @property {boolean} isRead whether it was ever asked for
 * @property {() => Promise<boolean>} refresh whether anything is new
 * @property {(kind: string) => Listed[]} items newest and signed
 * @property {(body: any, before?: Listed, sending?: import("./acts.js").Sending) => Promise<Listed>} keep a new one, or the next version
 * @property {(item: Listed) => Promise<void>} destroy every version of one
 * @property {(holders: string[], making: Making) => Promise<void>} make the register, for me and these colleagues
 */

const TYPE = "register.item";
const PURPOSE = "house";

/** @type {WeakMap<object, House>} */
const known = new WeakMap();

/**
 * Give the house of this unlocked desk; what was read of it ends with the lock.
 * @param {Context} context
 * @returns {House}
 */
export function houseOf(context) {
  const house = known.get(context) ?? makeHouse(context);
  known.set(context, house);
  return house;
}

/**
 * @param {Context} context
 * @param {() => Date} [clock]
 * @returns {House}
 */
export function makeHouse(context, clock = () => new Date()) {
  /** @type {Map<string, Opened>} */
  const records = new Map();
  const scope = context.me.organisation.reference;

  /** @type {House} */
  const house = {
    vault: "",
    isRead: false,
    async refresh() {
      const { registers } = await context.api.get("/desk/vault/registers/");
      const found = registers.find((/** @type {any} */ one) => one.purpose === PURPOSE && one.scope === scope)?.vault ?? "";
      if (found !== house.vault) records.clear();
      house.vault = found;
      if (found && !context.vaults.some((one) => one.id === found && one.opened)) await context.refresh();
      const changed = found ? await readNew(found) : false;
      house.isRead = true;
      return changed;
    },
    items: (kind) => [...records.keys()].flatMap((id) => itemIn(id) ?? []).filter((item) => item.kind === kind),
    keep: (body, before, sending) => keepListed(/** @type {any} */ ({ context, clock, registers: listing }), scope, body, before, sending),
    async destroy({ id }) {
      await context.api.post(`/desk/vault/vaults/${house.vault}/records/${id}/destroy/`);
      records.delete(id);
    },
    async make(holders, making) {
      making.made ??= await context.keeper.createVault({ kind: "register", holders: holders.filter((member) => member !== context.me.member) });
      if (!making.posted) await context.api.post("/desk/vault/vaults/", making.made);
      making.posted = true;
      await adopt(context, making.made);
      making.id ??= newUuid();
      await context.api.post("/desk/vault/registers/", { id: making.id, vault: making.made.id, purpose: PURPOSE, scope });
      house.vault = making.made.id;
    },
  };

  /** The house as a register of a crisis is listed: there is one, and it is held or not. */
  const listing = {
    held: () => house.vault,
    item: itemIn,
    record: (/** @type {string} */ _vault, /** @type {string} */ id) => records.get(id),
    async take(/** @type {string} */ vault, /** @type {import("./store.js").Sealed} */ sealed) {
      await open(vault, [sealed]);
      return records.get(sealed.id);
    },
  };

  /** @param {string} vault @returns {Promise<boolean>} */
  async function readNew(vault) {
    let changed = false;
    for (let more = true; more; ) {
      const have = [...records.values()].filter((one) => !one.problem).map(({ id, version }) => [id, version]);
      const answer = await context.api.post("/desk/vault/read/", { vaults: [{ id: vault, types: [TYPE], known: have }] });
      const { records: some, gone } = answer.vaults[0] ?? { records: [], gone: [] };
      await open(vault, some);
      for (const id of gone) records.delete(id);
      changed ||= some.length + gone.length > 0;
      more = answer.left.includes(vault) && some.length > 0;
    }
    return changed;
  }

  /** A server that goes back in time changes nothing here. @param {string} vault @param {import("./store.js").Sealed[]} some */
  async function open(vault, some) {
    const fresh = some.filter((one) => one.version >= (records.get(one.id)?.version ?? 0));
    for (const one of await context.keeper.openRecords({ vault, records: fresh })) records.set(one.id, one);
  }

  /** What its author did not sign counts for nothing. @param {string} id @returns {Listed | undefined} */
  function itemIn(id) {
    const record = records.get(id);
    const body = record && record.signed && !record.problem && record.type === TYPE ? readItem(record.body) : null;
    if (!record || !body || homeOf(body.kind) !== PURPOSE) return undefined;
    const { version, author, at, hash } = record;
    return { id, vault: house.vault, crisis: "", kind: body.kind, version, body, author, at, hash };
  }

  return house;
}
