// Members and trust: whose key is whose, who vouches for it, and what to do when one has changed.

import { button, field, h, show } from "./dom.js";
import { saveKeyring } from "./opening.js";
import { eightWords, section, standing, summary, warning, wayBack } from "./parts.js";
import { actingForm, FieldProblem } from "./progress.js";
import { words as common } from "./words.js";
import { words } from "./words_keys.js";

/** @typedef {import("./shell.js").Context} Context @typedef {import("./shell.js").Person} Person */

/** @type {import("./shell.js").Way} */
export const MEMBERS = { name: "members", title: common.members, screen: membersScreen };

/**
 * @param {HTMLElement} place
 * @param {Context} context
 * @param {string[]} path [] the directory; ["<member>"] vouching for one
 */
export function membersScreen(place, context, path) {
  const person = context.people.find((one) => one.member === path[0]);
  if (person && context.may("people.member.vouch")) return vouchScreen(place, context, person);
  const changed = context.people.filter((one) => one.state === "changed");
  show(
    place,
    h("h1", { class: "govuk-heading-l" }, words.membersTitle),
    h("p", { class: "govuk-body" }, words.membersLead),
    changed.length > 0 ? changedWarning(context, changed) : null,
    directory(context),
    context.may("vault.vault.hold") ? section(words.find, finder(context)) : null,
  );
}

/** @param {Context} context @param {Person[]} changed */
function changedWarning(context, changed) {
  const rows = changed.map((person) => {
    const agree = button(
      words.wordsAgree,
      async () => {
        await context.keeper.accept({ member: person.member });
        await saveKeyring(context);
        await context.refresh();
        context.go("/members", { replace: true });
        context.notify(words.accepted);
      },
      { kind: "warning" },
    );
    return h(
      "div",
      { class: "sealed__changed" },
      h("p", {}, h("strong", {}, person.name), ": ", person.fingerprint ? eightWords(person.fingerprint) : words.state.none),
      person.vouched ? agree : h("p", {}, words.notVouchedYet),
    );
  });
  return warning(words.changedTitle, words.changedLead(changed.map((one) => one.name).join(", ")), rows);
}

/** @param {Context} context */
function directory(context) {
  return h(
    "ul",
    { class: "people" },
    context.people.map((person) => personRow(context, person)),
  );
}

/** @param {Context} context @param {Person} person */
function personRow(context, person) {
  return h(
    "li",
    { class: "person", "data-member": person.member },
    h(
      "div",
      { class: "person__who" },
      h("strong", {}, person.name, person.self ? ` (${words.you})` : ""),
      h("span", { class: "govuk-hint" }, person.organisation.name),
    ),
    h("div", { class: "person__key" }, person.fingerprint ? eightWords(person.fingerprint) : null, voucherLine(context, person)),
    h("div", { class: "person__standing" }, standing(person), vouchButton(context, person)),
  );
}

/** @param {Context} context @param {Person} person */
function voucherLine(context, person) {
  const newest = person.bundles.at(-1);
  if (newest && newest.signing_key === context.me.root_key && person.state === "trusted") return h("p", { class: "govuk-hint" }, words.isRoot);
  const vouched = newest?.vouched;
  if (!vouched || !person.vouched) return null;
  return h("p", { class: "govuk-hint" }, `${words.vouchedBy} ${context.nameOf(vouched.voucher)}`);
}

/** @param {Context} context @param {Person} person */
function vouchButton(context, person) {
  if (!context.may("people.member.vouch") || person.self || !person.active || person.state !== "unvouched" || person.newest === 0) return null;
  return button(words.vouch, () => context.go(`/members/${person.member}`), { kind: "secondary", attributes: { "data-vouch": person.member } });
}

/** @param {Context} context */
function finder(context) {
  const fields = { handle: field({ label: words.handle, hint: words.findHint, attributes: { "data-field": "find" } }) };
  const found = h("div", { role: "status" });
  const form = actingForm({
    fields,
    label: words.findGo,
    async act() {
      const handle = fields.handle.input.value.trim();
      if (handle === "") throw new FieldProblem("handle", common.needHandle);
      try {
        const { people } = await context.api.post("/desk/vault/directory/find/", { handle });
        await context.meet(people);
        const met = context.people.filter((known) => people.some((/** @type {Person} */ one) => one.member === known.member));
        show(
          found,
          h(
            "ul",
            { class: "people" },
            met.map((person) => personRow(context, person)),
          ),
        );
      } catch (problem) {
        if (/** @type {{status?: number}} */ (problem).status !== 404) throw problem;
        show(found, h("p", { class: "govuk-body" }, words.notFound));
      }
    },
  });
  return [form, found];
}

/** @param {HTMLElement} place @param {Context} context @param {Person} person */
function vouchScreen(place, context, person) {
  const tick = h("input", { type: "checkbox", class: "govuk-checkboxes__input", id: "words-heard", "data-field": "words-heard" });
  const message = h("p", { class: "govuk-error-message", role: "alert" });
  const isRoot = context.people.some((one) => one.self && one.bundles.at(-1)?.signing_key === context.me.root_key);

  /** @param {"member" | "steward"} authority */
  async function vouch(authority) {
    if (!tick.checked) return show(message, words.vouchNeedsTick);
    const sequence = person.newest;
    const { signature } = await context.keeper.vouch({ member: person.member, sequence, authority });
    await context.api.post(`/desk/vault/directory/${person.member}/vouch/`, { sequence, authority, signature });
    await context.refresh();
    context.go("/members", { replace: true });
    context.notify(words.vouched);
  }

  show(
    place,
    wayBack(context, "/members", common.back),
    h("h1", { class: "govuk-heading-l" }, words.vouchTitle),
    summary([[person.name, person.organisation.name]]),
    h("p", { class: "govuk-body" }, words.vouchLead(person.name)),
    h("p", { class: "secret", "data-fingerprint": true, translate: "no" }, person.fingerprint),
    h(
      "div",
      { class: "govuk-checkboxes" },
      message,
      h(
        "div",
        { class: "govuk-checkboxes__item" },
        tick,
        h("label", { class: "govuk-label govuk-checkboxes__label", for: "words-heard" }, words.vouchTick),
      ),
    ),
    h(
      "div",
      { class: "sealed__next sealed__buttons" },
      button(words.asMember, () => said(context, () => vouch("member"))),
      isRoot ? button(words.asSteward, () => said(context, () => vouch("steward")), { kind: "secondary" }) : null,
    ),
  );
}

/**
 * Do something; if it fails, say why at the head of the page.
 * @param {Context} context
 * @param {() => Promise<unknown>} action
 */
async function said(context, action) {
  try {
    await action();
  } catch (problem) {
    context.notify(context.sentenceFor(problem), "problem");
  }
}
