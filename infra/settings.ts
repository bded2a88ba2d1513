import { ProviderServices } from "@latchkey/functions/routes/provider-services";
import * as z from "zod/mini";
import { fromEnvironment, VARIABLES } from "./settings-environment.ts";
import { MAILS_DEFAULTS, mailsFields } from "./settings-mails.ts";
import { NAMES_DEFAULTS, namesFields } from "./settings-names.ts";
import { TIMING_DEFAULTS, timingContradictions, timingFields } from "./settings-timing.ts";

const text = z.string().check(z.minLength(1));
const host = z
  .string()
  .check(
    z.regex(
      /^(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/,
      "a domain in small letters",
    ),
  );
const email = z.email("an e-mail address");
const issuer = z.string().check(
  z.refine((address) => {
    const url = URL.canParse(address) ? new URL(address) : undefined;
    return url?.protocol === "https:" && !url.search && !url.hash && !url.username;
  }, "an https address, as the issuer's tokens name it"),
);

const origin = z
  .string()
  .check(
    z.refine(
      (given) => URL.canParse(given) && given.startsWith("https://") && new URL(given).origin === given,
      "an origin, like https://login.example.com",
    ),
  );

/** CloudWatch Logs keeps for these spans, among others. */
const retention = z.enum(["1 week", "1 month", "3 months", "6 months", "1 year", "2 years", "forever"]);

const fields = {
  region: z.string().check(z.regex(/^[a-z]{2}(?:-[a-z]+)+-\d$/, "a region of AWS, like eu-central-1")),
  /** Mail is sent from this address, or from `latchkey@` this domain. SES asks its owner to confirm it. */
  sender: z.union([email, host], "an e-mail address or a domain"),
  /** `api.`, `gateway.` and `portal.` in front of it. Its zone must be in Route 53. Without one: AWS's names. */
  domain: z.optional(host),
  /** People who may do everything, by the address that the issuer has verified. */
  admins: z.array(email),
  /** Where people sign in (OpenID Connect), and what Latchkey is called there. Without: a user pool of Cognito is made. */
  issuer: z.optional(issuer),
  clientId: z.optional(text),
  /** Origins beside the issuer's own that the portal has to reach to sign in, such as that of its token endpoint. */
  issuerOrigins: z.array(origin),
  /** Of the user pool: whether anybody may make an account. Else only who may by IAM adds people. */
  selfSignUp: z.boolean(),
  /** Of the user pool: whether a code of an authenticator is asked of everybody, or of those who have set one up. */
  mfa: z.enum(["optional", "required"]),
  /** For how long the authorizer may remember a record: a revocation is felt within this time. */
  revocationSeconds: z.number().check(z.minimum(0), z.maximum(60)),
  ...timingFields,
  ...namesFields,
  /** How many calls to one service run at once. */
  maxConcurrentCalls: z.int().check(z.minimum(1), z.maximum(10_000)),
  ...mailsFields,
  /** Lets services have upstreams on private addresses, loopback and plain http. Never in production. */
  privateUpstreams: z.boolean(),
  /**
   * Which service a provider's own API implements, or the services of which team, where its stage variables do not say so.
   */
  services: ProviderServices,
  /** How many of the functions that call webhooks may run at once; 0 where the account has none to give away. */
  webhookConcurrency: z.int().check(z.minimum(0), z.maximum(1000)),
  /** How many of the functions that count usage may run at once; more would wait for each other in the table. 0: no bound. */
  ingestConcurrency: z.int().check(z.minimum(0), z.maximum(1000)),
  /** How often one address may ask both planes within five minutes. 0: no firewall, which costs some 8 dollars a month. */
  requestsPerAddress: z.int().check(
    z.maximum(2_000_000_000),
    z.refine((limit) => limit === 0 || limit >= 10, "0, or what AWS takes: 10 and more"),
  ),
  logRetention: retention,
  /** Cannot be removed by accident: the table, the keys and every resource are kept and guarded. */
  protected: z.boolean(),
  /** Gets the alarms. */
  alarmEmail: z.optional(email),
  /** US dollars that the account may cost in a month before it is told; 0: it is never told. */
  monthlyBudget: z.int().check(z.minimum(0)),
};

const Settings = z.strictObject(fields);
export type Settings = z.infer<typeof Settings>;
export type StageInput = Partial<Settings>;

const DEFAULTS = {
  admins: [],
  issuerOrigins: [],
  selfSignUp: false,
  mfa: "optional",
  revocationSeconds: 5,
  ...TIMING_DEFAULTS,
  ...NAMES_DEFAULTS,
  maxConcurrentCalls: 200,
  ...MAILS_DEFAULTS,
  privateUpstreams: false,
  services: {},
  webhookConcurrency: 50,
  ingestConcurrency: 10,
  requestsPerAddress: 60_000,
  logRetention: "1 month",
  protected: false,
  monthlyBudget: 100,
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
  const settings = given(stage, stages, environment);
  const parsed = Settings.safeParse(settings);
  const wrong = [
    ...stageName(stage),
    ...(parsed.success
      ? contradictions(stage, parsed.data)
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
  return { ...DEFAULTS, ...stages.every, ...own, ...fromEnvironment(environment) };
};

const where = (setting: string): string => {
  const variable = Object.entries(VARIABLES satisfies Record<keyof Settings, string>).find(
    ([name]) => name === setting,
  )?.[1];
  return `Set it in infra/stages.ts${variable ? `, or as ${variable}` : ""}.`;
};

const sentence = (issue: z.core.$ZodIssue, settings: Record<string, unknown>): string => {
  if (issue.code === "unrecognized_keys") return `There is no setting ${issue.keys.join(", ")}.`;
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

const contradictions = (stage: string, settings: Settings): string[] => [
  ...timingContradictions(settings),
  ...((settings.issuer === undefined) === (settings.clientId === undefined)
    ? []
    : ["issuer and clientId go together: give both or neither."]),
  ...(settings.issuer === undefined || (!settings.selfSignUp && settings.mfa === "optional")
    ? []
    : ["selfSignUp and mfa are of the user pool, and with an issuer there is none: set them there."]),
  ...(settings.issuer !== undefined || settings.issuerOrigins.length === 0
    ? []
    : ["issuerOrigins are an issuer's: give it too."]),
  ...(stage === "production" && settings.privateUpstreams
    ? ["privateUpstreams would open the network of the account to providers: not in production."]
    : []),
];
