import { useElementSize } from "@mantine/hooks";
import { readable } from "../formats/time.ts";
import { usd } from "../formats/usd.ts";
import { whole } from "../formats/whole.ts";
import { texts } from "../texts/texts.ts";
import { Bars } from "./chart-bars.tsx";
import { Lines } from "./chart-lines.tsx";
import { ChartPointer } from "./chart-pointer.tsx";
import type { Amounts, Series } from "./chart-series.ts";
import { type ChartShape, chartShape, HEIGHT } from "./chart-shape.ts";
import { niceScale } from "./nice-scale.ts";
import classes from "./time-chart.module.css";
import { timeTicks } from "./time-ticks.ts";

export interface TimeChartProps {
  title: string;
  /** ISO 8601, one for each value. */
  times: readonly string[];
  series: readonly Series[];
  /** Shown after the amounts, as ` ms`. */
  unit?: string;
  amounts?: Amounts;
  /** Bars are stacked; lines are compared. */
  kind: "bars" | "lines";
}

const FOOT = 24;
/** A written time is about as wide, with room beside it. */
const TICK_WIDTH = 84;
const DIGIT_WIDTH = 6.6;

const amount = new Intl.NumberFormat(texts.locale, { notation: "compact", maximumFractionDigits: 1 });
const clock = new Intl.DateTimeFormat(texts.locale, { hour: "2-digit", minute: "2-digit" });
const day = new Intl.DateTimeFormat(texts.locale, { day: "numeric", month: "short" });

/** A chart over time. The table beside it has the same data, for users who cannot see the chart. */
export const TimeChart = ({ title, times, series, kind, unit = "", amounts = "whole" }: TimeChartProps) => {
  const { ref, width } = useElementSize();
  const sums = times.map((_time, index) => series.reduce((sum, { values }) => sum + (values[index] ?? 0), 0));
  const most = Math.max(0, ...(kind === "bars" ? sums : series.flatMap(({ values }) => values)));
  const scale = niceScale(most, amounts === "whole");
  const written = scale.map((value) =>
    amounts === "usd" ? usd(value) : `${amount.format(value)}${value === 0 ? "" : unit}`,
  );
  const gutter = Math.ceil(Math.max(...written.map(({ length }) => length)) * DIGIT_WIDTH) + 10;
  const shape = chartShape({ width, gutter, count: times.length, most: scale.at(-1) ?? 1 });
  return (
    <figure className={classes["figure"]}>
      <div className={classes["plot"]} ref={ref}>
        <svg
          width={width}
          height={HEIGHT + FOOT}
          role="img"
          aria-label={texts.usage.chart(title, readable(times[0] ?? ""), readable(times.at(-1) ?? ""))}
        >
          {scale.map((value, index) => (
            <g key={value}>
              <line
                className={classes[value === 0 ? "axis" : "grid"]}
                x1={gutter}
                x2={width}
                y1={shape.y(value)}
                y2={shape.y(value)}
              />
              <text className={classes["text"]} x={gutter - 8} y={shape.y(value) + 4} textAnchor="end">
                {written[index]}
              </text>
            </g>
          ))}
          {kind === "bars" ? (
            <Bars times={times} series={series} shape={shape} />
          ) : (
            <Lines times={times} series={series} shape={shape} />
          )}
          <Times times={times} shape={shape} width={width} />
        </svg>
        <ChartPointer
          title={title}
          times={times}
          series={series}
          written={(value) => (amounts === "usd" ? usd(value) : `${whole(value)}${unit}`)}
          shape={shape}
          width={width}
        />
      </div>
      <figcaption className={classes["legend"]}>
        {series.map(({ name, tone }) => (
          <span key={name}>
            <i className={classes["key"]} data-tone={tone} />
            {name}
          </span>
        ))}
      </figcaption>
    </figure>
  );
};

/** The times below; those at the edges are moved so far inwards that nothing of them is cut off. */
const Times = ({ times, shape, width }: { times: readonly string[]; shape: ChartShape; width: number }) =>
  timeTicks(times, Math.floor((width - shape.gutter) / TICK_WIDTH)).map(({ index, isDay }) => {
    const time = times[index] ?? "";
    const text = (isDay ? day : clock).format(new Date(time));
    const half = (text.length * DIGIT_WIDTH) / 2;
    const middle = Math.min(Math.max(shape.x(index + 0.5), half), width - half);
    return (
      <text key={time} className={classes["text"]} x={middle} y={HEIGHT + 18} textAnchor="middle">
        {text}
      </text>
    );
  });
