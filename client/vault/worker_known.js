// Keyed tokens (docs/reference/format.md, "Keyed token"): the key is made here, lies in a record, and never goes over to the page.

import { base64, hex, random, unbase64 } from "./bytes.js";
import { KEY_LENGTH, knownToken } from "./keyed.js";
import { openStatementOf, sealRecord, TOKEN_KEY } from "./worker_records.js";
import { ownOf, Refusal } from "./worker_state.js";

/** @typedef {import("./worker_state.js").State} State */
/** @typedef {import("./worker_records.js").RecordEntry} RecordEntry */

const MOST_TERMS = 3;

/**
 * @param {State} state
 * @param {{vault: string, id: string, at: string}} wanted id: of the record
 * @returns {Promise<string>} the record's first version, base64, of type register.key
 */
export async function newTokenKey(state, { vault, id, at }) {
  return sealRecord(state, { vault, id, type: TOKEN_KEY, version: 1, at, body: { key: base64(random(KEY_LENGTH)), version: 1 } });
}

/**
 * @param {State} state
 * @param {{vault: string, record: RecordEntry, terms: string[]}} wanted record: the key as the server lists it; terms: normal forms, three at most
 * @returns {Promise<string[]>} hex, in the same order
 * @throws {Refusal} for a key that does not open or that no trusted member wrote, and for more terms
 */
export async function tokenFor(state, { vault, record, terms }) {
  ownOf(state);
  if (terms.length > MOST_TERMS) throw new Refusal("too-many-terms");
  const { body, signed, problem } = await openStatementOf(state, vault, record);
  if (record.type !== TOKEN_KEY || problem || !signed) throw new Refusal("no-token-key");
  const key = unbase64(body.key);
  return Promise.all(terms.map(async (term) => hex(await knownToken(key, term))));
}
