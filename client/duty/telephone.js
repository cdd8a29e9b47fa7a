// A duty telephone joins with its link, and leaves. No key of its own is given: nothing is ever sent that would have to be encrypted.

export const WORKER = "/duty/worker.js";
const SCOPE = "/duty/";

/** @typedef {"joined" | "stopped" | "noLink" | "linkOver" | "signedIn" | "cannot" | "refused" | "failed"} Said what the page says then, see words.js */
/**
 * @typedef {object} Browser what of a browser is needed
 * @property {() => Promise<string>} permit asks for permission: "granted" or another word
 * @property {() => Promise<ServiceWorkerRegistration>} register
 * @property {() => Promise<ServiceWorkerRegistration | undefined>} registered
 * @property {(path: string, body: object) => Promise<{status: number, said: any}>} post
 */

/**
 * Join. The link is looked at first: a telephone whose link is over is asked for nothing. Pressed again after a broken line, it goes on.
 * @param {Browser} browser
 * @param {string} token
 * @returns {Promise<Said>}
 */
export async function join(browser, token) {
  if (!token) return "noLink";
  try {
    const looked = await browser.post("/duty/look/", { token });
    if (looked.status !== 200) return refusal(looked);
    if ((await browser.permit()) !== "granted") return "refused";
    const registration = await browser.register();
    const subscription = await subscribed(registration, looked.said.key);
    if (!subscription) return "cannot";
    const joined = await browser.post("/duty/join/", { token, endpoint: subscription.endpoint });
    return joined.status === 200 ? "joined" : refusal(joined);
  } catch {
    return "failed";
  }
}

/**
 * Tell whether this telephone is rung.
 * @param {Browser} browser
 */
export async function isRung(browser) {
  return Boolean(await (await browser.registered())?.pushManager?.getSubscription());
}

/**
 * Leave: the next ring finds nobody, and the desk takes the telephone away.
 * @param {Browser} browser
 * @returns {Promise<Said>}
 */
export async function leave(browser) {
  const registration = await browser.registered();
  await (await registration?.pushManager?.getSubscription())?.unsubscribe();
  await registration?.unregister();
  return "stopped";
}

/** @param {ServiceWorkerRegistration} registration @param {string} key */
async function subscribed(registration, key) {
  const options = { userVisibleOnly: true, applicationServerKey: octets(key) };
  try {
    return (await registration.pushManager.getSubscription()) ?? (await registration.pushManager.subscribe(options));
  } catch {
    return null;
  }
}

/** @param {{status: number, said: any}} answer @returns {Said} */
function refusal({ said }) {
  if (said.code === "signed-in") return "signedIn";
  if (said.code === "not-a-service") return "cannot";
  return said.code === "link-over" || said.code === "not-there" || said.code === "not-understood" ? "linkOver" : "failed";
}

/** @param {string} text base64url */
function octets(text) {
  return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
}

/**
 * Give this browser, or nothing where it cannot be rung.
 * @returns {Browser | null}
 */
export function thisBrowser() {
  if (!("serviceWorker" in navigator) || !("PushManager" in window) || !("Notification" in window)) return null;
  const types = /** @type {any} */ (window).trustedTypes;
  const policy = types?.createPolicy("safeconduct", {
    createScriptURL: (/** @type {string} */ address) => {
      if (address !== WORKER) throw new TypeError("only our own worker is registered");
      return address;
    },
  });
  return {
    permit: () => Notification.requestPermission(),
    register: async () => {
      await navigator.serviceWorker.register(policy ? policy.createScriptURL(WORKER) : WORKER, { scope: SCOPE, updateViaCache: "none" });
      return navigator.serviceWorker.ready;
    },
    registered: () => navigator.serviceWorker.getRegistration(SCOPE),
    post: async (path, body) => {
      const answer = await fetch(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body), referrerPolicy: "no-referrer" });
      return { status: answer.status, said: await answer.json() };
    },
  };
}
