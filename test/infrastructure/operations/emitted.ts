import { vi } from "vitest";
import * as z from "zod";
import type { ReadMetric } from "./template.ts";

/** A line in CloudWatch's embedded metric format, as its specification asks for it. */
const Line = z.looseObject({
  _aws: z.object({
    Timestamp: z.int(),
    CloudWatchMetrics: z.array(
      z.object({
        Namespace: z.string(),
        Dimensions: z.array(z.array(z.string())),
        Metrics: z.array(z.object({ Name: z.string(), Unit: z.string() })),
      }),
    ),
  }),
});
const Value = z.union([z.number(), z.array(z.number()).min(1).max(100)]);

/**
 * The metrics that CloudWatch makes of what is written to the standard output meanwhile.
 *
 * @throws Error when a line names a metric and has no value that CloudWatch takes for it.
 */
export const emittedBy = async (run: () => Promise<unknown>): Promise<ReadMetric[]> => {
  const written: string[] = [];
  const spy = vi.spyOn(process.stdout, "write").mockImplementation((chunk) => {
    written.push(String(chunk));
    return true;
  });
  try {
    await run();
  } finally {
    spy.mockRestore();
  }
  return written
    .join("")
    .split("\n")
    .flatMap((line) => metricsOfLine(line));
};

export const metricsOfLine = (text: string): ReadMetric[] => {
  if (!text.startsWith('{"_aws"')) return [];
  const line = Line.parse(JSON.parse(text));
  return line._aws.CloudWatchMetrics.flatMap(({ Namespace, Dimensions, Metrics }) =>
    Metrics.flatMap(({ Name }) => {
      Value.parse(line[Name]);
      return Dimensions.map((names) => ({
        namespace: Namespace,
        name: Name,
        dimensions: Object.fromEntries(names.map((name) => [name, String(line[name])])),
      }));
    }),
  );
};
