// Where one is in the sealed desk. The address and the browser's history name the screen ("#/requests") and nothing within it: which request was
// open is remembered only in memory, and forgotten at the lock.

/**
 * @param {{moved: (path: string[]) => void, page?: Window}} wanted `moved` is called with the segments of the new path
 * @returns {{go: (path: string, how?: {replace?: boolean}) => void, start: () => void, stop: () => void, path: () => string[]}}
 */
export function makeRouter({ moved, page = window }) {
  /** @type {string[]} */
  let entries = [];
  const split = (/** @type {string} */ path) => path.split("/").filter(Boolean);
  const visible = () => split(page.location.hash.slice(1))[0] ?? "";
  const at = () => Number(/** @type {{at?: unknown} | null} */ (page.history.state)?.at ?? -1);
  const path = () => split(entries[at()] ?? visible());

  const wander = () => moved(path());

  /** @param {string} wanted @param {{replace?: boolean}} [how] */
  function go(wanted, { replace = false } = {}) {
    const index = replace ? Math.max(at(), 0) : at() + 1;
    entries.length = Math.min(entries.length, index);
    entries[index] = wanted;
    page.history[replace ? "replaceState" : "pushState"]({ at: index }, "", `#/${split(wanted)[0] ?? ""}`);
    moved(path());
  }

  return {
    go,
    path,
    start() {
      page.addEventListener("popstate", wander);
      go(visible(), { replace: true });
    },
    stop() {
      page.removeEventListener("popstate", wander);
      entries = [];
    },
  };
}
