import assert from "node:assert/strict";
import test from "node:test";
import { makeApi, Problem } from "./api.js";

/** An api whose server answers with these, and what it was asked. */
function served(...answers) {
  const asked = [];
  const ask = async (address, how) => {
    asked.push({ address, ...how });
    const answer = answers.shift();
    if (answer instanceof Error) throw answer;
    return answer;
  };
  const out = [];
  return { api: makeApi({ csrf: () => "token", signedOut: () => out.push(1), ask }), asked, out };
}

const json = (body, status = 200) => new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json" } });

test("what is sent carries the form token, and nothing is kept in any cache", async () => {
  const { api, asked } = served(json({ done: true }));
  assert.deepEqual(await api.post("/desk/vault/keyring/", { version: 1 }), { done: true });
  assert.equal(asked[0].headers["X-CSRFToken"], "token");
  assert.deepEqual([asked[0].method, asked[0].cache, asked[0].body], ["POST", "no-store", '{"version":1}']);
});

test("a refusal is a problem with the server's sentence, its code and what stands there now", async () => {
  const { api, out } = served(json({ problem: "Somebody was faster.", code: "overtaken", current: { version: 3 } }, 409));
  await assert.rejects(
    api.post("/desk/vault/keyring/"),
    (problem) =>
      problem instanceof Problem && problem.code === "overtaken" && problem.sentence === "Somebody was faster." && problem.current.version === 3,
  );
  assert.equal(out.length, 0);
});

test("a session that ended is told before anything else happens", async () => {
  const { api, out } = served(json({ problem: "Sign in.", code: "signed-out" }, 401));
  await assert.rejects(api.get("/desk/vault/me/"), (problem) => problem.code === "signed-out");
  assert.equal(out.length, 1);
});

test("no answer, and an answer that is a page, are said in words of ours", async () => {
  const { api } = served(new TypeError("fetch failed"), new Response("<h1>oops</h1>", { status: 502 }), new Response("<h1>hello</h1>"));
  await assert.rejects(api.get("/a/"), (problem) => problem.code === "offline" && problem.sentence.includes("did not answer"));
  await assert.rejects(api.get("/a/"), (problem) => problem.code === "status-502" && !problem.sentence.includes("oops"));
  await assert.rejects(api.get("/a/"), (problem) => problem.code === "not-json");
});

test("nobody but this server is asked", async () => {
  const { api, asked } = served();
  for (const address of ["https://elsewhere.example/", "//elsewhere.example/", "elsewhere"]) await assert.rejects(api.get(address), TypeError);
  assert.equal(asked.length, 0);
});
