import assert from "node:assert/strict";
import test from "node:test";
import { Clash, keepCard, keepItem, newSending } from "./acts.js";
import { item } from "./made_for_tests.js";
import { newOpening, openCase } from "./opening.js";
import { keepListed, makeRegister, makeRegisters, newMaking } from "./registers.js";
import { RULE_SETS } from "./rule_sets.js";
import { responsibleFor, ruledOut } from "./ways.js";
import { ASKS, goingOf, isSettled, leaveTask, madeWorse, NEXT, NotYet, propose, reachOf, REFUSALS, roomIn, sayNo, settle, step, warningsOf, withdrawFor } from "./ways_acts.js";
import { WAY_STATES } from "./kinds_case.js";
import { world } from "./world_for_tests.js";

const ON = "2026-11-23";
const CRISIS = "CR-7Q4MZK";
const [MALIKA, ZOYA, VERA] = ["ME-MA11KA", "ME-Z0YA01", "ME-VERA01"];

/** A world whose server also knows registers: who answers the crisis may know of them, who holds one may read it. */
function stage() {
  const server = world();
  const registers = new Map();
  const demands = [{ reference: "DE-7Q4MZK", crisis: CRISIS, slug: "north", title: "Issue visas.", countries: ["LT"] }];
  const desk = (member) => {
    const hands = server.desk(member);
    const { api } = hands.context;
    const [get, post] = [api.get.bind(api), api.post.bind(api)];
    const isPartner = member !== VERA;
    api.get = async (address) => {
      const told = [...registers.values()].map((one) => ({ ...one, holders: server.vaults.get(one.vault).holders.map((who) => ({ member: who, name: who, organisation: "Boat" })) }));
      if (address === "/desk/cases/registers/") return { crises: isPartner ? [{ reference: CRISIS, slug: "north", title: "North", registers: told }] : [] };
      if (address === "/desk/cases/demands/") return { demands: isPartner ? demands : [] };
      return get(address);
    };
    api.post = async (address, body) => {
      if (address !== "/desk/cases/registers/") return post(address, body);
      registers.set(body.purpose, { purpose: body.purpose, vault: body.vault });
      return { id: body.id };
    };
    return { ...hands, registers: makeRegisters(hands.context) };
  };
  return { server, desk };
}

const way = (more = {}) => ({ kind: "pathway", country: "LT", entry: "LT", basis: "tourist-visa", takes: "both", rule_set: "ammr", ...more });

/** Malika and Zoya hold the register and one case; a way is entered and proposed. */
async function proposed() {
  const { server, desk } = stage();
  const [malika, zoya, vera] = [desk(MALIKA), desk(ZOYA), desk(VERA)];
  for (const one of [malika, zoya, vera]) await one.context.refresh();
  await makeRegister(malika, { purpose: "ways", crisis: CRISIS, holders: [ZOYA] }, newMaking());
  const pathway = await keepListed(malika, CRISIS, way({ demands: ["DE-7Q4MZK"] }));
  const opening = newOpening();
  await openCase(malika, { alias: "Heron", crisis: CRISIS, holders: { case: [ZOYA] } }, opening);
  const application = await propose(malika, opening.id, { way: pathway.id, on: ON }, newSending());
  await keepCard(malika, opening.id);
  return { server, malika, zoya, vera, pathway, id: opening.id, application };
}

test("what is entered into a register is read by who holds it, and by nobody else", async () => {
  const { zoya, vera, pathway } = await proposed();
  await zoya.registers.refresh();
  await vera.registers.refresh();
  assert.deepEqual(zoya.registers.items("pathway").map((one) => [one.id, one.body.country, one.crisis]), [[pathway.id, "LT", CRISIS]]);
  assert.deepEqual([vera.registers.crises, vera.registers.items("pathway"), vera.registers.demands], [[], [], []]);
  await assert.rejects(keepListed(vera, CRISIS, way()), TypeError);
});

test("a second reading asks for nothing that is known, and a colleague's change arrives", async () => {
  const { malika, zoya, pathway } = await proposed();
  await zoya.registers.refresh();
  const opened = zoya.context.keeper.opened;
  assert.equal(await zoya.registers.refresh(), false);
  assert.equal(zoya.context.keeper.opened, opened);
  await keepListed(malika, CRISIS, { ...pathway.body, host: "Harbour" }, pathway);
  assert.equal(await zoya.registers.refresh(), true);
  assert.equal(zoya.registers.item(pathway.id).body.host, "Harbour");
});

test("two people change one way: other fields go together, the same field is shown to both", async () => {
  const { malika, zoya, pathway } = await proposed();
  await zoya.registers.refresh();
  await keepListed(malika, CRISIS, { ...pathway.body, host: "Harbour" }, pathway);
  const together = await keepListed(zoya, CRISIS, { ...pathway.body, cost: 500 }, pathway);
  assert.deepEqual([together.body.host, together.body.cost, together.version], ["Harbour", 500, 3]);
  await assert.rejects(keepListed(zoya, CRISIS, { ...pathway.body, host: "Lighthouse" }, pathway), (problem) => problem instanceof Clash && problem.theirs.body.host === "Harbour");
});

