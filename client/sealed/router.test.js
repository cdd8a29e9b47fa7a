import assert from "node:assert/strict";
import test from "node:test";
import { makeRouter } from "./router.js";

/** As much of a window as a router needs: a history that goes back. */
function makePage(hash = "") {
  const stack = [{ state: null, hash }];
  let here = 0;
  let listener = () => {};
  const page = {
    location: {
      get hash() {
        return stack[here].hash;
      },
    },
    history: {
      get state() {
        return stack[here].state;
      },
      pushState(state, _title, address) {
        stack.splice(here + 1);
        stack.push({ state, hash: address });
        here += 1;
      },
      replaceState(state, _title, address) {
        stack[here] = { state, hash: address };
      },
    },
    addEventListener(_kind, listen) {
      listener = listen;
    },
    removeEventListener() {
      listener = () => {};
    },
  };
  return {
    page,
    stack,
    back() {
      here -= 1;
      listener();
    },
  };
}

test("the history names the screen and nothing within it", () => {
  const { page, stack } = makePage();
  const seen = [];
  const router = makeRouter({ moved: (path) => seen.push(path), page });
  router.start();
  router.go("/requests/9d2f0c11/answer");
  assert.deepEqual(seen.at(-1), ["requests", "9d2f0c11", "answer"]);
  assert.equal(JSON.stringify(stack).includes("9d2f0c11"), false);
  assert.equal(page.location.hash, "#/requests");
});

test("the way back leads to what was open, as long as it is remembered", () => {
  const { page, back } = makePage("#/vaults");
  const seen = [];
  const router = makeRouter({ moved: (path) => seen.push(path), page });
  router.start();
  router.go("/requests/one");
  router.go("/requests/two");
  back();
  assert.deepEqual(seen.at(-1), ["requests", "one"]);
  back();
  assert.deepEqual(seen.at(-1), ["vaults"]);
});

test("after the lock the way back knows only the screen", () => {
  const { page, back } = makePage();
  const first = makeRouter({ moved: () => {}, page });
  first.start();
  first.go("/requests/one");
  first.go("/vaults");
  first.stop();
  const seen = [];
  const second = makeRouter({ moved: (path) => seen.push(path), page });
  second.start();
  back();
  assert.deepEqual(seen.at(-1), ["requests"]);
});

test("a new way after going back forgets the one that was left", () => {
  const { page, back } = makePage();
  const seen = [];
  const router = makeRouter({ moved: (path) => seen.push(path), page });
  router.start();
  router.go("/requests/one");
  back();
  router.go("/members/ME-1");
  assert.deepEqual(seen.at(-1), ["members", "ME-1"]);
  back();
  assert.deepEqual(seen.at(-1), []);
});
