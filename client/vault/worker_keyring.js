// What the worker remembers from visit to visit, sealed to oneself: the root key, the keys that were seen, the vaults that were opened.

import { base64, unbase64 } from "./bytes.js";
import { fingerprint } from "./signing.js";
import { openKeyring, sealKeyring as seal } from "./staff.js";
import { ownOf } from "./worker_state.js";

/** @typedef {import("./worker_state.js").State} State */

/**
 * Take in the keyring that the server has. One that is loaded already is joined with it; what this browser saw itself counts more.
 * @param {State} state
 * @param {{keyring: {version: number, blob: string} | null, root_key: string, expected?: string, anew?: boolean}} wanted root_key: what the server calls the
 *   coalition's; expected: what the invitation called it; anew: give up a keyring that cannot be read
 * @returns {Promise<{problem: "" | "root-changed" | "root-first" | "keyring-unreadable", root: string}>} root: the words of the root key. With root-changed the one
 *   known before stays; with keyring-unreadable nobody is trusted until somebody who compared the words begins anew
 */
export async function loadKeyring(state, { keyring, root_key, expected = "", anew = false }) {
  const own = ownOf(state);
  const mine = base64(own.signingKey);
  state.keyringVersion = keyring?.version ?? 0;
  let known = state.rootKey || expected;
  if (keyring && !anew) {
    const found = await opened(state, keyring);
    if (!found) return { problem: "keyring-unreadable", root: await wordsOf(root_key) };
    known = base64(found.rootKey) || known;
    state.pins = { ...found.pins, ...state.pins };
    for (const [vault, roots] of Object.entries(found.roots)) if (newestOf(roots) >= newestOf(state.roots[vault] ?? {})) state.roots[vault] = roots;
  }
  const isFirst = known === "";
  state.rootKey = known || root_key;
  state.keyringChanged ||= isFirst || anew || !keyring;
  const problem =
    root_key !== "" && root_key !== state.rootKey ? "root-changed" : isFirst && root_key !== "" && root_key !== mine ? "root-first" : "";
  return { problem, root: await wordsOf(state.rootKey) };
}

/** @param {Record<string, string>} roots @returns {number} */
function newestOf(roots) {
  return Math.max(0, ...Object.keys(roots).map(Number));
}

/** @param {string} key base64 @returns {Promise<string>} eight words, or nothing */
async function wordsOf(key) {
  return key === "" ? "" : (await fingerprint(unbase64(key))).join(" ");
}

/** @param {State} state @param {{version: number, blob: string}} keyring */
async function opened(state, { version, blob }) {
  const own = ownOf(state);
  try {
    return await openKeyring(own.seed, { member: own.member, version, blob: unbase64(blob) });
  } catch (problem) {
    if (problem instanceof Error && /^(?:NotSealed|WrongContext|NotUnpadded)$/.test(problem.name)) return null;
    throw problem;
  }
}

/**
 * @param {State} state
 * @returns {Promise<{version: number, blob: string} | null>} ready to post; null when nothing is new
 */
export async function sealKeyring(state) {
  const own = ownOf(state);
  if (!state.keyringChanged || state.rootKey === "") return null;
  const version = state.keyringVersion + 1;
  const blob = await seal(own.seed, { member: own.member, version, pins: state.pins, rootKey: unbase64(state.rootKey), roots: state.roots });
  return { version, blob: base64(blob) };
}

/**
 * Note that the server has taken the keyring sealed last.
 * @param {State} state
 * @param {{version: number}} wanted
 */
export async function keyringSaved(state, { version }) {
  ownOf(state);
  state.keyringVersion = version;
  state.keyringChanged = false;
}
