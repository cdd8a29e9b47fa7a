import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import loadHighs from "highs";
import { NoAnswer, solverOver } from "./asking.js";
import { NotTheSolver, checked, serve } from "./serving.js";
import { group, round, way } from "./round_for_tests.js";

const bytes = readFileSync(new URL("../../node_modules/highs/build/highs.wasm", import.meta.url));
const sha256 = createHash("sha256").update(bytes).digest("hex");
const address = `data:application/wasm;base64,${bytes.toString("base64")}`;
const small = round([way("w", { persons: 1 })], [group("a", { w: 900 }), group("b", { w: 500 })]);

/** Both ends of a worker, in one place; what is said arrives later, as it does there. */
function started(hash = sha256) {
  const scope = { onmessage: null, postMessage: (data) => queueMicrotask(() => port.onmessage({ data })) };
  const port = { onmessage: null, terminated: false, postMessage: (data) => queueMicrotask(() => scope.onmessage({ data: structuredClone(data) })), terminate: () => (port.terminated = true) };
  serve(/** @type {any} */ (scope), { load: loadHighs, sha256: hash });
  return { port, solver: solverOver(/** @type {any} */ (port), address) };
}

test("a round goes to the worker and its answer comes back, with explanations and what-ifs", async () => {
  const { solver } = started();

  const outcome = await solver.ask("solve", { instance: small });
  const [told] = await solver.ask("explain", { instance: small, outcome, cards: ["a"] });
  const other = await solver.ask("whatIf", { instance: small, outcome, force: { card: "b", way: "w" } });

  assert.deepEqual(outcome.placed.chosen, [{ card: "a", way: "w" }]);
  assert.equal(told?.proposed?.way, "w");
  assert.deepEqual(other.compared?.displaced.map((one) => one.card), ["a"]);
});

test("other bytes than the script was built with are never run", async () => {
  const { solver } = started("0".repeat(64));

  await assert.rejects(solver.ask("solve", { instance: small }), (problem) => problem instanceof NoAnswer && problem.code === "NotTheSolver");
  await assert.rejects(checked(new ArrayBuffer(4), sha256), NotTheSolver);
});

test("to cancel ends the worker, and whoever waits hears of it", async () => {
  const { port, solver } = started();
  const waiting = assert.rejects(solver.ask("solve", { instance: small }), (problem) => problem.code === "cancelled");

  solver.cancel();

  await waiting;
  assert.equal(port.terminated, true);
  await assert.rejects(solver.ask("solve", { instance: small }), NoAnswer);
});

test("what is no round comes back as a refusal", async () => {
  await assert.rejects(started().solver.ask("solve", { instance: {} }), (problem) => problem.code === "Unreadable");
});
