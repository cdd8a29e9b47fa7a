// Where somebody may go, what was applied for, the journey, and changes of rules that nobody has looked at here yet.

import { newSending } from "../casework/acts.js";
import { registersOf } from "../casework/registers.js";
import { RULE_SETS } from "../casework/rule_sets.js";
import { of } from "../casework/state.js";
import { responsibleFor, ruledOut, scoreOf } from "../casework/ways.js";
import { ASKS, goingOf, madeWorse, NEXT, propose, REFUSALS, roomIn, sayNo, settle, step, warningsOf } from "../casework/ways_acts.js";
import { drawFields, fieldsOf } from "./case_form.js";
import { notHeld } from "./case_held.js";
import { dayOf, itemsSection, today } from "./case_items.js";
import { bodyOf, typedOf } from "./case_typed.js";
import { button, h, show } from "./dom.js";
import { facts, notice, stamp } from "./inbox_parts.js";
import { goTo } from "./ways_parts.js";
import { againstWords, changeWords, countriesOf, latestOdds, nameOfWay, REFUSAL_WORDS, responsibleWords, say, STATE_STAMPS, STATE_WORDS, STEP_WORDS, yearDay } from "./words_ways.js";

/** @typedef {import("./case_panels.js").CaseDesk} CaseDesk @typedef {import("../casework/kinds.js").Item} Item @typedef {import("../casework/registers.js").Listed} Listed */
/** @typedef {import("../casework/registers.js").Registers} Registers */

/** In the order in which they happen; the label of each day of an application. */
const DAYS = /** @type {const} */ ([
  ["proposed_on", "proposed"], ["offered_on", "offered"], ["agreed_on", "agreed"], ["submitted_on", "handed in"], ["biometrics_on", "fingerprints"], ["decided_on", "decided"], ["ended_on", "ended"],
  ["appeal_until", "appeal until"], ["valid_until", "valid until"],
]);

/** How somebody came to stay where they are. @type {[string, string][]} */
const STATUSES = [
  ["visa", "With a visa"], ["irregular", "Came in without leave"], ["asylum-asked", "Asked for asylum"], ["refugee", "Recognised as a refugee"], ["residence", "Has a residence document"], ["other", "Otherwise"],
];

/** Registers are read once, and again when the panel is opened anew. @param {CaseDesk} desk @param {(registers: Registers) => void} draw @param {(sentence: string) => void} failed */
function withRegisters({ hands }, draw, failed) {
  const registers = registersOf(hands.context);
  if (registers.isRead) draw(registers);
  registers.refresh().then(() => draw(registers), (problem) => failed(hands.context.sentenceFor(problem)));
}

/** @type {import("./case_panels.js").Panel} */
export function changesPanel(place, desk) {
  const { hands, id } = desk;
  const { context, store } = hands;
  function draw() {
    const registers = registersOf(context);
    const some = registers.isRead ? warningsOf(store, id, registers) : [];
    show(place, some.map(({ change, applications }) => {
      const sending = store.sendings.get(`settle ${id} ${change.id}`) ?? newSending();
      store.sendings.set(`settle ${id} ${change.id}`, sending);
      const text = say("settled", { change: `${changeWords(change.body)}, ${yearDay(change.body.on)}, ${change.body.source}` });
      return notice(
        "word",
        say("warnTitle"),
        h("p", {}, goTo(context, `/ways/changes/${change.id}`, `${changeWords(change.body)}, ${yearDay(change.body.on)}`), `. It touches ${applications.map((one) => wayName(registers, one)).join(", ")}.`),
        h("div", { class: "row" }, button("Look at the applications", () => desk.go("way"), { link: true }), button("It is settled here", () => desk.act(() => settle(hands, id, change, text, sending), say("kept")), { link: true })),
      );
    }));
  }
  withRegisters(desk, draw, () => {});
  return { changed: draw };
}

