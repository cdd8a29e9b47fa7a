// Duty teams: who is on them, where they are told, and drills.

import { newUuid } from "../vault/bytes.js";
import { choice } from "./checkin_form.js";
import { button, field, freshId, h, show } from "./dom.js";
import { wayBack } from "./parts.js";
import { say } from "./words_alarms.js";
import { telephonesOf } from "./team_telephones.js";
import { sentenceFor } from "./words.js";

/** @typedef {import("./shell.js").Context} Context */
/** @typedef {{id: string, reference: string, name: string, language: string, address: string, lead_address: string, members: string[], leads: string[], mine: boolean, telephones: import("./team_telephones.js").Telephone[], drills: {day: string, minutes: number | null}[]}} Team */

const LANGUAGES = /** @type {[string, string][]} */ ([["en", "English"], ["sv", "Svenska"], ["da", "Dansk"], ["de", "Deutsch"], ["fr", "Français"], ["ru", "Русский"], ["ar", "العربية"]]);

/**
 * @param {HTMLElement} place
 * @param {Context} context
 * @returns {Promise<() => void>}
 */
export async function teamScreen(place, context) {
  const keeps = context.may("watch.team.keep");
  const [list, making] = [h("div"), h("div")];
  let changing = "";
  let rings = false;
  const fresh = { id: newUuid(), name: "", address: "", lead_address: "", language: "en" };

  async function read() {
    try {
      const { teams, heard } = await context.api.get("/desk/watch/teams/");
      rings = heard.rings_telephones;
      show(list, teams.length === 0 ? h("p", { class: "empty" }, "There is no team yet. Without one nobody can wait for signs of life.") : teams.map(teamOf));
    } catch (problem) {
      context.notify(sentenceFor(problem), "problem");
    }
  }

  /** @param {() => Promise<unknown>} what @param {string} done */
  async function act(what, done) {
    try {
      await what();
      context.notify(done);
      changing = "";
    } catch (problem) {
      context.notify(sentenceFor(problem), "problem");
      return false;
    }
    await read();
    return true;
  }

  /** @param {Team} team */
  function teamOf(team) {
    const address = `/desk/watch/teams/${team.id}`;
    const names = team.members.map((one) => `${context.nameOf(one)}${team.leads.includes(one) ? " (lead)" : ""}`).join(", ");
    const times = team.drills.filter((one) => one.minutes !== null);
    return h(
      "section",
      { class: "sealed__section", "data-team": team.id },
      h("h2", { class: "govuk-heading-m" }, h("bdi", {}, team.name), " ", h("span", { class: "quiet" }, team.reference)),
      h("dl", { class: "case-facts" },
        h("div", {}, h("dt", {}, "On it"), h("dd", {}, names)),
        h("div", {}, h("dt", {}, "Told at"), h("dd", { translate: "no" }, team.address)),
        h("div", {}, h("dt", {}, "Lead told at"), h("dd", { translate: "no" }, team.lead_address || "the same")),
        h("div", {}, h("dt", {}, "Drills"), h("dd", {}, team.drills.length === 0 ? "None yet. Hold one every month." : team.drills.map((one) => `${one.day}: ${one.minutes === null ? "running" : `${one.minutes} min to a human`}`).join("; "))),
        times.length > 1 ? h("div", {}, h("dt", {}, "Slowest"), h("dd", {}, `${Math.max(...times.map((one) => Number(one.minutes)))} min`)) : null),
      rings || team.telephones.length > 0 ? telephonesOf(team, { context, keeps: keeps && changing !== team.id, rings, act }) : null,
      keeps && changing !== team.id
        ? h("div", { class: "row" },
            button("Change", () => ((changing = team.id), read()), { kind: "secondary" }),
            button("Hold a drill", () => act(() => context.api.post(`${address}/drill/`, { id: team.id }), "The drill runs. An alarm appears within seconds, and mail goes out. Whoever takes it ends it."), { kind: "secondary" }),
            button("End the team", () => act(() => context.api.post(`${address}/end/`, { id: team.id }), "The team is ended."), { link: true }))
        : null,
      keeps && changing === team.id ? changeForm(team, address) : null,
    );
  }

  /** @param {Team} team @param {string} address */
  function changeForm(team, address) {
    const fields = addressFields({ ...team });
    const people = context.people.filter((one) => one.active && one.organisation.reference === context.me.organisation.reference);
    const ticks = people.map((one) => {
      const made = tick(one.name, team.members.includes(one.member));
      const lead = tick("lead", team.leads.includes(one.member));
      return { member: one.member, made, lead };
    });
    const keep = button("Keep", () =>
      act(async () => {
        const members = ticks.filter((one) => one.made.input.checked).map((one) => one.member);
        const leads = ticks.filter((one) => one.made.input.checked && one.lead.input.checked).map((one) => one.member);
        await context.api.post(`${address}/members/`, { members, leads });
        await context.api.post(`${address}/address/`, { address: fields.typed.address.trim(), lead_address: fields.typed.lead_address.trim(), language: fields.typed.language });
      }, "Kept."));
    return h(
      "div",
      { class: "case-form", role: "group", "aria-label": `Change ${team.name}` },
      h("fieldset", { class: "govuk-fieldset govuk-form-group" }, h("legend", { class: "govuk-fieldset__legend" }, "Who is on it"),
        ticks.map(({ made, lead }) => h("div", { class: "team__person govuk-checkboxes govuk-checkboxes--small" }, made.item, lead.item))),
      fields.rows,
      h("div", { class: "row" }, keep, button("Leave it", () => ((changing = ""), read()), { link: true })),
    );
  }

  function drawMaking() {
    if (!keeps) return;
    const form = h("div", { class: "case-form", hidden: true, role: "group", "aria-label": "Make a team" });
    const name = field({ label: "Name of the team", value: fresh.name, attributes: { maxlength: 60, dir: "auto", "data-field": "name" } });
    const fields = addressFields(fresh);
    const keep = button("Make the team", async () => {
      name.fail(name.input.value.trim() ? null : "Give it a name.");
      if (!name.input.value.trim()) return;
      const sent = { id: fresh.id, name: name.input.value.trim(), address: fields.typed.address.trim(), lead_address: fields.typed.lead_address.trim(), language: fields.typed.language };
      if (!(await act(() => context.api.post("/desk/watch/teams/make/", sent), "The team is made. You lead it; say now who else is on it."))) return;
      Object.assign(fresh, { id: newUuid(), name: "", address: "", lead_address: "" });
      drawMaking();
    });
    form.append(name.row, ...fields.rows, h("div", { class: "row" }, keep, button("Leave it", drawMaking, { link: true })));
    const open = button("Make a team", () => {
      form.hidden = false;
      open.hidden = true;
      name.input.focus();
    });
    show(making, open, form);
  }

  show(place, wayBack(context, "/alarms", "Alarms"), h("h1", { class: "govuk-heading-l" }, "Duty teams"), h("p", { class: "govuk-body" }, say.teamAddress), list, making);
  drawMaking();
  await read();
  return () => {};
}

