import assert from "node:assert/strict";
import { test } from "node:test";
import { argon2id, hasWasm } from "./argon.js";
import { hex, utf8 } from "./bytes.js";

test("Argon2id gives what other programs give", async () => {
  // argon2-cffi 25.1: hash_secret_raw(b"password", b"somesalt01234567", 2, 64, 1, 32, Type.ID)
  const key = await argon2id(utf8("password"), utf8("somesalt01234567"), { memoryKib: 64, passes: 2, lanes: 1 });
  assert.equal(hex(key), "1d7d253d9a6407becf3ac997df21010da26867f76992bc24bbb7b714c13ad0b5");
});

test("with WebAssembly the beginning and the end are told", async () => {
  assert.ok(hasWasm());
  const shares = [];
  await argon2id(utf8("password"), utf8("somesalt01234567"), { memoryKib: 64, passes: 1, lanes: 1 }, { progress: (share) => shares.push(share) });
  assert.deepEqual(shares, [0, 1]);
});

test("a policy that forbids WebAssembly is noticed", (context) => {
  context.mock.method(WebAssembly, "Module", () => {
    throw new WebAssembly.CompileError("refused by the policy");
  });
  assert.ok(!hasWasm());
});