/** @type {import("./case_panels.js").Panel} */
export function wishesPanel(place, desk) {
  const ways = registersOf(desk.hands.context).items("pathway").map((one) => /** @type {[string, string]} */ ([one.id, nameOfWay(one.body)]));
  const [wishes, avoids] = [h("div"), h("div")];
  show(place, wishes, avoids);
  const shown = [
    itemsSection(wishes, desk, {
      kind: "wish", title: "Where the person wants to go", empty: "Nobody has asked yet.", add: "Note what the person wishes", most: 1,
      fields: ["countries", "languages", "kin_in", ...(ways.length > 0 ? ["no"] : []), "note"], choices: { no: ways },
      summary: ({ body }) => facts([countriesOf(body.countries) || "named no country", body.kin_in.length > 0 ? `relatives in ${countriesOf(body.kin_in)}` : "", body.no.length > 0 ? `said no to ${body.no.length} ${body.no.length === 1 ? "way" : "ways"}` : "", body.note]),
    }),
    itemsSection(avoids, desk, {
      kind: "avoid", title: "Where not to go", lead: "What is tested is the state that becomes responsible for an application for asylum, and not the airport.", empty: "No country is named.", add: "Name countries to avoid",
      check: (body) => /** @type {Record<string, string>} */ (body.countries.length > 0 ? {} : { countries: "Name at least one country." }),
      summary: ({ body }) => facts([h("strong", {}, countriesOf(body.countries)), body.because ? { diaspora: "people from home live there", relatives: "relatives live there", persecutors: "those who hunt the person are there", "earlier-refusal": "an earlier refusal", "said-no": "the person said no" }[/** @type {"diaspora"} */ (body.because)] : "", body.note]),
    }),
  ];
  return { changed: () => shown.forEach((one) => one.changed()) };
}

/** @type {import("./case_panels.js").Panel} */
export function journeyPanel(place, desk) {
  const [legs, arrivals] = [h("div"), h("div")];
  show(place, legs, arrivals);
  const states = /** @type {Record<string, string>} */ ({ planned: "Planned", "under-way": "Under way", done: "Done", "called-off": "Called off" });
  const shown = [
    itemsSection(legs, desk, {
      kind: "leg", title: "Journey", empty: "No journey is planned.", add: "Add a leg of the journey", fields: ["from", "to", "on", "state"], start: () => ({ state: "planned" }),
      order: (one, other) => one.body.on.localeCompare(other.body.on), labels: { on: "Sets out", state: "How it stands" },
      check: (body) => ({ ...(body.to.trim() ? {} : { to: "Say where to." }), ...(body.on ? {} : { on: "Say when it sets out." }) }),
      summary: ({ body }) => [h("strong", { dir: "auto" }, `${body.from || "…"} → ${body.to}`), " ", stamp(states[body.state] ?? "Planned", body.state === "under-way" ? "held" : body.state === "done" ? "deed" : "quiet"), facts([body.on ? new Date(body.on).toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "short" }) : ""])],
    }),
    itemsSection(arrivals, desk, {
      kind: "arrival", title: "Arrival", empty: "Not arrived.", add: "Note an arrival", fields: ["on", "country", "status", "warned_of_return_on"], choices: { status: STATUSES }, labels: { on: "Arrived on", status: "How they are there" },
      hints: { warned_of_return_on: "Going back, or to a consulate of the state that hunts them, can end protection. Talk about it, and note the day." },
      check: (body) => ({ ...(body.on ? {} : { on: "Say on which day." }), ...(body.country ? {} : { country: "Say where." }) }),
      summary: ({ body }) => [h("strong", {}, countriesOf([body.country])), facts([dayOf(desk, body.on), STATUSES.find(([code]) => code === body.status)?.[1] ?? "", body.warned_of_return_on ? ["warned of going back ", dayOf(desk, body.warned_of_return_on)] : ""])],
    }),
  ];
  return { changed: () => shown.forEach((one) => one.changed()) };
}

/** @param {Registers} registers @param {Item} application */
function wayName(registers, { body }) {
  const way = registers.item(body.way);
  return way ? nameOfWay(way.body) : "a way out that you cannot read";
}

