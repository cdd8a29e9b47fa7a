// The texts that colleagues answer with, by language. They are sealed like everything else: even what we usually say is nobody's business.

import { button, field, h, show } from "./dom.js";
import { answerSheet, byWhom, choices, numberOf, select, stamp } from "./inbox_parts.js";
import { LANGUAGES } from "./inbox_marks.js";
import { Faster, removeTemplate, saveTemplate } from "./requests_acts.js";
import { languageWords } from "./requests_words.js";
import { faults, offered, templatesOf } from "./templates_state.js";
import { sentenceFor } from "./words.js";

/** @typedef {import("./requests_acts.js").Hands} Hands */
/** @typedef {import("./templates_state.js").Kept} Kept */
/** @typedef {{id?: string, version?: number, language: string, kind: "answer" | "question", title: string, text: string}} Draft */

/**
 * @param {HTMLElement} place
 * @param {Hands} hands
 * @returns {import("./inbox.js").View}
 */
export function templatesScreen(place, hands) {
  const { store, context } = hands;
  let vault = store.channels[0]?.vault ?? "";
  const list = h("div", {});
  const form = h("div", {});
  const back = h("a", { class: "govuk-back-link", href: "#/requests", "data-key": "b", "data-key-label": "Back to the list" }, "All requests");
  back.addEventListener("click", (event) => {
    event.preventDefault();
    context.go("/requests");
  });

  /** @param {() => Promise<unknown>} what @param {string} done */
  async function act(what, done) {
    try {
      await what();
      context.notify(done);
      return true;
    } catch (problem) {
      const sentence = problem instanceof Faster ? `${context.nameOf(problem.theirs.author ?? "")} changed this template meanwhile. Your text is still here; theirs stands in the list.` : sentenceFor(problem);
      context.notify(sentence, "problem");
      return false;
    } finally {
      draw();
    }
  }

  function draw() {
    const kept = templatesOf(store.records(vault));
    const languages = [...new Set(kept.map((one) => one.language))];
    show(
      list,
      languages.map((language) => [
        h("h2", { class: "govuk-heading-m part" }, languageWords(language)),
        kept.filter((one) => one.language === language).map((one) => entry(one, hands, edit, () => act(() => removeTemplate(hands, vault, one.id), "Removed."))),
      ]),
      starting(kept, (texts) => act(() => takeAll(hands, vault, texts), "Kept. Change them so that they fit what you really do.")),
    );
  }

  /** @param {Draft} begun */
  function edit(begun) {
    store.drafts.set("template", begun);
    show(form, editor(begun, () => act(() => saveTemplate(hands, vault, begun), "The template is kept."), () => {
      store.drafts.delete("template");
      show(form);
    }));
    form.scrollIntoView({ block: "nearest" });
    form.querySelector("input")?.focus();
  }

  const channel = select({
    label: "Channel",
    options: store.channels.map((one) => /** @type {const} */ ([one.vault, one.name])),
    value: vault,
    change(value) {
      vault = value;
      draw();
    },
  });
  show(
    place,
    back,
    h("h1", { class: "govuk-heading-l" }, "Templates"),
    h("p", { class: "lead" }, "What you often say, once in each language, in words that you would say aloud. [What stands in brackets] has to be filled in before it is sent."),
    store.channels.length > 1 ? channel.row : null,
    store.channels.length > 0 ? button("Write a template", () => edit({ language: "ru", kind: "answer", title: "", text: "" }), { kind: "secondary" }) : null,
    form,
    list,
  );
  const begun = store.drafts.get("template");
  if (begun) edit(/** @type {Draft} */ (begun));
  draw();
  return { changed: draw };
}

/**
 * @param {Hands} hands
 * @param {string} vault
 * @param {readonly import("./templates_starting.js").Template[]} texts
 */
async function takeAll(hands, vault, texts) {
  for (const one of texts) await saveTemplate(hands, vault, one);
}

/**
 * @param {Kept} template
 * @param {Hands} hands
 * @param {(draft: Draft) => void} edit
 * @param {() => unknown} remove
 */
function entry(template, hands, edit, remove) {
  const { id, version, language, kind, title, text } = template;
  return h(
    "details",
    { class: "template", "data-template": numberOf(id) },
    h("summary", {}, h("bdi", { dir: "auto", lang: language || null }, title), " ", kind === "question" ? stamp("Asks", "quiet") : null),
    answerSheet(text),
    h("p", { class: "quiet small" }, byWhom(template.author, template.at, hands.context)),
    h("div", { class: "row" }, button("Change", () => edit({ id, version, language, kind, title, text }), { link: true }), button("Remove", remove, { link: true })),
  );
}

/**
 * @param {readonly Kept[]} kept
 * @param {(texts: readonly import("./templates_starting.js").Template[]) => unknown} take
 */
function starting(kept, take) {
  const texts = offered(kept);
  const languages = [...new Set(texts.map((one) => one.language))];
  if (languages.length === 0) return null;
  return h(
    "section",
    { class: "panel", "aria-label": "Texts to begin with" },
    h("h2", { class: "govuk-heading-s" }, "Texts to begin with"),
    h("p", {}, "We wrote some in plain words: received, a person is reading, what we can and cannot do, when can you read safely, one question, when we answer, how to destroy the box."),
    h("div", { class: "row" }, languages.map((one) => button(`Take those in ${languageWords(one)}`, () => take(texts.filter((text) => text.language === one)), { kind: "secondary" }))),
  );
}

/**
 * @param {Draft} draft changed as it is typed into
 * @param {() => Promise<boolean>} keep
 * @param {() => void} close
 */
function editor(draft, keep, close) {
  const title = field({ label: "Name", value: draft.title, attributes: { dir: "auto" } });
  const text = field({ label: "Text", input: "textarea", rows: 6, value: draft.text, attributes: { dir: "auto", lang: draft.language } });
  title.input.addEventListener("input", () => (draft.title = title.input.value));
  text.input.addEventListener("input", () => (draft.text = text.input.value));
  const language = select({
    label: "Language",
    options: [...new Set([draft.language, ...LANGUAGES])].filter(Boolean).map((one) => /** @type {const} */ ([one, languageWords(one)])),
    value: draft.language,
    change(value) {
      draft.language = value;
      text.input.lang = value;
    },
  });
  const kind = choices({ legend: "It is", single: true, options: [["answer", "An answer"], ["question", "A question: the request then waits for the person"]], chosen: [draft.kind], change: ([one]) => (draft.kind = one === "question" ? "question" : "answer") });
  async function save() {
    const wrong = faults(draft);
    title.fail(wrong.title ?? null);
    text.fail(wrong.text ?? null);
    if (Object.keys(wrong).length === 0 && (await keep())) close();
  }
  return h("div", { class: "panel" }, title.row, language.row, kind, text.row, h("div", { class: "row" }, button("Keep the template", save), button("Cancel", close, { link: true })));
}
