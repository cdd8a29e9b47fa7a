// What this desk knows of its cases, in memory, until the lock: shells and cards of all, and everything of those that were opened. What was fetched once
// is never fetched again; a bad line pays for what is new.

import { moment } from "../vault/moments.js";
import { readCard } from "./card.js";
import { homeOf, KINDS, readEntry, readItem } from "./kinds.js";
import { read } from "./shapes.js";
import { derive, stageOf } from "./state.js";

/** @typedef {import("../sealed/shell.js").Context} Context @typedef {import("./kinds.js").Item} Item @typedef {import("./kinds.js").Entry} Entry */
/**
 * @typedef {{id: string, reference: string, vault: string, state: "new" | "helping" | "closed", organisation: string, week_opened: string, next_day: string,
 *   compartments: string[], others: string[], is_held: boolean, shred_on: string, shred_asked: string, demonstration: boolean}} Shell
 * @typedef {{id: string, type: string, version: number, blob: string}} Sealed
 * @typedef {import("../vault/worker_records.js").OpenedRecord} Opened
 * @typedef {{shell: Shell, card: import("./card.js").Card, cardVersion: number, derived: import("./state.js").Derived, vaults: Record<string, string>,
 *   held: Set<string>, opened: boolean, rest: string}} CaseView vaults: by compartment, as far as known; held: compartments that were read; rest: where
 *   this is one part of a case that went to others: its compartment
 * @typedef {(done: number, all: number) => void} Progress
 */

const MOST = 600; // vaults in one question
const AT_ONCE = 100; // records opened by one call, so that nothing else waits long

/**
 * @typedef {object} CaseStore
 * @property {(progress?: Progress) => Promise<boolean>} refresh shells and cards of all cases; whether anything changed
 * @property {(id: string) => Promise<CaseView>} open everything of a case that I hold
 * @property {() => CaseView[]} cases
 * @property {(id: string) => CaseView | undefined} case
 * @property {(id: string, kind?: string) => Item[]} items newest and signed
 * @property {(id: string) => Entry[]} entries of the journal, the oldest first
 * @property {(id: string) => Opened[]} doubtful records that are not signed by who they name, do not open, or are nothing of ours
 * @property {(id: string) => Set<string>} seen compartments that could be read
 * @property {(vault: string, sealed: Sealed) => Promise<Opened>} take in what was written, or came with a refusal
 * @property {(vault: string, id: string) => Opened | undefined} record
 * @property {(vault: string, id: string) => void} drop a record that was destroyed
 * @property {(shell: Shell) => void} know a case that was just opened, or whose shell changed
 * @property {Map<string, any>} drafts what was typed and not kept, in memory only
 * @property {Map<string, any>} sendings what is on its way, by what it is for
 * @property {string[]} problems cases whose vault does not open here
 */

/** @type {WeakMap<object, CaseStore>} */
const stores = new WeakMap();

/**
 * Give the store of this unlocked desk; it ends with it.
 * @param {Context} context
 */
export function storeOf(context) {
  const known = stores.get(context) ?? makeStore(context);
  stores.set(context, known);
  return known;
}

/**
 * @param {Pick<Context, "api" | "keeper" | "vaults" | "refresh">} context
 * @param {() => Date} [clock]
 * @returns {CaseStore}
 */
