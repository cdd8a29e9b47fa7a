// Keyed tokens (docs/reference/format.md, "Keyed token"): the key is made here, lies in a record, and never goes over to the page. For tokens of two
// holders there is no key here at all: terms are blinded, and the blinding is taken off what the holders answered.

import { base64, hex, random, unbase64, unhex } from "./bytes.js";
import { KEY_LENGTH, knownToken } from "./keyed.js";
import { askedOf, blindPoint, finishPoint, tokenFrom } from "./oprf.js";
import { openStatementOf, sealRecord, TOKEN_KEY } from "./worker_records.js";
import { ownOf, Refusal } from "./worker_state.js";

/** @typedef {import("./worker_state.js").State} State */
/** @typedef {import("./worker_records.js").RecordEntry} RecordEntry */

const MOST_TERMS = 3;
const HOLDERS = 2;

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

/**
 * @typedef {{term: string, blind: string, point: string}} Blinded one term: what takes its blinding off, kept in the page for as long as it asks; and what is sent. Hex
 */

/**
 * Blind terms, to be sent to the two holders. Each call blinds anew.
 * @param {State} state
 * @param {{terms: string[]}} wanted normal forms, three at most
 * @returns {Promise<Blinded[]>} in the same order
 * @throws {Refusal} for more terms
 */
export async function blindTerms(state, { terms }) {
  ownOf(state);
  if (terms.length > MOST_TERMS) throw new Refusal("too-many-terms");
  return terms.map((term) => {
    const { blind, point } = blindPoint(askedOf(term));
    return { term, blind: hex(blind), point: hex(point) };
  });
}

/**
 * Make the tokens out of what the two holders answered.
 * @param {State} state
 * @param {{blinded: Blinded[], answers: string[][]}} wanted answers: of each holder, for each term, hex
 * @returns {Promise<string[]>} hex, in the same order
 * @throws {Refusal} where two did not answer for every term, or something is no answer
 */
export async function finishTerms(state, { blinded, answers }) {
  ownOf(state);
  if (answers.length !== HOLDERS || answers.some((one) => one.length !== blinded.length)) throw new Refusal("no-answer");
  try {
    return blinded.map(({ term, blind }, at) => hex(tokenFrom(finishPoint(askedOf(term), unhex(blind), answers.map((one) => unhex(one[at] ?? ""))))));
  } catch {
    throw new Refusal("no-answer");
  }
}
