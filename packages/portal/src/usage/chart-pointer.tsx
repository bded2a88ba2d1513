import { type KeyboardEvent, type PointerEvent, useState } from "react";
import { readable } from "../formats/time.ts";
import { texts } from "../texts/texts.ts";
import type { Series } from "./chart-series.ts";
import type { ChartShape } from "./chart-shape.ts";
import classes from "./time-chart.module.css";

interface ChartPointerProps {
  title: string;
  times: readonly string[];
  series: readonly Series[];
  written: (amount: number) => string;
  shape: ChartShape;
  width: number;
}

/** How many steps each key goes. */
const KEYS: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowRight: 1,
  ArrowDown: -1,
  ArrowUp: 1,
  PageDown: -10,
  PageUp: 10,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
};

/** Over the plot: says what one step holds, for the pointer and for the arrow keys. Escape hides it. */
export const ChartPointer = ({ title, times, series, written, shape, width }: ChartPointerProps) => {
  const [step, setStep] = useState<number>();
  const last = times.length - 1;
  const shown = step === undefined ? undefined : Math.min(step, last);
  const said = (index: number) =>
    texts.usage.point(
      readable(times[index] ?? ""),
      series.map(({ name, values }) => `${name} ${written(values[index] ?? 0)}`).join(", "),
    );
  const point = ({ clientX, currentTarget }: PointerEvent<HTMLElement>) =>
    setStep(shape.stepAt(clientX - currentTarget.getBoundingClientRect().left));
  const press = (event: KeyboardEvent) => {
    if (event.key === "Escape") return setStep(undefined);
    const by = KEYS[event.key];
    if (by === undefined) return;
    event.preventDefault();
    setStep(Math.min(Math.max((shown ?? last) + by, 0), last));
  };
  return (
    <>
      {/* A slider is what can be walked along by keys, and says where it is. */}
      <div
        role="slider"
        tabIndex={0}
        aria-label={title}
        aria-valuemin={0}
        aria-valuemax={last}
        aria-valuenow={shown ?? last}
        aria-valuetext={said(shown ?? last)}
        className={classes["pointer"]}
        onPointerMove={point}
        onPointerDown={point}
        onPointerLeave={() => setStep(undefined)}
        onFocus={(event) => {
          if (event.currentTarget.matches(":focus-visible")) setStep((known) => known ?? last);
        }}
        onBlur={() => setStep(undefined)}
        onKeyDown={press}
      />
      {shown === undefined ? null : (
        <Tip step={shown} times={times} series={series} written={written} shape={shape} width={width} />
      )}
    </>
  );
};

const Tip = ({
  step,
  times,
  series,
  written,
  shape,
  width,
}: Omit<ChartPointerProps, "title"> & { step: number }) => {
  const middle = shape.x(step + 0.5);
  const side = middle > width / 2 ? { right: width - middle + 10 } : { left: middle + 10 };
  return (
    <>
      <div className={classes["cursor"]} style={{ left: middle }} />
      <div className={classes["tip"]} style={side} aria-hidden>
        <strong>{readable(times[step] ?? "")}</strong>
        {series.map(({ name, tone, values }) => (
          <span key={name}>
            <i className={classes["key"]} data-tone={tone} />
            {name}
            <b>{written(values[step] ?? 0)}</b>
          </span>
        ))}
      </div>
    </>
  );
};
