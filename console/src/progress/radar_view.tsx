import { useId } from "preact/hooks";
import { anchorOf, placeAxes, placeValues, writePoints } from "./radar.ts";

export type Axis = { name: string; value: number; low: number; high: number };

const RADIUS = 100;
const RINGS = [0.25, 0.5, 0.75, 1];

/** Values on one axis each, with the ring of their intervals. `words` say the same. */
export function Radar({ axes, most, words }: { axes: readonly Axis[]; most: number; words: string }) {
  const id = useId();
  const count = axes.length;
  const ends = placeAxes(count, RADIUS);
  const outer = writePoints(placeValues(axes.map(({ high }) => high), most, RADIUS));
  const inner = writePoints(placeValues(axes.map(({ low }) => low), most, RADIUS));
  return (
    <svg class="radar" viewBox="-230 -130 460 260" role="img" aria-labelledby={id}>
      <title id={id}>{words}</title>
      {RINGS.map((share) => (
        <polygon key={share} class="ring" points={writePoints(placeAxes(count, RADIUS * share))} />
      ))}
      {ends.map(({ x, y }, axis) => (
        <line key={axis} class="ring" x1={0} y1={0} x2={x} y2={y} />
      ))}
      <path class="between" fill-rule="evenodd" d={`M${outer.replaceAll(" ", "L")}ZM${inner.replaceAll(" ", "L")}Z`} />
      <polygon class="means" points={writePoints(placeValues(axes.map(({ value }) => value), most, RADIUS))} />
      {placeAxes(count, RADIUS + 12).map((place, axis) => (
        <text key={axis} x={place.x} y={place.y} text-anchor={anchorOf(place)} dominant-baseline="middle">
          {axes[axis]?.name}
        </text>
      ))}
    </svg>
  );
}
