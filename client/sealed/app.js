// From the door to the sealed desk and back: which screen this page is on, the keeper it talks to, and the lock.

import { allowWorkers, openKeeper } from "../vault/keeper.js";
import { makeApi } from "./api.js";
import { startIdle } from "./idle.js";
import { openDesk } from "./opening.js";
import { startShell } from "./shell.js";
import { signedOutScreen, unlockScreen } from "./unlock.js";
import { due } from "./vault_acts.js";
import { withUnkept } from "./unkept.js";
import { words } from "./words.js";

/**
 * @typedef {import("./shell.js").Me} Me
 * @typedef {object} App
 * @property {HTMLElement} root
 * @property {import("./api.js").Api} api
 * @property {() => import("./shell.js").Keeper} keeper the one in use; a new one after a lock
 * @property {() => void} forgetKeys end the worker, without changing the screen
 * @property {() => string} csrf
 * @property {(csrf: unknown) => void} renewToken the form token after signing in
 * @property {(me: Me, more?: {expectedRoot?: string, progress?: (sentence: string) => void}) => Promise<void>} enter with an unlocked keeper
 * @property {(sentence?: string) => void} lock
 * @property {(sentence: string) => void} leave after signing out: nothing stays
 */

/**
 * Say at once what must not be overlooked. Whoever holds vaults has met the coalition's key before: where this browser is told nothing of that,
 * the server may keep the keyring back so as to show another key.
 * @param {import("./shell.js").Context} context
 */
function warn({ trouble, people, vaults, notify }) {
  const sentence = trouble === "root-first" && vaults.length === 0 ? "" : words.refused[trouble];
  if (sentence) notify(sentence, "problem");
  else if (people.some((one) => one.state === "changed")) notify(words.someChanged, "problem");
  else if (due(vaults).length > 0) notify(words.newKeysDue, "problem");
}

/**
 * @param {HTMLElement} root with data-worker, data-csrf and, optionally, data-solver and data-idle (seconds until it locks by itself; 600)
 * @param {import("./shell.js").Way[]} ways
 * @returns {App}
 */
export function makeApp(root, ways) {
  let csrf = root.dataset.csrf ?? "";
  /** @type {import("./shell.js").Keeper | null} */
  let keeper = null;
  /** @type {{stop: () => void} | null} */
  let shell = null;
  /** @type {{stop: () => void} | null} */
  let idle = null;
  const seconds = Number(root.dataset.idle) || 600;
  allowWorkers([root.dataset.worker ?? "", root.dataset.solver ?? ""]);

  function blank() {
    idle?.stop();
    shell?.stop();
    keeper?.lock();
    idle = shell = keeper = null;
    root.replaceChildren();
    document.getElementById("announcements")?.replaceChildren();
  }

  /** @type {App} */
  const app = {
    root,
    api: makeApi({ csrf: () => csrf, signedOut: () => shell && app.leave(words.signedOut) }),
    keeper: () => (keeper?.alive() ? keeper : (keeper = openKeeper(root.dataset.worker ?? ""))),
    csrf: () => csrf,
    forgetKeys() {
      keeper?.lock();
      keeper = null;
    },
    renewToken(token) {
      if (typeof token === "string" && token !== "") csrf = token;
    },
    async enter(me, { expectedRoot = "", progress = () => {} } = {}) {
      const base = await openDesk({ app, me, expectedRoot, progress });
      shell = startShell(root, base, ways);
      warn(base);
      idle = startIdle({
        seconds,
        lapsed: () => app.lock(words.lockedIdle(Math.max(1, Math.round(seconds / 60)))),
        soon: (sentence) => base.notify?.(withUnkept(sentence, base)),
      });
    },
    lock(sentence = words.lockedByYou) {
      blank();
      unlockScreen(app, sentence);
    },
    leave(sentence) {
      blank();
      signedOutScreen(app, sentence);
    },
  };

  // Leaving the page in whatever way ends the keys. A page that comes back from the browser's memory has nothing in it but the lock.
  window.addEventListener("pagehide", () => {
    if (keeper || shell) blank();
  });
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });
  return app;
}
