// What the house has set for each kind of help: it warns, and never stops anybody.

import { newSending } from "../casework/acts.js";
import { houseOf } from "../casework/house_register.js";
import { wordsOf } from "../casework/kinds.js";
import { sumWords } from "../casework/payouts.js";
import { ceilings } from "../casework/shelters.js";
import { drawFields, fieldsOf } from "./case_form.js";
import { bodyOf, typedOf } from "./case_typed.js";
import { button, h, show } from "./dom.js";
import { drafts } from "./house_shelters.js";
import { section } from "./parts.js";
import { PER_WORDS, words } from "./words_help.js";

/** @typedef {import("./shell.js").Context} Context @typedef {import("../casework/registers.js").Listed} Listed */

const FIELDS = ["what", "amount", "currency", "per", "source"];
const HOW = { kind: "ceiling", people: [], labels: { what: "What kind of help", amount: "Not more than", per: "How it is counted", source: "Who decided it, and when" } };

/** @param {HTMLElement} place @param {Context} context */
export function ceilingsSection(place, context) {
  const house = houseOf(context);
  const names = wordsOf("ceiling").choices.what ?? {};
  const [list, form] = [h("ul", { class: "help__lines" }), h("div")];
  const empty = h("p", { class: "govuk-hint" }, words.noCeilings);
  const adding = button("Set a ceiling", () => edit(), { kind: "secondary" });
  show(place, section("Ceilings", h("p", { class: "govuk-body" }, words.ceilingLead), empty, list, adding, form));
  draw();

  function draw() {
    const all = ceilings(house);
    show(list, all.map((one) => h("li", {}, h("p", { class: "govuk-body" }, h("strong", {}, names[one.body.what] ?? ""), ` · ${sumWords(one.body.amount, one.body.currency)} ${PER_WORDS[one.body.per] ?? ""}`, one.body.source ? h("span", { class: "quiet" }, ` · ${one.body.source}`) : null), h("div", { class: "help__acts not-printed" }, button("Change", () => edit(one), { link: true }), button("Take it away", () => act(() => house.destroy(one), "Taken away."), { link: true })))));
    list.hidden = all.length === 0;
    empty.hidden = all.length > 0;
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

  /** @param {Listed} [before] */
  function edit(before) {
    const kept = drafts(context).ceiling;
    const draft = kept && kept.id === before?.id ? kept : { id: before?.id, typed: typedOf(fieldsOf("ceiling"), before?.body ?? { currency: "EUR" }), sending: newSending() };
    drafts(context).ceiling = draft;
    const drawn = drawFields(draft.typed, FIELDS, HOW);
    const leave = () => {
      delete drafts(context).ceiling;
      show(form);
      adding.focus();
    };
    async function keep() {
      const { body, problems } = bodyOf(fieldsOf("ceiling"), draft.typed, before?.body ?? {});
      const missing = { ...(body.what ? {} : { what: words.needsWhat }), ...(body.amount ? {} : { amount: "Say how much." }), ...(body.currency ? {} : { currency: words.needsCurrency }), ...(body.per ? {} : { per: "Say how it is counted." }) };
      if (drawn.fail({ ...missing, ...problems })) return;
      if (await act(() => house.keep({ ...body, kind: "ceiling" }, before, draft.sending))) leave();
    }
    show(form, h("section", { class: "case-form", "aria-label": before ? "Change a ceiling" : "Set a ceiling" }, h("h3", { class: "govuk-heading-s" }, before ? "Change a ceiling" : "Set a ceiling"), drawn.rows, h("div", { class: "row" }, button("Keep", keep), button("Leave it", leave, { link: true }))));
    drawn.focus();
  }
}
