import assert from "node:assert/strict";
import test from "node:test";
import { identityOf, openWith, recipientOf } from "./ages.js";
import { random, text } from "./bytes.js";
import { openCopy, sealCopy } from "./copies.js";

test("a copy opens with the words that were told, whatever their capitals and spaces", async () => {
  const { bytes, passphrase } = await sealCopy("<p>Confidential.</p>");

  const opened = await openCopy(bytes, `  ${passphrase.toUpperCase().replaceAll(" ", "  ")} `);

  assert.equal(text(opened), "<p>Confidential.</p>");
  assert.equal(passphrase.split(" ").length, 6);
  await assert.rejects(openCopy(bytes, "other words"));
});

test("a copy to somebody's key opens with that key alone", async () => {
  const identity = identityOf(random(32));
  const { bytes, passphrase } = await sealCopy("Confidential.", await recipientOf(identity));

  assert.equal(text(await openWith(identity, bytes)), "Confidential.");
  assert.equal(passphrase, "");
});

test("what is no key is not sealed to", async () => {
  await assert.rejects(sealCopy("Confidential.", "age1nobody"));
});
