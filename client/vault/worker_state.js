// What the worker knows while it is unlocked. It ends with the worker; nothing of it is written anywhere.

/** A refusal: `code` goes over to the page, which has a sentence for it; `detail` says which members or words it is about, never a secret. */
export class Refusal extends Error {
  name = "Refusal";
  /** @param {string} code @param {unknown} [detail] */
  constructor(code, detail = undefined) {
    super(code);
    this.code = code;
    this.detail = detail;
  }
}

/**
 * @typedef {Uint8Array<ArrayBuffer>} Bytes
 * @typedef {{member: string, identity: string, seed: Bytes, created: string, recipient: string, signingKey: Bytes}} Own
 * @typedef {{member: string, state: "trusted" | "unvouched" | "changed" | "bad", vouched: boolean, active: boolean, recipient: string, signingKey: Bytes | null,
 *   organisation: string, bundle: import("./directory.js").SignedBundle | null}} Known
 * @typedef {{id: string, kind: string, epoch: number, roots: Map<number, Bytes>, identities: Map<number, string>, previous: Map<number, string>, worked: number}} OpenVault
 *
 * @typedef {object} State
 * @property {{auth: Bytes, kek: Bytes} | null} derived what the last passphrase or kit gave
 * @property {Own | null} own my secret keys
 * @property {string} rootKey base64 of the key on which trust rests; empty before there is one
 * @property {Record<string, [string, string]>} pins member to [recipient, signing key in base64]
 * @property {Record<string, Record<string, string>>} roots vault to epoch to root in base64: the keyring's own shape
 * @property {number} keyringVersion that the server has; 0 for none
 * @property {boolean} keyringChanged
 * @property {Map<string, Known>} people
 * @property {Map<string, OpenVault>} vaults
 * @property {Awaited<ReturnType<typeof import("./files.js").sealInParts>> | null} sealing the file that is being sealed
 */

/** @returns {State} locked and empty */
export function newState() {
  return {
    derived: null,
    own: null,
    rootKey: "",
    pins: {},
    roots: {},
    keyringVersion: 0,
    keyringChanged: false,
    people: new Map(),
    vaults: new Map(),
    sealing: null,
  };
}

/** @param {State} state @returns {Own} @throws {Refusal} while locked */
export function ownOf(state) {
  if (!state.own) throw new Refusal("locked");
  return state.own;
}

/** @param {State} state @param {string} vault @returns {OpenVault} @throws {Refusal} for a vault that was not opened */
export function vaultOf(state, vault) {
  const open = state.vaults.get(vault);
  if (!open) throw new Refusal("no-vault");
  return open;
}

/**
 * Give the keys of members to whom something may be sealed.
 * @param {State} state
 * @param {string[]} members
 * @returns {Known[]} in the same order
 * @throws {Refusal} naming everybody who is not trusted: not vouched for, changed, badly signed, gone or unknown
 */
export function trustedOf(state, members) {
  const doubtful = members.filter((member) => {
    const known = state.people.get(member);
    return known?.state !== "trusted" || !known.active;
  });
  if (doubtful.length > 0) throw new Refusal("not-trusted", doubtful);
  return members.map((member) => /** @type {Known} */ (state.people.get(member)));
}

/**
 * Give the key with which a member signs, if what they sign may count.
 * @param {State} state
 * @param {string} member
 * @returns {Bytes | null}
 */
export function signingKeyOf(state, member) {
  const known = state.people.get(member);
  return known?.state === "trusted" ? known.signingKey : null;
}
