// Cuts the outlines of countries down to what the map of the board needs: safeconduct/theme/charts/outlines.json.
//
//   node client/map.mjs
//
// Run by hand when the outlines are to change; what it writes is committed, and nothing else reads world-atlas. The outlines are
// Natural Earth's (public domain), as the npm package world-atlas carries them. Two views are made: the world (1 : 110 million,
// Equal Earth) and Europe (1 : 50 million, Lambert's azimuthal equal-area). Coordinates are whole numbers, borders stay shared:
// simplification works on the arcs between countries, before rings are made of them.
//
// Natural Earth draws who controls a place. Where the General Assembly of the United Nations has said whose it is, that is drawn
// instead: Crimea with Ukraine (resolution 68/262), northern Cyprus with Cyprus and Somaliland with Somalia, which have no code of
// their own. Kosovo has its own (XK, a user-assigned code) because governments are asked there too.

import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { merge } from "topojson-client";
import { codeOf } from "./countries.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const WIDTH = 960;
const RADIANS = Math.PI / 180;
const CRIMEA = [34.3, 45.2];
const WITH = { "N. Cyprus": "CY", Somaliland: "SO", Kosovo: "XK", "Siachen Glacier": "IN", "Indian Ocean Ter.": "AU" };

/** @typedef {[number, number]} Point */
/** @typedef {{ name: string, scale: string, project: (point: Point) => Point, box: [number, number, number, number] | null, least: number, smallest: number }} View */

/** Equal Earth, after Šavrič, Patterson and Jenny 2018, opened in the Bering Strait so that no country is cut. @param {Point} point @returns {Point} */
function equalEarth([east, lat]) {
  const lon = (east < -168.4 ? east + 360 : east) - 11.6;
  const [a1, a2, a3, a4] = [1.340264, -0.081106, 0.000893, 0.003796];
  const angle = Math.asin((Math.sqrt(3) / 2) * Math.sin(lat * RADIANS));
  const square = angle * angle;
  const sixth = square * square * square;
  const x = (lon * RADIANS * Math.cos(angle)) / ((Math.sqrt(3) / 2) * (a1 + 3 * a2 * square + sixth * (7 * a3 + 9 * a4 * square)));
  return [x, -angle * (a1 + a2 * square + sixth * (a3 + a4 * square))];
}

/** Lambert's azimuthal equal-area around 14° E, 53° N. @param {Point} point @returns {Point} */
function aroundEurope([lon, lat]) {
  const [lon0, lat0] = [14 * RADIANS, 53 * RADIANS];
  const [l, p] = [lon * RADIANS - lon0, lat * RADIANS];
  const k = Math.sqrt(2 / (1 + Math.sin(lat0) * Math.sin(p) + Math.cos(lat0) * Math.cos(p) * Math.cos(l)));
  return [k * Math.cos(p) * Math.sin(l), -k * (Math.cos(lat0) * Math.sin(p) - Math.sin(lat0) * Math.cos(p) * Math.cos(l))];
}

/** @type {View[]} */
const VIEWS = [
  { name: "world", scale: "110m", project: equalEarth, box: null, least: 5, smallest: 9 },
  { name: "europe", scale: "50m", project: aroundEurope, box: [-0.43, -0.375, 0.44, 0.345], least: 9, smallest: 18 },
];

/** Twice the area of a triangle. @param {Point} a @param {Point} b @param {Point} c */
const doubled = (a, b, c) => Math.abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1]));

/** Leave out points that hardly change the line (Visvalingam); both ends stay. @param {Point[]} line @param {number} least */
function simplified(line, least) {
  const kept = [...line];
  const floor = line[0][0] === line.at(-1)?.[0] && line[0][1] === line.at(-1)?.[1] ? 4 : 2; // a ring must stay a ring
  while (kept.length > floor) {
    let smallest = Infinity;
    let at = 0;
    for (let index = 1; index < kept.length - 1; index += 1) {
      const area = doubled(kept[index - 1], kept[index], kept[index + 1]);
      if (area < smallest) [smallest, at] = [area, index];
    }
    if (smallest >= 2 * least) break;
    kept.splice(at, 1);
  }
  return kept;
}

