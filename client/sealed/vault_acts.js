// What a holder does with vaults: each act makes its keys in the worker, tells the server, and reads again how things stand.

import { newUuid } from "../vault/bytes.js";

/**
 * @typedef {import("./shell.js").Context} Context
 * @typedef {import("./shell.js").Vault} Vault
 * @typedef {{id: string, vault: string, slug: string, card: string, state?: string, texts: {language: string, name: string, line?: string, closed_line?: string}[]}} Channel
 * @typedef {Pick<Context, "api" | "keeper" | "me" | "vaults" | "refresh">} Hands
 */

/**
 * Give a vault its next key.
 * @param {Hands} hands
 * @param {Vault} vault
 * @param {{without?: string[], joining?: string[]}} [change] members who go and members who come
 */
export async function rotate({ api, keeper, me }, vault, { without = [], joining = [] } = {}) {
  const staying = vault.holders.map((one) => one.member).filter((member) => member !== me.member && !without.includes(member));
  const made = await keeper.rotate({ vault: vault.id, without, holders: [...new Set([...staying, ...joining])] });
  await api.post(`/desk/vault/vaults/${vault.id}/epochs/`, made);
  // From then on signatures are sealed to the new key. Where this fails the server does it by itself a little later.
  if (vault.kind === "campaign") await api.post("/desk/signatures/vaults/follow/").catch(() => {});
}

/**
 * Give a vault its next key, read how things stand, and sign the cards that this makes out of date, if I may.
 * @param {Context} context
 * @param {Vault} vault
 * @param {{without?: string[], joining?: string[]}} [change]
 */
export async function renew(context, vault, change) {
  await rotate(context, vault, change);
  await context.refresh();
  if (vault.kind !== "channel" || !context.may("intake.channel.keep")) return;
  const { channels } = await context.api.get("/desk/requests/channels/");
  await signCards(context, stale(channels, context.vaults));
}

/**
 * Name the stewards of keys among a vault's holders: who can sign its channel's card.
 * @param {Pick<Context, "people" | "me">} context
 * @param {Vault} vault
 */
export function stewardsOf({ people, me }, vault) {
  const holding = new Set(vault.holders.map((one) => one.member));
  const isSteward = (/** @type {any} */ bundle) => bundle?.signing_key === me.root_key || bundle?.vouched?.authority === "steward";
  return people
    .filter((one) => holding.has(one.member) && one.active && one.state === "trusted" && isSteward(one.bundles.at(-1)))
    .map((one) => one.name);
}

/** Vaults whose newest key somebody has who left. @param {Vault[]} vaults */
export function due(vaults) {
  return vaults.filter((vault) => vault.needs_rotation && vault.opened);
}

/**
 * Give every vault that needs one its next key; then sign the cards of the channels among them, if I may.
 * @param {Hands} hands
 * @param {(done: number, total: number) => void} progress
 * @returns {Promise<{rotated: number, failed: {vault: Vault, problem: unknown}[]}>} one that fails keeps none of the others from it
 */
export async function rotateAll(hands, progress) {
  const waiting = due(hands.vaults);
  const failed = [];
  for (const [done, vault] of waiting.entries()) {
    progress(done, waiting.length);
    try {
      await rotate(hands, vault);
    } catch (problem) {
      if (isGone(problem)) throw problem;
      failed.push({ vault, problem });
    }
  }
  await hands.refresh();
  return { rotated: waiting.length - failed.length, failed };
}

/** @param {unknown} problem */
function isGone(problem) {
  return ["signed-out", "locked"].includes(/** @type {{code?: string}} */ (problem).code ?? "");
}

/**
 * Read which epoch a channel's card speaks of. What it says is checked by those who seal to it; here it only tells whether a new one is due.
 * @param {Channel} channel
 * @returns {number} 0 where it cannot be read
 */
export function epochOfCard({ card }) {
  try {
    return Number(JSON.parse(new TextDecoder().decode(Uint8Array.from(atob(card), (letter) => letter.charCodeAt(0)))).epoch) || 0;
  } catch {
    return 0;
  }
}

/** Channels whose card speaks of an older key than their vault has. @param {Channel[]} channels @param {Vault[]} vaults */
export function stale(channels, vaults) {
  return channels.filter((channel) => vaults.some((vault) => vault.id === channel.vault && vault.opened && epochOfCard(channel) < vault.epoch));
}

/**
 * Sign the cards of channels anew.
 * @param {Pick<Context, "api" | "keeper">} hands
 * @param {Channel[]} channels
 */
export async function signCards({ api, keeper }, channels) {
  for (const { id, slug, vault } of channels) {
    const signed = await keeper.signCard({ channel: id, slug, vault });
    await api.post(`/desk/requests/channels/${id}/card/`, signed);
  }
}

/**
 * Create a vault and, where it is for a channel, the channel.
 * @param {Pick<Context, "api" | "keeper" | "refresh">} hands
 * @param {{kind: string, holders: string[], channel?: {slug: string, texts: {language: string, name: string, line: string, closed_line: string}[]}}} wanted
 * @param {{vault?: string, channel?: string}} [progress] what was made before an earlier try failed; filled in
 */
export async function create({ api, keeper, refresh }, { kind, holders, channel }, progress = {}) {
  if (!progress.vault) {
    const made = await keeper.createVault({ kind, holders });
    await api.post("/desk/vault/vaults/", made);
    progress.vault = made.id;
  }
  if (channel) {
    progress.channel ??= newUuid();
    const signed = await keeper.signCard({ channel: progress.channel, slug: channel.slug, vault: progress.vault });
    await api.post("/desk/requests/channels/", { id: progress.channel, vault: progress.vault, ...channel, ...signed });
  }
  await refresh();
}
