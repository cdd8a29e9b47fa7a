// Opening vaults, and what a holder does with them: create, grant, rotate. Whatever is posted afterwards is made here, ready and signed.

import { base64, newUuid, unbase64 } from "./bytes.js";
import { grantStatement, openGrant, sealGrant } from "./grants.js";
import { openPrevious, sealPrevious } from "./records.js";
import { epochStatement, newRoot, recipientOf, vaultIdentity } from "./roots.js";
import { sign, verify } from "./signing.js";
import { ownOf, Refusal, signingKeyOf, trustedOf, vaultOf } from "./worker_state.js";

/**
 * @typedef {import("./bytes.js").Bytes} Bytes
 * @typedef {import("./worker_state.js").State} State
 * @typedef {import("./worker_state.js").OpenVault} OpenVault
 * @typedef {{number: number, recipient: string, signer: string, signature: string, previous: string}} EpochEntry
 * @typedef {{id: string, kind: string, epoch: number, epochs: EpochEntry[], grants: {epoch: number, granter: string, blob: string, signature: string}[]}} VaultEntry
 * @typedef {{member: string, blob: string, signature: string}} NewGrant
 */

const AT_LEAST = 2;

/**
 * Remember the newest root. Older ones are walked back to each time: where history was destroyed, no keyring shall still reach it.
 * @param {State} state @param {string} vault @param {number} epoch @param {Bytes} root
 */
function keep(state, vault, epoch, root) {
  state.roots[vault] = { [epoch]: base64(root) };
  state.keyringChanged = true;
}

/**
 * Open vaults: from the keyring where it has the root, otherwise from the grant.
 * @param {State} state
 * @param {{vaults: VaultEntry[]}} wanted as the server lists them
 * @param {(done: number, total: number) => void} [progress]
 * @returns {Promise<{opened: string[], refused: {id: string, why: string}[]}>}
 */
export async function openVaults(state, { vaults }, progress = () => {}) {
  ownOf(state);
  const opened = [];
  const refused = [];
  let done = 0;
  for (const entry of vaults) {
    const why = await openOne(state, entry);
    if (why) refused.push({ id: entry.id, why });
    else opened.push(entry.id);
    done += 1;
    if (done % 20 === 0) progress(done, vaults.length);
  }
  return { opened, refused };
}

/**
 * @param {State} state
 * @param {VaultEntry} entry
 * @returns {Promise<string>} why it was refused, or nothing
 */
async function openOne(state, entry) {
  const kept = state.roots[entry.id] ?? {};
  // A server that shows an older state would have us seal to somebody who was removed since.
  if (Object.keys(kept).some((epoch) => Number(epoch) > entry.epoch)) return "rolled-back";
  if (!kept[entry.epoch]) {
    const root = await fromGrant(state, entry);
    if (typeof root === "string") return root;
    keep(state, entry.id, entry.epoch, root);
  }
  const roots = new Map(Object.entries(state.roots[entry.id] ?? {}).map(([epoch, root]) => [Number(epoch), unbase64(root)]));
  const previous = new Map(entry.epochs.map(({ number, previous: blob }) => [number, blob]));
  state.vaults.set(entry.id, { id: entry.id, kind: entry.kind, epoch: entry.epoch, roots, identities: new Map(), previous, worked: entry.epoch });
  return "";
}

/**
 * @param {State} state
 * @param {VaultEntry} entry
 * @returns {Promise<Bytes | string>} the root, or why there is none
 */
async function fromGrant(state, { id, epoch, epochs, grants }) {
  const own = ownOf(state);
  const grant = grants.find((one) => one.epoch === epoch);
  if (!grant) return "no-grant";
  try {
    const blob = unbase64(grant.blob);
    const key = signingKeyOf(state, grant.granter);
    const statement = await grantStatement({ vault: id, epoch, member: own.member, recipient: own.recipient, blob });
    // Unsigned, the root could be the server's own: whatever we then sealed it could read.
    if (!key || !(await verify(key, statement, unbase64(grant.signature)))) return "bad-grant";
    const root = await openGrant(own.identity, { vault: id, epoch, member: own.member, blob });
    return (await isOfEpoch(
      state,
      id,
      epochs.find((one) => one.number === epoch),
      root,
    ))
      ? root
      : "bad-grant";
  } catch (problem) {
    if (problem instanceof Error && /^(?:NotSealed|WrongContext|NotAge|NotUnpadded)$/.test(problem.name)) return "bad-grant";
    throw problem;
  }
}

/**
 * Tell whether a root is that of the epoch as the server shows it. Who made the epoch may have left since; then the granter's word must do.
 * @param {State} state
 * @param {string} vault
 * @param {EpochEntry | undefined} entry
 * @param {Bytes} root
 */
async function isOfEpoch(state, vault, entry, root) {
  if (!entry) return false;
  const recipient = await recipientOf(await vaultIdentity(root, vault, entry.number));
  if (recipient !== entry.recipient) return false;
  const key = signingKeyOf(state, entry.signer);
  return !key || verify(key, epochStatement({ vault, epoch: entry.number, recipient }), unbase64(entry.signature));
}

