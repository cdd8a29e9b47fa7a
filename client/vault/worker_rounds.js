// Who leads a round: signed by who opens it, and checked before a card is sealed to it (docs/reference/format.md, "Round").

import { base64, unbase64 } from "./bytes.js";
import { roundStatement } from "./rounds.js";
import { sign, verify } from "./signing.js";
import { ownOf, Refusal, trustedOf } from "./worker_state.js";

/**
 * @typedef {import("./worker_state.js").State} State
 * @typedef {{round: string, vault: string, crisis: string, closesOn: string}} Named ids, the crisis's reference, the last day on which cards are taken
 */

const LEADERS = 2;

/**
 * Sign that I open this round with this other coordinator.
 * @param {State} state
 * @param {Named & {other: string}} wanted
 * @returns {Promise<{signature: string}>} base64
 * @throws {Refusal} for another who is not trusted, or is me
 */
export async function signRound(state, { other, ...round }) {
  const own = ownOf(state);
  const coordinators = leadersOf(state, [own.member, other]);
  return { signature: base64(await sign(own.seed, roundStatement({ ...round, coordinators }))) };
}

/**
 * Make sure that a round is led by the two who are named, as one of them signed when it was opened; whose keys are trusted, and are those of then.
 * @param {State} state
 * @param {Named & {coordinators: string[], opener: string, signature: string}} wanted as the server shows it; signature in base64, empty where there is none
 * @returns {Promise<{coordinators: string[]}>}
 * @throws {Refusal} two-coordinators, not-trusted, round-unsigned
 */
export async function checkRound(state, { coordinators, opener, signature, ...round }) {
  ownOf(state);
  const leaders = leadersOf(state, coordinators);
  const key = leaders.find(({ member }) => member === opener)?.signingKey;
  if (!key || !(await verify(key, roundStatement({ ...round, coordinators: leaders }), unbase64(signature)))) throw new Refusal("round-unsigned");
  return { coordinators: leaders.map(({ member }) => member) };
}

/** @param {State} state @param {string[]} members @returns {import("./rounds.js").Coordinator[]} */
function leadersOf(state, members) {
  if (members.length !== LEADERS || members[0] === members[1]) throw new Refusal("two-coordinators");
  return trustedOf(state, members).map(({ member, recipient, signingKey }) => ({ member, recipient, signingKey: /** @type {Uint8Array} */ (signingKey) }));
}
