// Who may read which part of a case: by keys, not by a promise. Letting in, letting go, one more part.

import { newSending } from "../casework/acts.js";
import { addCompartment } from "../casework/opening.js";
import { letGo, letIn } from "../casework/vaults.js";
import { notHeld } from "./case_held.js";
import { endPanel } from "./case_end.js";
import { button, h, show } from "./dom.js";
import { choices, select } from "./inbox_parts.js";
import { COMPARTMENTS, COMPARTMENT_WORDS, compartmentWords, say } from "./words_cases.js";

export { endPanel };

/** @typedef {import("./case_panels.js").CaseDesk} CaseDesk @typedef {import("./words_cases.js").Compartment} Compartment */

/** Parts that are made when they are first needed. */
const LATER = /** @type {readonly string[]} */ (["story", "advocacy", "checks"]);

/** @type {import("./case_panels.js").Panel} */
export function accessPanel(place, desk) {
  const parts = h("div", { class: "access" });
  const entry = h("div", {});
  let drawn = "";
  function draw() {
    const now = JSON.stringify(COMPARTMENTS.map((one) => [one, holders(desk, one), desk.view().vaults[one]]));
    if (now === drawn) return;
    drawn = now;
    show(parts, COMPARTMENTS.map((one) => partOf(desk, one, draw)));
    show(entry, lettingIn(desk, draw));
  }
  show(place, h("h2", { class: "govuk-heading-m" }, say("accessTitle")), h("p", { class: "govuk-body" }, say("accessHint")), parts, entry);
  draw();
  return { changed: draw };
}

/** @param {CaseDesk} desk @param {string} compartment */
function vaultOf(desk, compartment) {
  const id = desk.view().vaults[compartment];
  return desk.hands.context.vaults.find((one) => one.id === id);
}

/** @param {CaseDesk} desk @param {string} compartment @returns {string[]} members who hold its newest key */
function holders(desk, compartment) {
  const vault = vaultOf(desk, compartment);
  return vault ? [...new Set(vault.holders.filter((one) => one.epoch === vault.epoch).map((one) => one.member))] : [];
}

/** @param {CaseDesk} desk who of the directory can be trusted with a key */
function trusted({ hands: { context } }) {
  return context.people.filter((one) => one.state === "trusted" && one.active && one.may_hold && one.member !== context.me.member);
}

/** @param {CaseDesk} desk @param {Compartment} compartment @param {() => void} changed */
function partOf(desk, compartment, changed) {
  const [title, what] = COMPARTMENT_WORDS[compartment] ?? ["", ""];
  const { context } = desk.hands;
  const head = [h("h3", { class: "govuk-heading-s access__title" }, title), h("p", { class: "quiet small access__what" }, what)];
  if (vaultOf(desk, compartment)) {
    const people = holders(desk, compartment);
    const asking = h("div", { "aria-live": "polite" });
    const names = people.map((member) => {
      const name = member === context.me.member ? `${context.nameOf(member)} (you)` : context.nameOf(member);
      const ask = () => askLetGo(desk, { compartment, member, alone: people.length <= 2, changed }, asking);
      const letGoButton = button("Let go", ask, { link: true, attributes: { "aria-label": `Let ${name} go from ${title}` } });
      return h("li", {}, h("bdi", {}, name), member === context.me.member ? null : letGoButton);
    });
    return h("section", { class: "access__part" }, head, h("ul", { class: "access__people" }, names), asking);
  }
  if (desk.view().vaults[compartment]) return h("section", { class: "access__part" }, head, notHeld(desk, compartment));
  return LATER.includes(compartment) ? h("section", { class: "access__part" }, head, making(desk, compartment, changed)) : null;
}

/** @param {CaseDesk} desk @param {{compartment: string, member: string, alone: boolean, changed: () => void}} wanted @param {HTMLElement} place */
function askLetGo(desk, { compartment, member, alone, changed }, place) {
  const { context } = desk.hands;
  const name = context.nameOf(member);
  const leave = button("Leave it", () => show(place), { link: true });
  if (alone) return show(place, h("p", {}, say("letGoAlone")), leave);
  async function go() {
    const vault = vaultOf(desk, compartment);
    if (vault && (await desk.act(() => letGo(context, vault.id, member), say("letGoDone", { name })))) changed();
  }
  const yes = button(`Let ${name} go`, go, { kind: "warning" });
  show(place, h("p", {}, say("letGoAsk", { name })), h("div", { class: "row" }, yes, leave));
  yes.focus();
}

