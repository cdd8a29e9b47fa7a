import assert from "node:assert/strict";
import { test } from "node:test";
import { keepItem } from "./acts.js";
import { destroyKit, hasPassed, keepKitOn, lastKitDay } from "./kit.js";
import { uuid } from "./made_for_tests.js";
import { newOpening, openCase } from "./opening.js";
import { world } from "./world_for_tests.js";

test("a kit whose box went while the line broke is let go by the next press", async () => {
  const server = world();
  const hands = server.desk("ME-AMA1NA");
  const { shell } = await openCase(hands, { alias: "Heron", crisis: "CR-7Q4MZK", holders: { case: ["ME-Z0YA00"] } }, newOpening());
  const kit = await keepItem(hands, shell.id, "kit", { strongbox: uuid(7), holders: ["ME-AMA1NA", "ME-Z0YA00"], made_on: "2026-11-01" });
  const boxes = new Set([uuid(7)]);
  const { post } = hands.context.api;
  hands.context.api.post = async (address, body) => {
    if (!address.startsWith("/desk/vault/strongboxes/")) return post(address, body);
    if (!boxes.delete(address.split("/")[4])) throw Object.assign(new Error("gone"), { status: 404 });
    return {};
  };
  server.failOnce(`/desk/vault/vaults/${shell.vault}/records/`);
  await assert.rejects(destroyKit(hands, shell.id, kit));
  assert.equal(boxes.size, 0);
  await destroyKit(hands, shell.id, kit);
  assert.deepEqual(hands.store.items(shell.id, "kit").map(({ body }) => [body.strongbox, body.holders]), [["", []]]);
});

test("whoever does not share a kit cannot say that it is gone", async () => {
  const server = world();
  const hands = server.desk("ME-AMA1NA");
  const { shell } = await openCase(hands, { alias: "Heron", crisis: "CR-7Q4MZK", holders: { case: ["ME-Z0YA00"] } }, newOpening());
  const kit = await keepItem(hands, shell.id, "kit", { strongbox: uuid(8), holders: ["ME-Z0YA00", "ME-MA1KA0"] });
  await assert.rejects(destroyKit(hands, shell.id, kit), TypeError);
  assert.equal(hands.store.items(shell.id, "kit")[0].body.strongbox, uuid(8));
});

test("a kit is kept until the end of the sixth month, or as long as the consent to it holds", () => {
  assert.equal(lastKitDay("2026-11-23"), "2027-05-31");
  assert.equal(lastKitDay("2026-08-31"), "2027-02-28");
  assert.equal(lastKitDay("2026-11-23", "2027-01-10"), "2027-01-10");
  assert.equal(lastKitDay("2026-11-23", "2028-01-10"), "2027-05-31");
});

test("a kit that was kept on at the server, while the line broke, is kept on in the case by the next press", async () => {
  const server = world();
  const hands = server.desk("ME-AMA1NA");
  const { shell } = await openCase(hands, { alias: "Heron", crisis: "CR-7Q4MZK", holders: { case: ["ME-Z0YA00"] } }, newOpening());
  const kit = await keepItem(hands, shell.id, "kit", { strongbox: uuid(9), holders: ["ME-AMA1NA", "ME-Z0YA00"], until: "2026-12-01" });
  const days = [];
  const { post } = hands.context.api;
  hands.context.api.post = async (address, body) => (address === `/desk/vault/strongboxes/${uuid(9)}/renew/` ? days.push(body.expires_on) : post(address, body));
  server.failOnce(`/desk/vault/vaults/${shell.vault}/records/`);
  await assert.rejects(keepKitOn(hands, shell.id, kit, "2027-05-31"));
  await keepKitOn(hands, shell.id, hands.store.items(shell.id, "kit")[0], "2027-05-31");
  assert.deepEqual(days, ["2027-05-31", "2027-05-31"]);
  assert.equal(hands.store.items(shell.id, "kit")[0].body.until, "2027-05-31");
});

test("a kit whose day has passed is put away by anybody, and nothing is asked of the server's boxes", async () => {
  const server = world();
  const hands = server.desk("ME-AMA1NA");
  const { shell } = await openCase(hands, { alias: "Heron", crisis: "CR-7Q4MZK", holders: { case: ["ME-Z0YA00"] } }, newOpening());
  const kit = await keepItem(hands, shell.id, "kit", { strongbox: uuid(9), holders: ["ME-Z0YA00", "ME-MA1KA0"], until: "2026-11-22" });
  assert.equal(hasPassed(kit, "2026-11-22"), false);
  assert.equal(hasPassed(kit, "2026-11-23"), true);
  await destroyKit(hands, shell.id, kit);
  assert.equal(hands.store.items(shell.id, "kit")[0].body.strongbox, "");
  assert.deepEqual(server.posted.filter(([, address]) => String(address).includes("strongboxes")), []);
});
