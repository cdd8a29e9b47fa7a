// Draws the one ornament of the house, a guilloche, as security papers carry it: plain sums of sines, nothing random that is not seeded.

const TURN = 2 * Math.PI;

/** @param {number} value */
function short(value) {
  return String(Math.round(value * 10) / 10 + 0);
}

/**
 * Write a smooth path through points whose directions are known (cubic Hermite, written as SVG "S" commands).
 * @param {(t: number) => [number, number]} at a point of the curve, for t from 0 to 1
 * @param {number} steps
 */
function path(at, steps) {
  const h = 1e-5;
  const slope = (/** @type {number} */ t) => {
    const [x1, y1] = at(t - h);
    const [x2, y2] = at(t + h);
    return [(x2 - x1) / (2 * h), (y2 - y1) / (2 * h)];
  };
  const third = 1 / (3 * steps);
  const [x0, y0] = at(0);
  const [dx0, dy0] = slope(0);
  let d = `M${short(x0)} ${short(y0)}`;
  for (let step = 1; step <= steps; step += 1) {
    const t = step / steps;
    const [x, y] = at(t);
    const [dx, dy] = slope(t);
    const lead = step === 1 ? `C${short(x0 + dx0 * third)} ${short(y0 + dy0 * third)} ` : "S";
    d += `${lead}${short(x - dx * third)} ${short(y - dy * third)} ${short(x)} ${short(y)}`;
  }
  return d;
}

/**
 * @param {number} width
 * @param {number} height
 * @param {string[]} paths
 * @param {number} stroke
 * @param {string} colour
 */
function drawing(width, height, paths, stroke, colour = "currentColor") {
  const lines = paths.map((d) => `<path d="${d}"/>`).join("");
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"><g fill="none" stroke="${colour}" stroke-width="${stroke}">${lines}</g></svg>\n`;
}

/** A band that repeats sideways without a seam: two families of waves that swell and cross. */
export function band() {
  const width = 480; // drawn twice as large as it is shown, so that one decimal is enough
  const height = 40;
  const middle = height / 2;
  /** @type {string[]} */
  const paths = [];
  for (let line = 0; line < 9; line += 1) {
    const shift = (TURN * line) / 9;
    const swell = (/** @type {number} */ t) => 11.2 + 6.4 * Math.cos(TURN * 2 * t);
    paths.push(path((t) => [width * t, middle + swell(t) * Math.sin(TURN * 3 * t + shift)], 24));
  }
  return drawing(width, height, paths, 1.2);
}

/**
 * A rosette of closed curves that turn about one another.
 * @param {number} size
 * @param {{petals: number, lines: number, inner: number, outer: number}[]} rings
 */
function turning(size, rings) {
  const centre = size / 2;
  return rings.flatMap(({ petals, lines, inner, outer }) =>
    Array.from({ length: lines }, (_, line) => {
      const shift = (TURN * line) / lines;
      const middle = (inner + outer) / 2;
      const swing = (outer - inner) / 2;
      const radius = (/** @type {number} */ t) => middle + swing * Math.sin(TURN * petals * t + shift);
      return `${path((t) => [centre + radius(t) * Math.cos(TURN * t), centre + radius(t) * Math.sin(TURN * t)], petals * 4)}Z`;
    }),
  );
}

/** The large rosette, for the foot of a page and for empty places. */
export function rosette() {
  const rings = [
    { petals: 12, lines: 6, inner: 124, outer: 196 },
    { petals: 12, lines: 5, inner: 68, outer: 128 },
    { petals: 6, lines: 6, inner: 16, outer: 72 },
  ];
  return drawing(400, 400, turning(400, rings), 1.2);
}

/** The same in few lines, for where it stands small. */
export function seal() {
  const rings = [
    { petals: 8, lines: 3, inner: 64, outer: 140 },
    { petals: 8, lines: 2, inner: 20, outer: 70 },
  ];
  return drawing(288, 288, turning(288, rings), 3);
}

/**
 * The small one, for a browser's tab.
 * @param {string} colour
 */
export function mark(colour) {
  return drawing(64, 64, turning(64, [{ petals: 6, lines: 3, inner: 6, outer: 30 }]), 3, colour);
}

/** What a rubber stamp leaves out: an area with small holes, the same every time. Used as a mask over a stamp's border. */
export function grain() {
  const [width, height] = [160, 64];
  let seed = 2017;
  const next = () => {
    seed = (seed * 48271) % 2147483647;
    return seed / 2147483647;
  };
  let holes = "";
  for (let hole = 0; hole < 150; hole += 1) {
    const size = 0.4 + 1.3 * next() ** 3;
    holes += `M${short(width * next())} ${short(height * next())}h${short(size * 1.5)}v${short(size)}h-${short(size * 1.2)}z`;
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><path fill-rule="evenodd" d="M0 0h${width}v${height}H0z${holes}"/></svg>\n`;
}
