// The sealed desk once it is unlocked: its ways, its messages, and the lock that falls by itself.
//
// A screen is a function `(place, context, path) => cleanup or nothing` (it may be async). `place` is empty and its own; `path` is what follows the
// screen's name in the way, so go("/requests/<id>") gives ["<id>"]. The cleanup runs before the next screen and before the lock.

import { button, h, show } from "./dom.js";
import { signOut } from "./parts.js";
import { makeRouter } from "./router.js";
import { sentenceFor, words } from "./words.js";

/**
 * @typedef {import("../vault/keeper.js").Keeper} Keeper
 * @typedef {import("./api.js").Api} Api
 * @typedef {{member: string, handle: string, name: string, organisation: {reference: string, name: string}, permissions: string[], instance: string,
 *   slots: any[], keyring: {version: number, blob: string} | null, root_key: string, withheld: boolean, csrf?: string}} Me
 * @typedef {{member: string, handle: string, name: string, organisation: {reference: string, name: string}, active: boolean, may_hold: boolean, bundles: any[],
 *   state: "trusted" | "unvouched" | "changed" | "bad", fingerprint: string, vouched: boolean, newest: number, self: boolean}} Person
 * @typedef {{id: string, kind: string, organisation: unknown, state: string, epoch: number, epochs: any[], grants: any[],
 *   needs_rotation: boolean, holders: {member: string, epoch: number}[], opened: boolean, why: string}} Vault
 *
 * @typedef {object} Context
 * @property {Keeper} keeper where the keys are
 * @property {Api} api
 * @property {Me} me
 * @property {Vault[]} vaults those I hold; `opened` tells whether the keeper has its key, `why` is the code if not
 * @property {Person[]} people the directory, with what the keeper thinks of each key
 * @property {typeof words} words
 * @property {(path: string, how?: {replace?: boolean}) => void} go to a way such as "/requests/<id>"
 * @property {(sentence: string, kind?: "done" | "problem") => void} notify say it at the head of the page, and to those who hear it
 * @property {(sentence?: string) => void} lock
 * @property {() => Promise<void>} refresh read the directory and the vaults anew and open what is new
 * @property {(people: any[]) => Promise<void>} meet judge people who were found beyond the directory, and know them from now on
 * @property {(problem: unknown) => string} sentenceFor
 * @property {"" | "root-first" | "root-changed" | "keyring-unreadable"} trouble what is wrong with what this browser knew
 * @property {string} root the coalition's key in eight words
 * @property {() => string} csrf the form token, for a plain form
 * @property {(csrf: unknown) => void} renewToken
 * @property {(permission: string) => boolean} may
 * @property {(member: string) => string} nameOf
 *
 * @typedef {(place: HTMLElement, context: Context, path: string[]) => void | (() => void) | Promise<void | (() => void)>} Screen
 * @typedef {{name: string, title: string, permission?: string, screen: Screen}} Way
 */

/** What belongs together, in the order in which it is read. Few ways need no groups. @type {readonly (readonly [string, readonly string[]])[]} */
const GROUPS = [
  ["People who ask", ["requests", "alarms"]],
  ["Cases", ["cases", "referrals", "numbers"]],
  ["Places", ["house", "ways", "placement"]],
  ["In public", ["petitions", "annexes"]],
  ["Trust", ["vaults", "members", "keys"]],
];
const FEW = 6;

/**
 * Show the sealed desk in a place.
 * @param {HTMLElement} root
 * @param {Omit<Context, "go" | "notify" | "may" | "nameOf">} base
 * @param {Way[]} ways the first that the member may use opens where the address names none
 * @returns {{stop: () => void}} which takes everything away again
 */