/** @param {CaseDesk} desk @param {() => void} changed */
function lettingIn(desk, changed) {
  const { context } = desk.hands;
  const mine = COMPARTMENTS.filter((one) => vaultOf(desk, one)?.opened);
  const others = trusted(desk).filter((person) => mine.some((part) => !holders(desk, part).includes(person.member)));
  const title = h("h3", { class: "govuk-heading-s" }, say("letInTitle"));
  if (others.length === 0) return h("section", { class: "panel" }, title, h("p", { class: "quiet" }, say("letInNobody")));
  const draft = desk.draft("let-in");
  draft.parts ??= ["case"];
  const problem = h("div", { role: "alert" });
  const ticks = h("div", {});
  function drawTicks() {
    const open = mine.filter((part) => !holders(desk, part).includes(draft.member));
    draft.parts = draft.parts.filter((/** @type {string} */ part) => open.includes(/** @type {Compartment} */ (part)));
    const options = open.map((one) => /** @type {const} */ ([one, `${compartmentWords(one)}: ${COMPARTMENT_WORDS[one]?.[1]}`]));
    show(ticks, draft.member ? choices({ legend: "Which parts", options, chosen: draft.parts, change: (some) => (draft.parts = some) }) : null);
  }
  const who = select({
    label: "Whom", options: [["", "Choose"], ...others.map((one) => /** @type {const} */ ([one.member, `${one.name} (${one.organisation.name})`]))], value: draft.member ?? "",
    change: (value) => {
      draft.member = value;
      if (draft.parts.length === 0) draft.parts = ["case"];
      drawTicks();
    },
  });
  async function go() {
    const lacks = !draft.member || draft.parts.length === 0;
    show(problem, lacks ? h("p", { class: "govuk-error-message" }, say("letInWho")) : null);
    if (lacks) return who.control.focus();
    const { member, parts } = draft;
    const done = await desk.act(async () => {
      for (const part of parts) {
        const vault = vaultOf(desk, part);
        // What was given before a line broke is not given again.
        if (vault && !holders(desk, part).includes(member)) await letIn(context, vault.id, [member]);
      }
    }, say("letInDone", { name: context.nameOf(member) }));
    if (done) desk.dropDraft("let-in");
    changed();
  }
  drawTicks();
  return h("section", { class: "panel" }, title, who.row, ticks, problem, button("Let in", go, { kind: "secondary" }));
}

/** @param {CaseDesk} desk @param {string} compartment @param {() => void} changed */
function making(desk, compartment, changed) {
  const name = `part-${compartment}`;
  const place = h("div", {});
  const first = () => show(place, h("p", { class: "quiet small" }, say("partHint")), button("Make this part", form, { kind: "secondary" }));
  function form() {
    const draft = desk.draft(name);
    draft.progress ??= { sendings: new Map([["part", newSending()], ["item", newSending()]]) };
    draft.holders ??= [];
    const people = trusted(desk).map((one) => /** @type {const} */ ([one.member, `${one.name} (${one.organisation.name})`]));
    const problem = h("div", { role: "alert" });
    async function make() {
      show(problem, draft.holders.length === 0 ? h("p", { class: "govuk-error-message" }, say("partNobody")) : null);
      if (draft.holders.length === 0) return;
      const made = await desk.act(() => addCompartment(desk.hands, desk.id, { compartment: /** @type {"story"} */ (compartment), holders: draft.holders }, draft.progress), say("partMade"));
      if (made) desk.dropDraft(name);
      if (made) changed();
    }
    function leave() {
      desk.dropDraft(name);
      first();
    }
    show(
      place,
      choices({ legend: "Who reads it with you", options: people, chosen: draft.holders, change: (some) => (draft.holders = some) }),
      problem,
      h("div", { class: "row" }, button("Make it", make), button("Cancel", leave, { link: true })),
    );
  }
  if (desk.draft(name).progress) form();
  else {
    desk.dropDraft(name);
    first();
  }
  return place;
}
