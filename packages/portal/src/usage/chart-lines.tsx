import type { PlotProps } from "./chart-bars.tsx";
import classes from "./time-chart.module.css";

/** Points that are nearer to each other than so many pixels would be one blot. */
const CROWDED = 14;

/** A line for each series. A step of nothing has no point, rather than one of zero: without calls there is no latency. */
export const Lines = ({ times, series, shape: { x, y, slot } }: PlotProps) =>
  series.map(({ name, tone, values }) => {
    const points = values.flatMap((value, index) =>
      value === 0 ? [] : [{ x: x(index + 0.5), y: y(value), time: times[index] ?? "" }],
    );
    return (
      <g key={name} className={classes["series"]} data-tone={tone}>
        <polyline
          className={classes["line"]}
          points={points.map((each) => `${each.x},${each.y}`).join(" ")}
        />
        {points.map((each) =>
          slot < CROWDED && points.length > 1 ? null : (
            <circle key={each.time} cx={each.x} cy={each.y} r={2.5} />
          ),
        )}
      </g>
    );
  });
