// The shelters of the house: their codes and beds, a form for a new one, and what is done with them.

import { houseOf } from "../casework/house_register.js";
import { addShelter, closeShelter, newAdding, sealAnew, SHARERS, shelters } from "../casework/shelters.js";
import { drawFields, fieldsOf } from "./case_form.js";
import { languageName } from "./case_lands.js";
import { colleagues } from "./case_opening.js";
import { bodyOf, typedOf } from "./case_typed.js";
import { button, field, h, show } from "./dom.js";
import { choices, notice } from "./inbox_parts.js";
import { section } from "./parts.js";
import { storeOf } from "../casework/store.js";
import { words } from "./words_help.js";

/** @typedef {import("./shell.js").Context} Context @typedef {import("../casework/registers.js").Listed} Listed */

const FIELDS = ["code", "is_free", "fits", "languages", "rules"];
const HOW = { kind: "shelter", people: [], hints: { code: words.codeHint, rules: words.rulesHint } };

/**
 * @param {HTMLElement} place
 * @param {Context} context
 * @param {(code: string, strongbox: string) => Promise<void>} open an address
 */
export function sheltersSection(place, context, open) {
  const house = houseOf(context);
  const [list, form] = [h("ul", { class: "help__lines" }), h("div")];
  const empty = h("p", { class: "govuk-hint" }, words.noShelters);
  const adding = button("Add a shelter", () => edit(), { kind: "secondary" });
  show(place, section("The shelters", empty, list, adding, form));
  draw();
  if (drafts(context).shelter) edit(house.items("shelter").find((one) => one.id === drafts(context).shelter.id));

  function draw() {
    const all = shelters(house);
    show(list, all.map(lineOf));
    list.hidden = all.length === 0;
    empty.hidden = all.length > 0;
  }

  /** @param {Listed} shelter */
  function lineOf(shelter) {
    const { code, is_free: isFree, fits, languages, rules, strongbox } = shelter.body;
    return h(
      "li",
      { "data-shelter": code },
      h("p", { class: "govuk-body" }, h("span", { class: `stamp stamp--${isFree ? "deed" : "waiting"}` }, isFree ? "Free" : "Full"), " ", h("strong", {}, code), fits ? ` · ${fits} ${fits === 1 ? "bed" : "beds"}` : "", languages.length > 0 ? ` · ${languages.map(languageName).join(", ")}` : ""),
      rules ? h("p", { class: "govuk-body", dir: "auto" }, rules) : null,
      h(
        "div",
        { class: "help__acts not-printed" },
        strongbox ? button("Open the address", () => open(code, strongbox), { kind: "secondary", attributes: { "aria-label": `Open the address of shelter ${code}` } }) : null,
        button(isFree ? "It is full" : "It is free", () => act(() => house.keep({ ...shelter.body, is_free: !isFree }, shelter)), { link: true }),
        button("Change", () => edit(shelter), { link: true }),
        strongbox ? button("Seal another address", () => another(shelter), { link: true }) : null,
        button("Take it out of the list", () => sure(shelter), { link: true }),
      ),
    );
  }

  /** @param {() => Promise<unknown>} what @param {string} [done] */
  async function act(what, done = "Kept.") {
    try {
      await what();
      context.notify(done);
      draw();
      return true;
    } catch (problem) {
      context.notify(context.sentenceFor(problem), "problem");
      await house.refresh().then(draw, () => {});
      return false;
    }
  }

  /** @param {Listed} shelter */
  function sure(shelter) {
    const close = async () => {
      if (await act(() => closeShelter(context, shelter), "Taken out, and its address destroyed.")) show(form);
    };
    show(form, notice("word", `Take ${shelter.body.code} out of the list?`, h("p", {}, words.sure), h("div", { class: "row" }, button("Take it out", close, { kind: "warning" }), button("Leave it", () => show(form), { link: true }))));
    form.querySelector("button")?.focus();
  }

  /** Another place, or the same for other people. @param {Listed} shelter */
  function another(shelter) {
    const kept = drafts(context).address;
    const draft = kept && kept.id === shelter.id ? kept : { id: shelter.id, address: "", how: "", members: [], adding: newAdding() };
    drafts(context).address = draft;
    const sealed = sealedFields(context, draft);
    const leave = () => {
      delete drafts(context).address;
      show(form);
    };
    async function keep() {
      if (!sealed.isRight()) return;
      const address = { address: draft.address.trim(), how: draft.how.trim() };
      if (await act(() => sealAnew(context, shelter, { address, members: [context.me.member, ...draft.members] }, draft.adding), words.sealedAnew)) leave();
    }
    show(form, h("section", { class: "case-form", "aria-label": `Another address of ${shelter.body.code}` }, h("h3", { class: "govuk-heading-s" }, `Another address of ${shelter.body.code}`), h("p", { class: "govuk-body" }, words.anotherLead), sealed.rows, h("div", { class: "row" }, button("Seal it", keep), button("Leave it", leave, { link: true }))));
    form.querySelector("textarea")?.focus();
  }

  /** @param {Listed} [before] */
  function edit(before) {
    const kept = drafts(context).shelter;
    const draft = kept && kept.id === before?.id ? kept : { id: before?.id, typed: typedOf(fieldsOf("shelter"), before?.body ?? { is_free: true }), address: "", how: "", members: [], adding: newAdding() };
    drafts(context).shelter = draft;
    const drawn = drawFields(draft.typed, FIELDS, HOW);
    const sealed = before ? null : sealedFields(context, draft);
    const leave = () => {
      delete drafts(context).shelter;
      show(form);
      adding.focus();
    };
    async function keep() {
      const fields = Object.fromEntries(FIELDS.flatMap((name) => (fieldsOf("shelter")[name] ? [[name, fieldsOf("shelter")[name]]] : [])));
      const { body, problems } = bodyOf(/** @type {any} */ (fields), draft.typed, before?.body ?? {});
      const isTaken = house.items("shelter").some((one) => one.id !== before?.id && one.id !== draft.adding.item.id && one.body.code === body.code);
      const wrong = drawn.fail({ ...(body.code ? (isTaken ? { code: words.codeTaken } : {}) : { code: words.needsCode }), ...problems });
      if ((sealed && !sealed.isRight()) || wrong) return;
      const members = [context.me.member, ...draft.members];
      const went = await act(() =>
        before ? house.keep({ ...before.body, ...body }, before) : addShelter(context, { shelter: body, address: { address: draft.address.trim(), how: draft.how.trim() }, members }, draft.adding),
      );
      if (went) leave();
    }
    show(form, h("section", { class: "case-form", "aria-label": before ? `Change ${before.body.code}` : "Add a shelter" }, h("h3", { class: "govuk-heading-s" }, before ? `Change ${before.body.code}` : "Add a shelter"), drawn.rows, sealed?.rows, h("div", { class: "row" }, button("Keep", keep), button("Leave it", leave, { link: true }))));
    drawn.focus();
  }
}

