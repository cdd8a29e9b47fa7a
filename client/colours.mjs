// Turns every colour of GOV.UK Frontend and the MOJ components into one of our tokens, so that dark mode and print need no second thought.
// The build stops at a colour that is not listed: a new release of theirs cannot bring its own paint in.

/** What their named colours are with us. @type {Record<string, string>} */
export const named = {
  brand: "accent",
  text: "ink",
  "inverse-text": "on-fill",
  "template-background": "sunken",
  "body-background": "paper",
  "print-text": "ink",
  "secondary-text": "ink-soft",
  focus: "accent",
  "focus-text": "on-fill",
  error: "harm",
  success: "deed",
  border: "line",
  "input-border": "line-strong",
  hover: "line",
  link: "accent",
  "link-visited": "visited",
  "link-hover": "accent-deep",
  "link-active": "ink",
  "surface-background": "sunken",
  "surface-text": "ink",
  "surface-border": "line",
};

/** What their unnamed colours are with us. @type {Record<string, string>} */
export const raw = {
  // buttons: ours, ours under the pointer, the edge below them
  "#0f7a52": "accent",
  "#0b5c3e": "accent-deep",
  "#083d29": "accent-deep",
  "#ca3535": "harm",
  "#982828": "harm-deep",
  "#651b1b": "harm-deep",
  "#0f385c": "accent",
  "#1d70b8": "accent",
  // furniture
  "#0b0c0c": "ink",
  "#484949": "ink-soft",
  "#6f777b": "line-strong",
  "#767676": "accent-deep",
  "#858686": "line-strong",
  "#949494": "line",
  "#b1b4b6": "hover",
  "#cecece": "line",
  "#f3f3f3": "sunken",
  "#f4f8fb": "accent-wash",
  // tags and badges: one wash and one ink for each of our four meanings
  "#0b4144": "accent",
  "#2a1950": "ink-soft",
  "#54319f": "ink-soft",
  "#651b3e": "harm",
  "#7a3c1c": "word",
  "#98285d": "harm",
  "#cfe4dc": "deed-wash",
  "#d0e6e7": "accent-wash",
  "#d2e2f1": "accent-wash",
  "#ddd6ec": "sunken",
  "#f4d7d7": "harm-wash",
  "#f4d7e5": "harm-wash",
  "#fde4d7": "word-wash",
  "#ffee80": "word-wash",
};

/** White is paper to write on, or what is written upon a filled ground. @param {string} property */
function white(property) {
  return property === "color" ? "on-fill" : "surface";
}

/** @param {string} value */
function sameLength(value) {
  const colour = value.toLowerCase();
  return /^#[0-9a-f]{3}$/.test(colour) ? colour.replaceAll(/[0-9a-f]/g, "$&$&") : colour;
}

/**
 * Give the same styles with tokens in place of colours.
 * @param {string} css expanded, without the token file
 * @returns {{css: string, unknown: string[]}}
 */
export function answerColours(css) {
  /** @type {Set<string>} */
  const unknown = new Set();
  const token = (/** @type {string} */ property, /** @type {string} */ colour) => {
    const value = sameLength(colour);
    const name = value === "#ffffff" || value === "white" ? white(property) : raw[value];
    if (name === undefined) unknown.add(value);
    return `var(--${name})`;
  };
  const functional = (/** @type {string} */ whole, /** @type {string} */ name) => {
    if (named[name] === undefined) unknown.add(whole);
    return `var(--${named[name]})`;
  };
  const answered = css.replaceAll(/([a-z-]+):([^;{}]+);/g, (_, /** @type {string} */ property, /** @type {string} */ value) => {
    const inside = value
      .replaceAll(/var\(--govuk-([a-z-]+?)-colour,\s*#[0-9a-f]{3,8}\)/gi, functional)
      .replaceAll(/rgba\(0,\s*0,\s*0,\s*0\)/g, "transparent")
      .replaceAll(/#[0-9a-f]{3,8}\b|\brgba?\([^)]*\)|(?<![a-z-])(?:white|black|red|green|blue|yellow)(?![a-z-])/gi, (colour) => token(property, colour));
    return `${property}:${inside};`;
  });
  return { css: answered, unknown: [...unknown].sort() };
}
