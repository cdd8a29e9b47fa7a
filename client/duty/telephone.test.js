import assert from "node:assert/strict";
import { test } from "node:test";
import { NOTICES, languageOf, noticeIn } from "./notices.js";
import { isRung, join, leave } from "./telephone.js";
import { WORDS } from "./words.js";

const KEY = "BAEC_-8";
const ENDPOINT = "https://push.example/send/invented";

/** A browser in memory, and what it was asked. */
function browser({ permission = "granted", answers = /** @type {Record<string, any>} */ ({}), subscribes = true } = {}) {
  const asked = /** @type {any[]} */ ([]);
  let subscription = /** @type {any} */ (null);
  const made = { endpoint: ENDPOINT, unsubscribe: async () => ((subscription = null), true) };
  const registration = /** @type {any} */ ({
    pushManager: {
      getSubscription: async () => subscription,
      subscribe: async (/** @type {any} */ options) => {
        asked.push(["subscribe", options.userVisibleOnly, [...options.applicationServerKey]]);
        if (!subscribes) throw new DOMException("no push service", "AbortError");
        return (subscription = made);
      },
    },
    unregister: async () => asked.push(["unregister"]),
  });
  return {
    asked,
    permit: async () => (asked.push(["permit"]), permission),
    register: async () => (asked.push(["register"]), registration),
    registered: async () => registration,
    post: async (/** @type {string} */ path, /** @type {object} */ body) => {
      asked.push([path, body]);
      const answer = answers[path] ?? (path === "/duty/look/" ? { status: 200, said: { key: KEY } } : { status: 200, said: { done: true } });
      if (answer instanceof Error) throw answer;
      return answer;
    },
  };
}

test("a telephone gives its link and where it is rung, and no key", async () => {
  const here = browser();
  assert.equal(await join(here, "token"), "joined");
  assert.deepEqual(here.asked, [
    ["/duty/look/", { token: "token" }],
    ["permit"],
    ["register"],
    ["subscribe", true, [4, 1, 2, 255, 239]],
    ["/duty/join/", { token: "token", endpoint: ENDPOINT }],
  ]);
  assert.equal(await isRung(here), true);
});

test("whose link is over is asked for nothing", async () => {
  for (const [code, said] of [["link-over", "linkOver"], ["not-there", "linkOver"], ["signed-in", "signedIn"], ["other", "failed"]]) {
    const here = browser({ answers: { "/duty/look/": { status: 422, said: { code } } } });
    assert.equal(await join(here, "token"), said);
    assert.equal(here.asked.length, 1);
  }
  assert.equal(await join(browser(), ""), "noLink");
});

test("whoever refuses, or cannot be rung, is told so", async () => {
  const refusing = browser({ permission: "denied" });
  assert.equal(await join(refusing, "token"), "refused");
  assert.deepEqual(refusing.asked.at(-1), ["permit"]);
  assert.equal(await join(browser({ subscribes: false }), "token"), "cannot");
  assert.equal(await join(browser({ answers: { "/duty/join/": { status: 422, said: { code: "not-a-service" } } } }), "token"), "cannot");
});

test("after a broken line the same telephone goes on with the same address", async () => {
  const answers = /** @type {Record<string, any>} */ ({ "/duty/join/": new TypeError("the line broke") });
  const here = browser({ answers });
  assert.equal(await join(here, "token"), "failed");
  delete answers["/duty/join/"];
  assert.equal(await join(here, "token"), "joined");
  assert.equal(here.asked.filter(([what]) => what === "subscribe").length, 1);
});

test("a telephone that leaves is rung no more", async () => {
  const here = browser();
  await join(here, "token");
  assert.equal(await leave(here), "stopped");
  assert.equal(await isRung(here), false);
  assert.deepEqual(here.asked.at(-1), ["unregister"]);
});

test("the notice is one sentence in the telephone's language, English where it is another", () => {
  assert.deepEqual([languageOf("sv-SE"), languageOf("ar"), languageOf("pl"), languageOf("__proto__")], ["sv", "ar", "en", "en"]);
  assert.equal(noticeIn("ar-EG").options.dir, "rtl");
  for (const lang of Object.keys(NOTICES)) assert.deepEqual(Object.keys(noticeIn(lang).options).sort(), ["dir", "lang", "renotify", "requireInteraction", "tag"]);
});

test("every language has every sentence, and none is another's", () => {
  assert.deepEqual(Object.keys(WORDS), Object.keys(NOTICES));
  for (const words of Object.values(WORDS)) assert.deepEqual(Object.keys(words), Object.keys(WORDS.en ?? {}));
  const all = Object.values(WORDS).flatMap((words) => Object.values(words));
  assert.equal(new Set(all).size, all.length);
});
