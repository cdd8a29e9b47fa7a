// Starts the solver of placement: a worker of its own, from the address that the page named at the beginning, with bytes that the worker checks.

import { NoAnswer, solverOver } from "../placement/asking.js";
import { startWorker } from "../vault/keeper.js";

/**
 * @returns {ReturnType<typeof solverOver>}
 * @throws {NoAnswer} `no-worker` where this browser starts none
 */
export function openSolver() {
  const { solver = "", solverWasm = "" } = document.getElementById("sealed")?.dataset ?? {};
  if (!solver || !solverWasm) throw new NoAnswer("no-worker");
  try {
    return solverOver(/** @type {any} */ (startWorker(solver)), new URL(solverWasm, location.href).href);
  } catch {
    throw new NoAnswer("no-worker");
  }
}