/** What was typed and not kept, until the lock. @param {Context} context @returns {any} */
export function drafts(context) {
  const { drafts: all } = storeOf(context);
  if (!all.has("house")) all.set("house", {});
  return all.get("house");
}

/** @param {Context} context @param {any} draft */
function sealedFields(context, draft) {
  const address = field({ label: "Address", hint: words.needsAddress, input: "textarea", value: draft.address, attributes: { maxlength: 1000, dir: "auto" } });
  address.input.addEventListener("input", () => (draft.address = address.input.value));
  const how = field({ label: "How one is let in", hint: "Sealed with the address.", input: "textarea", value: draft.how, attributes: { maxlength: 1000, dir: "auto" } });
  how.input.addEventListener("input", () => (draft.how = how.input.value));
  const known = colleagues(context);
  const problem = h("div", { role: "alert" });
  const people = choices({ legend: "Who opens the address with you", options: known.map((one) => [one.member, one.name]), chosen: draft.members, change: (some) => (draft.members = some) });
  return {
    rows: [address.row, how.row, people, h("p", { class: "govuk-hint" }, words.sharersHint), problem],
    isRight() {
      address.fail(draft.address.trim() ? null : words.needsAddress);
      const count = draft.members.length + 1;
      const isEnough = count >= SHARERS[0] && count <= SHARERS[1];
      show(problem, isEnough ? null : notice("word", "", h("p", {}, words.needsSharers)));
      return isEnough && draft.address.trim() !== "";
    },
  };
}