/** @param {Point[]} ring */
function areaOf(ring) {
  return Math.abs(ring.reduce((sum, [x, y], index) => sum + x * ring[(index + 1) % ring.length][1] - ring[(index + 1) % ring.length][0] * y, 0)) / 2;
}

/** Cut a ring at the edges of the sheet (Sutherland and Hodgman). @param {Point[]} ring @param {number} width @param {number} height */
function clipped(ring, width, height) {
  /** @type {[(p: Point) => boolean, (a: Point, b: Point) => Point][]} */
  const edges = [
    [(p) => p[0] >= 0, (a, b) => [0, a[1] + ((b[1] - a[1]) * (0 - a[0])) / (b[0] - a[0])]],
    [(p) => p[0] <= width, (a, b) => [width, a[1] + ((b[1] - a[1]) * (width - a[0])) / (b[0] - a[0])]],
    [(p) => p[1] >= 0, (a, b) => [a[0] + ((b[0] - a[0]) * (0 - a[1])) / (b[1] - a[1]), 0]],
    [(p) => p[1] <= height, (a, b) => [a[0] + ((b[0] - a[0]) * (height - a[1])) / (b[1] - a[1]), height]],
  ];
  let given = ring;
  for (const [isInside, crossing] of edges) {
    /** @type {Point[]} */
    const made = [];
    given.forEach((point, index) => {
      const before = given[(index + given.length - 1) % given.length];
      if (isInside(point) !== isInside(before)) made.push(crossing(before, point));
      if (isInside(point)) made.push(point);
    });
    given = made;
  }
  return given;
}

/** Write a ring as SVG in whole numbers, each point from the one before. @param {Point[]} ring */
function written(ring) {
  const whole = ring.map(([x, y]) => [Math.round(x), Math.round(y)]);
  let [x, y] = whole[0];
  let path = `M${x} ${y}l`;
  let isFirst = true;
  for (const [nextX, nextY] of whole.slice(1)) {
    const [dx, dy] = [nextX - x, nextY - y];
    if (dx === 0 && dy === 0) continue;
    path += `${isFirst || dx < 0 ? "" : " "}${dx}${dy < 0 ? "" : " "}${dy}`;
    [x, y, isFirst] = [nextX, nextY, false];
  }
  return isFirst ? "" : `${path}z`;
}

/** Give the point inside the ring that is farthest from its edge, near enough: where a mark stands. @param {Point[]} ring @returns {Point} */
function heart(ring) {
  const xs = ring.map((point) => point[0]);
  const ys = ring.map((point) => point[1]);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  /** @type {Point} */
  let best = [(left + right) / 2, (top + bottom) / 2];
  let farthest = -1;
  for (let i = 1; i < 40; i += 1) {
    for (let j = 1; j < 40; j += 1) {
      /** @type {Point} */
      const point = [left + ((right - left) * i) / 40, top + ((bottom - top) * j) / 40];
      const away = isIn(point, ring) ? awayFrom(point, ring) : -1;
      if (away > farthest) [farthest, best] = [away, point];
    }
  }
  return best;
}

/** @param {Point} point @param {Point[]} ring */
function isIn([x, y], ring) {
  let inside = false;
  ring.forEach(([x1, y1], index) => {
    const [x2, y2] = ring[(index + 1) % ring.length];
    if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) inside = !inside;
  });
  return inside;
}

/** @param {Point} point @param {Point[]} ring */
function awayFrom([x, y], ring) {
  return Math.min(
    ...ring.map(([x1, y1], index) => {
      const [x2, y2] = ring[(index + 1) % ring.length];
      const length = (x2 - x1) ** 2 + (y2 - y1) ** 2;
      const share = length ? Math.max(0, Math.min(1, ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / length)) : 0;
      return Math.hypot(x - x1 - share * (x2 - x1), y - y1 - share * (y2 - y1));
    }),
  );
}

