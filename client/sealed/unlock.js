// Opening one's keys in a page where one is signed in already, and what is shown when they are shut.

import { passphraseField, slotOf } from "./secret_fields.js";
import { button, h, show } from "./dom.js";
import { signOut } from "./parts.js";
import { actingForm, FieldProblem, sayingDerivation } from "./progress.js";
import { words } from "./words.js";

/**
 * @param {import("./app.js").App} app
 * @param {string} [said] why it is locked
 */
export function unlockScreen(app, said = "") {
  const fields = { passphrase: passphraseField() };

  /** @param {(sentence: string) => void} say */
  async function act(say) {
    const passphrase = fields.passphrase.input.value;
    if (passphrase.trim() === "") throw new FieldProblem("passphrase", words.needPassphrase);
    const me = await app.api.get("/desk/vault/me/");
    app.renewToken(me.csrf);
    if (me.withheld) return withheldScreen(app);
    const slot = slotOf(me);
    if (!slot) return show(app.root, h("h1", { class: "govuk-heading-l" }, words.unlockTitle), h("p", { class: "govuk-body" }, words.noSlot));
    const keeper = app.keeper();
    await sayingDerivation(say, () => keeper.derive({ passphrase, ...slot }));
    await wrongIsSaidHere(keeper.unlock({ member: me.member, slot }));
    fields.passphrase.input.value = "";
    await app.enter(me, { progress: say });
  }

  const title = said ? words.lockedTitle : words.unlockTitle;
  show(
    app.root,
    actingForm({
      title,
      lead: said || words.unlockLead,
      fields,
      label: words.unlock,
      act: (say) => signedOutIsSaid(app, act(say)),
      after: signOut(app.csrf),
    }),
  );
  document.title = document.title.replace(/^[^–]*(?= – )|^[^–]*$/, title);
  fields.passphrase.input.focus();
}

/** @param {Promise<unknown>} unlocking */
async function wrongIsSaidHere(unlocking) {
  try {
    await unlocking;
  } catch (problem) {
    if (/** @type {{code?: string}} */ (problem).code === "wrong-passphrase")
      throw new FieldProblem("passphrase", words.refused["wrong-passphrase"] ?? "");
    throw problem;
  }
}

/** @param {import("./app.js").App} app @param {Promise<void>} unlocking */
async function signedOutIsSaid(app, unlocking) {
  try {
    await unlocking;
  } catch (problem) {
    if (/** @type {{status?: number}} */ (problem).status === 401) return app.leave(words.signedOut);
    throw problem;
  }
}

/** @param {import("./app.js").App} app */
export function withheldScreen(app) {
  show(app.root, h("h1", { class: "govuk-heading-l" }, words.withheldTitle), h("p", { class: "govuk-body", "data-withheld": true }, words.withheld));
}

/** @param {import("./app.js").App} app @param {string} sentence */
export function signedOutScreen(app, sentence) {
  show(
    app.root,
    h("h1", { class: "govuk-heading-l" }, words.signIn),
    h("p", { class: "govuk-body", role: "status" }, sentence),
    button(words.signInAgain, () => location.assign("/desk/sign-in/?next=/desk/sealed/")),
  );
}
