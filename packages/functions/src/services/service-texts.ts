/** What the fields of a service are, in requests and answers. */
export const SERVICE_TEXTS = {
  slug: "The first segment of every call's path at the gateway. Unique in the stage; it never changes and is never given again.",
  name: "The name that people read.",
  team: "The slug of the team that provides it. It never changes.",
  kind: "`ai` for an API of models, whose tokens are counted; `mcp` for a server of tools that speaks MCP over streamable HTTP; `rest` for every other. It never changes.",
  summary: "One line for the catalogue.",
  description: "Markdown for the service's page in the catalogue.",
  cors: "Which web pages may call it. Absent: none.",
  scopes: "Names for parts of the service. Where there are any, a call needs one that covers it.",
  approvalRules:
    "Decide applications without a person. The first that fits decides; where none fits, people do.",
  whenCountersFail:
    "What happens to calls under limits while the counters cannot be reached: `closed` refuses them, `open` lets them through.",
  assertion: "Whether a signed token that says who calls goes to the upstream with each call.",
  maxConcurrentCalls:
    "How many of its calls may run at once. Absent: as many as the stage allows to any service.",
  usageEvent:
    "`ask`: a streamed call to a model asks for the event that tells its tokens. `leave`: bodies go on unchanged.",
  models:
    "What models cost, of a service of kind `ai`. The first entry that fits a call's model counts. Without a price a model is refused under a budget.",
  visibility:
    "`public`: every team finds it in the catalogue once it is published. `private`: its own team only.",
  approval: "`manual`: people decide on applications. `auto`: every application is approved at once.",
  approvers: "Addresses that decide on applications by mail. Empty: the owners of its team do.",
  approvalsNeeded:
    "How many different people (approvers, owners of its team, admins) have to approve an application, a renewal and a change of plan; at most as many as there are. One rejection rejects. Absent: 1.",
  chat: "Channels of Slack or Teams, at most 10, by the addresses of their incoming webhooks: what waits for a decision is posted there, with a link to the portal. Addresses are write-only. `null` or an empty list: nowhere.",
  plans: "The plans that consumers choose from. Empty: subscriptions have no plan, no limits and no end.",
  tags: "Words that the catalogue is searched by.",
  sample:
    "A call that consumers may copy. Absent: the first operation of `openapi`. It holds no secret: everybody who sees the service reads it.",
  application:
    "What applicants are asked and agree to, which an application answers. Absent: nothing but a reason.",
  deprecation:
    "When it ends, and what takes its place. Calls are told of it by `Deprecation`, `Sunset` and `Link`; from `at` on it takes no new applications, and from `sunsetAt` on calls are 410. `null` takes it back. Absent: it has no end.",
  openapi: "The service's own OpenAPI document, at most 200,000 bytes as JSON.",
  status:
    "`draft`: known to its own team only. `published`: consumers may apply. `retired`: no new applications, subscriptions run on.",
} as const;

export const MODEL_TEXTS = {
  match:
    "The model's name, or a beginning of it with `*` at the end; `*` alone fits every model, and calls that name none.",
  inputUsd: "US dollars for a million tokens that the model reads. Absent: 0.",
  outputUsd: "US dollars for a million tokens that it writes. Absent: 0.",
  cachedInputUsd: "The same for tokens that it reads from the provider's cache. Absent: `inputUsd`.",
  cacheWriteUsd: "The same for tokens that it writes to the provider's cache. Absent: `inputUsd`.",
  callUsd: "US dollars for a call. Absent: 0.",
  maxOutputTokens:
    "Tokens of output that are held of a limit where the caller names no maximum. Absent: 4096.",
  bytesPerToken: "Bytes of a request that are reckoned as one token of input. Absent: 3.",
} as const;

export const SCOPE_TEXTS = {
  name: "The scope's name, as credentials and subscriptions give it.",
  methods: "The methods that it covers, `HEAD` with `GET`. Absent: all.",
  paths: "The paths below the service that it covers, exact or ending in `/*`. Absent: all.",
  tools:
    "The tools that it covers, of a service of kind `mcp`: names, or beginnings with `*` at the end. Absent: all.",
} as const;

export const RULE_TEXTS = {
  emailDomains: "Fits applicants whose address is at one of these domains. Absent: all.",
  teams: "Fits consumers of one of these teams. Absent: all.",
  plans: "Fits applications for one of these plans. Absent: all.",
  decision: "What is decided.",
} as const;

export const PLAN_TEXTS = {
  name: "The plan's name, as applications give it.",
  title: "The name that people read.",
  limits:
    "Plugins by name with their settings, as a consumer has them. They count for each consumer and this service.",
  durationDays: "How long a subscription runs before it has to be renewed. Absent: without end.",
} as const;

/** A service in examples: what it is called, and whose. */
export const EXAMPLE_SERVICE = { slug: "forecast", name: "Forecast", team: "weather", kind: "rest" } as const;

export const EXAMPLE_PLAN = {
  name: "basic",
  title: "Basic",
  limits: { quota: { count: 10_000, period: "month" as const, unit: "calls" as const } },
  durationDays: 365,
};