/** Read a topology with its arcs as degrees. @param {string} scale */
function topology(scale) {
  const read = JSON.parse(readFileSync(`${root}node_modules/world-atlas/countries-${scale}.json`, "utf8"));
  const { scale: by, translate } = read.transform;
  const arcs = read.arcs.map((/** @type {Point[]} */ arc) => {
    let [x, y] = [0, 0];
    return arc.map(([dx, dy]) => {
      [x, y] = [x + dx, y + dy];
      return [x * by[0] + translate[0], y * by[1] + translate[1]];
    });
  });
  return { ...read, transform: undefined, arcs };
}

/** Give the polygons of each code, as rings of arcs. @param {any} world */
function polygonsOf(world) {
  /** @type {Map<string, any[]>} */
  const found = new Map();
  const add = (/** @type {string} */ code, /** @type {any} */ arcs) => found.set(code, [...(found.get(code) ?? []), { type: "Polygon", arcs }]);
  for (const shape of world.objects.countries.geometries) {
    const code = codeOf(shape.id) ?? WITH[/** @type {keyof typeof WITH} */ (shape.properties.name)];
    if (!code || code === "AQ") continue;
    for (const arcs of shape.type === "Polygon" ? [shape.arcs] : shape.arcs) {
      const outer = merge(world, [{ type: "Polygon", arcs }]).coordinates[0]?.[0];
      if (outer) add(code === "RU" && isIn(CRIMEA, outer) && areaOf(outer) < 100 ? "UA" : code, arcs);
    }
  }
  return found;
}

/** @param {View} view */
function drawn(view) {
  const degrees = topology(view.scale);
  const projected = degrees.arcs.map((/** @type {Point[]} */ arc) => arc.map(view.project));
  const all = projected.flat();
  const box = view.box ?? [Math.min(...all.map((p) => p[0])), view.project([11.6, 82])[1], Math.max(...all.map((p) => p[0])), view.project([11.6, -56])[1]];
  const by = WIDTH / (box[2] - box[0]);
  const height = Math.round((box[3] - box[1]) * by);
  const onSheet = (/** @type {Point} */ [x, y]) => /** @type {Point} */ ([(x - box[0]) * by, (y - box[1]) * by]);
  const arcs = projected.map((/** @type {Point[]} */ arc) => simplified(arc.map(onSheet), view.least));
  /** @type {Record<string, string>} */
  const shapes = {};
  /** @type {Record<string, Point>} */
  const places = {};
  for (const [code, polygons] of [...polygonsOf(degrees)].sort()) {
    // Merging takes away the border inside, where two polygons have become one country's.
    const rings = merge({ ...degrees, arcs }, polygons).coordinates.map(([outer]) => clipped(outer, WIDTH, height));
    const kept = rings.filter((ring) => ring.length > 2).sort((a, b) => areaOf(b) - areaOf(a));
    const path = kept.filter((ring, index) => index === 0 || areaOf(ring) >= view.smallest).map(written).join("");
    if (!path) continue;
    shapes[code] = path;
    places[code] = /** @type {Point} */ (heart(kept[0]).map(Math.round));
  }
  return { width: WIDTH, height, shapes, places };
}

/** Countries that are too small for the world at this scale still have a place in it. @param {any} world */
function withSmallOnes(world) {
  const [view] = VIEWS;
  const fine = drawn({ ...view, scale: "50m", least: 0.01, smallest: 0 });
  const by = world.height / fine.height;
  for (const [code, [x, y]] of Object.entries(fine.places)) world.places[code] ??= [Math.round(x), Math.round(y * by)];
  return world;
}

const views = Object.fromEntries(VIEWS.map((view) => [view.name, view.name === "world" ? withSmallOnes(drawn(view)) : drawn(view)]));
const target = `${root}safeconduct/theme/charts/outlines.json`;
writeFileSync(target, `${JSON.stringify(views).replaceAll(/("[A-Z]{2}":"M)/g, "\n$1")}\n`);
for (const [name, view] of Object.entries(views)) {
  const letters = Object.values(/** @type {Record<string, string>} */ (view.shapes)).join("").length;
  console.log(`${name}: ${Object.keys(view.shapes).length} countries, ${Object.keys(view.places).length} places, ${view.width} x ${view.height}, ${letters} letters`);
}