/**
 * Give the root of an epoch, walking back from a newer one where needed.
 * @param {State} state
 * @param {OpenVault} vault
 * @param {number} epoch
 * @returns {Promise<Bytes>}
 * @throws {Refusal} where history does not reach that far
 */
export async function rootOf(state, vault, epoch) {
  const known = vault.roots.get(epoch);
  if (known) return known;
  const blob = vault.previous.get(epoch + 1);
  if (epoch < 1 || epoch >= vault.epoch || !blob) throw new Refusal("no-vault");
  const root = await openPrevious(await rootOf(state, vault, epoch + 1), { vault: vault.id, epoch: epoch + 1, blob: unbase64(blob) });
  vault.roots.set(epoch, root);
  return root;
}

/**
 * @param {State} state
 * @param {{vault: string, epoch: number, root: Bytes, members: string[]}} wanted
 * @returns {Promise<NewGrant[]>}
 */
async function grantsTo(state, { vault, epoch, root, members }) {
  const { seed } = ownOf(state);
  const grants = [];
  for (const { member, recipient } of trustedOf(state, members)) {
    const { blob, signature } = await sealGrant({ vault, epoch, member, root, recipient, seed });
    grants.push({ member, blob: base64(blob), signature: base64(signature) });
  }
  return grants;
}

/**
 * @param {State} state
 * @param {string} vault
 * @param {number} epoch
 * @param {Bytes} root
 */
async function signedEpoch(state, vault, epoch, root) {
  const recipient = await recipientOf(await vaultIdentity(root, vault, epoch));
  return { recipient, signature: base64(await sign(ownOf(state).seed, epochStatement({ vault, epoch, recipient }))) };
}

/** @param {State} state @param {string[]} members @returns {string[]} with me, everybody once @throws {Refusal} for fewer than two */
function enough(state, members) {
  const all = [...new Set([ownOf(state).member, ...members])];
  if (all.length < AT_LEAST) throw new Refusal("second-holder");
  return all;
}

/**
 * @param {State} state
 * @param {{kind: string, holders: string[]}} wanted holders besides me
 * @returns {Promise<{id: string, kind: string, recipient: string, signature: string, grants: NewGrant[]}>} ready to post
 * @throws {Refusal} for a holder who is not trusted, or too few
 */
export async function createVault(state, { kind, holders }) {
  const members = enough(state, holders);
  const id = newUuid();
  const root = newRoot();
  const grants = await grantsTo(state, { vault: id, epoch: 1, root, members });
  const signed = await signedEpoch(state, id, 1, root);
  state.vaults.set(id, { id, kind, epoch: 1, roots: new Map([[1, root]]), identities: new Map(), previous: new Map(), worked: 1 });
  keep(state, id, 1, root);
  return { id, kind, ...signed, grants };
}

/**
 * Let colleagues in; what was sealed in earlier epochs opens to them as well, by walking back.
 * @param {State} state
 * @param {{vault: string, members: string[]}} wanted
 * @returns {Promise<{epoch: number, grants: NewGrant[]}>} ready to post
 */
export async function grant(state, { vault, members }) {
  const open = vaultOf(state, vault);
  const root = await rootOf(state, open, open.epoch);
  return { epoch: open.epoch, grants: await grantsTo(state, { vault, epoch: open.epoch, root, members }) };
}

/**
 * Begin a new epoch, without those who shall open nothing from now on. The keeper goes on with the old one until openVaults is told that the server took it.
 * @param {State} state
 * @param {{vault: string, without: string[], holders: string[]}} wanted holders: everybody who stays or comes, besides me
 * @returns {Promise<{number: number, recipient: string, signature: string, previous: string, without: string[], grants: NewGrant[]}>} ready to post
 */
export async function rotate(state, { vault, without, holders }) {
  const open = vaultOf(state, vault);
  if (without.includes(ownOf(state).member)) throw new Refusal("not-oneself");
  const members = enough(
    state,
    holders.filter((member) => !without.includes(member)),
  );
  const number = open.epoch + 1;
  const root = newRoot();
  const grants = await grantsTo(state, { vault, epoch: number, root, members });
  const previous = await sealPrevious(root, { vault, epoch: number, previous: await rootOf(state, open, open.epoch) });
  return { number, ...(await signedEpoch(state, vault, number, root)), previous: base64(previous), without, grants };
}

/**
 * Forget the roots of a vault that was destroyed.
 * @param {State} state
 * @param {{vault: string}} wanted
 */
export async function forget(state, { vault }) {
  state.vaults.delete(vault);
  if (state.roots[vault]) state.keyringChanged = true;
  delete state.roots[vault];
}

/**
 * @param {State} state
 * @param {OpenVault} vault
 * @param {number} epoch
 * @returns {Promise<string>} the age identity of an epoch
 */
export async function identityOf(state, vault, epoch) {
  const known = vault.identities.get(epoch);
  if (known) return known;
  const identity = await vaultIdentity(await rootOf(state, vault, epoch), vault.id, epoch);
  vault.identities.set(epoch, identity);
  return identity;
}

/**
 * @param {State} state
 * @param {OpenVault} vault
 * @param {number} epoch
 * @returns {Promise<string>} what is sealed to in that epoch: worked out from the root, never taken from the server
 */
export async function recipientAt(state, vault, epoch) {
  return recipientOf(await identityOf(state, vault, epoch));
}
