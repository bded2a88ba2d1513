import type * as z from "zod/mini";
import { fromEnvironment } from "./settings-environment.ts";
import { contradictions, DEFAULTS, fields, Settings, type StageInput, VARIABLES } from "./settings-groups.ts";
import { REPLACED } from "./settings-network.ts";

type Stages = { every: StageInput; [stage: string]: StageInput };

/**
 * The settings of one stage.
 *
 * @throws Error one sentence for each setting that is missing or wrong, and where it is set.
 */
export const stageSettings = (
  stage: string,
  stages: Stages,
  environment: Readonly<Record<string, string | undefined>>,
): Settings => {
  const { settings, replaced } = withoutReplaced(given(stage, stages, environment), environment);
  const parsed = Settings.safeParse(settings);
  const wrong = [
    ...stageName(stage),
    ...replaced,
    ...(parsed.success
      ? contradictions(parsed.data)
      : parsed.error.issues.map((issue) => sentence(issue, settings))),
  ];
  if (!parsed.success || wrong.length > 0)
    throw new Error(`The settings of the stage "${stage}" do not work. ${wrong.join(" ")}`);
  return parsed.data;
};

/**
 * What SST has to know before it runs the program. It shows no sentence of an error that early, so the settings are
 * checked again, all of them, when the program starts.
 */
export const stageFrame = (
  stage: string,
  stages: Stages,
  environment: Readonly<Record<string, string | undefined>>,
): { region: string; keep: boolean } => {
  const { region, protected: keep } = given(stage, stages, environment);
  return { region: fields.region.parse(region), keep: keep !== false };
};

/** What is given, by the file or by the environment. */
export const givenSettings = (
  stage: string,
  stages: Stages,
  environment: Readonly<Record<string, string | undefined>>,
): Record<string, unknown> => {
  const own = Object.hasOwn(stages, stage) && stage !== "every" ? stages[stage] : {};
  return { ...stages.every, ...own, ...fromEnvironment(VARIABLES, environment) };
};

/** What is told of settings that are no more, and the rest of them. */
const withoutReplaced = (
  settings: Readonly<Record<string, unknown>>,
  environment: Readonly<Record<string, string | undefined>>,
) => {
  const found = Object.entries(REPLACED).filter(
    ([name, { variable }]) => settings[name] !== undefined || environment[variable],
  );
  const names = new Set(found.map(([name]) => name));
  return {
    settings: Object.fromEntries(Object.entries(settings).filter(([name]) => !names.has(name))),
    replaced: found.map(([, { told }]) => told),
  };
};
const given = (...of: Parameters<typeof givenSettings>): Record<string, unknown> => ({
  ...DEFAULTS,
  ...givenSettings(...of),
});

const where = (setting: string): string => {
  const variable = Object.entries(VARIABLES).find(([name]) => name === setting)?.[1];
  return `Set it in infra/stages.ts${variable ? `, or as ${variable.name}` : ""}.`;
};

const sentence = (issue: z.core.$ZodIssue, settings: Record<string, unknown>): string => {
  if (issue.code === "unrecognized_keys" && issue.path.length === 0)
    return `There is no setting ${issue.keys.join(", ")}.`;
  const setting = String(issue.path[0]);
  return settings[setting] === undefined
    ? `${setting} is missing. ${where(setting)}`
    : `${setting} is wrong: ${issue.message}. ${where(setting)}`;
};

/** Function names are `latchkey-<stage>-<noun>`, at most 64 characters, and the stage is part of the planes' addresses. */
const stageName = (stage: string): string[] =>
  /^[a-zA-Z][a-zA-Z0-9-]{0,31}$/.test(stage)
    ? []
    : ["A stage's name is a letter and up to 31 letters, digits and hyphens."];
