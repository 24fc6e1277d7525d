import { useEffect, useRef } from "preact/hooks";
import type UPlot from "uplot";
import { colourOf } from "../colours.ts";
import { t } from "../texts/index.ts";
import { showDay, showNumber } from "../times.ts";
import { columnsOf, scaleOf, type Line, type Point } from "./lines.ts";

type Props = {
  points: readonly Point[];
  target: Line;
  /** The whole scale; what is drawn is the part that is used. */
  least: number;
  most: number;
};

const HEIGHT = 260;

/** Points with their ranges over time. For the eye only: whoever uses it shows the same as a table. */
export function Chart({ points, target, least, most }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const given = useRef({ points, target, least, most });
  given.current = { points, target, least, most };
  useEffect(() => {
    const container = place.current;
    if (!container) return;
    let wanted = true;
    let plot: UPlot | null = null;
    const draw = async (): Promise<void> => {
      const made = await createPlot(container, given.current);
      if (!wanted) {
        made.destroy();
        return;
      }
      plot?.destroy();
      plot = made;
    };
    const sizes = new ResizeObserver(() => plot?.setSize({ width: container.clientWidth, height: HEIGHT }));
    sizes.observe(container);
    const dark = matchMedia("(prefers-color-scheme: dark)");
    const redraw = (): void => void draw().catch(() => undefined);
    dark.addEventListener("change", redraw);
    redraw();
    return () => {
      wanted = false;
      sizes.disconnect();
      dark.removeEventListener("change", redraw);
      plot?.destroy();
    };
  }, [points, target]);
  return (
    <>
      <div ref={place} class="chart" aria-hidden="true" />
      <p class="small">{target.length > 0 ? t.progress.legendTarget : t.progress.legend}</p>
    </>
  );
}

async function createPlot(container: HTMLElement, { points, target, least, most }: Props): Promise<UPlot> {
  const { default: Plot } = await import("uplot");
  const columns = columnsOf(points, target);
  const colours = {
    ink: colourOf(container, "--ink"),
    line: colourOf(container, "--line"),
    accent: colourOf(container, "--accent"),
    good: colourOf(container, "--good"),
  };
  const axis = { stroke: colours.ink, grid: { stroke: colours.line, width: 1 }, ticks: { stroke: colours.line, width: 1 } };
  return new Plot(
    {
      width: container.clientWidth,
      height: HEIGHT,
      legend: { show: false },
      cursor: { show: false },
      scales: { y: { range: scaleOf(columns, least, most) } },
      axes: [
        { ...axis, space: 100, values: (_, seconds) => seconds.map((second) => showDay(second * 1000)) },
        { ...axis, size: 40, values: (_, values) => values.map((value) => showNumber(value)) },
      ],
      series: [
        {},
        { stroke: colours.accent, width: 2, spanGaps: true, points: { show: true, size: 8, fill: colours.accent } },
        { stroke: colours.good, width: 2, dash: [6, 6], spanGaps: true, points: { show: false } },
      ],
      hooks: { drawSeries: [(plot, series) => series === 1 && drawRanges(plot, columns.ranges, colours.accent)] },
    },
    [columns.seconds, columns.values, columns.target],
    container,
  );
}

/** The library draws bands between lines, and each point here has a range of its own. */
function drawRanges(plot: UPlot, ranges: readonly Point["range"][], colour: string): void {
  const { ctx } = plot;
  ctx.save();
  ctx.strokeStyle = colour;
  ctx.globalAlpha = 0.4;
  ctx.lineWidth = 6 * devicePixelRatio;
  ranges.forEach((range, row) => {
    const second = plot.data[0][row];
    if (!range || second === undefined) return;
    const x = plot.valToPos(second, "x", true);
    ctx.beginPath();
    ctx.moveTo(x, plot.valToPos(range.low, "y", true));
    ctx.lineTo(x, plot.valToPos(range.high, "y", true));
    ctx.stroke();
  });
  ctx.restore();
}
