import assert from "node:assert/strict";
import { test } from "node:test";
import { TooWeak, random } from "./bytes.js";
import { FLOOR, derive } from "./staff.js";

const cases = {
  "half the memory": { memoryKib: 65536 },
  "one KiB too little": { memoryKib: 131071 },
  "two passes": { passes: 2 },
  "no lane": { lanes: 0 },
  "memory as text": { memoryKib: "131072" },
  "nothing for passes": { passes: undefined },
  "infinite passes": { passes: Infinity },
  "so much memory that the browser ends": { memoryKib: 2 ** 31 },
};

for (const [name, change] of Object.entries(cases)) {
  test(`${name}: refused before the passphrase is used`, async () => {
    const passphrase = { normalize: () => assert.fail("the passphrase was used") };
    await assert.rejects(derive(passphrase, random(16), { ...FLOOR, ...change }), TooWeak);
  });
}

test("a salt that is not 16 bytes is refused", async () => {
  for (const length of [0, 8, 15, 17, 32]) await assert.rejects(derive("fictional", random(length), FLOOR), TooWeak);
});

test("the floor is what the format says", () => assert.deepEqual({ ...FLOOR }, { memoryKib: 131072, passes: 3, lanes: 1 }));
