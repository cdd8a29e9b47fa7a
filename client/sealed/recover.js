// Coming back with the recovery kit: a new passphrase, new one-time codes, the same keys.

import { button, field, h, show } from "./dom.js";
import { actingForm, FieldProblem } from "./progress.js";
import { factorStep, passphraseSteps } from "./steps.js";
import { words as common } from "./words.js";
import { words } from "./words_join.js";

/** @typedef {(more: {handle: string, lead?: import("./dom.js").Child}) => void} Back */

/**
 * @param {import("./app.js").App} app
 * @param {{handle?: string, back: Back}} more back: shows the door again
 */
export function recoverScreen(app, { handle = "", back }) {
  const fields = {
    handle: field({ label: common.handle, value: handle, attributes: { "data-field": "handle", maxlength: 60 } }),
    kit: field({ label: words.kitWords, hint: words.kitWordsHint, input: "textarea", rows: 4, attributes: { "data-field": "kit" } }),
  };

  /** @param {(sentence: string) => void} say */
  async function act(say) {
    const name = fields.handle.input.value.trim();
    if (name === "") throw new FieldProblem("handle", common.needHandle);
    if (fields.kit.input.value.trim() === "") throw new FieldProblem("kit", words.needKit);
    const keeper = app.keeper();
    const { auth } = await readKit(() => keeper.deriveKit({ text: fields.kit.input.value }));
    say(words.recovering);
    const { member, slot } = await app.api.post("/desk/sign-in/recovery/", { handle: name, auth });
    await keeper.unlock({ member, slot });
    fields.kit.input.value = "";
    say(common.deriving);
    const made = await keeper.newSlot({ member });
    await passphraseSteps(app.root, made.passphrase);
    lastStep(app, { handle: name, auth, renewed: { auth: made.auth, slot: made.slot }, back });
  }

  const after = h(
    "p",
    { class: "govuk-body" },
    button(words.backToDoor, () => back({ handle: fields.handle.input.value.trim() }), { link: true }),
  );
  show(app.root, actingForm({ title: words.recoverTitle, lead: words.recoverLead, fields, label: common.goOn, act, after }));
  (handle ? fields.kit : fields.handle).input.focus();
}

/**
 * @template T
 * @param {() => Promise<T>} read
 * @returns {Promise<T>}
 * @throws {FieldProblem} saying which words are doubtful and what they may be
 */
async function readKit(read) {
  try {
    return await read();
  } catch (problem) {
    const { code, detail } =
      /** @type {{code?: string, detail?: {positions: number[], suggestions: Record<string, string[]>, checksum: boolean}}} */ (problem);
    if (code !== "kit-misread" || !detail) throw problem;
    const { positions, checksum } = detail;
    const suggestions = Object.values(detail.suggestions).flat();
    const sentence = positions.length === 0 && !checksum ? words.kitCount : words.kitDoubt(positions);
    throw new FieldProblem("kit", sentence + (suggestions.length > 0 ? words.perhaps(suggestions) : ""));
  }
}

/**
 * @param {import("./app.js").App} app
 * @param {{handle: string, auth: string, renewed: object, back: Back}} wanted
 */
function lastStep(app, { handle, auth, renewed, back }) {
  factorStep(app.root, {
    handle,
    label: words.renew,
    async finish(factor, say) {
      say(words.renewing);
      await app.api.post("/desk/sign-in/renew/", { handle, auth, new: { ...renewed, factor } });
      app.forgetKeys();
      back({ handle, lead: h("p", { role: "status" }, words.recovered) });
    },
  });
}
