// Joining by invitation. Keys are made in this browser; the server gets the public halves, and the secret ones sealed.

import { signInScreen } from "./door.js";
import { field, button, h, show } from "./dom.js";
import { actingForm, errorSummary, FieldProblem } from "./progress.js";
import { factorStep, kitStep, passphraseSteps } from "./steps.js";
import { sentenceFor } from "./words.js";
import { words } from "./words_join.js";

/** @typedef {{member: string, organisation: {reference: string, name: string}, roles: string[], root_key: string}} Invited */

/**
 * Read what the invitation's address carries after the "#". It is taken out of the address at once, so that no history keeps it.
 * @param {string} fragment
 * @returns {{token: string, root: string}} root: the coalition's key in base64, or nothing
 */
export function readFragment(fragment) {
  const [token = "", root = ""] = fragment.replace(/^#/, "").split(".");
  const standard = root.replaceAll("-", "+").replaceAll("_", "/").replace(/=+$/, "");
  return { token, root: standard === "" ? "" : standard + "=".repeat((4 - (standard.length % 4)) % 4) };
}

/** @param {import("./app.js").App} app */
export async function joinScreen(app) {
  const { token, root } = readFragment(location.hash);
  history.replaceState(null, "", location.pathname);
  const heading = () => h("h1", { class: "govuk-heading-l", tabindex: "-1" }, words.joinTitle);
  if (token === "") return show(app.root, heading(), h("p", { class: "govuk-body" }, words.noInvitation));
  show(app.root, heading(), h("p", { class: "progress-words", role: "status" }, words.looking));
  try {
    /** @type {Invited} */
    const invited = await app.api.post("/desk/join/look/", { token });
    if (root !== "" && root !== invited.root_key) return show(app.root, heading(), errorSummary(words.rootDiffers));
    await makeAndJoin(app, { token, root, invited });
  } catch (problem) {
    show(app.root, heading(), errorSummary(sentenceFor(problem)));
  }
}

/**
 * @param {import("./app.js").App} app
 * @param {{token: string, root: string, invited: Invited}} wanted
 */
async function makeAndJoin(app, { token, root, invited }) {
  const names = { handle: "", name: "" };
  const keeper = app.keeper();
  /** @type {{passphrase: string, kit: string[], post: object, fingerprint: string} | null} */
  let made = await namesStep(app.root, {
    invited,
    names,
    make: () => keeper.newMember({ member: invited.member, today: new Date().toISOString().slice(0, 10) }),
  });
  if (!made) return;
  await passphraseSteps(app.root, made.passphrase);
  await kitStep(app.root, { kit: made.kit, name: names.name, organisation: invited.organisation.name });
  const { post, fingerprint } = made;
  made = null;
  lastStep();

  function lastStep() {
    const change = button(words.changeNames, () => namesStep(app.root, { invited, names, make: async () => null }).then(lastStep), { link: true });
    factorStep(app.root, {
      handle: names.handle,
      label: words.finish,
      after: h("p", { class: "govuk-body" }, change),
      async finish(factor, say) {
        say(words.finishing);
        const { handle } = await app.api.post("/desk/join/", { token, ...names, ...post, factor });
        app.forgetKeys();
        history.replaceState(null, "", "/desk/sign-in/");
        const lead = [
          h("p", { role: "status" }, words.joined),
          h("p", {}, words.fingerprintTell),
          h("p", { class: "secret", "data-fingerprint": true }, fingerprint),
        ];
        // The root key that the keyring will begin with is the one that came with the invitation, not one that the server names. Where none
        // came along, the page of one's keys asks to compare the words.
        signInScreen(app, { handle, next: "/desk/sealed/", lead, expectedRoot: root });
      },
    });
  }
}

/**
 * Ask for the names, then make the keys.
 * @template Made
 * @param {HTMLElement} place
 * @param {{invited: Invited, names: {handle: string, name: string}, make: () => Promise<Made>}} wanted names are filled in
 * @returns {Promise<Made>}
 */
function namesStep(place, { invited, names, make }) {
  return new Promise((resolve) => {
    const fields = {
      handle: field({ label: words.handle, hint: words.handleHint, value: names.handle, attributes: { "data-field": "handle", maxlength: 60 } }),
      name: field({ label: words.name, hint: words.nameHint, value: names.name, attributes: { "data-field": "name", maxlength: 120 } }),
    };
    const lead = [h("p", {}, words.joinLead(invited.organisation.name)), h("p", {}, `${words.roles}: ${invited.roles.join(", ")}`)];
    /** @param {(sentence: string) => void} say */
    const act = async (say) => {
      names.handle = fields.handle.input.value.trim().toLowerCase();
      names.name = fields.name.input.value.trim();
      if (!/^[\p{L}\p{N}][\p{L}\p{N}.-]{1,59}$/u.test(names.handle)) throw new FieldProblem("handle", words.needHandle);
      if (names.name === "") throw new FieldProblem("name", words.needName);
      say(words.making);
      resolve(await make());
    };
    show(place, actingForm({ title: words.joinTitle, lead, fields, label: "Continue", act }));
    fields.handle.input.focus();
  });
}