export function makeStore(context, clock = () => new Date()) {
  /** @type {Map<string, Shell>} */
  const shells = new Map();
  /** @type {Map<string, Map<string, Opened>>} */
  const records = new Map();
  /** @type {Set<string>} */
  const opened = new Set();

  /** @type {CaseStore} */
  const store = {
    drafts: new Map(),
    sendings: new Map(),
    problems: [],
    async refresh(progress = () => {}) {
      const { cases } = await context.api.get("/desk/cases/");
      if (cases.some((/** @type {Shell} */ one) => !vaultOf(one.vault))) await context.refresh();
      const before = JSON.stringify([...shells.values()]);
      shells.clear();
      for (const shell of cases) shells.set(shell.id, shell);
      const mine = [...shells.values()].filter((one) => vaultOf(one.vault)?.opened);
      store.problems = [...shells.values()].filter((one) => !mine.includes(one)).map((one) => one.id);
      const changed = await readVaults(mine.map((one) => one.vault), ["case.card", "case.part"], progress);
      return changed || before !== JSON.stringify([...shells.values()]);
    },
    async open(id) {
      const shell = shells.get(id);
      if (!shell) throw new TypeError("this case is not known here");
      if (shell.compartments.some((vault) => !vaultOf(vault))) await context.refresh();
      await readVaults([shell.vault, ...shell.compartments].filter((vault) => vaultOf(vault)?.opened), []);
      opened.add(id);
      return /** @type {CaseView} */ (store.case(id));
    },
    cases: () => [...shells.values()].map(viewOf),
    case: (id) => (shells.has(id) ? viewOf(/** @type {Shell} */ (shells.get(id))) : undefined),
    items: (id, kind) => ofCase(id).flatMap(({ vault, compartment, record }) => itemOf(vault, compartment, record) ?? []).filter((item) => !kind || item.kind === kind),
    entries: (id) => ofCase(id).flatMap(({ record }) => entryOf(record) ?? []).sort((a, b) => whenOf(a).localeCompare(whenOf(b)) || a.id.localeCompare(b.id)),
    doubtful: (id) => ofCase(id).map(({ record }) => record).filter((one) => !isGood(one)),
    seen: (id) => (opened.has(id) ? new Set(Object.keys(readable(id))) : new Set()),
    async take(vault, sealed) {
      await openAll(vault, [sealed]);
      return /** @type {Opened} */ (store.record(vault, sealed.id));
    },
    record: (vault, id) => records.get(vault)?.get(id),
    drop: (vault, id) => void records.get(vault)?.delete(id),
    know: (shell) => void shells.set(shell.id, shell),
  };

  /** @param {string} id */
  function vaultOf(id) {
    return context.vaults.find((one) => one.id === id);
  }

  /** The vaults of a case that can be read, by compartment. A compartment says its name inside its seal. @param {string} id @returns {Record<string, string>} */
  function readable(id) {
    const shell = shells.get(id);
    if (!shell) return {};
    const rest = restOf(shell);
    if (rest) return { [rest.compartment]: shell.vault };
    const parts = shell.compartments.flatMap((vault) => {
      const part = partIn(vault);
      return part?.case === id && part.compartment ? [[part.compartment, vault]] : [];
    });
    return { case: shell.vault, ...Object.fromEntries(parts) };
  }

  /** What a vault says of the part that it is. @param {string} vault @returns {{alias: string, case: string, compartment: string} | null} */
  function partIn(vault) {
    const part = records.get(vault)?.get(vault);
    const kind = KINDS.compartment?.fields.compartment;
    if (!part || !kind || !isGood(part) || part.type !== "case.part" || part.body === null || typeof part.body !== "object") return null;
    return { alias: read("t40", part.body.alias), case: part.body.case, compartment: read(kind, part.body.compartment) };
  }

  /** The part that stayed here when its case went to others: closed, and without a card. @param {Shell} shell */
  function restOf(shell) {
    const part = shell.state === "closed" && !records.get(shell.vault)?.has(shell.id) ? partIn(shell.vault) : null;
    return part?.compartment ? part : null;
  }

  /** @param {string} id */
  function ofCase(id) {
    return Object.entries(readable(id)).flatMap(([compartment, vault]) => [...(records.get(vault)?.values() ?? [])].map((record) => ({ vault, compartment, record })));
  }

  /** @param {Shell} shell @returns {CaseView} */
  function viewOf(shell) {
    const found = records.get(shell.vault)?.get(shell.id);
    const rest = restOf(shell);
    const card = readCard(found && isGood(found) && found.type === "case.card" ? found.body : { case: shell.id, alias: rest?.alias });
    const now = moment(clock());
    const isOpen = opened.has(shell.id);
    const items = isOpen ? store.items(shell.id) : [];
    // What did not go along at a hand-over is told in the items still, and is no part of the case any more.
    const there = new Set([...shell.compartments, ...shell.others]);
    const parts = items.filter((item) => item.kind === "compartment" && item.body.compartment && there.has(item.body.vault));
    const told = parts.map(({ body }) => [body.compartment, body.vault]);
    return {
      shell,
      card,
      cardVersion: found?.version ?? 0,
      derived: isOpen ? derive({ items, entries: store.entries(shell.id), seen: store.seen(shell.id), before: card, today: now.slice(0, 10), now }) : ofCard(card, shell),
      vaults: { ...Object.fromEntries(told), ...readable(shell.id) },
      held: store.seen(shell.id),
      opened: isOpen,
      rest: rest?.compartment ?? "",
    };
  }

  /**
   * Ask for what is new in vaults, and open it.
   * @param {string[]} vaults
   * @param {string[]} types none: all
   * @param {Progress} [progress]
   * @returns {Promise<boolean>} whether anything was
   */
  async function readVaults(vaults, types, progress = () => {}) {
    let changed = false;
    let done = 0;
    for (let waiting = vaults; waiting.length > 0; ) {
      const asked = waiting.slice(0, MOST);
      const answer = await context.api.post("/desk/vault/read/", { vaults: asked.map((id) => ({ id, types, known: known(id, types) })) });
      if (answer.vaults.some((/** @type {{id: string, epoch: number}} */ one) => one.epoch > (vaultOf(one.id)?.epoch ?? 0))) await context.refresh();
      for (const { id, records: some, gone } of answer.vaults) {
        changed = (await openAll(id, some)) || gone.length > 0 || changed;
        for (const record of gone) records.get(id)?.delete(record);
      }
      const left = asked.filter((id) => answer.left.includes(id));
      done += asked.length - left.length;
      progress(done, vaults.length);
      // A vault of which only a part came is asked again with what came; an answer that brings nothing at all is not asked for ever.
      const brought = answer.vaults.some((/** @type {{records: unknown[]}} */ one) => one.records.length > 0);
      if (left.length === asked.length && !brought) throw new Error("The server handed out no record that was asked for.");
      waiting = [...left, ...waiting.slice(asked.length)];
    }
    return changed;
  }

  /** What could not be opened is asked for again: the key may have come meanwhile. @param {string} vault @param {string[]} types */
  function known(vault, types) {
    const some = [...(records.get(vault)?.values() ?? [])].filter((one) => !one.problem && (types.length === 0 || types.includes(one.type)));
    return some.map(({ id, version }) => [id, version]);
  }

  /** @param {string} vault @param {Sealed[]} some @returns {Promise<boolean>} */
  async function openAll(vault, some) {
    const kept = records.get(vault) ?? new Map();
    records.set(vault, kept);
    // A server that goes back in time changes nothing here.
    const fresh = some.filter((one) => kept.get(one.id)?.problem || one.version >= (kept.get(one.id)?.version ?? 0));
    let changed = false;
    for (let at = 0; at < fresh.length; at += AT_ONCE) {
      for (const one of await context.keeper.openRecords({ vault, records: fresh.slice(at, at + AT_ONCE) })) {
        const before = kept.get(one.id);
        changed ||= before?.version !== one.version || before?.problem !== one.problem || before?.hash !== one.hash;
        kept.set(one.id, one);
      }
    }
    return changed;
  }

  return store;
}

