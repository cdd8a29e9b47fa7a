// The worker's side of a run: load the solver, once its bytes are known to be the right ones; answer; say how far it is.

import { readInstance } from "./instance.js";
import { compared, explain, whatIf } from "./explaining.js";
import { runnerOf } from "./running.js";
import { solveRound } from "./solving.js";

/**
 * @typedef {import("./solving.js").Outcome} Outcome
 * @typedef {import("./solving.js").Proposal} Proposal
 * @typedef {{solve: {instance: unknown, limit?: number}, explain: {instance: unknown, outcome: Outcome, cards: string[]},
 *   whatIf: {instance: unknown, outcome: Outcome, force: Proposal, limit?: number}}} Asked
 * @typedef {{solve: Outcome, explain: import("./explaining.js").Explanation[],
 *   whatIf: {codes: string[], outcome: Outcome | null, compared: import("./explaining.js").Compared | null}}} Answered
 * @typedef {{load: (options: any) => Promise<import("highs").Highs>, sha256: string}} Solver
 * @typedef {{postMessage: (message: unknown) => void, onmessage: ((event: MessageEvent) => void) | null}} Scope
 */

/** The solver's bytes are not those this script was built with, or did not come at all. */
export class NotTheSolver extends Error {
  name = "NotTheSolver";
}

/**
 * Answer what is asked through a scope: first `{wasm: address}`, then `{id, call, wanted}`.
 * @param {Scope} scope
 * @param {Solver} solver
 */
export function serve(scope, solver) {
  /** @type {Promise<import("./running.js").Run> | null} */
  let running = null;
  scope.onmessage = async ({ data }) => {
    try {
      if (data.wasm) running ??= started(solver, data.wasm);
      if (!data.call) return;
      const run = await running;
      if (!run) throw new NotTheSolver("no solver was named");
      const answer = answerTo(run, data.call, data.wanted, (progress) => scope.postMessage({ id: data.id, progress }));
      scope.postMessage({ id: data.id, answer });
    } catch (problem) {
      const { name, message } = /** @type {Error} */ (problem);
      if (data.call) scope.postMessage({ id: data.id, problem: { code: name, message } });
    }
  };
}

/** @param {Solver} solver @param {string} address */
async function started({ load, sha256 }, address) {
  const answer = await fetch(address, { credentials: "omit" });
  if (!answer.ok) throw new NotTheSolver(`the solver did not come: ${answer.status}`);
  return runnerOf(await load({ wasmBinary: await checked(await answer.arrayBuffer(), sha256) }));
}

/**
 * Give the bytes back if their hash is this one.
 * @param {ArrayBuffer} bytes
 * @param {string} sha256 hex
 * @throws {NotTheSolver}
 */
export async function checked(bytes, sha256) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  const found = [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  if (found !== sha256) throw new NotTheSolver("these are other bytes than this script was built with");
  return bytes;
}

/**
 * @param {import("./running.js").Run} run @param {string} call @param {any} wanted
 * @param {(progress: import("./running.js").Progress) => void} progress
 */
function answerTo(run, call, wanted, progress) {
  const instance = readInstance(wanted.instance);
  const limit = wanted.limit ?? 60;
  if (call === "explain") return wanted.cards.map((/** @type {string} */ card) => explain(instance, wanted.outcome, card));
  if (call === "solve") return solveRound(instance, run, { limit, progress });
  const asked = whatIf(instance, wanted.outcome, wanted.force);
  if (asked.codes.length) return { codes: asked.codes, outcome: null, compared: null };
  const outcome = solveRound(asked.instance, run, { ...asked.options, limit, progress, prices: false });
  return { codes: [], outcome, compared: outcome.status === "impossible" ? null : compared(instance, wanted.outcome, outcome) };
}
