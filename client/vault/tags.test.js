import assert from "node:assert/strict";
import test from "node:test";
import { hex, unhex } from "./bytes.js";
import { canonicalAddress, nameKey, postcodeKey, splitMail, tagOf, tagsOf } from "./tags.js";
import { vectors } from "./vectors_for_tests.js";

const { rules, addresses, names, postcodes, tags } = vectors("addresses");

test("addresses are compared as the server compares them", () => {
  for (const { mail, canonical, domain } of addresses) assert.deepEqual([canonicalAddress(mail, rules), splitMail(mail)[1]], [canonical, domain], mail);
});

test("names and postcodes are compared as the server compares them", () => {
  for (const { name, key } of names) assert.equal(nameKey(name), key, name);
  for (const { postcode, key } of postcodes) assert.equal(postcodeKey(postcode), key, postcode);
});

test("tags are the server's", () => {
  for (const { key, what, text, tag } of tags) assert.equal(hex(tagOf(unhex(key), what, text)), tag);
});

test("without a postcode nobody shares a mailbox", () => {
  const key = new Uint8Array(32);
  const signed = { mail: "us@signers.example", name: "Ada", postcode: "" };
  assert.equal(tagsOf(key, signed, rules).home.length, 0);
  assert.equal(tagsOf(key, { ...signed, postcode: "123 45" }, rules).home.length, 8);
});