/** @param {Opened} record */
function isGood(record) {
  return record.signed && !record.problem;
}

/** @param {string} vault @param {string} compartment @param {Opened} record @returns {Item | null} */
export function itemOf(vault, compartment, record) {
  const body = isGood(record) && record.type === "case.item" ? readItem(record.body) : null;
  // What belongs into a register is no item of a case.
  if (!body || !["case", "identity", "route", "story", "advocacy", "checks"].includes(homeOf(body.kind))) return null;
  const { id, version, author, at, hash } = record;
  return { id, vault, compartment: /** @type {Item["compartment"]} */ (compartment), version, kind: body.kind, body, author, at, hash, signed: true };
}

/** @param {Opened} record @returns {Entry | null} */
function entryOf(record) {
  const body = isGood(record) && record.type === "case.entry" && record.version === 1 ? readEntry(record.body) : null;
  return body && { id: record.id, body, author: record.author, at: record.at, signed: true };
}

/** A message stands where it was said, not where it was copied. @param {Entry} entry @returns {string} */
function whenOf({ body, at }) {
  return body.said || at;
}

/** What a card alone tells. @param {import("./card.js").Card} card @param {Shell} shell @returns {import("./state.js").Derived} */
function ofCard(card, shell) {
  const { facts, overlays, tier, deadline, ways, people, second } = card;
  return {
    stage: stageOf(facts), support: facts.helped ? "given" : "none", verification: facts.verification, way: facts.way, overlays, tier, deadline, ways, people, facts, second,
    due: { ...card.due, id: "" }, nextDay: card.due.on, shell: shell.state,
  };
}