test("a register is made once, and something in it is entered once, however often the line breaks", async () => {
  const { server, desk } = stage();
  const malika = desk(MALIKA);
  await malika.context.refresh();
  const making = newMaking();
  server.failOnce("/desk/vault/vaults/", "before");
  await assert.rejects(makeRegister(malika, { purpose: "ways", crisis: CRISIS, holders: [ZOYA] }, making));
  await makeRegister(malika, { purpose: "ways", crisis: CRISIS, holders: [ZOYA] }, making);
  assert.equal(server.vaults.size, 1);
  const sending = newSending();
  const vault = malika.registers.held("ways", CRISIS);
  server.failOnce(`/desk/vault/vaults/${vault}/records/`, "after");
  await assert.rejects(keepListed(malika, CRISIS, way(), undefined, sending));
  await keepListed(malika, CRISIS, way({ host: "Harbour" }), undefined, sending);
  assert.deepEqual(malika.registers.items("pathway").map((one) => one.body.host), ["Harbour"]);
});

test("an item counts only in the register that is its home", async () => {
  const { malika } = await proposed();
  await assert.rejects(keepListed(malika, CRISIS, { kind: "quota", persons: 3 }), TypeError);
});

test("every state of an application can be reached, and what has ended stays so", () => {
  const reached = new Set(["proposed", ...Object.values(NEXT).flat()]);
  assert.deepEqual([...reached].sort(), [...WAY_STATES].sort());
  assert.deepEqual(WAY_STATES.filter((state) => !NEXT[state]), ["refused", "withdrawn", "expired"]);
  for (const state of WAY_STATES) assert.ok(ASKS[state], state);
});

test("an application goes step by step with its days", async () => {
  const { malika, id, application } = await proposed();
  let now = application;
  for (const [state, said] of [["offered", { offered_on: ON }], ["agreed", { agreed_on: ON }], ["preparing", {}], ["submitted", { submitted_on: ON, biometrics_on: "2026-11-30" }], ["granted", { decided_on: "2026-12-20", valid_until: "2027-12-20" }]]) {
    now = await step(malika, id, now, state, said);
    assert.equal(now.body.state, state);
  }
  assert.deepEqual([now.body.proposed_on, now.body.submitted_on, now.body.biometrics_on, now.body.valid_until], [ON, ON, "2026-11-30", "2027-12-20"]);
  await keepCard(malika, id);
  assert.equal(malika.store.case(id).derived.stage, "granted");
});

const wrong = [
  ["granted", { decided_on: ON }, "proposed"],
  ["offered", {}, "proposed"],
  ["refused", { decided_on: ON, seen_by: ["eu-vis"] }, "submitted"],
  ["refused", { decided_on: ON, refusal: "purpose" }, "submitted"],
  ["refused", { decided_on: ON, refusal: "purpose", seen_by: [] }, "submitted"],
  ["refused", { refusal: "purpose", seen_by: ["eu-vis"] }, "submitted"],
  ["submitted", { submitted_on: ON }, "refused"],
];
wrong.forEach(([state, said, from], at) => {
  test(`a step that is out of order or lacks what it needs is not kept, line ${at + 1}`, async () => {
    const { malika, id, application } = await proposed();
    const there = await keepItem(malika, id, "application", { ...application.body, state: from }, application);
    await assert.rejects(step(malika, id, there, state, said), NotYet);
    assert.equal(malika.store.items(id, "application")[0].body.state, from);
  });
});

test("a refusal says which later ways it makes worse, and for how long", async () => {
  const { malika, id, application } = await proposed();
  const [fr, gb, human] = [await keepListed(malika, CRISIS, way({ country: "DE", entry: "FR" })), await keepListed(malika, CRISIS, way({ country: "GB", entry: "GB" })), await keepListed(malika, CRISIS, way({ basis: "humanitarian-visa" }))];
  const shut = await keepListed(malika, CRISIS, way({ country: "PL", entry: "PL", closed_on: "2026-01-01" }));
  const submitted = await step(malika, id, await step(malika, id, application, "agreed", { agreed_on: ON }), "submitted", { submitted_on: ON });
  const refused = await step(malika, id, submitted, "refused", { decided_on: ON, refusal: REFUSALS[0], seen_by: ["eu-vis"] });
  const [worse] = madeWorse([refused], ON, malika.registers.items("pathway"));
  assert.deepEqual([worse.until, worse.why], ["2031-11-23", "purpose"]);
  const ids = worse.ways.map((one) => one.id);
  assert.ok(ids.includes(fr.id) && ids.includes(human.id) && !ids.includes(gb.id) && !ids.includes(shut.id));
  assert.deepEqual(madeWorse([refused], "2031-11-24", malika.registers.items("pathway")), []);
  const going = goingOf(malika.store, id, malika.registers.items("pathway"));
  assert.deepEqual(ruledOut(going, fr, { on: ON, sets: RULE_SETS, ways: malika.registers.items("pathway") }), ["refused-before"]);
});

