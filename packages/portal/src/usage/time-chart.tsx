import { useElementSize } from "@mantine/hooks";
import { readable } from "../formats/time.ts";
import { texts } from "../texts/texts.ts";
import classes from "./time-chart.module.css";

export interface Series {
  name: string;
  tone: "first" | "second" | "third";
  values: readonly number[];
}

interface TimeChartProps {
  title: string;
  /** ISO 8601, one for each value. */
  times: readonly string[];
  series: readonly Series[];
  /** Shown after the amounts, as ` ms`. */
  unit?: string;
  /** Bars are stacked; lines are compared. */
  kind: "bars" | "lines";
}

const HEIGHT = 180;
const FOOT = 22;
const TOP = 8;
/** The place of the amounts. */
const GUTTER = 52;
const TICKS = 4;
/** Points that are nearer to each other would be one blot. */
const CROWDED = 10;

const amount = new Intl.NumberFormat(texts.locale, { notation: "compact", maximumFractionDigits: 1 });
const clock = new Intl.DateTimeFormat(texts.locale, { hour: "2-digit", minute: "2-digit" });
const day = new Intl.DateTimeFormat(texts.locale, { day: "numeric", month: "short" });

/** A chart over time. The table beside it has the same data, for users who cannot see the chart. */
export const TimeChart = ({ title, times, series, kind, unit = "" }: TimeChartProps) => {
  const { ref, width } = useElementSize();
  const sums = times.map((_time, index) => series.reduce((sum, { values }) => sum + (values[index] ?? 0), 0));
  const most = Math.max(1, ...(kind === "bars" ? sums : series.flatMap(({ values }) => values)));
  const slot = Math.max(0, width - GUTTER) / Math.max(1, times.length);
  const x = (index: number) => GUTTER + index * slot;
  const y = (value: number) => TOP + (HEIGHT - TOP) * (1 - value / most);
  const label = (time: string) => (spansDays(times) ? day : clock).format(new Date(time));
  return (
    <figure className={classes["figure"]} ref={ref}>
      <svg
        width={width}
        height={HEIGHT + FOOT}
        role="img"
        aria-label={texts.usage.chart(title, readable(times[0] ?? ""), readable(times.at(-1) ?? ""))}
      >
        <line className={classes["axis"]} x1={GUTTER} x2={width} y1={HEIGHT} y2={HEIGHT} />
        {[most, most / 2, 0].map((value) => (
          <g key={value}>
            <line className={classes["grid"]} x1={GUTTER} x2={width} y1={y(value)} y2={y(value)} />
            <text className={classes["text"]} x={GUTTER - 6} y={y(value) + 4} textAnchor="end">
              {`${amount.format(value)}${value === 0 ? "" : unit}`}
            </text>
          </g>
        ))}
        {kind === "bars"
          ? series.map(({ name, tone, values }, order) => (
              <g key={name} className={classes[tone]}>
                {values.map((value, index) => {
                  const below = series
                    .slice(0, order)
                    .reduce((sum, each) => sum + (each.values[index] ?? 0), 0);
                  return value === 0 ? null : (
                    <rect
                      key={times[index]}
                      x={x(index + 0.1)}
                      width={Math.max(1, slot * 0.8)}
                      y={y(below + value)}
                      height={y(below) - y(below + value)}
                    >
                      <title>{`${readable(times[index] ?? "")}: ${name} ${value}${unit}`}</title>
                    </rect>
                  );
                })}
              </g>
            ))
          : series.map(({ name, tone, values }) => {
              // A step without calls has no latency, rather than one of nothing.
              const points = values.flatMap((value, index) =>
                value === 0 ? [] : [{ x: x(index + 0.5), y: y(value), time: times[index] ?? "", value }],
              );
              return (
                <g key={name} className={classes[tone]}>
                  <polyline
                    className={classes["line"]}
                    points={points.map((point) => `${point.x},${point.y}`).join(" ")}
                  />
                  {points.map((point) => (
                    <circle key={point.time} cx={point.x} cy={point.y} r={slot < CROWDED ? 1 : 3}>
                      <title>{`${readable(point.time)}: ${name} ${point.value}${unit}`}</title>
                    </circle>
                  ))}
                </g>
              );
            })}
        {Array.from({ length: TICKS }, (_each, tick) => {
          const index = Math.floor((tick * (times.length - 1)) / (TICKS - 1));
          const time = times[index];
          return time === undefined ? null : (
            <text
              key={time}
              className={classes["text"]}
              x={x(tick === 0 ? 0 : tick === TICKS - 1 ? times.length : index + 0.5)}
              y={HEIGHT + 16}
              textAnchor={tick === 0 ? "start" : tick === TICKS - 1 ? "end" : "middle"}
            >
              {label(time)}
            </text>
          );
        })}
      </svg>
      <figcaption className={classes["legend"]}>
        {series.map(({ name, tone }) => (
          <span key={name}>
            <svg width="12" height="12" aria-hidden="true" className={classes[tone]}>
              <rect width="12" height="12" rx="2" />
            </svg>{" "}
            {name}
          </span>
        ))}
      </figcaption>
    </figure>
  );
};

const spansDays = (times: readonly string[]): boolean =>
  Date.parse(times.at(-1) ?? "") - Date.parse(times[0] ?? "") > 36 * 3_600_000;
