// A new vault, or a channel with its vault.

import { button, field, h, show } from "./dom.js";
import { actingForm, FieldProblem } from "./progress.js";
import { section, wayBack } from "./parts.js";
import { create } from "./vault_acts.js";
import { words as common } from "./words.js";
import { words } from "./words_keys.js";

/** @typedef {import("./shell.js").Context} Context */

const KINDS = ["case", "campaign", "organisation", "archive"];
const LANGUAGES = /** @type {Record<string, string>} */ ({
  en: "English",
  ru: "Русский",
  ce: "Нохчийн",
  fr: "Français",
  ar: "العربية",
  de: "Deutsch",
  sv: "Svenska",
  da: "Dansk",
  es: "Español",
});

/**
 * @param {HTMLElement} place
 * @param {Context} context
 */
export function createScreen(place, context) {
  const mayKeep = context.may("intake.channel.keep");
  const kind = h(
    "select",
    { class: "govuk-select", id: "kind", "data-field": "kind" },
    [...(mayKeep ? ["channel"] : []), ...KINDS].map((one) => h("option", { value: one }, words.kinds[one] ?? one)),
  );
  const slug = field({ label: words.channelSlug, hint: words.channelSlugHint, attributes: { "data-field": "slug", maxlength: 60 } });
  const texts = textsFields();
  const holders = holdersFields(context);
  const channelPart = h("div", { hidden: kind.value !== "channel" }, slug.row, texts.part);
  kind.addEventListener("change", () => {
    channelPart.hidden = kind.value !== "channel";
  });
  /** @type {{vault?: string, channel?: string}} */
  const made = {};

  /** @param {(sentence: string) => void} say */
  async function act(say) {
    const channel = kind.value === "channel" ? { slug: readSlug(slug.input.value), texts: texts.read() } : undefined;
    const chosen = holders.read();
    say(words.creating);
    await create(context, { kind: kind.value, holders: chosen, ...(channel ? { channel } : {}) }, made);
    context.go("/vaults", { replace: true });
    context.notify(words.created);
  }

  const rows = {
    kind: {
      row: h("div", { class: "govuk-form-group" }, h("label", { class: "govuk-label", for: "kind" }, words.kind), kind),
      input: /** @type {any} */ (kind),
      fail: () => {},
    },
    slug: { ...slug, row: channelPart },
    texts: { row: h("div"), input: texts.first, fail: texts.fail },
    holders: holders.field,
  };
  show(place, wayBack(context, "/vaults", common.back), actingForm({ title: words.createTitle, fields: rows, label: words.createGo, act }));
}

/** @param {string} typed */
function readSlug(typed) {
  const slug = typed.trim().toLowerCase();
  if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(slug)) throw new FieldProblem("slug", words.needSlug);
  return slug;
}

/**
 * Name, line and closing line, in one language after another.
 * @param {{language: string, name: string, line?: string, closed_line?: string}[]} [written] what stands there already
 */
export function textsFields(written = []) {
  const rows = h("div");
  /** @type {{language: HTMLSelectElement, name: any, line: any, closed: any}[]} */
  const all = [];
  /** @param {{language?: string, name?: string, line?: string, closed_line?: string}} [text] */
  function add(text = {}) {
    const used = new Set(all.map((one) => one.language.value));
    const first = text.language ?? Object.keys(LANGUAGES).find((code) => !used.has(code)) ?? "en";
    const id = `language-${all.length}`;
    const language = h(
      "select",
      { class: "govuk-select", id, "data-field": "language" },
      Object.entries(LANGUAGES).map(([code, name]) => h("option", { value: code, selected: code === first }, name)),
    );
    const values = [text.name, text.line, text.closed_line];
    const [name, line, closed] = [words.channelName, words.channelLine, words.channelClosed].map((label, at) =>
      field({ label, value: values[at] ?? "", attributes: { "data-field": ["name", "line", "closed"][at], autocapitalize: "sentences", dir: "auto" } }),
    );
    if (!name || !line || !closed) return;
    all.push({ language, name, line, closed });
    rows.append(
      h(
        "fieldset",
        { class: "govuk-fieldset sealed__text" },
        h("div", { class: "govuk-form-group" }, h("label", { class: "govuk-label", for: id }, words.language), language),
        name.row,
        line.row,
        closed.row,
      ),
    );
  }
  for (const text of written.length > 0 ? written : [{}]) add(text);
  return {
    part: section(words.channelLanguages, rows, button(words.addLanguage, () => add(), { kind: "secondary" })),
    first: all[0]?.name.input,
    fail: (/** @type {string | null} */ sentence) => all[0]?.name.fail(sentence),
    read() {
      const texts = all
        .map(({ language, name, line, closed }) => ({
          language: language.value,
          name: name.input.value.trim(),
          line: line.input.value.trim(),
          closed_line: closed.input.value.trim(),
        }))
        .filter((one) => one.name !== "" || one.line !== "");
      if (texts.length === 0 || texts.some((one) => one.name === "" || one.line === "")) throw new FieldProblem("texts", words.channelNeedsText);
      return texts;
    },
  };
}

/** @param {Context} context */
export function holdersFields(context) {
  const people = context.people.filter((one) => one.state === "trusted" && one.active && one.may_hold && !one.self);
  const boxes = people.map((person) => {
    const id = `holder-${person.member}`;
    const input = h("input", { type: "checkbox", class: "govuk-checkboxes__input", id, value: person.member, "data-holder": person.handle });
    return {
      input,
      row: h(
        "div",
        { class: "govuk-checkboxes__item" },
        input,
        h("label", { class: "govuk-label govuk-checkboxes__label", for: id }, `${person.name} (${person.organisation.name})`),
      ),
    };
  });
  const message = h("p", { class: "govuk-error-message" });
  const row = h(
    "fieldset",
    { class: "govuk-fieldset govuk-form-group" },
    h("legend", { class: "govuk-fieldset__legend govuk-fieldset__legend--m" }, words.whoHolds),
    h("div", { class: "govuk-hint" }, people.length > 0 ? words.whoHoldsHint : words.noSecond),
    message,
    h(
      "div",
      { class: "govuk-checkboxes" },
      boxes.map((one) => one.row),
    ),
  );
  return {
    field: { row, input: /** @type {any} */ (boxes[0]?.input ?? row), fail: (/** @type {string | null} */ sentence) => show(message, sentence) },
    read() {
      const chosen = boxes.filter((one) => one.input.checked).map((one) => one.input.value);
      if (chosen.length === 0) throw new FieldProblem("holders", words.needHolder);
      return chosen;
    },
  };
}
