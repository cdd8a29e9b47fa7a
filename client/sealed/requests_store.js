// What the inbox knows, in memory, until the lock: sealed things fetched by id, opened once, never fetched or opened again.

import { moment } from "../vault/moments.js";
import { requestsOf } from "./requests_state.js";

/** @typedef {import("./shell.js").Context} Context */
/** @typedef {import("./requests_state.js").Message} Message */
/** @typedef {import("./requests_state.js").Opened} Opened */
/** @typedef {import("./requests_state.js").Request} Request */
/** @typedef {import("./requests_state.js").Channel & {state: string, languages: string[], demonstration: boolean}} Channel */
/** @typedef {{id: string, type: string, version: number, blob: string}} Sealed */
/** @typedef {(done: number, all: number) => void} Progress */

export const TYPES = "request.card,request.answer,request.note,channel.template,channel.handover";
const AT_ONCE = 100; // messages opened by one call, so that there is progress to say and nothing else waits long

/**
 * @typedef {object} Store
 * @property {Channel[]} channels those I hold and can open
 * @property {string} readAt when the server was last heard
 * @property {(progress?: Progress) => Promise<boolean>} refresh whether anything changed
 * @property {() => Request[]} requests
 * @property {(id: string) => Request | undefined} request
 * @property {(vault?: string) => Opened[]} records of one vault, or of all
 * @property {(vault: string, sealed: Sealed) => Promise<Opened>} take a record in that was written or came with a refusal
 * @property {(vault: string, id: string) => Sealed | undefined} sealed
 * @property {(channel: string) => void} forget what was fetched of the messages' list, so that the next refresh reads it anew
 * @property {(vault: string, ids: string[]) => void} drop records that were destroyed
 * @property {Map<string, Record<string, any>>} drafts what was typed and not sent, by box and form: in memory only
 * @property {any} filters
 * @property {number} shown how many of the list are drawn
 * @property {string} current the request that was looked at last
 */

/** @type {WeakMap<object, Store>} */
const stores = new WeakMap();

/**
 * Give the store of this unlocked desk; it ends with it.
 * @param {Context} context
 * @returns {Store}
 */
export function storeOf(context) {
  const known = stores.get(context) ?? makeStore(context);
  stores.set(context, known);
  return known;
}

/**
 * @param {Pick<Context, "api" | "keeper" | "vaults" | "refresh">} context
 * @param {() => Date} [clock]
 * @returns {Store}
 */
