// A channel, for those who hold its vault: whether it takes new requests, what people read about it, and its end.

import { button, field, h, show } from "./dom.js";
import { section, wayBack } from "./parts.js";
import { actingForm, FieldProblem } from "./progress.js";
import { textsFields } from "./vault_form.js";
import { words as common } from "./words.js";
import { words } from "./words_channel.js";

/** @typedef {import("./shell.js").Context} Context @typedef {import("./vault_acts.js").Channel} Channel */

/**
 * @param {Context} context
 * @param {string} vault
 * @param {Channel} channel
 */
export function channelSection(context, vault, channel) {
  const isOpen = channel.state === "open";
  const turn = button(
    isOpen ? words.close : words.open,
    async () => {
      try {
        await context.api.post(`/desk/requests/channels/${channel.id}/state/`, { state: isOpen ? "closed" : "open" });
        context.go(`/vaults/${vault}`, { replace: true });
        context.notify(isOpen ? words.closed : words.opened);
      } catch (problem) {
        context.notify(context.sentenceFor(problem), "problem");
      }
    },
    { kind: "secondary", attributes: { "data-turn": isOpen ? "close" : "open" } },
  );
  const mayKeep = context.may("intake.channel.keep");
  const rename = button(words.words, () => context.go(`/vaults/${vault}/words`), { kind: "secondary", attributes: { "data-go": "words" } });
  return section(
    words.title,
    h("p", { class: "govuk-body" }, isOpen ? words.isOpen : words.isClosed, " ", words.address, " ", h("code", { dir: "ltr" }, `/en/${channel.slug}/`)),
    h("p", { class: "govuk-body" }, isOpen ? words.closeHint : words.openHint),
    h("div", { class: "govuk-button-group" }, turn, mayKeep ? rename : null),
    mayKeep ? ending(context, channel) : null,
  );
}

/**
 * @param {Context} context
 * @param {Channel} channel
 */
function ending(context, channel) {
  const typed = field({ label: words.endLabel(channel.slug), attributes: { "data-field": "end", autocapitalize: "none", spellcheck: "false" } });
  const go = button(
    words.endGo,
    async () => {
      if (typed.input.value.trim() !== channel.slug) return typed.fail(words.endMistyped);
      typed.fail(null);
      try {
        await context.api.post(`/desk/requests/channels/${channel.id}/destroy/`, { id: channel.id });
        await context.refresh();
        context.go("/vaults", { replace: true });
        context.notify(words.ended);
      } catch (problem) {
        context.notify(context.sentenceFor(problem), "problem");
      }
    },
    { kind: "warning", attributes: { "data-end": true } },
  );
  return h(
    "details",
    { class: "govuk-details" },
    h("summary", { class: "govuk-details__summary" }, h("span", { class: "govuk-details__summary-text" }, words.end)),
    h("div", { class: "govuk-details__text" }, h("p", {}, words.endLead), typed.row, go),
  );
}

/**
 * Say anew what people read about a channel.
 * @param {HTMLElement} place
 * @param {Context} context
 * @param {string} vault
 * @param {Channel} channel
 */
export function channelWordsScreen(place, context, vault, channel) {
  const texts = textsFields(channel.texts);
  /** @param {(sentence: string) => void} say */
  async function act(say) {
    const read = texts.read();
    if (new Set(read.map((one) => one.language)).size < read.length) throw new FieldProblem("texts", words.twice);
    say(words.saving);
    await context.api.post(`/desk/requests/channels/${channel.id}/texts/`, { texts: read });
    context.go(`/vaults/${vault}`, { replace: true });
    context.notify(words.saved);
  }
  const fields = { texts: { row: texts.part, input: texts.first, fail: texts.fail } };
  show(place, wayBack(context, `/vaults/${vault}`, common.back), actingForm({ title: words.words, fields, label: words.save, act }));
}
