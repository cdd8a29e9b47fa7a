// "Leave this page now": the page is blank at once, then another one stands in its place in the history. Three times Shift does the same.

const TIMES = 3;
const WITHIN = 5000; // milliseconds

/** Empty the page: fields first, as browsers may keep what stands in them. */
export function blank() {
  document.documentElement.hidden = true;
  for (const field of document.querySelectorAll("input, textarea")) {
    if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) field.value = "";
  }
  document.body.replaceChildren();
  document.title = " ";
}

/**
 * Count how often Shift alone was pressed.
 * @param {() => void} leave
 * @param {() => number} [clock] milliseconds
 * @returns {(event: {key: string, type: string, repeat?: boolean}) => void} for keydown and keyup
 */
export function shiftCounter(leave, clock = () => performance.now()) {
  /** @type {number[]} */
  let pressed = [];
  let alone = false;
  return ({ key, type, repeat = false }) => {
    if (repeat) return;
    if (type === "keydown") {
      alone = key === "Shift";
      if (!alone) pressed = [];
      return;
    }
    if (key !== "Shift" || !alone) return;
    alone = false;
    pressed = [...pressed, clock()].slice(-TIMES);
    if (pressed.length === TIMES && clock() - /** @type {number} */ (pressed[0]) <= WITHIN) leave();
  };
}

/** Begin to listen. */
export function startExit() {
  const link = document.querySelector("a[data-exit]");
  if (!(link instanceof HTMLAnchorElement)) return;
  const address = link.href;
  const leave = () => {
    blank();
    location.replace(address);
  };
  link.addEventListener("click", (event) => {
    event.preventDefault();
    leave();
  });
  const count = shiftCounter(leave);
  document.addEventListener("keydown", count);
  document.addEventListener("keyup", count);
}
