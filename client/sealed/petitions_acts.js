// What a holder does with the vault and the key of a campaign. The key by which duplicates are found goes to the server's memory and to no disk.

import { base64, newUuid, random } from "../vault/bytes.js";
import { moment } from "../vault/moments.js";

/**
 * @typedef {Pick<import("./shell.js").Context, "api" | "keeper" | "refresh">} Hands
 * @typedef {{reference: string, crisis: string, title: string, vault: string | null, key_record: string | null,
 *   key: "none" | "absent" | "held" | "destroyed", provisional: number, has_ended: boolean}} Campaign
 * @typedef {{vault?: string, record?: string, key?: string}} Made
 */

export const ADDRESS = "/desk/signatures/campaigns/";
export const KEY = "campaign.key";
const KEY_LENGTH = 32;

/**
 * Make the vault and the key of a campaign. After a failure it goes on where it stopped.
 * @param {Hands} hands
 * @param {Campaign} campaign
 * @param {string[]} holders besides me
 * @param {Made} made what an earlier try made; filled in
 */
export async function makeVault({ api, keeper, refresh }, campaign, holders, made) {
  if (!made.vault) {
    const vault = await keeper.createVault({ kind: "campaign", holders });
    await api.post("/desk/vault/vaults/", vault);
    made.vault = vault.id;
  }
  made.key ??= base64(random(KEY_LENGTH));
  if (!made.record) {
    const id = newUuid();
    const body = { campaign: campaign.reference, key: made.key };
    const blob = await keeper.sealRecord({ vault: made.vault, id, type: KEY, version: 1, prev: "", at: moment(new Date()), body });
    await api.post(`/desk/vault/vaults/${made.vault}/records/`, { id, type: KEY, version: 1, blob });
    made.record = id;
  }
  await api.post(`${ADDRESS}${campaign.reference}/vault/`, { vault: made.vault, record: made.record });
  await api.post(`${ADDRESS}${campaign.reference}/key/`, { key: made.key });
  await refresh();
}

/** The key could not be opened, or is not signed by anybody who is vouched for. */
export class NoKey extends Error {
  name = "NoKey";
}

/**
 * @param {Pick<Hands, "api" | "keeper">} hands
 * @param {Campaign} campaign
 * @returns {Promise<string>} the key in base64, out of the campaign's vault
 * @throws {NoKey}
 */
export async function keyOf({ api, keeper }, { reference, vault, key_record }) {
  if (!vault || !key_record) throw new NoKey();
  const { records } = await api.get(`/desk/vault/vaults/${vault}/records/?type=${KEY}`);
  const sealed = records.find((/** @type {{id: string}} */ one) => one.id === key_record);
  const [record] = sealed ? await keeper.openRecords({ vault, records: [sealed] }) : [];
  if (!record || record.problem || !record.signed || record.body?.campaign !== reference) throw new NoKey();
  return record.body.key;
}

/**
 * Give the key back to a server that was switched off meanwhile.
 * @param {Pick<Hands, "api" | "keeper">} hands
 * @param {Campaign} campaign
 */
export async function giveBack(hands, campaign) {
  await hands.api.post(`${ADDRESS}${campaign.reference}/key/`, { key: await keyOf(hands, campaign) });
}

/**
 * Compare the signatures that came while the key was absent with all others. What is done is done: begun again, it goes on with the rest.
 * @param {Pick<Hands, "api" | "keeper">} hands
 * @param {Campaign} campaign
 * @param {(done: number) => void} progress
 * @returns {Promise<{settled: number, duplicates: number, unreadable: number}>}
 */
export async function compareAnew(hands, campaign, progress) {
  const { api, keeper } = hands;
  const key = await keyOf(hands, campaign);
  const result = { settled: 0, duplicates: 0, unreadable: 0 };
  for (let after = ""; ; ) {
    const { signatures, rules } = await api.get(`${ADDRESS}${campaign.reference}/provisional/?after=${after}`);
    if (signatures.length === 0) return result;
    const tagged = await keeper.tagSignatures({ vault: /** @type {string} */ (campaign.vault), key, rules, signatures });
    const { settled, duplicates } = await api.post(`${ADDRESS}${campaign.reference}/provisional/`, { signatures: tagged });
    result.settled += settled;
    result.duplicates += duplicates;
    result.unreadable += signatures.length - tagged.length;
    after = signatures.at(-1).id;
    progress(result.settled + result.duplicates);
  }
}

/** @typedef {{reference: string, campaign: string, title: string, consents: string[], mailed: number, after: string}} Update */

/**
 * Let the server mail an update to those who agreed to it. It goes on after the last signature that was looked at; nobody gets it twice.
 * @param {Pick<Hands, "api" | "keeper">} hands
 * @param {Campaign} campaign
 * @param {Update} update
 * @param {(mailed: number) => void} progress
 * @returns {Promise<number>} to how many it goes in all
 */
export async function mailUpdate({ api, keeper }, campaign, { reference, consents, mailed, after: before }, progress) {
  const address = `${ADDRESS}${campaign.reference}/updates/${reference}/mails/`;
  let number = mailed;
  for (let after = before; ; ) {
    const { signatures } = await api.get(`${address}?after=${after}`);
    if (signatures.length === 0) return number;
    const mails = await keeper.addressesOf({ vault: /** @type {string} */ (campaign.vault), consents, signatures });
    after = signatures.at(-1).id;
    ({ mailed: number } = await api.post(address, { mails, last: after }));
    progress(number);
  }
}
