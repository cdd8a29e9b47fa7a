import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { ask } from "./asking.js";
import { Trouble } from "./trouble.js";

/** @param {number} status @param {unknown} body */
const json = (status, body) => new Response(JSON.stringify(body), { status });

beforeEach(() => {
  mock.timers.enable({ apis: ["setTimeout"] });
  Object.assign(globalThis, { addEventListener() {}, removeEventListener() {} });
});
afterEach(() => {
  mock.timers.reset();
  mock.restoreAll();
});

/**
 * Let the answers come one after the other, the last one again and again; time passes by itself.
 * @param {(() => Response)[]} answers
 */
function answering(answers) {
  const asked = mock.method(globalThis, "fetch", async () => (answers.length > 1 ? /** @type {() => Response} */ (answers.shift()) : /** @type {() => Response} */ (answers[0]))());
  return asked;
}

/** @template T @param {Promise<T>} promise @returns {Promise<T>} */
async function inTime(promise) {
  let over = false;
  const done = promise.finally(() => {
    over = true;
  });
  done.catch(() => {});
  while (!over) {
    await new Promise((next) => setImmediate(next));
    if (!over) mock.timers.tick(1000);
  }
  return done;
}

const down = () => {
  throw new TypeError("no line");
};

test("an answer is given as it is", async () => {
  answering([() => json(200, { sequence: 1 })]);
  assert.deepEqual(await inTime(ask("/x/", { body: {} })), { sequence: 1 });
});

test("a line that breaks is tried again, and the person is told how long", async () => {
  const asked = answering([down, down, () => json(200, { ok: 1 })]);
  /** @type {string[]} */
  const told = [];
  await inTime(ask("/x/", { tell: (word, values) => told.push(`${word} ${values?.seconds}`) }));
  assert.equal(asked.mock.callCount(), 3);
  assert.deepEqual(told, ["waiting 2", "waiting 1", "waiting 4", "waiting 3", "waiting 2", "waiting 1"]);
});

test("tries end, and it is said that it may have arrived", async () => {
  const asked = answering([down]);
  await assert.rejects(inTime(ask("/x/", { body: {} })), (error) => error instanceof Trouble && error.word === "offline" && error.perhaps);
  assert.equal(asked.mock.callCount(), 6);
});

test("what the server refuses is not tried again", async () => {
  const asked = answering([() => json(409, { code: "closed", problem: "…" })]);
  await assert.rejects(inTime(ask("/x/", { body: {} })), (error) => error instanceof Trouble && error.word === "closed" && !error.perhaps && error.code === "closed");
  assert.equal(asked.mock.callCount(), 1);
});

test("a crowd is waited for", async () => {
  const asked = answering([() => json(429, { code: "busy" }), () => json(200, { sequence: 1 })]);
  await inTime(ask("/x/", { body: {} }));
  assert.equal(asked.mock.callCount(), 2);
});

test("a page of the line's owner is no answer of ours", async () => {
  answering([() => new Response("<p>Sign in to this network</p>", { status: 200 })]);
  await assert.rejects(inTime(ask("/x/", { body: {} })), (error) => error instanceof Trouble && error.word === "offline" && error.perhaps);
});