/** @type {import("./case_panels.js").Panel} */
export function applicationsPanel(place, desk) {
  const { hands, id } = desk;
  const title = h("h2", { class: "govuk-heading-m" }, "Ways out");
  const [list, others] = [h("div"), h("div")];
  /** @param {Registers} registers */
  function draw(registers) {
    if (!desk.view().held.has("route")) return show(place, title, notHeld(desk, "route"));
    if (!list.isConnected) show(place, title, list, others);
    if (isTypedIn(place)) return; // what is being typed stays as it is
    const applications = of(hands.store.items(id), "application").sort((a, b) => order(a) - order(b) || b.at.localeCompare(a.at));
    show(list, applications.length > 0 ? h("ul", { class: "case-items" }, applications.map((one) => applicationLine(desk, registers, one, () => draw(registers)))) : h("p", { class: "govuk-hint" }, "Nothing was proposed yet."));
    show(others, otherWays(desk, registers));
  }
  show(place, title, h("p", { class: "progress-words", role: "status" }, "Reading the register of ways out…"));
  withRegisters(desk, draw, (sentence) => show(place, title, notice("word", "", h("p", {}, sentence))));
  return { changed: () => registersOf(hands.context).isRead && draw(registersOf(hands.context)) };
}

/** @param {HTMLElement} place */
function isTypedIn(place) {
  return place.contains(document.activeElement) && /^(?:INPUT|TEXTAREA|SELECT)$/.test(document.activeElement?.tagName ?? "");
}

/** Those that still go on first. @param {Item} one */
function order({ body }) {
  return body.state === "granted" ? 0 : NEXT[body.state] ? 1 : 2;
}

/** @param {CaseDesk} desk @param {Registers} registers @param {Item} application @param {() => void} draw */
function applicationLine(desk, registers, application, draw) {
  const { body } = application;
  const draft = desk.draft(`step ${application.id}`);
  const steps = (NEXT[body.state] ?? []).map((state) => button(STEP_WORDS[state] ?? state, () => void (Object.assign(draft, { state, typed: null }), draw()), { link: true, attributes: { "data-step": state } }));
  const days = DAYS.filter(([field]) => body[field]).map(([field, label]) => [`${label} `, dayOf(desk, body[field])]);
  return h(
    "li",
    { class: "case-item", "data-application": application.id },
    h("div", { class: "case-item__says" },
      h("p", { class: "way__name" }, h("strong", {}, h("bdi", {}, wayName(registers, application))), " ", stamp(STATE_WORDS[body.state] ?? body.state, STATE_STAMPS[body.state] ?? "waiting")),
      facts([...days, body.refusal ? REFUSAL_WORDS[body.refusal] ?? body.refusal : ""]),
      body.note ? h("p", { class: "as-written", dir: "auto" }, body.note) : null,
      body.state === "refused" ? worseWords(registers, [application], today(desk)) : null,
      NEXT[body.state] ? standing(desk, registers, application) : null,
    ),
    draft.state && NEXT[body.state]?.includes(draft.state) ? stepForm(desk, registers, application, draw) : h("div", { class: "case-item__acts not-printed" }, steps),
  );
}

/** Which state it would make responsible, and what stands against it by now. @param {CaseDesk} desk @param {Registers} registers @param {Item} application */
function standing(desk, registers, application) {
  const way = registers.item(application.body.way);
  return way ? judged(desk, registers, way, true).parts : null;
}

/**
 * What stands against a way for this case, and which state it would make responsible.
 * @param {CaseDesk} desk
 * @param {Registers} registers
 * @param {Listed} way
 * @param {boolean} [isUnderWay] it was applied for already
 */
function judged(desk, registers, way, isUnderWay = false) {
  const on = today(desk);
  const ways = registers.items("pathway");
  const going = goingOf(desk.hands.store, desk.id, ways);
  const room = isUnderWay ? undefined : roomIn(registers.items("quota"), way.id, on);
  const known = { on, sets: RULE_SETS, ways, ...(room === undefined ? {} : { room }) };
  const codes = ruledOut(going, way, known);
  const would = responsibleFor({ way: way.body, person: going.person, arrivedIn: going.arrivedIn, on, sets: RULE_SETS });
  const against = againstWords(going, way, codes, { on, ways, room });
  const parts = [
    against.length > 0 ? h("ul", { class: "way__against" }, against.map((one) => h("li", {}, one))) : null,
    // Where it is said above already why it is avoided, it is not said twice.
    against.some((one) => one.includes(responsibleWords(would))) ? null : h("p", { class: "small" }, responsibleWords(would)),
  ];
  return { codes, parts, score: scoreOf(going, way.body, on), going };
}

