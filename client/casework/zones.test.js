import assert from "node:assert/strict";
import { test } from "node:test";
import { fromZone, inZone, isZone } from "./zones.js";

test("a time in a zone is the same moment on every clock, half hours and quarter hours too", () => {
  for (const [local, zone, at] of [
    ["2026-11-24T08:30", "Europe/Moscow", "2026-11-24T05:30Z"],
    ["2026-11-24T08:30", "Asia/Kathmandu", "2026-11-24T02:45Z"],
    ["2026-07-01T08:30", "Europe/Paris", "2026-07-01T06:30Z"],
    ["2026-11-24T08:30", "America/St_Johns", "2026-11-24T12:00Z"],
    ["2026-11-24T08:30", "UTC", "2026-11-24T08:30Z"],
  ]) {
    assert.equal(fromZone(local, zone), at);
    assert.equal(inZone(at, zone), local);
  }
});

test("an hour that there is twice is the earlier one, one that there never is the next after it", () => {
  assert.equal(fromZone("2026-10-25T02:30", "Europe/Paris"), "2026-10-25T00:30Z");
  assert.equal(fromZone("2026-03-29T02:30", "Europe/Paris"), "2026-03-29T01:30Z");
});

test("whatever a clock shows leads back to itself, over a whole year", () => {
  for (const zone of ["Europe/Paris", "Asia/Tehran", "America/New_York", "Australia/Lord_Howe"]) {
    for (let at = Date.parse("2026-01-01T00:00Z"); at < Date.parse("2027-01-01T00:00Z"); at += 7 * 3_600_000 + 300_000) {
      const moment = `${new Date(at).toISOString().slice(0, 16)}Z`;
      const local = inZone(moment, zone);
      assert.equal(inZone(fromZone(local, zone), zone), local);
    }
  }
});

test("what is no zone is not taken for one", () => {
  assert.deepEqual(["Europe/Nowhere", "", "banana", "UTC", "Asia/Tbilisi"].map(isZone), [false, false, false, true, true]);
});
