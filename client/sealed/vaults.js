// Vaults: which I hold, with whom; letting in, removing, new keys.

import { channelSection, channelWordsScreen } from "./channel.js";
import { button, h, show } from "./dom.js";
import { choosePerson, section, standing, summary, warning, wayBack } from "./parts.js";
import { due, renew, rotateAll, signCards, stale, stewardsOf } from "./vault_acts.js";
import { createScreen } from "./vault_form.js";
import { words as common } from "./words.js";
import { words } from "./words_keys.js";

/** @typedef {import("./shell.js").Context} Context @typedef {import("./shell.js").Vault} Vault @typedef {import("./vault_acts.js").Channel} Channel */

/** @type {import("./shell.js").Way} */
export const VAULTS = { name: "vaults", title: common.vaults, permission: "vault.vault.hold", screen: vaultsScreen };

/**
 * @param {HTMLElement} place
 * @param {Context} context
 * @param {string[]} path [] the list; ["new"]; ["<vault>"]; ["<vault>", "words"]; ["<vault>", "without", "<member>"]
 */
export async function vaultsScreen(place, context, path) {
  if (path[0] === "new") return createScreen(place, context);
  /** @type {{channels: Channel[]}} */
  const { channels } = await context.api.get("/desk/requests/channels/").catch(nothingWhereForbidden);
  const vault = context.vaults.find((one) => one.id === path[0]);
  if (vault && path[1] === "without") return removeScreen(place, context, vault, path[2] ?? "");
  const channel = channels.find((one) => one.vault === vault?.id);
  if (vault && channel && path[1] === "words") return channelWordsScreen(place, context, vault.id, channel);
  if (vault) return oneScreen(place, context, vault, nameOfVault(vault, channels), channel);
  const status = h("p", { class: "progress-words", role: "status", "aria-live": "polite" });
  show(
    place,
    h("h1", { class: "govuk-heading-l" }, words.vaultsTitle),
    h("p", { class: "govuk-body" }, words.vaultsLead),
    dueWarning(context, channels, status),
    staleWarning(context, channels, status),
    status,
    button(words.create, () => context.go("/vaults/new"), { kind: "secondary", attributes: { "data-go": "new" } }),
    context.vaults.length === 0 ? h("p", { class: "govuk-inset-text" }, words.noVaults) : list(context, channels),
  );
}

/** @param {{status?: number}} problem @returns {{channels: Channel[]}} */
function nothingWhereForbidden(problem) {
  if (problem.status === 403) return { channels: [] };
  throw problem;
}

/** @param {Vault} vault @param {Channel[]} channels */
function nameOfVault(vault, channels) {
  const channel = channels.find((one) => one.vault === vault.id);
  const text = channel?.texts.find((one) => one.language === "en") ?? channel?.texts[0];
  return text?.name ?? `${words.kinds[vault.kind] ?? vault.kind} ${vault.id.slice(0, 8)}`;
}

/** @param {Context} context @param {Channel[]} channels @param {HTMLElement} status */
function dueWarning(context, channels, status) {
  const waiting = due(context.vaults);
  if (waiting.length === 0) return null;
  const everything = async () => {
    const { rotated, failed } = await rotateAll(context, (done, total) => show(status, words.rotating(done, total)));
    const old = stale(channels, context.vaults);
    let said = rotated > 0 ? words.rotated(rotated) : "";
    if (old.length > 0 && context.may("intake.channel.keep")) {
      show(status, words.signing);
      await signCards(context, old);
      said += ` ${words.signed}`;
    }
    context.go("/vaults", { replace: true });
    if (failed.length > 0)
      context.notify(
        `${said} ${failed.map(({ vault, problem }) => `${nameOfVault(vault, channels)}: ${context.sentenceFor(problem)}`).join(" ")}`,
        "problem",
      );
    else context.notify(said);
  };
  return warning(
    words.dueTitle,
    words.dueLead(waiting.length),
    button(words.rotateAll, () => attempt(context, everything), { attributes: { "data-rotate-all": true } }),
  );
}

/** @param {Context} context @param {Channel[]} channels @param {HTMLElement} status */
function staleWarning(context, channels, status) {
  const old = stale(channels, context.vaults);
  if (old.length === 0 || due(context.vaults).length > 0) return null;
  const names = old.map((channel) => channel.texts[0]?.name ?? channel.slug).join(", ");
  const stewards = [
    ...new Set(context.vaults.filter((vault) => old.some((channel) => channel.vault === vault.id)).flatMap((vault) => stewardsOf(context, vault))),
  ];
  const sign = button(words.staleSign, () =>
    attempt(context, async () => {
      show(status, words.signing);
      await signCards(context, old);
      context.go("/vaults", { replace: true });
      context.notify(words.signed);
    }),
  );
  return warning(words.staleTitle, words.staleLead(names), context.may("intake.channel.keep") ? sign : h("p", {}, words.staleOthers(stewards)));
}

/**
 * Do something, and say to the person what stood in the way, with names for references.
 * @param {Context} context
 * @param {() => Promise<unknown>} action
 */
async function attempt(context, action) {
  try {
    await action();
  } catch (problem) {
    const named = context.sentenceFor(problem).replaceAll(/\bME-[0-9A-Z]+/g, (reference) => context.nameOf(reference));
    context.notify(named, "problem");
  }
}