export function makeStore(context, clock = () => new Date()) {
  const { api, keeper } = context;
  /** @type {Map<string, string>} */
  const tags = new Map();
  /** @type {Map<string, Message[]>} */
  const messages = new Map();
  /** @type {Map<string, {payload?: any, epoch?: number, problem?: string}>} */
  const opened = new Map();
  /** @type {Map<string, Map<string, Sealed>>} */
  const sealed = new Map();
  /** @type {Map<string, Map<string, Opened>>} */
  const records = new Map();
  /** @type {Request[] | null} */
  let folded = null;

  /** @type {Store} */
  const store = {
    channels: [],
    readAt: "",
    drafts: new Map(),
    filters: null,
    shown: 0,
    current: "",
    async refresh(progress = () => {}) {
      const { channels } = await api.get("/desk/requests/channels/");
      if (channels.some(isAhead)) {
        await context.refresh();
        lookAgain();
      }
      const mine = channels.filter((/** @type {any} */ one) => context.vaults.some((vault) => vault.id === one.vault && vault.opened));
      let changed = store.channels.length !== mine.length;
      store.channels = mine.map(channelOf);
      // All at once: on a slow line what counts is how often one waits for the other end.
      const told = together(progress);
      const read = await Promise.all(store.channels.flatMap((channel) => [readRecords(channel.vault), readMessages(channel, told())]));
      changed ||= read.some(Boolean);
      store.readAt = moment(clock());
      if (changed) folded = null;
      return changed;
    },
    requests() {
      folded ??= requestsOf({ channels: store.channels, messages, records: new Map([...records].map(([vault, known]) => [vault, [...known.values()]])) });
      return folded;
    },
    request: (id) => store.requests().find((one) => one.id === id),
    records: (vault) => (vault ? [...(records.get(vault)?.values() ?? [])] : [...records.values()].flatMap((known) => [...known.values()])),
    sealed: (vault, id) => sealed.get(vault)?.get(id),
    async take(vault, one) {
      await openAll(vault, [one]);
      folded = null;
      return /** @type {Opened} */ (records.get(vault)?.get(one.id));
    },
    forget: (channel) => void tags.delete(channel),
    drop(vault, ids) {
      for (const id of ids) {
        records.get(vault)?.delete(id);
        sealed.get(vault)?.delete(id);
      }
      folded = null;
    },
  };

  /**
   * Whether a colleague let me in, or gave the vault a new key, since I unlocked: what is sealed from then on opens with that alone.
   * @param {{vault: string, epoch: number}} channel
   */
  function isAhead({ vault, epoch }) {
    const known = context.vaults.find((one) => one.id === vault);
    return !known || known.epoch < epoch;
  }

  /** Try once more what could not be opened, with the keys that have come meanwhile. */
  function lookAgain() {
    for (const [id, { problem }] of opened) if (problem) opened.delete(id);
    for (const [vault, known] of records) for (const [id, { problem }] of known) if (problem) sealed.get(vault)?.delete(id);
    tags.clear();
  }

  /** @param {string} vault */
  async function readRecords(vault) {
    const known = sealed.get(vault) ?? new Map();
    sealed.set(vault, known);
    // What is written while the list is on its way is not in it, and is not gone.
    const before = [...known.keys()];
    /** @type {Set<string>} */
    const there = new Set();
    /** @type {Sealed[]} */
    const fresh = [];
    for (let after = "", more = true; more; ) {
      const page = await api.get(`/desk/vault/vaults/${vault}/records/?type=${TYPES}&after=${encodeURIComponent(after)}`);
      for (const one of page.records) {
        there.add(one.id);
        const seen = known.get(one.id);
        // An older version than the one already seen is not taken: a server that goes back in time changes nothing here.
        if (!seen || one.version > seen.version || (one.version === seen.version && one.blob !== seen.blob)) fresh.push(one);
      }
      ({ cursor: after, more } = page);
    }
    const gone = before.filter((id) => !there.has(id));
    store.drop(vault, gone);
    await openAll(vault, fresh);
    return fresh.length > 0 || gone.length > 0;
  }

  /**
   * @param {string} vault
   * @param {Sealed[]} fresh
   */
  async function openAll(vault, fresh) {
    if (fresh.length === 0) return;
    const known = records.get(vault) ?? new Map();
    const kept = sealed.get(vault) ?? new Map();
    records.set(vault, known);
    sealed.set(vault, kept);
    const answers = await keeper.openRecords({ vault, records: fresh });
    for (const one of answers) known.set(one.id, one);
    for (const one of fresh) kept.set(one.id, one);
  }

  /**
   * @param {Channel} channel
   * @param {Progress} progress
   */
  async function readMessages(channel, progress) {
    const list = await api.get(`/desk/requests/channels/${channel.id}/messages/?tag=${encodeURIComponent(tags.get(channel.id) ?? "")}`);
    if (list.same) return false;
    const unknown = list.messages.filter((/** @type {Message} */ one) => one.direction === "in" && !opened.has(one.id));
    await openMessages(channel, unknown.map((/** @type {Message} */ one) => one.id), progress);
    messages.set(channel.id, list.messages.map((/** @type {Message} */ one) => ({ ...one, ...opened.get(one.id) })));
    tags.set(channel.id, list.tag);
    return true;
  }

  /**
   * @param {Channel} channel
   * @param {string[]} ids
   * @param {Progress} progress
   */
  async function openMessages(channel, ids, progress) {
    let waiting = ids;
    let done = 0;
    while (waiting.length > 0) {
      const asked = waiting.slice(0, 500);
      const answer = await api.post(`/desk/requests/channels/${channel.id}/messages/`, { ids: asked });
      for (let at = 0; at < answer.messages.length; at += AT_ONCE) {
        const some = answer.messages.slice(at, at + AT_ONCE);
        const read = await keeper.openMessages({ vault: channel.vault, messages: some });
        for (const { id, payload, epoch, problem } of read) opened.set(id, problem ? { problem } : { payload, epoch });
        done += some.length;
        progress(done, ids.length);
      }
      // What the answer names neither as here nor as left was destroyed meanwhile; a server that answers nothing at all is not asked for ever.
      const left = new Set(answer.left);
      const rest = [...asked.filter((id) => left.has(id)), ...waiting.slice(asked.length)];
      if (rest.length === waiting.length) throw new Error("The server handed out no message that was asked for.");
      waiting = rest;
    }
  }

  return store;
}

/**
 * Say the progress of several things as one.
 * @param {Progress} progress
 * @returns {() => Progress} gives one part's
 */
function together(progress) {
  /** @type {[number, number][]} */
  const parts = [];
  const sum = (/** @type {0 | 1} */ which) => parts.reduce((all, part) => all + part[which], 0);
  return () => {
    const mine = parts.push([0, 0]) - 1;
    return (done, all) => {
      parts[mine] = [done, all];
      progress(sum(0), sum(1));
    };
  };
}

/** @param {any} given @returns {Channel} */
function channelOf(given) {
  const { texts = [], slug } = given;
  const name = (texts.find((/** @type {any} */ one) => one.language === "en") ?? texts[0])?.name || slug;
  return { id: given.id, vault: given.vault, name, state: given.state, languages: given.languages ?? [], demonstration: Boolean(given.demonstration) };
}