/** @param {CaseDesk} desk @param {Registers} registers */
function otherWays(desk, registers) {
  const { hands, id } = desk;
  const { context } = hands;
  const crisis = desk.view().card.crisis;
  const taken = new Set(of(hands.store.items(id), "application").filter((one) => NEXT[one.body.state]).map((one) => one.body.way));
  const ways = registers.items("pathway", crisis || undefined).filter((one) => !taken.has(one.id));
  const all = ways.map((way) => ({ way, ...judged(desk, registers, way) })).sort((a, b) => a.codes.length - b.codes.length || b.score - a.score || nameOfWay(a.way.body).localeCompare(nameOfWay(b.way.body)));
  const [open, shut] = [all.filter((one) => one.codes.length === 0), all.filter((one) => one.codes.length > 0)];
  const kin = [...new Set((all[0]?.going.wishes ?? []).flatMap((one) => one.body.kin_in))];
  const list = (/** @type {typeof all} */ some) => h("ul", { class: "ways" }, some.map((one) => wayLine(desk, one)));
  return [
    h("h3", { class: "govuk-heading-s" }, "Ways that could be proposed"),
    all.length === 0 ? h("p", { class: "govuk-body" }, "No other way out can be read here. ", goTo(context, "/ways", "The register of ways out")) : h("p", { class: "govuk-body" }, say("proposeLead")),
    kin.length > 0 ? h("p", { class: "govuk-inset-text" }, say("familyHint", { countries: countriesOf(kin) })) : null,
    all.length > 0 && open.length === 0 ? h("p", { class: "govuk-body" }, "None is open to this case today. What stands against each is said below it. ", button("Note a paper that is there", () => desk.go("person"), { link: true })) : null,
    open.length > 0 ? list(open) : null,
    shut.length > 0 ? h("details", { class: "govuk-details", open: open.length === 0 }, h("summary", { class: "govuk-details__summary" }, h("span", { class: "govuk-details__summary-text" }, `Ruled out for this case (${shut.length})`)), h("div", { class: "govuk-details__text" }, list(shut))) : null,
    all.length > 0 ? h("p", { class: "quiet small" }, say("notAdvice")) : null,
  ];
}

/** @param {CaseDesk} desk @param {{way: Listed, codes: string[], parts: import("./dom.js").Child, score: number}} one */
function wayLine(desk, { way, codes, parts, score }) {
  const { hands, id } = desk;
  const on = today(desk);
  const sendings = desk.draft("proposing");
  const sending = (sendings[way.id] ??= newSending());
  const saying = (sendings[`no ${way.id}`] ??= newSending());
  const odds = latestOdds(way.body, on);
  const propose_ = () => desk.act(() => propose(hands, id, { way: way.id, on }, sending), "Proposed. Ask the person.").then((went) => went && delete sendings[way.id]);
  return h(
    "li",
    { class: "way", "data-way": way.id },
    h("div", { class: "way__name" }, h("strong", {}, goTo(hands.context, `/ways/${way.id}`, nameOfWay(way.body))), " ", codes.length > 0 ? stamp("Ruled out", "quiet") : stamp("Open", "deed")),
    facts([score ? `for this case about ${score / 10} %` : "nobody has counted how likely", odds ? `${odds.permille / 10} % let in (${yearDay(odds.on)}, ${odds.source})` : "", way.body.waiting.usual ? `usually ${way.body.waiting.usual} days` : ""]),
    parts,
    h("div", { class: "case-item__acts not-printed" }, button(codes.length > 0 ? "Propose it all the same" : "Propose it", propose_, { link: true }), codes.includes("said-no") ? null : button("The person says no", () => desk.act(() => sayNo(hands, id, way.id, { on, sending: saying }), say("saidNo")), { link: true })),
  );
}