export function startShell(root, base, ways) {
  const open = ways.filter((way) => !way.permission || base.me.permissions.includes(way.permission));
  const navigation = h("nav", { class: "moj-sub-navigation", "aria-label": "Sealed desk" });
  const messages = h("div", { class: "sealed__messages", role: "status", "aria-live": "polite" });
  const place = h("div", { class: "sealed__place", id: "sealed-place", tabindex: "-1" });
  /** @type {(() => void) | void} */
  let cleanup;
  let visits = 0;

  /** @type {Context} */
  const context = Object.assign(base, {
    go: (/** @type {string} */ path, /** @type {{replace?: boolean} | undefined} */ how) => router.go(path, how),
    notify: (/** @type {string} */ sentence, /** @type {"done" | "problem"} */ kind = "done") =>
      show(
        messages,
        notice(sentence, kind, () => show(messages)),
      ),
    may: (/** @type {string} */ permission) => base.me.permissions.includes(permission),
    nameOf: (/** @type {string} */ member) => base.people.find((person) => person.member === member)?.name ?? member,
  });

  /** @param {string[]} path */
  async function moved(path) {
    const way = open.find((one) => one.name === path[0]) ?? open[0];
    visits += 1;
    const visit = visits;
    cleanup?.();
    cleanup = undefined;
    show(messages);
    show(place);
    mark(navigation, open, way);
    if (!way) return show(place, h("p", { class: "govuk-body" }, words.notAllowed));
    document.title = document.title.replace(/^[^–]*(?= – )|^[^–]*$/, way.title);
    // Drawn apart and put in when it is the newest still: a slow screen never lands on top of the one after it.
    const inside = h("div");
    place.append(inside);
    try {
      const after = await way.screen(inside, context, path[0] === way.name ? path.slice(1) : []);
      if (visit === visits) cleanup = after;
      else after?.();
    } catch (problem) {
      if (visit === visits) context.notify(sentenceFor(problem), "problem");
    }
  }

  const router = makeRouter({ moved });
  /** @param {Way} way */
  function lineOf(way) {
    const link = h("a", { class: "moj-sub-navigation__link", href: `#/${way.name}`, "data-way": way.name }, way.title);
    link.addEventListener("click", (event) => {
      event.preventDefault();
      router.go(`/${way.name}`);
      place.focus();
    });
    return h("li", { class: "moj-sub-navigation__item" }, link);
  }
  show(navigation, grouped(open).map(([title, some], at) => groupOf(title, at, some.map(lineOf))));
  show(
    root,
    h(
      "div",
      { class: "sealed__head not-printed" },
      navigation,
      h(
        "div",
        { class: "sealed__ends" },
        signOut(base.csrf),
        button(words.lockNow, () => base.lock(), {
          kind: "secondary",
          attributes: { class: "govuk-button govuk-button--secondary sealed__lock", "data-lock": true },
        }),
      ),
    ),
    messages,
    place,
  );
  router.start();
  return {
    stop() {
      visits += 1;
      cleanup?.();
      cleanup = undefined;
      router.stop();
      root.replaceChildren();
    },
  };
}

/** @param {Way[]} ways @returns {(readonly [string, Way[]])[]} with a title, or without one where there are few */
function grouped(ways) {
  if (ways.length <= FEW) return [["", ways]];
  const rest = ways.filter((way) => !GROUPS.some(([, names]) => names.includes(way.name)));
  const groups = GROUPS.map(([title, names]) => /** @type {const} */ ([title, ways.filter((way) => names.includes(way.name))]));
  return [...groups, /** @type {const} */ (["", rest])].filter(([, some]) => some.length > 0);
}

/** @param {string} title @param {number} at @param {HTMLElement[]} lines */
function groupOf(title, at, lines) {
  const id = `sealed-ways-${at}`;
  return h(
    "div",
    { class: "sealed__group" },
    title ? h("p", { class: "sealed__group-name quiet small", id }, title) : null,
    h("ul", { class: "moj-sub-navigation__list", "aria-labelledby": title ? id : null }, lines),
  );
}

/** @param {HTMLElement} navigation @param {Way[]} ways @param {Way | undefined} current */
function mark(navigation, ways, current) {
  for (const way of ways) {
    const link = navigation.querySelector(`[data-way="${way.name}"]`);
    if (way === current) link?.setAttribute("aria-current", "page");
    else link?.removeAttribute("aria-current");
  }
}

/** @param {string} sentence @param {"done" | "problem"} kind @param {() => void} dismiss */
function notice(sentence, kind, dismiss) {
  return h(
    "div",
    { class: `sealed__notice sealed__notice--${kind}`, role: kind === "problem" ? "alert" : null },
    h("p", { class: "govuk-body" }, sentence),
    button("Close", dismiss, { link: true }),
  );
}
