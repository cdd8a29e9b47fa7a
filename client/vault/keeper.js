// The page's side of the keys: it asks, the worker answers. No root, identity, wrapping key or keyring ever comes over here.

/** A refusal of the worker, or a failure in it; the code says which, and client/sealed/words.js has the sentence. */
export class KeeperProblem extends Error {
  /** @param {string} code @param {string} [message] @param {unknown} [detail] */
  constructor(code, message = code, detail = undefined) {
    super(message);
    this.name = "KeeperProblem";
    this.code = code;
    this.detail = detail;
  }
}

/** What the worker can be asked; client/vault/worker_calls.js answers to the same names. */
export const CALLS = /** @type {const} */ ([
  "ready",
  "derive",
  "deriveKit",
  "unlock",
  "newMember",
  "newSlot",
  "loadKeyring",
  "sealKeyring",
  "keyringSaved",
  "trust",
  "accept",
  "vouch",
  "openVaults",
  "createVault",
  "grant",
  "rotate",
  "forget",
  "openRecords",
  "sealRecord",
  "openMessages",
  "sealAnswer",
  "openFile",
  "sealFile",
  "nextPart",
  "signCard",
  "sealCopy",
  "openSignatures",
  "tagSignatures",
  "beginPackage",
  "addToPackage",
  "endPackage",
  "addressesOf",
  "sealLetter",
  "labelOf",
  "openLetters",
  "signRound",
  "checkRound",
  "sealStrongbox",
  "giveShare",
  "openShares",
  "newTokenKey",
  "tokenFor",
  "blindTerms",
  "finishTerms",
]);

/**
 * @template {keyof import("./worker_calls.js").Calls} Name
 * @typedef {Parameters<import("./worker_calls.js").Calls[Name]> extends [any, infer Wanted, ...any] ? [wanted: Wanted, progress?: Progress] : [wanted?: {}]} Asked
 */

/**
 * @typedef {{postMessage: (message: unknown, transfer: Transferable[]) => void, onmessage: ((event: MessageEvent) => void) | null,
 *   onerror?: ((event: any) => void) | null, terminate?: () => void, close?: () => void}} Port
 * @typedef {(done: number, total: number) => void} Progress
 * @typedef {import("./worker_calls.js").Calls} Calls
 * @typedef {{[Name in keyof Calls]: (...asked: Asked<Name>) => Promise<Awaited<ReturnType<Calls[Name]>>>} & {lock: () => void, alive: () => boolean}} Keeper every call takes one object
 */

/**
 * Give a keeper that talks through a port.
 * @param {Port} port a worker, or one end of a channel
 * @returns {Keeper}
 */
export function keeperOver(port) {
  /** @type {Map<number, {resolve: (answer: any) => void, reject: (problem: Error) => void, progress?: Progress}>} */
  const waiting = new Map();
  let asked = 0;
  let ended = "";

  port.onmessage = ({ data }) => {
    const one = waiting.get(data.id);
    if (!one) return;
    if (data.progress) return one.progress?.(data.progress[0], data.progress[1]);
    waiting.delete(data.id);
    if (data.problem) one.reject(new KeeperProblem(data.problem.code, data.problem.message, data.problem.detail));
    else one.resolve(data.answer);
  };
  if ("onerror" in port) port.onerror = () => giveUp("no-worker");

  /** @param {string} code */
  function giveUp(code) {
    ended ||= code;
    for (const one of waiting.values()) one.reject(new KeeperProblem(code));
    waiting.clear();
  }

  /** @param {string} call @param {any} wanted @param {Progress} [progress] */
  function ask(call, wanted, progress) {
    if (ended) return Promise.reject(new KeeperProblem(ended));
    asked += 1;
    const id = asked;
    return new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject, ...(progress ? { progress } : {}) });
      port.postMessage({ id, call, wanted: wanted ?? {} }, wanted?.stream ? [wanted.stream] : []);
    });
  }

  const calls = Object.fromEntries(
    CALLS.map((call) => [call, (/** @type {any} */ wanted, /** @type {Progress} */ progress) => ask(call, wanted, progress)]),
  );
  return /** @type {Keeper} */ (
    /** @type {unknown} */ ({
      ...calls,
      alive: () => ended === "",
      /** Throw the keys away: the worker ends, whatever it was doing. */
      lock() {
        port.terminate?.();
        port.close?.();
        giveUp("locked");
      },
    })
  );
}

/** @type {{createScriptURL: (address: string) => unknown} | null} */
let policy = null;
/** @type {Set<string> | null} */
let allowed = null;

/**
 * Say once, before anything else, which scripts of this site may become workers: the keys' and the solver's. No address that comes later ever can.
 * @param {string[]} addresses empty ones are left out
 * @throws {TypeError} for one on another site, and for a second set that is not the first
 */
export function allowWorkers(addresses) {
  const named = addresses.filter(Boolean).map((address) => new URL(address, location.href));
  if (named.some(({ origin }) => origin !== location.origin)) throw new TypeError("a worker comes from this site");
  const wanted = new Set(named.map(({ href }) => href));
  if (allowed && (allowed.size !== wanted.size || [...wanted].some((one) => !allowed?.has(one)))) throw new TypeError("which workers may start was said already");
  allowed = wanted;
}

/**
 * Start a worker from one of the addresses that were named at the beginning.
 * @param {string} address of the worker's script, on this site
 * @returns {Worker}
 * @throws {TypeError} for any other address
 */
export function startWorker(address) {
  const whole = new URL(address, location.href).href;
  if (!allowed?.has(whole)) throw new TypeError("this is not the address of a worker");
  const types = /** @type {any} */ (globalThis).trustedTypes;
  policy ??= types?.createPolicy("safeconduct", {
    createScriptURL(/** @type {string} */ wanted) {
      if (!allowed?.has(wanted)) throw new TypeError("this is not the address of a worker");
      return wanted;
    },
  });
  return new Worker(/** @type {string} */ (policy ? policy.createScriptURL(whole) : whole));
}

/**
 * Start the worker that holds the keys, and give its keeper.
 * @param {string} address
 * @returns {Keeper}
 * @throws {TypeError} for an address that was not named at the beginning
 */
export function openKeeper(address) {
  return keeperOver(startWorker(address));
}