/** @param {{address: string, lead_address: string, language: string}} typed */
function addressFields(typed) {
  const mail = { inputmode: "email", dir: "ltr" };
  const address = field({ label: "Address of the duty desk", hint: "Read day and night, perhaps by a gateway that sends a short message on. Never anybody's own.", value: typed.address, attributes: { ...mail, "data-field": "address" } });
  const lead = field({ label: "Address of the lead on duty", hint: "Told too when a sign of life is missed. May stay empty.", value: typed.lead_address, attributes: { ...mail, "data-field": "lead_address" } });
  address.input.addEventListener("input", () => (typed.address = address.input.value));
  lead.input.addEventListener("input", () => (typed.lead_address = lead.input.value));
  const language = choice({ label: "Language of the alerts", options: LANGUAGES, value: typed.language, name: "language", changed: (value) => (typed.language = value) });
  return { typed, rows: [address.row, lead.row, language.row] };
}

/** @param {string} label @param {boolean} checked */
function tick(label, checked) {
  const id = freshId("t");
  const input = h("input", { class: "govuk-checkboxes__input", type: "checkbox", id, checked });
  return { input, item: h("div", { class: "govuk-checkboxes__item" }, input, h("label", { class: "govuk-label govuk-checkboxes__label", for: id }, label)) };
}
