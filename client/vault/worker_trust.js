// Whose keys may be sealed to (docs/reference/format.md, "Signing and naming a member"): the chain from the root key, and what was seen before.

import { base64, equal, sha256, unbase64 } from "./bytes.js";
import { bundleStatement, judge, vouchStatement } from "./directory.js";
import { sign, verify } from "./signing.js";
import { ownOf, Refusal } from "./worker_state.js";

/**
 * @typedef {import("./bytes.js").Bytes} Bytes
 * @typedef {import("./worker_state.js").State} State
 * @typedef {import("./worker_state.js").Known} Known
 * @typedef {import("./directory.js").SignedBundle} SignedBundle
 * @typedef {import("./directory.js").Judgement} Judgement
 * @typedef {{voucher: string, organisation: string, authority: string, signature: string}} Vouched
 * @typedef {{sequence: number, recipient: string, signing_key: string, created: string, previous: string, signature: string, vouched: Vouched | null}} Bundle
 * @typedef {{member: string, name?: string, handle?: string, organisation: {reference: string}, active: boolean, bundles: Bundle[]}} Person as the directory has them
 * @typedef {{member: string, handle: string, name: string, state: Known["state"], fingerprint: string, vouched: boolean, newest: number}} Judged newest: the
 *   bundle's sequence, 0 for somebody without keys; vouched: what the state would be if no other key had been seen before
 */

/**
 * @param {Person} person
 * @returns {SignedBundle[]} the oldest first; a vouching in the name of another organisation than the member's counts for nothing
 */
function bundlesOf({ member, organisation, bundles }) {
  return bundles
    .map(({ sequence, recipient, signing_key, created, previous, signature, vouched }) => ({
      ...{ member, sequence, recipient, created, signingKey: unbase64(signing_key), previous: unbase64(previous), signature: unbase64(signature) },
      vouched: vouched && vouched.organisation === organisation.reference ? { ...vouched, signature: unbase64(vouched.signature) } : null,
    }))
    .sort((one, other) => one.sequence - other.sequence);
}

/**
 * Tell whether every bundle is signed by itself and names the one before.
 * @param {SignedBundle[]} bundles
 */
async function isUnbroken(bundles) {
  /** @type {Bytes} */
  let before = new Uint8Array(0);
  for (const [at, bundle] of bundles.entries()) {
    const statement = bundleStatement(bundle);
    if (bundle.sequence !== at + 1 || !equal(bundle.previous, before) || !(await verify(bundle.signingKey, statement, bundle.signature)))
      return false;
    before = await sha256(statement);
  }
  return true;
}

/**
 * @param {Person} person
 * @returns {Promise<SignedBundle[] | null>} null for bundles that are broken: one person's spoilt ones must not hide everybody else's
 */
async function soundBundles(person) {
  try {
    const bundles = bundlesOf(person);
    return (await isUnbroken(bundles)) ? bundles : null;
  } catch (problem) {
    if (problem instanceof Error && problem.name === "NotSealed") return null;
    throw problem;
  }
}

/**
 * Judge everybody in the directory, and pin the keys of those who are seen for the first time.
 * @param {State} state
 * @param {{people: Person[]}} wanted
 * @returns {Promise<Judged[]>} in the same order. `changed`: vouched for or not, it is not the key that was seen before, and nothing is sealed to it
 */
export async function trust(state, { people }) {
  ownOf(state);
  const sound = new Map();
  for (const person of people) sound.set(person.member, await soundBundles(person));
  const all = [...sound.values()].filter((bundles) => bundles?.length > 0);
  const rootKey = unbase64(state.rootKey);
  const fresh = await judge(all, { rootKey });
  const pinned = await judge(all, { rootKey, pins: state.pins });
  return people.map((person) => {
    const { member } = person;
    const bundle = sound.get(member)?.at(-1) ?? null;
    const vouched = fresh.get(member)?.state === "trusted";
    const found = stateOf(state, member, sound.get(member), pinned.get(member));
    const { recipient = "", signingKey = null, fingerprint = [] } = pinned.get(member) ?? {};
    /** @type {Known} */
    const known = {
      member,
      state: found,
      vouched,
      active: person.active,
      organisation: person.organisation.reference,
      recipient,
      signingKey: /** @type {Bytes | null} */ (signingKey),
      bundle,
    };
    state.people.set(member, known);
    if (found === "trusted" && !state.pins[member]) pin(state, known);
    return {
      member,
      handle: person.handle ?? "",
      name: person.name ?? "",
      state: found,
      fingerprint: fingerprint.join(" "),
      vouched,
      newest: bundle?.sequence ?? 0,
    };
  });
}

/**
 * @param {State} state
 * @param {string} member
 * @param {SignedBundle[] | null} bundles
 * @param {Judgement | undefined} judgement
 * @returns {Known["state"]}
 */
function stateOf(state, member, bundles, judgement) {
  const own = ownOf(state);
  if (!bundles) return "bad";
  // Somebody whose key was seen and who has none now: also a change.
  if (!judgement) return Object.hasOwn(state.pins, member) ? "changed" : "unvouched";
  const isMine = judgement.recipient === own.recipient && equal(judgement.signingKey, own.signingKey);
  return member === own.member && !isMine ? "bad" : judgement.state;
}

/** @param {State} state @param {Known} known */
function pin(state, { member, recipient, signingKey }) {
  state.pins[member] = [recipient, base64(/** @type {Bytes} */ (signingKey))];
  state.keyringChanged = true;
}

/**
 * Take a changed key for a colleague's after all: they were called, and the words agreed.
 * @param {State} state
 * @param {{member: string}} wanted
 * @throws {Refusal} unless the new key is vouched for: no call makes up for that
 */
export async function accept(state, { member }) {
  ownOf(state);
  const known = state.people.get(member);
  if (known?.state !== "changed" || !known.vouched) throw new Refusal("not-trusted", [member]);
  pin(state, known);
  state.people.set(member, { ...known, state: "trusted" });
}

/**
 * Vouch for a colleague's keys as they stand in the directory that was judged last.
 * @param {State} state
 * @param {{member: string, sequence: number, authority: "member" | "steward"}} wanted
 * @returns {Promise<{signature: string}>}
 * @throws {Refusal} for a key that changed, is badly signed, or is another than the one shown
 */
export async function vouch(state, { member, sequence, authority }) {
  const own = ownOf(state);
  const known = state.people.get(member);
  if (!known?.bundle || known.state === "bad" || known.state === "changed" || known.bundle.sequence !== sequence)
    throw new Refusal("not-trusted", [member]);
  const statement = await vouchStatement({ bundle: bundleStatement(known.bundle), organisation: known.organisation, authority, voucher: own.member });
  return { signature: base64(await sign(own.seed, statement)) };
}
