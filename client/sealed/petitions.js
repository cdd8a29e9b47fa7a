// Petitions, for those who hold their vaults: the key by which duplicates are found, and the package that is handed over.

import { button, h, show } from "./dom.js";
import { section, wayBack } from "./parts.js";
import { ADDRESS, compareAnew, giveBack, mailUpdate, makeVault, NoKey } from "./petitions_acts.js";
import { handoverScreen } from "./petitions_handover.js";
import { actingForm } from "./progress.js";
import { holdersFields } from "./vault_form.js";
import { words } from "./words_petitions.js";

/**
 * @typedef {import("./shell.js").Context} Context
 * @typedef {import("./petitions_acts.js").Campaign} Campaign
 * @typedef {import("./petitions_acts.js").Update} Update
 * @typedef {{reference: string, campaign: string, post: string, state: string}} Waiting
 */

/** @type {import("./shell.js").Way} */
export const PETITIONS = { name: "petitions", title: words.title, permission: "petitions.campaign.keep", screen: petitionsScreen };

/**
 * @param {HTMLElement} place
 * @param {Context} context
 * @param {string[]} path [] the list; ["<PE>", "vault"]; ["handover", "<HO>"]
 */
export async function petitionsScreen(place, context, path) {
  if (path[0] === "handover") return handoverScreen(place, context, path[1] ?? "");
  /** @type {{campaigns: Campaign[], handovers: Waiting[], updates: Update[]}} */
  const { campaigns, handovers, updates } = await context.api.get(ADDRESS);
  const campaign = campaigns.find((one) => one.reference === path[0]);
  if (campaign && path[1] === "vault" && campaign.key === "none") return makeScreen(place, context, campaign);
  show(
    place,
    h("h1", { class: "govuk-heading-l" }, words.title),
    h("p", { class: "govuk-body" }, words.lead),
    campaigns.length === 0 ? h("p", { class: "govuk-inset-text" }, words.none) : campaigns.map((one) => oneCampaign(context, one, updates)),
    section(words.handovers, waiting(context, handovers)),
  );
}

/** @param {Context} context @param {Campaign} campaign @param {Update[]} updates */
function oneCampaign(context, campaign, updates) {
  const { reference, title, key } = campaign;
  const isHeld = context.vaults.some((vault) => vault.id === campaign.vault && vault.opened);
  const status = h("p", { class: "progress-words", role: "status", "aria-live": "polite" });
  return h(
    "section",
    { class: "sealed__section", "data-campaign": reference },
    h("h2", { class: "govuk-heading-m", dir: "auto" }, title),
    h("p", { class: "govuk-body" }, h("span", { class: `stamp stamp--${words.looks[key] ?? "quiet"}`, "data-key": key }, words.state[key] ?? key), " ", words.says[key]),
    campaign.vault && !isHeld ? h("p", { class: "govuk-inset-text" }, words.notHeld) : [actsOf(context, campaign, status), newsOf(context, campaign, updates, status)],
    status,
  );
}

/** @param {Context} context @param {Campaign} campaign @param {HTMLElement} status */
function actsOf(context, campaign, status) {
  const { reference, key, provisional } = campaign;
  if (key === "none" && campaign.vault === null)
    return button(words.make, () => context.go(`/petitions/${reference}/vault`), { attributes: { "data-go": "vault" } });
  if (key === "none" || key === "absent") return acting(context, words.give, () => giveBack(context, campaign).then(() => words.given), "give");
  if (key !== "held" || provisional === 0) return null;
  const compare = async () => words.compared(await compareAnew(context, campaign, (done) => show(status, words.comparing(done, provisional))));
  return h("div", {}, h("p", { class: "govuk-body" }, words.compareLead(provisional)), acting(context, words.compare(provisional), compare, "compare"));
}

/** @param {Context} context @param {Campaign} campaign @param {Update[]} updates @param {HTMLElement} status */
function newsOf(context, campaign, updates, status) {
  const own = updates.filter((one) => one.campaign === campaign.reference);
  if (own.length === 0 || campaign.vault === null) return null;
  const rows = own.map((update) => {
    const mail = async () => words.mailed(await mailUpdate(context, campaign, update, (number) => show(status, words.mailing(number))));
    return h("li", { "data-update": update.reference }, h("span", { dir: "auto" }, words.update(update.title, update.mailed)), " ", acting(context, words.mail, mail, "mail"));
  });
  return h("div", {}, h("h3", { class: "govuk-heading-s" }, words.updates), h("p", { class: "govuk-body" }, words.updatesLead), h("ul", { class: "govuk-list" }, rows));
}

/** @param {Context} context @param {string} label @param {() => Promise<string>} act gives what is said afterwards @param {string} name */
function acting(context, label, act, name) {
  return button(
    label,
    async () => {
      try {
        const said = await act();
        context.go("/petitions", { replace: true });
        context.notify(said);
      } catch (problem) {
        context.notify(problem instanceof NoKey ? words.noKey : context.sentenceFor(problem), "problem");
      }
    },
    { attributes: { "data-act": name } },
  );
}

/** @param {HTMLElement} place @param {Context} context @param {Campaign} campaign */
function makeScreen(place, context, campaign) {
  const holders = holdersFields(context);
  /** @type {import("./petitions_acts.js").Made} */
  const made = {};
  async function act() {
    await makeVault(context, campaign, holders.read(), made);
    context.go("/petitions", { replace: true });
    context.notify(words.made);
  }
  show(
    place,
    wayBack(context, "/petitions", words.back),
    h("p", { class: "govuk-caption-l", dir: "auto" }, campaign.title),
    actingForm({ title: words.makeTitle, lead: words.makeLead, fields: { holders: holders.field }, label: words.makeGo, act }),
  );
}

/** @param {Context} context @param {Waiting[]} handovers */
function waiting(context, handovers) {
  if (handovers.length === 0) return h("p", { class: "govuk-body" }, words.noHandovers);
  return h(
    "ul",
    { class: "govuk-list" },
    handovers.map((one) =>
      h(
        "li",
        { "data-handover": one.reference },
        h("span", { dir: "auto" }, `${one.campaign} → ${one.post} `),
        button(words.open, () => context.go(`/petitions/handover/${one.reference}`), { kind: "secondary" }),
      ),
    ),
  );
}
