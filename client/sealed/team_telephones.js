// The telephones of a duty team: which are rung, when each was last reached, and a link for one more.

import { newUuid } from "../vault/bytes.js";
import { button, field, h, show } from "./dom.js";
import { sayTelephones as say } from "./words_telephones.js";
import { sentenceFor } from "./words.js";

/** @typedef {{id: string, name: string, is_joined: boolean, last_on: string}} Telephone */
/** @typedef {{context: import("./shell.js").Context, keeps: boolean, rings: boolean, act: (what: () => Promise<unknown>, done: string) => Promise<boolean>}} Around */

/**
 * @param {{id: string, name: string, telephones: Telephone[]}} team
 * @param {Around} around who may change it, whether any is rung here, and what runs an act and reads the page anew
 */
export function telephonesOf(team, { context, keeps, rings, act }) {
  const address = `/desk/watch/teams/${team.id}/telephones`;
  const rows = team.telephones.map((one) =>
    h("li", { "data-telephone": one.id }, h("bdi", {}, one.name), ": ", stateOf(one), " ",
      keeps ? button(`Take ${one.name} away`, () => act(() => context.api.post(`${address}/${one.id}/end/`, { id: one.id }), say.taken), { link: true }) : null));
  return h("div", { class: "team__telephones" },
    h("h3", { class: "govuk-heading-s" }, "Telephones"),
    rows.length === 0 ? h("p", { class: "quiet" }, say.none) : h("ul", { class: "govuk-list" }, rows),
    keeps && rings ? adding(address, context) : null);
}

/** @param {Telephone} telephone */
function stateOf(telephone) {
  if (!telephone.is_joined) return say.waits;
  return telephone.last_on ? `last reached on ${telephone.last_on}` : say.never;
}

/** @param {string} address @param {import("./shell.js").Context} context */
function adding(address, context) {
  const place = h("div");
  const id = newUuid();
  const name = field({ label: "Name of the telephone", hint: say.nameHint, attributes: { maxlength: 60, dir: "auto", "data-field": "telephone" } });
  const make = button("Make its link", async () => {
    const given = name.input.value.trim();
    name.fail(given ? null : "Give it a name.");
    if (!given) return;
    try {
      const { token } = await context.api.post(`${address}/`, { id, name: given });
      show(place, h("p", { class: "govuk-body" }, say.open), h("p", { class: "govuk-body" }, h("code", { class: "team__link", translate: "no", dir: "ltr", "data-link": "" }, `${location.origin}/duty/#${token}`)));
    } catch (problem) {
      context.notify(sentenceFor(problem), "problem");
    }
  }, { kind: "secondary" });
  const form = h("div", { class: "case-form", role: "group", "aria-label": "Add a telephone" }, h("p", { class: "govuk-body" }, say.what), name.row, h("div", { class: "row" }, make));
  const open = button("Add a telephone", () => {
    show(place, form);
    name.input.focus();
  }, { link: true });
  show(place, open);
  return place;
}
