import { aws_cloudwatch_actions as actions, aws_cloudwatch as cloudwatch, type Stack } from "aws-cdk-lib";
import type { ITopic } from "aws-cdk-lib/aws-sns";
import type { Names } from "./names.ts";

export interface AlarmArgs {
  /** What it means, in one or two sentences for the person on call. */
  meaning: string;
  metric: cloudwatch.Metric | cloudwatch.MathExpression;
  /** Rings from here on, or, when `below`, under it. */
  threshold: number;
  below?: true;
  /** Of how many of the metric's periods how many have to be bad: `[2, 3]`. */
  periods?: [number, number];
  /** What no figures at all mean. Most come only when something happens; a few come always, and silence is the news. */
  silence: "well" | "bad";
}

export type AddAlarm = (name: string, args: AlarmArgs) => void;

/** Makes alarms that notify the operators, each named as its heading in `docs/operations.md`. Returns the alarms. */
export const alarmsIn = (stack: Stack, names: Names, topic: ITopic) => {
  const made: cloudwatch.Alarm[] = [];
  const add: AddAlarm = (
    name,
    { meaning, metric, threshold, below, periods: [bad, of] = [1, 1], silence },
  ) => {
    const { GREATER_THAN_OR_EQUAL_TO_THRESHOLD, LESS_THAN_THRESHOLD } = cloudwatch.ComparisonOperator;
    const alarm = new cloudwatch.Alarm(stack, idOf(name), {
      alarmName: `${names.of("Prefix")}-${name}`,
      alarmDescription: `${meaning} See docs/operations.md.`,
      metric,
      threshold,
      comparisonOperator: below ? LESS_THAN_THRESHOLD : GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      // Of a handful of calls the slowest is no percentile.
      ...("statistic" in metric && metric.statistic.startsWith("p")
        ? { evaluateLowSampleCountPercentile: "ignore" }
        : {}),
      datapointsToAlarm: bad,
      evaluationPeriods: of,
      treatMissingData:
        silence === "well"
          ? cloudwatch.TreatMissingData.NOT_BREACHING
          : cloudwatch.TreatMissingData.BREACHING,
    });
    alarm.addAlarmAction(new actions.SnsAction(topic));
    made.push(alarm);
  };
  return { add, made };
};

/** `authorizer-slow` → `AuthorizerSlow` */
const idOf = (name: string): string =>
  name.replaceAll(/(?:^|-)(\w)/g, (_, first: string) => first.toUpperCase());
