/** Where a radar's lines and corners lie. Its first axis points up, the others follow clockwise. */
export type Place = { x: number; y: number };

/**
 * The corners of the polygon of `values`, one axis each.
 *
 * @param most the value at the end of an axis.
 * @param radius of an axis; the centre is at 0, 0.
 */
export function placeValues(values: readonly number[], most: number, radius: number): Place[] {
  return values.map((value, axis) => placeOnAxis(axis, values.length, (Math.min(most, Math.max(0, value)) / most) * radius));
}

/** Ends of `count` axes. */
export function placeAxes(count: number, radius: number): Place[] {
  return Array.from({ length: count }, (_, axis) => placeOnAxis(axis, count, radius));
}

/** As an SVG polygon's `points`. */
export function writePoints(places: readonly Place[]): string {
  return places.map(({ x, y }) => `${round(x)},${round(y)}`).join(" ");
}

/** How a label at the end of an axis is aligned, so that it does not run into the figure. */
export function anchorOf({ x }: Place): "start" | "middle" | "end" {
  if (Math.abs(x) < 1) return "middle";
  return x > 0 ? "start" : "end";
}

function placeOnAxis(axis: number, count: number, length: number): Place {
  const angle = (2 * Math.PI * axis) / count - Math.PI / 2;
  return { x: length * Math.cos(angle), y: length * Math.sin(angle) };
}

function round(value: number): number {
  return Math.round(value * 100) / 100 + 0;
}
