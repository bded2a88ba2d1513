import { callSettings } from "./call-settings.ts";

/** A figure, or all values of one that CloudWatch makes percentiles of. */
export interface Metric {
  name: string;
  unit: "Count" | "Milliseconds" | "Seconds";
  value: number | readonly number[];
}

/**
 * Tells operators figures of a moment (milliseconds since the epoch), with what helps to understand them beside: never
 * anything that a caller sent.
 */
export type Measure = (at: number, metrics: readonly Metric[], beside?: Record<string, string>) => void;

/**
 * In CloudWatch's embedded metric format (Amazon CloudWatch User Guide, "Embedded metric format specification"), of which
 * CloudWatch Logs makes metrics. No dimensions: each value of one is a metric to pay. The namespace keeps stages apart.
 */
export const metricLine = (
  stage: string,
  at: number,
  metrics: readonly Metric[],
  beside: Record<string, string> = {},
): string =>
  JSON.stringify({
    _aws: {
      Timestamp: at,
      CloudWatchMetrics: [
        {
          Namespace: `Latchkey/${stage}`,
          Dimensions: [[]],
          Metrics: metrics.map(({ name, unit }) => ({ Name: name, Unit: unit })),
        },
      ],
    },
    ...beside,
    ...Object.fromEntries(metrics.map(({ name, value }) => [name, value])),
  });

/**
 * As a line of the function's log. Not by the console: where Lambda writes its log as JSON, it puts what the console says
 * into a field of a line of its own, of which no metric is made. Nothing is written where no stage is named: no metric is
 * read there.
 */
export const measure: Measure = (at, metrics, beside) => {
  const stage = callSettings().LATCHKEY_STAGE;
  if (stage !== "") process.stdout.write(`${metricLine(stage, at, metrics, beside)}\n`);
};
