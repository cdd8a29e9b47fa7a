// Signing in. The passphrase goes to the worker and no further; the server gets what was derived from it for this purpose alone.

import { button, field, h, show } from "./dom.js";
import { actingForm, FieldProblem, sayingDerivation } from "./progress.js";
import { recoverScreen } from "./recover.js";
import { codeField, passphraseField, readCode, slotOf } from "./secret_fields.js";
import { words } from "./words.js";

/** Where somebody may be sent after signing in: the desk of this site and nothing else. @param {unknown} next */
export function safeNext(next) {
  return typeof next === "string" && /^\/desk\/[^\\]*$/.test(next) && !next.includes("//") ? next : "/desk/";
}

/**
 * @param {import("./app.js").App} app
 * @param {{handle?: string, expectedRoot?: string, next?: string, lead?: import("./dom.js").Child}} [more]
 */
export function signInScreen(app, { handle = "", expectedRoot = "", next = wantedNext(), lead } = {}) {
  const fields = {
    handle: field({ label: words.handle, value: handle, attributes: { "data-field": "handle", maxlength: 60 } }),
    passphrase: passphraseField(),
    code: codeField(),
  };
  const { api } = app;

  /** @param {(sentence: string) => void} say */
  async function act(say) {
    const name = fields.handle.input.value.trim();
    const passphrase = fields.passphrase.input.value;
    if (name === "") throw new FieldProblem("handle", words.needHandle);
    if (passphrase.trim() === "") throw new FieldProblem("passphrase", words.needPassphrase);
    const code = readCode(fields.code.input.value);
    say(words.asking);
    const cost = await api.post("/desk/sign-in/salt/", { handle: name });
    const keeper = app.keeper();
    const { auth } = await sayingDerivation(say, () => keeper.derive({ passphrase, ...cost }));
    say(words.checking);
    const answer = await signIn({ handle: name, auth, code, next });
    fields.passphrase.input.value = "";
    await goOn(answer, say);
  }

  /** @param {object} body */
  async function signIn(body) {
    try {
      return await api.post("/desk/sign-in/", body);
    } finally {
      fields.code.input.value = "";
    }
  }

  /** @param {{next?: unknown, csrf?: unknown}} answer @param {(sentence: string) => void} say */
  async function goOn({ next: to, csrf }, say) {
    const address = safeNext(to);
    if (!address.startsWith("/desk/sealed/") || typeof csrf !== "string") return location.assign(address);
    // The sealed desk is this same page: the keys are open already, nobody is asked twice.
    app.renewToken(csrf);
    const me = await api.get("/desk/vault/me/");
    if (me.withheld || !slotOf(me)) return location.assign(address);
    await app.keeper().unlock({ member: me.member, slot: slotOf(me) });
    history.replaceState(null, "", address);
    await app.enter(me, { expectedRoot, progress: say });
  }

  const lost = h(
    "p",
    { class: "govuk-body" },
    button(words.lostPassphrase, () => recoverScreen(app, { handle: fields.handle.input.value.trim(), back: (more) => signInScreen(app, more) }), {
      link: true,
      attributes: { "data-go": "recover" },
    }),
  );
  show(
    app.root,
    actingForm({ title: words.signIn, lead, fields, label: words.signIn, act, after: [lost, h("p", { class: "govuk-hint" }, words.noKit)] }),
  );
  (handle ? fields.passphrase : fields.handle).input.focus();
}

function wantedNext() {
  return new URLSearchParams(location.search).get("next") ?? "";
}
