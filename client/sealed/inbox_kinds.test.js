import assert from "node:assert/strict";
import { test } from "node:test";
import { look, sizeOf } from "./inbox_kinds.js";

const bytes = (...parts) => new Uint8Array(Buffer.concat(parts.map((part) => Buffer.from(part))));
const png = (width, height) => {
  const head = Buffer.alloc(24);
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]).copy(head);
  head.writeUInt32BE(width, 16);
  head.writeUInt32BE(height, 20);
  return new Uint8Array(head);
};

test("a picture is told by its first bytes", () => {
  assert.equal(look(png(800, 600)).kind, "image");
  assert.equal(look(bytes("GIF89a", [3, 0, 2, 0, 0])).kind, "image");
  assert.deepEqual(sizeOf(bytes([0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xc0, 0, 17, 8, 1, 0, 2, 0, 3, 1, 1, 1, 1]), "jpg"), [512, 256]);
});

test("a picture that claims to be enormous is not decoded", () => {
  assert.equal(look(png(60_000, 60_000)).kind, "other");
  assert.match(look(png(60_000, 60_000)).why, /larger/);
});

test("a picture that is cut short is not one", () => {
  assert.equal(look(png(800, 600).subarray(0, 18)).kind, "other");
  assert.deepEqual(sizeOf(bytes([0xff, 0xd8, 0xff]), "jpg"), [0, 0]);
});

test("pages, drawings and documents are not shown, whatever they are called", () => {
  for (const words of ["<!doctype html><p>", "<svg onload=alert(1)>", "\n <?xml version='1.0'?><svg/>", "hello <script>x</script>", "<a href=x>"]) {
    assert.equal(look(bytes(words)).kind, "other", words);
  }
  assert.equal(look(bytes("%PDF-1.7")).kind, "other");
  assert.equal(look(bytes([0x50, 0x4b, 3, 4])).ending, "zip");
  assert.equal(look(bytes([0, 1, 2, 3])).kind, "other");
  assert.equal(look(bytes([])).kind, "other");
});

test("plain words are text", () => {
  assert.equal(look(bytes("Они приходили вечером.\nوصلوا مساء")).kind, "text");
});
