import * as z from "zod/mini";
import { ACCOUNT_DEFAULTS, accountFields, accountVariables } from "./settings-account.ts";
import { addressesFields, addressesVariables } from "./settings-addresses.ts";
import { CALLS_DEFAULTS, callsFields, callsVariables } from "./settings-calls.ts";
import { CAPACITY_DEFAULTS, capacityFields, capacityVariables } from "./settings-capacity.ts";
import { EDGE_DEFAULTS, edgeFields, edgeVariables } from "./settings-edge.ts";
import { fromEnvironment } from "./settings-environment.ts";
import { FIREWALL_DEFAULTS, firewallFields, firewallVariables } from "./settings-firewall.ts";
import { IAM_DEFAULTS, iamContradictions, iamFields, iamVariables } from "./settings-iam.ts";
import {
  ISOLATION_DEFAULTS,
  isolationContradictions,
  isolationFields,
  isolationVariables,
} from "./settings-isolation.ts";
import { KEYS_DEFAULTS, keysFields, keysVariables } from "./settings-keys.ts";
import { MAILS_DEFAULTS, mailsFields, mailsVariables } from "./settings-mails.ts";
import { NAMES_DEFAULTS, namesFields, namesVariables } from "./settings-names.ts";
import {
  NETWORK_DEFAULTS,
  networkContradictions,
  networkFields,
  networkVariables,
  REPLACED,
} from "./settings-network.ts";
import { OPERATIONS_DEFAULTS, operationsFields, operationsVariables } from "./settings-operations.ts";
import { PEOPLE_DEFAULTS, peopleContradictions, peopleFields, peopleVariables } from "./settings-people.ts";
import { senderFields, senderVariables } from "./settings-sender.ts";
import { TIMING_DEFAULTS, timingContradictions, timingFields, timingVariables } from "./settings-timing.ts";

/* A group of settings is a file: its fields, what they are by default, and the variables that go before them. */

const fields = {
  ...accountFields,
  ...addressesFields,
  ...senderFields,
  ...peopleFields,
  ...callsFields,
  ...iamFields,
  ...networkFields,
  ...capacityFields,
  ...isolationFields,
  ...keysFields,
  ...firewallFields,
  ...edgeFields,
  ...timingFields,
  ...namesFields,
  ...mailsFields,
  ...operationsFields,
};

/** By setting. */
export const VARIABLES = {
  ...accountVariables,
  ...addressesVariables,
  ...senderVariables,
  ...peopleVariables,
  ...callsVariables,
  ...iamVariables,
  ...networkVariables,
  ...capacityVariables,
  ...isolationVariables,
  ...keysVariables,
  ...firewallVariables,
  ...edgeVariables,
  ...timingVariables,
  ...namesVariables,
  ...mailsVariables,
  ...operationsVariables,
};

const Settings = z.strictObject(fields);
export type Settings = z.infer<typeof Settings>;
export type StageInput = Partial<Settings>;

const DEFAULTS = {
  ...ACCOUNT_DEFAULTS,
  ...PEOPLE_DEFAULTS,
  ...CALLS_DEFAULTS,
  ...IAM_DEFAULTS,
  ...NETWORK_DEFAULTS,
  ...CAPACITY_DEFAULTS,
  ...ISOLATION_DEFAULTS,
  ...KEYS_DEFAULTS,
  ...FIREWALL_DEFAULTS,
  ...EDGE_DEFAULTS,
  ...TIMING_DEFAULTS,
  ...NAMES_DEFAULTS,
  ...MAILS_DEFAULTS,
  ...OPERATIONS_DEFAULTS,
} satisfies StageInput;

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

const given = (
  stage: string,
  stages: Stages,
  environment: Readonly<Record<string, string | undefined>>,
): Record<string, unknown> => {
  const own = Object.hasOwn(stages, stage) && stage !== "every" ? stages[stage] : {};
  return { ...DEFAULTS, ...stages.every, ...own, ...fromEnvironment(VARIABLES, environment) };
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

const contradictions = (settings: Settings): string[] => [
  ...timingContradictions(settings),
  ...isolationContradictions(settings),
  ...peopleContradictions(settings),
  ...networkContradictions(settings),
  ...iamContradictions(settings),
];
