// Records of a vault, opened and sealed.

import { base64, unbase64 } from "./bytes.js";
import { headerOf, openStatement, prevOf, sealStatement } from "./records.js";
import { ownOf, Refusal, signingKeyOf, vaultOf } from "./worker_state.js";
import { rootOf } from "./worker_vaults.js";

/**
 * @typedef {import("./worker_state.js").State} State
 * @typedef {{id: string, type: string, version: number, blob: string}} RecordEntry
 * @typedef {{id: string, type: string, version: number, author: string, at: string, body: any, prev: string, hash: string, epoch: number, signed: boolean, problem: string}} OpenedRecord
 *   hash: what the next version has as `prev`; signed: whether its author, whom we trust, did write it; problem: a code, where it did not open
 */

/** A record of this type holds a key with which the worker works; its body stays here. */
export const TOKEN_KEY = "register.key";

/**
 * @param {State} state
 * @param {{vault: string, records: RecordEntry[]}} wanted
 * @returns {Promise<OpenedRecord[]>} in the same order; one that does not open has a problem and hides none of the others
 */
export async function openRecords(state, { vault, records }) {
  ownOf(state);
  const open = vaultOf(state, vault);
  const opened = await Promise.all(records.map((record) => openOne(state, open, record)));
  return opened.map((one) => (one.type === TOKEN_KEY ? { ...one, body: null } : one));
}

/**
 * Open one record for the worker itself.
 * @param {State} state
 * @param {string} vault
 * @param {RecordEntry} record
 * @returns {Promise<OpenedRecord>}
 */
export async function openStatementOf(state, vault, record) {
  return openOne(state, vaultOf(state, vault), record);
}

/**
 * @param {State} state
 * @param {import("./worker_state.js").OpenVault} vault
 * @param {RecordEntry} record
 * @returns {Promise<OpenedRecord>}
 */
async function openOne(state, vault, { id, type, version, blob }) {
  try {
    const bytes = unbase64(blob);
    const { epoch } = headerOf(bytes);
    const root = await rootOf(state, vault, epoch);
    const place = { vault: vault.id, epoch, type, record: id, version };
    const statement = await openStatement(root, { ...place, blob: bytes, signingKeyOf: (author) => signingKeyOf(state, author) });
    return { id, type, version, ...statement, hash: await prevOf(bytes), epoch, problem: "" };
  } catch (problem) {
    const code = problem instanceof Refusal ? problem.code : problem instanceof Error ? problem.name : "unexpected";
    if (!/^(?:NotSealed|WrongContext|NotAge|NotUnpadded|no-vault)$/.test(code)) throw problem;
    return { id, type, version, author: "", at: "", body: null, prev: "", hash: "", epoch: 0, signed: false, problem: code };
  }
}

/**
 * @param {State} state
 * @param {{vault: string, id: string, type: string, version: number, prev?: string, at: string, body: unknown}} wanted prev: the `hash` of the version before
 * @returns {Promise<string>} the blob, base64
 */
export async function sealRecord(state, { vault, id, type, version, prev = "", at, body }) {
  const own = ownOf(state);
  const open = vaultOf(state, vault);
  const root = await rootOf(state, open, open.epoch);
  return base64(
    await sealStatement(root, { vault, epoch: open.epoch, type, record: id, version, at, author: own.member, body, prev, seed: own.seed }),
  );
}
