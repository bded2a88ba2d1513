import * as z from "zod";

/** A template of CloudFormation, as far as it is read here. */
const Template = z.object({
  Parameters: z.record(z.string(), z.unknown()).default({}),
  Resources: z.record(
    z.string(),
    z.object({ Type: z.string(), Properties: z.record(z.string(), z.unknown()).default({}) }),
  ),
});
export type Template = z.infer<typeof Template>;

const Reference = z.strictObject({ Ref: z.string() });
const Join = z.strictObject({ "Fn::Join": z.tuple([z.literal(""), z.array(z.unknown())]) });
const Attribute = z.strictObject({ "Fn::GetAtt": z.tuple([z.string(), z.string()]) });

/** Reads a template with its parameters put in, as CloudFormation would; what it makes itself is named `<name>`. */
export const readTemplate = (text: string, parameters: Readonly<Record<string, unknown>>): Template => {
  const resolve = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(resolve);
    if (typeof value !== "object" || value === null) return value;
    const reference = Reference.safeParse(value).data;
    if (reference) return parameters[reference.Ref] ?? `<${reference.Ref}>`;
    const join = Join.safeParse(value).data;
    if (join) return join["Fn::Join"][1].map((part) => String(resolve(part))).join("");
    const attribute = Attribute.safeParse(value).data;
    if (attribute) return `<${attribute["Fn::GetAtt"].join(".")}>`;
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, resolve(each)]));
  };
  return Template.parse(resolve(JSON.parse(text)));
};

export const resourcesOf = (template: Template, type: string): Record<string, unknown>[] =>
  Object.values(template.Resources)
    .filter(({ Type }) => Type === type)
    .map(({ Properties }) => Properties);

const Dimensions = z.array(z.object({ Name: z.string(), Value: z.string() })).default([]);
const Metric = z.object({ Namespace: z.string(), MetricName: z.string(), Dimensions });

const Alarm = z.object({
  AlarmName: z.string(),
  AlarmDescription: z.string(),
  AlarmActions: z.array(z.string()),
  TreatMissingData: z.string(),
  ...Metric.partial().shape,
  Metrics: z.array(z.object({ MetricStat: z.object({ Metric }).optional() })).default([]),
});

/** One metric, by the name that its reader has to use. */
export interface ReadMetric {
  namespace: string;
  name: string;
  dimensions: Record<string, string>;
}

export interface ReadAlarm {
  name: string;
  description: string;
  actions: string[];
  treatMissingData: string;
  metrics: ReadMetric[];
}

export const alarmsOf = (template: Template): ReadAlarm[] =>
  resourcesOf(template, "AWS::CloudWatch::Alarm").map((properties) => {
    const alarm = Alarm.parse(properties);
    const single = Metric.safeParse(alarm).data;
    const metrics = [single, ...alarm.Metrics.map(({ MetricStat }) => MetricStat?.Metric)];
    return {
      name: alarm.AlarmName,
      description: alarm.AlarmDescription,
      actions: alarm.AlarmActions,
      treatMissingData: alarm.TreatMissingData,
      metrics: metrics.flatMap((metric) =>
        metric
          ? {
              namespace: metric.Namespace,
              name: metric.MetricName,
              dimensions: Object.fromEntries(metric.Dimensions.map(({ Name, Value }) => [Name, Value])),
            }
          : [],
      ),
    };
  });

const Widget = z.object({
  type: z.string(),
  properties: z.object({
    metrics: z.array(z.array(z.unknown())).default([]),
    query: z.string().optional(),
    alarms: z.array(z.string()).default([]),
  }),
});

const Expression = z.object({ expression: z.string() });

/** What the dashboard shows: its metrics, the logs that it asks, and how many alarms. */
export const dashboardOf = (template: Template) => {
  const [dashboard] = resourcesOf(template, "AWS::CloudWatch::Dashboard");
  const body = z.object({ widgets: z.array(Widget) }).parse(JSON.parse(String(dashboard?.["DashboardBody"])));
  const all = body.widgets.map(({ properties }) => properties);
  return {
    metrics: all.flatMap(({ metrics }) => metrics.flatMap(shownMetric)),
    logGroups: all.flatMap(({ query = "" }) =>
      [...query.matchAll(/SOURCE '([^']+)'/g)].map(([, group]) => String(group)),
    ),
    alarms: all.flatMap(({ alarms }) => alarms).length,
    expressions: all.flatMap(({ metrics }) =>
      metrics.flatMap(([only]) => Expression.safeParse(only).data?.expression ?? []),
    ),
  };
};

/** `[namespace, name, dimension, value, …, options]`, or options alone, which are an expression. */
const shownMetric = (row: readonly unknown[]): ReadMetric[] => {
  const texts = row.filter((part) => typeof part === "string");
  const [namespace, name, ...pairs] = texts;
  if (namespace === undefined || name === undefined) return [];
  const dimensions = Object.fromEntries(
    pairs.flatMap((part, index) => (index % 2 === 0 ? [[part, pairs[index + 1] ?? ""]] : [])),
  );
  return [{ namespace, name, dimensions }];
};