/** What a refusal makes worse, for which ways and how long. @param {Registers} registers @param {Item[]} applications @param {string} on */
function worseWords(registers, applications, on) {
  const some = madeWorse(applications, on, registers.items("pathway"));
  if (some.length === 0) return h("p", { class: "small" }, "It makes no later application worse, as far as is known.");
  return some.map(({ ways, until, countries }) =>
    h("div", { class: "way__worse" },
      h("p", { class: "small" }, `${countries.length === 0 ? "It" : countries.length > 3 ? `${countries.length} states see it, and it` : `${countriesOf(countries)} sees it, and it`} makes later visas harder ${until ? `until ${yearDay(until)}` : "for nobody knows how long"}${ways.length > 0 ? ":" : "; no way in the register is touched."}`),
      ways.length > 0 ? h("ul", {}, ways.map((way) => h("li", {}, nameOfWay(way.body), way.body.basis === "tourist-visa" ? ": ruled out until then" : ": every earlier refusal is asked about"))) : null,
    ),
  );
}

/** @param {CaseDesk} desk @param {Registers} registers @param {Item} application @param {() => void} draw */
function stepForm(desk, registers, application, draw) {
  const draft = desk.draft(`step ${application.id}`);
  const state = /** @type {string} */ (draft.state);
  const names = /** @type {string[]} */ ([...(ASKS[state] ?? [])]);
  const shapes = fieldsOf("application");
  const day = names[0]?.endsWith("_on") ? names[0] : "";
  draft.typed ??= { ...typedOf(shapes, application.body), ...(day ? { [day]: today(desk) } : {}) };
  const worse = h("div", { "aria-live": "polite" });
  const shown = Object.fromEntries(names.map((name) => [name, /** @type {any} */ (shapes)[name]]));
  const typing = () => {
    if (state !== "refused") return;
    const { body } = bodyOf(shown, draft.typed, application.body);
    show(worse, h("h4", { class: "govuk-heading-s" }, "What this makes worse"), body.seen_by.length > 0 ? worseWords(registers, [{ ...application, body: { ...body, state } }], today(desk)) : h("p", { class: "small" }, say("refusalLead")));
  };
  const drawn = drawFields(draft.typed, names, {
    kind: "application", people: [], typing, choices: { refusal: REFUSALS.map((one) => /** @type {[string, string]} */ ([one, REFUSAL_WORDS[one] ?? one])) },
    labels: { decided_on: "Decided on", ended_on: "On", valid_until: "Valid until", appeal_until: "Appeal possible until", biometrics_on: "Fingerprints taken on", submitted_on: "Handed in on", offered_on: "Offered on", agreed_on: "Agreed on" },
    hints: { seen_by: "A visa refused by a state of the visa system is seen by all of them for five years." },
  });
  async function keep() {
    const { body, problems } = bodyOf(shown, draft.typed, application.body);
    const missing = { ...(day && !body[day] ? { [day]: "Say on which day." } : {}), ...(state === "refused" && !body.refusal ? { refusal: "Say what reason was given, or that none was." } : {}), ...(state === "refused" && body.seen_by.length === 0 ? { seen_by: "Say who can see it." } : {}) };
    if (drawn.fail({ ...missing, ...problems })) return;
    /** @type {HTMLElement | null} */ (document.activeElement)?.blur();
    draft.state = "";
    const went = await desk.act(() => step(desk.hands, desk.id, application, state, body), say("kept"));
    if (went) desk.dropDraft(`step ${application.id}`);
    else draft.state = state;
    draw();
  }
  typing();
  const leave = () => void (desk.dropDraft(`step ${application.id}`), draw());
  return h("form", { class: "case-form", "data-form": `step-${state}`, on: { submit: (/** @type {Event} */ event) => event.preventDefault() } }, h("h3", { class: "govuk-heading-s" }, STEP_WORDS[state] ?? state), drawn.rows, worse, h("div", { class: "row" }, button("Keep", keep), button("Leave it", leave, { link: true })));
}