test("a visa that was granted makes its state responsible for what comes after", async () => {
  const { malika, id, application } = await proposed();
  const granted = await keepItem(malika, id, "application", { ...application.body, state: "granted", valid_until: "2027-06-01" }, application);
  assert.equal(granted.body.state, "granted");
  await keepItem(malika, id, "arrival", { on: "2026-11-20", country: "DE", status: "visa" });
  const going = goingOf(malika.store, id, malika.registers.items("pathway"));
  const said = responsibleFor({ way: null, person: going.person, arrivedIn: going.arrivedIn, on: ON, sets: RULE_SETS });
  assert.deepEqual([said.country, said.by], ["LT", "visa"]);
});

test("what the person said no to is kept once, and what went on is withdrawn", async () => {
  const { malika, id, pathway } = await proposed();
  for (let time = 0; time < 2; time += 1) await sayNo(malika, id, pathway.id, { on: ON, sending: newSending() });
  const [wish, ...more] = malika.store.items(id, "wish");
  assert.deepEqual([wish.body.no, more], [[pathway.id], []]);
  assert.equal(malika.store.items(id, "application")[0].body.state, "withdrawn");
  assert.ok(ruledOut(goingOf(malika.store, id, []), pathway, { on: ON, sets: RULE_SETS }).includes("said-no"));
});

test("places count on the days on which they hold, and nothing is said where none is known", () => {
  const quotas = [item("quota", { way: "00000000-0000-4000-8000-000000000001", persons: 4, until: "2026-11-30" }), item("quota", { way: "00000000-0000-4000-8000-000000000001", persons: 3, from: "2026-11-23" })];
  assert.deepEqual(["2026-11-22", ON, "2026-12-01"].map((on) => roomIn(quotas, "00000000-0000-4000-8000-000000000001", on)), [4, 7, 3]);
  assert.equal(roomIn(quotas, "00000000-0000-4000-8000-000000000002", ON), undefined);
});

const suspended = { kind: "change", on: "2026-11-20", what: "suspended", bases: ["tourist-visa"], countries: ["LT"], source: "Invented gazette" };

test("a change entered once reaches ways, applications, cases and demands for a colleague too, until it is settled in the case", async () => {
  const { malika, zoya, id, pathway, application } = await proposed();
  const change = await keepListed(malika, CRISIS, suspended);
  for (const one of [malika, zoya]) {
    await one.registers.refresh();
    await one.store.refresh();
    const reach = await reachOf(one, one.registers, change);
    assert.deepEqual([reach.ways.map((each) => each.id), reach.demands.map((each) => each.reference)], [[pathway.id], ["DE-7Q4MZK"]]);
    assert.deepEqual(reach.cases.map((each) => [each.id, each.applications.map((some) => some.id), each.isSettled]), [[id, [application.id], false]]);
  }
  assert.deepEqual(warningsOf(zoya.store, id, zoya.registers).map((one) => one.change.id), [change.id]);
  await settle(malika, id, change, "Looked at.", newSending());
  await zoya.store.open(id);
  assert.ok(isSettled(zoya.store, id, change));
  assert.deepEqual(warningsOf(zoya.store, id, zoya.registers), []);
  assert.equal((await reachOf(zoya, zoya.registers, change)).cases[0].isSettled, true);
});

test("a way that was closed for a change stays in its list; a case without an open application does not", async () => {
  const { malika, id, pathway, application } = await proposed();
  const change = await keepListed(malika, CRISIS, suspended);
  await keepListed(malika, CRISIS, { ...pathway.body, closed_on: change.body.on }, pathway);
  await leaveTask(malika, id, { what: "Look again", due: "2026-11-30", about: change.id }, newSending());
  await withdrawFor(malika, id, application, { on: ON, note: "Suspended" });
  const reach = await reachOf(malika, malika.registers, change);
  assert.deepEqual([reach.ways.length, reach.cases.length], [1, 0]);
  assert.deepEqual(malika.store.items(id, "application")[0].body.state, "withdrawn");
  assert.deepEqual(malika.store.items(id, "task").map((one) => [one.body.about, one.body.who]), [[change.id, MALIKA]]);
});

test("a change of another country reaches nothing here, and Vera is told of no case at all", async () => {
  const { malika, vera, id } = await proposed();
  const other = await keepListed(malika, CRISIS, { ...suspended, countries: ["PL"] });
  const reach = await reachOf(malika, malika.registers, other);
  assert.deepEqual([reach.ways, reach.cases, reach.demands], [[], [], []]);
  assert.deepEqual(warningsOf(malika.store, id, malika.registers), []);
  const change = await keepListed(malika, CRISIS, suspended);
  await vera.registers.refresh();
  await vera.store.refresh();
  const hers = await reachOf(vera, vera.registers, change);
  assert.deepEqual([hers.ways, hers.cases, hers.demands], [[], [], []]);
});
