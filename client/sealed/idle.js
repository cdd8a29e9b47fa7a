// The lock that falls when nobody is there.

import { words } from "./words.js";

const SIGNS = ["pointerdown", "pointermove", "keydown", "wheel", "touchstart"];

/**
 * Lock after so long without a sign of anybody; a minute before, say so.
 * A computer that slept wakes up with its timers late, so the clock is looked at whenever the page is seen again.
 * @param {{seconds: number, lapsed: () => void, soon?: (sentence: string) => void, clock?: () => number}} wanted
 * @returns {{stop: () => void}}
 */
export function startIdle({ seconds, lapsed, soon = () => {}, clock = () => Date.now() }) {
  let last = clock();
  let warned = false;
  const step = Math.min(5000, (seconds * 1000) / 4);

  function look() {
    const quiet = (clock() - last) / 1000;
    if (quiet >= seconds) {
      stop();
      lapsed();
    } else if (!warned && seconds > 120 && quiet >= seconds - 60) {
      warned = true;
      soon(words.lockSoon);
    }
  }
  function sign() {
    look();
    last = clock();
    warned = false;
  }
  const timer = setInterval(look, step);
  for (const kind of SIGNS) addEventListener(kind, sign, { passive: true, capture: true });
  document.addEventListener("visibilitychange", look);

  function stop() {
    clearInterval(timer);
    for (const kind of SIGNS) removeEventListener(kind, sign, { capture: true });
    document.removeEventListener("visibilitychange", look);
  }
  return { stop };
}