/** @param {Context} context @param {Channel[]} channels */
function list(context, channels) {
  const rows = context.vaults.map((vault) => {
    const link = h("a", { class: "govuk-link", href: "#/vaults", "data-vault": vault.id }, nameOfVault(vault, channels));
    link.addEventListener("click", (event) => {
      event.preventDefault();
      context.go(`/vaults/${vault.id}`);
    });
    const trouble = vault.opened ? null : h("p", { class: "govuk-error-message" }, `${words.notOpened}: ${context.sentenceFor({ code: vault.why })}`);
    return h(
      "li",
      { class: "vault" },
      h("div", {}, link, trouble),
      h("div", { class: "govuk-hint" }, `${words.holders}: ${vault.holders.map((one) => context.nameOf(one.member)).join(", ")}`),
      h("div", { class: "govuk-hint" }, words.kinds[vault.kind] ?? vault.kind),
    );
  });
  return h("ul", { class: "vaults" }, rows);
}

/** @param {HTMLElement} place @param {Context} context @param {Vault} vault @param {string} name @param {Channel} [channel] */
function oneScreen(place, context, vault, name, channel) {
  const holding = new Set(vault.holders.map((one) => one.member));
  const others = context.people.filter((one) => one.state === "trusted" && one.active && one.may_hold && !holding.has(one.member));
  const people = vault.holders.map(({ member }) => {
    const person = context.people.find((one) => one.member === member);
    const remove =
      member === context.me.member
        ? null
        : button(words.remove, () => context.go(`/vaults/${vault.id}/without/${member}`), { link: true, attributes: { "data-remove": member } });
    return h(
      "li",
      { class: "person" },
      h("div", { class: "person__who" }, context.nameOf(member)),
      person ? standing(person) : null,
      h("div", {}, remove),
    );
  });
  const again = button(
    words.rotateOne,
    () =>
      attempt(context, async () => {
        await renew(context, vault);
        context.go(`/vaults/${vault.id}`, { replace: true });
        context.notify(words.rotated(1));
      }),
    { kind: "secondary" },
  );
  show(
    place,
    wayBack(context, "/vaults", words.vaultsTitle),
    h("h1", { class: "govuk-heading-l" }, name),
    summary([
      [words.kind, words.kinds[vault.kind] ?? vault.kind],
      [words.epoch, String(vault.epoch)],
    ]),
    channel ? channelSection(context, vault.id, channel) : null,
    section(words.holders, h("ul", { class: "people" }, people)),
    section(words.grantTitle, granting(context, vault, others)),
    section(words.rotateOne, h("p", { class: "govuk-body" }, words.rotateOneHint), again),
    section(
      words.history,
      h(
        "ul",
        { class: "govuk-list" },
        [...vault.epochs].sort((one, other) => other.number - one.number).map((epoch) => h("li", {}, epochLine(vault, epoch))),
      ),
    ),
  );
}

/** @param {Vault} vault @param {{number: number, seen_by_removed: boolean}} epoch */
function epochLine(vault, { number, seen_by_removed }) {
  const notes = [number === vault.epoch ? words.current : "", seen_by_removed ? words.seenByRemoved : ""].filter(Boolean);
  return `${words.epoch} ${number}${notes.length > 0 ? `: ${notes.join("; ")}` : ""}`;
}

/** @param {Context} context @param {Vault} vault @param {import("./shell.js").Person[]} others */
function granting(context, vault, others) {
  if (others.length === 0) return h("p", { class: "govuk-body" }, words.nobodyElse);
  const { row, input } = choosePerson({ label: words.choose, hint: words.grantHint, people: others, name: "grant-to" });
  const go = button(words.grantGo, () =>
    attempt(context, async () => {
      if (input.value === "") return context.notify(words.needSomebody, "problem");
      const name = context.nameOf(input.value);
      const made = await context.keeper.grant({ vault: vault.id, members: [input.value] });
      await context.api.post(`/desk/vault/vaults/${vault.id}/grants/`, made);
      await context.refresh();
      context.go(`/vaults/${vault.id}`, { replace: true });
      context.notify(words.granted(name));
    }),
  );
  return [row, go];
}

/** @param {HTMLElement} place @param {Context} context @param {Vault} vault @param {string} member */
function removeScreen(place, context, vault, member) {
  const name = context.nameOf(member);
  const left = vault.holders.filter((one) => one.member !== member);
  const others = context.people.filter(
    (one) => one.state === "trusted" && one.active && one.may_hold && one.member !== member && !left.some((holder) => holder.member === one.member),
  );
  const second = left.length < 2 ? choosePerson({ label: words.choose, people: others, name: "second-holder" }) : null;
  const go = button(
    words.removeGo,
    () =>
      attempt(context, async () => {
        if (second && second.input.value === "") return context.notify(words.needSomebody, "problem");
        await renew(context, vault, { without: [member], joining: second ? [second.input.value] : [] });
        context.go(`/vaults/${vault.id}`, { replace: true });
        context.notify(words.removed(name));
      }),
    { kind: "warning" },
  );
  show(
    place,
    wayBack(context, `/vaults/${vault.id}`, common.back),
    h("h1", { class: "govuk-heading-l" }, words.removeTitle(name)),
    h("p", { class: "govuk-body" }, words.removeLead),
    second
      ? [h("p", { class: "govuk-inset-text" }, others.length > 0 ? words.secondHolder : words.noSecond), others.length > 0 ? second.row : null]
      : null,
    second && others.length === 0 ? null : go,
  );
}
