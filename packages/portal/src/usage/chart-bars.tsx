import type { Series } from "./chart-series.ts";
import { type ChartShape, HEIGHT } from "./chart-shape.ts";
import classes from "./time-chart.module.css";

export interface PlotProps {
  times: readonly string[];
  series: readonly Series[];
  shape: ChartShape;
}

/** Bars, stacked in the order of the series. */
export const Bars = ({ times, series, shape: { x, y, slot } }: PlotProps) =>
  series.map(({ name, tone, values }, order) => (
    <g key={name} className={classes["series"]} data-tone={tone}>
      {values.map((value, index) => {
        if (value === 0) return null;
        const below = series.slice(0, order).reduce((sum, each) => sum + (each.values[index] ?? 0), 0);
        const top = y(below + value);
        return (
          <rect
            key={times[index]}
            x={x(index + 0.12)}
            width={Math.max(1, slot * 0.76)}
            y={top}
            height={Math.max(0.5, Math.min(y(below), HEIGHT) - top)}
            rx={Math.min(1.5, slot / 8)}
          />
        );
      })}
    </g>
  ));
