// My keys: what they are, a new passphrase, and how to be without them.

import { codeField, passphraseField, readCode, slotOf } from "./secret_fields.js";
import { button, h, show } from "./dom.js";
import { saveKeyring } from "./opening.js";
import { eightWords, section, standing, summary, warning, wayBack } from "./parts.js";
import { actingForm, FieldProblem, sayingDerivation } from "./progress.js";
import { passphraseSteps } from "./steps.js";
import { words as common } from "./words.js";
import { words } from "./words_keys.js";

/** @typedef {import("./shell.js").Context} Context */

/** @type {import("./shell.js").Way} */
export const ME = { name: "keys", title: common.me, screen: meScreen };

/**
 * @param {HTMLElement} place
 * @param {Context} context
 * @param {string[]} path
 */
export function meScreen(place, context, path) {
  if (path[0] === "passphrase") return changeScreen(place, context);
  const { me, people } = context;
  const self = people.find((person) => person.self);
  show(
    place,
    h("h1", { class: "govuk-heading-l" }, words.meTitle),
    h("p", { class: "govuk-body" }, words.meLead),
    trouble(context),
    summary([
      [words.handle, me.handle],
      [words.organisation, me.organisation.name],
      [words.myKey, self ? eightWords(self.fingerprint) : "", words.myKeyHint],
      [words.standing, self ? standing(self) : "", self?.state === "trusted" ? words.standingTrusted : words.standingWaiting],
      [words.rootKey, eightWords(context.root), words.rootKeyHint],
    ]),
    section(
      words.change,
      h("p", { class: "govuk-body" }, words.changeLead),
      button(words.change, () => context.go("/keys/passphrase"), { kind: "secondary" }),
    ),
    section(words.kit, h("p", { class: "govuk-body" }, words.kitOnce)),
    section(
      words.travel,
      h("p", { class: "govuk-body" }, words.travelLead),
      h("a", { class: "govuk-button govuk-button--secondary", href: "/desk/members/travel/" }, words.travelGo),
    ),
    section(words.panic, h("p", { class: "govuk-body" }, words.panicLead), panicForm(context)),
  );
}

/** What is wrong with the keyring or the root key, and what to do. @param {Context} context */
function trouble(context) {
  if (context.trouble === "root-first") return h("div", { class: "govuk-inset-text" }, words.rootFirst);
  if (context.trouble === "root-changed") return warning(words.rootKey, common.refused["root-changed"]);
  if (context.trouble !== "keyring-unreadable") return null;
  const begin = button(words.keyringBegin, async () => {
    const { keyring, root_key } = await context.api.get("/desk/vault/me/");
    const { problem, root } = await context.keeper.loadKeyring({ keyring, root_key, anew: true });
    Object.assign(context, { trouble: problem, root });
    await saveKeyring(context);
    await context.refresh();
    context.go("/keys", { replace: true });
  });
  return warning(words.keyringLost, words.keyringLostLead, begin);
}

/**
 * A plain form: it also works when everything else on this page has stopped, and its answer makes the browser forget this site.
 * @param {Context} context
 */
function panicForm({ me, csrf }) {
  return h(
    "form",
    { method: "post", action: `/desk/members/${me.member}/alarm/` },
    h("input", { type: "hidden", name: "csrfmiddlewaretoken", value: csrf() }),
    h("button", { type: "submit", class: "govuk-button govuk-button--warning", "data-panic": true }, words.panicGo),
  );
}

/** @param {HTMLElement} place @param {Context} context */
function changeScreen(place, context) {
  const fields = { passphrase: passphraseField(words.oldPassphrase, "") };

  /** @param {(sentence: string) => void} say */
  async function act(say) {
    const passphrase = fields.passphrase.input.value;
    if (passphrase.trim() === "") throw new FieldProblem("passphrase", common.needPassphrase);
    const { api, keeper, me } = context;
    const fresh = await api.get("/desk/vault/me/");
    const slot = slotOf(fresh);
    const { auth } = await sayingDerivation(say, () => keeper.derive({ passphrase, ...slot }));
    // Whoever stands at an unlocked browser must still know the words.
    await keeper.unlock({ member: me.member, slot });
    say(words.changing);
    const made = await keeper.newSlot({ member: me.member });
    fields.passphrase.input.value = "";
    await passphraseSteps(place, made.passphrase);
    show(place, finishing({ auth, new: { auth: made.auth, slot: made.slot } }));
    place.querySelector("input")?.focus();
  }

  /** The code comes last: it is good for half a minute only, and learning six words takes longer. @param {{auth: string, new: object}} body */
  function finishing(body) {
    const last = { code: codeField() };
    return actingForm({
      title: words.change,
      fields: last,
      label: words.change,
      async act(say) {
        const code = readCode(last.code.input.value);
        say(words.changing);
        const { csrf } = await context.api.post("/desk/vault/slots/passphrase/", { ...body, code });
        context.renewToken(csrf);
        context.go("/keys", { replace: true });
        context.notify(words.changed);
      },
    });
  }

  show(place, wayBack(context, "/keys", common.back), actingForm({ title: words.change, lead: words.changeLead, fields, label: common.goOn, act }));
  fields.passphrase.input.focus();
}
