// A small coalition for the tests of the keys: members with keys, vouched for or not, a server that lists what it was given, and keepers over a pair of ports.

import { base64 } from "./bytes.js";
import { keeperOver } from "./keeper.js";
import { publicKey, sign } from "./signing.js";
import { bundleStatement, kitWords, makeRecoverySlot, newKit, newUserBundle, publicBundle, vouchStatement } from "./staff.js";
import { serve } from "./worker_calls.js";

/** @typedef {{member: string, bundle: any, kit: Uint8Array, entry: any}} Person */

export const ORGANISATION = { reference: "OR-LANTRN", name: "The Lantern Line" };
export const TODAY = "2026-11-23";

/**
 * Give a person with keys; their kit opens them, which costs nothing.
 * @param {string} member
 * @param {{organisation?: {reference: string, name: string}}} [more]
 * @returns {Promise<Person>}
 */
export async function person(member, { organisation = ORGANISATION } = {}) {
  const bundle = newUserBundle(member, TODAY);
  const handle = member.toLowerCase();
  const entry = { member, handle, name: handle, organisation, active: true, bundles: [{ ...(await publicBundle(bundle)), vouched: null }] };
  return { member, bundle, kit: newKit(), entry };
}

/**
 * @param {Person} who
 * @param {Person} by
 * @param {"member" | "steward"} [authority]
 */
export async function vouchFor(who, by, authority = "member") {
  const newest = who.entry.bundles.at(-1);
  const statement = bundleStatement({ ...newest, member: who.member, signingKey: publicKey(who.bundle.seed), previous: new Uint8Array(0) });
  const organisation = who.entry.organisation.reference;
  const signature = await sign(by.bundle.seed, await vouchStatement({ bundle: statement, organisation, authority, voucher: by.member }));
  newest.vouched = { voucher: by.member, organisation, authority, signature: base64(signature) };
}

/**
 * Put another key in the place of somebody's, as a server would that wants to read along: well-formed and signed by itself.
 * @param {Person} who
 */
export async function swapKeys(who) {
  const bundle = newUserBundle(who.member, TODAY);
  return { ...who.entry, bundles: [{ ...(await publicBundle(bundle)), vouched: who.entry.bundles[0].vouched }] };
}

/** @returns {{page: any, worker: any}} two ends, each hearing what the other posts, with nothing shared */
function pair() {
  /** @type {any} */
  const page = { onmessage: null };
  /** @type {any} */
  const worker = { onmessage: null };
  page.postMessage = (/** @type {unknown} */ data) => deliver(worker, data);
  worker.postMessage = (/** @type {unknown} */ data) => deliver(page, data);
  return { page, worker };
}

/** @param {any} end @param {unknown} data */
function deliver(end, data) {
  const copy = structuredClone(data);
  queueMicrotask(() => end.onmessage?.({ data: copy }));
}

/**
 * Give an unlocked keeper for a person.
 * @param {Person} who
 * @param {{root?: Uint8Array, people?: any[], keyring?: any}} [world] root: signing key of the first steward
 */
export async function unlocked(who, { root, people = [], keyring = null } = {}) {
  const { page, worker } = pair();
  /** @type {unknown[]} */
  const wire = [];
  const post = worker.postMessage;
  worker.postMessage = (/** @type {unknown} */ data) => {
    wire.push(data);
    post(data);
  };
  const state = serve(worker);
  const keeper = keeperOver(page);
  await keeper.deriveKit({ text: (await kitWords(who.kit)).join(" ") });
  const { slot } = await makeRecoverySlot(who.bundle, who.kit);
  await keeper.unlock({ member: who.member, slot: /** @type {any} */ (slot) });
  const loaded = await keeper.loadKeyring({ keyring, root_key: root ? base64(root) : "" });
  await keeper.trust({ people });
  return { keeper, state, wire, loaded };
}

/** The steward on whose key everything rests, and those for whom she vouches. @param {...string} members */
export async function coalition(...members) {
  const jonas = await person("ME-JONAS");
  const others = [];
  for (const member of members) {
    const one = await person(member);
    await vouchFor(one, jonas);
    others.push(one);
  }
  return { jonas, others, root: publicKey(jonas.bundle.seed), people: [jonas, ...others].map((one) => one.entry) };
}

/** A server of one vault: it lists what it was given. */
export function shelf() {
  /** @type {any} */
  const vault = { id: "", kind: "", epoch: 0, epochs: [], grants: [] };
  /** @type {any[]} */
  const all = [];
  return {
    /** @param {any} made as createVault gives it @param {Person} by */
    create(made, by) {
      Object.assign(vault, {
        id: made.id,
        kind: made.kind,
        epoch: 1,
        epochs: [{ number: 1, recipient: made.recipient, signer: by.member, signature: made.signature, previous: "" }],
      });
      this.grant({ epoch: 1, grants: made.grants }, by);
    },
    /** @param {any} given @param {Person} by */
    grant({ epoch, grants }, by) {
      for (const { member, blob, signature } of grants) all.push({ member, epoch, granter: by.member, blob, signature });
    },
    /** @param {any} made as rotate gives it @param {Person} by */
    rotate(made, by) {
      vault.epoch = made.number;
      vault.epochs.push({ number: made.number, recipient: made.recipient, signer: by.member, signature: made.signature, previous: made.previous });
      for (const gone of made.without) for (let at = all.length - 1; at >= 0; at -= 1) if (all[at].member === gone) all.splice(at, 1);
      this.grant({ epoch: made.number, grants: made.grants }, by);
    },
    /** @param {Person} who what the server lists for them */
    listed: (who) => structuredClone({ ...vault, grants: all.filter((one) => one.member === who.member) }),
  };
}
