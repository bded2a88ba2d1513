import type { Service, ServicePatch } from "../api/resources.ts";
import { linesOf } from "../credentials/credential-draft.ts";
import { chatOf, storedChats } from "./chat-draft.ts";
import { storedKeys, upstreamKeysOf } from "./upstream-keys.ts";

/** A service's settings as the form shows them: text. */
export type ServiceFields = ReturnType<typeof serviceFields>;

export const serviceFields = (service: Service) => ({
  name: service.name,
  summary: service.summary ?? "",
  description: service.description ?? "",
  tags: service.tags.join(", "),
  url: service.upstream.url,
  timeout: String(service.upstream.timeoutSeconds),
  /** Write-only: what is set is never shown. */
  headers: "",
  /** The names of those to be taken away, one a line. */
  headersGone: "",
  /** Of a service of models, write-only: its provider's key as the header that it is sent in, `x-api-key: …`. */
  key: "",
  /** Several keys of a provider that calls carry in turn, as the text of their drafts. */
  keys: storedKeys(service.upstream),
  signedFor: service.upstream.auth?.iam.service ?? "",
  signedRegion: service.upstream.auth?.iam.region ?? "",
  origins: service.cors?.origins.join("\n") ?? "",
  assertion: service.assertion ? "on" : "off",
  whenCountersFail: service.whenCountersFail as string,
  maxConcurrentCalls: String(service.maxConcurrentCalls ?? ""),
  usageEvent: service.usageEvent as string,
  visibility: service.visibility as string,
  approval: service.approval as string,
  approvers: service.approvers.join("\n"),
  approvalsNeeded: String(service.approvalsNeeded),
  /** Channels that are told what waits, as the text of their drafts. */
  chat: storedChats(service),
  openapi: service.openapi === undefined ? "" : JSON.stringify(service.openapi, null, 2),
  sampleMethod: (service.sample?.method ?? "GET") as string,
  /** Empty: there is no sample. */
  samplePath: service.sample?.path ?? "",
  sampleHeaders: headerLines(service.sample?.headers ?? {}),
  sampleBody: service.sample?.body ?? "",
});

/**
 * The inputs of the form that set each field of a service; none where another part of the page sets it, or nothing does. A
 * new field does not compile without an entry.
 */
export const INPUTS = {
  name: ["name"],
  summary: ["summary"],
  description: ["description"],
  tags: ["tags"],
  upstream: ["url", "timeout", "headers", "headersGone", "key", "keys", "signedFor", "signedRegion"],
  cors: ["origins"],
  assertion: ["assertion"],
  whenCountersFail: ["whenCountersFail"],
  maxConcurrentCalls: ["maxConcurrentCalls"],
  usageEvent: ["usageEvent"],
  visibility: ["visibility"],
  approval: ["approval"],
  approvers: ["approvers"],
  approvalsNeeded: ["approvalsNeeded"],
  chat: ["chat"],
  openapi: ["openapi"],
  sample: ["sampleMethod", "samplePath", "sampleHeaders", "sampleBody"],
  scopes: [],
  models: [],
  application: [],
  deprecation: [],
  plans: [],
  approvalRules: [],
  status: [],
  slug: [],
  team: [],
  kind: [],
} as const satisfies Record<keyof ServicePatch, readonly (keyof ServiceFields)[]>;

const headerLines = (headers: Readonly<Record<string, string>>): string =>
  Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join("\n");

export const SAMPLE_METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"] as const;

/** null when there is to be none. */
const sampleOf = ({ sampleMethod, samplePath, sampleHeaders, sampleBody }: ServiceFields) => {
  if (samplePath.trim() === "") return null;
  const headers = parseHeaders(sampleHeaders) ?? {};
  return {
    method: SAMPLE_METHODS.find((each) => each === sampleMethod) ?? "GET",
    path: samplePath.trim(),
    ...(Object.keys(headers).length === 0 ? {} : { headers }),
    ...(sampleBody === "" ? {} : { body: sampleBody }),
  };
};

/** Undefined when a line is not `Name: value`. */
export const parseHeaders = (text: string): Record<string, string> | undefined => {
  const pairs = text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => /^\s*([^\s:]+)\s*:\s*(.*?)\s*$/.exec(line));
  if (pairs.some((pair) => pair === null)) return undefined;
  return Object.fromEntries(pairs.map((pair) => [pair?.[1] ?? "", pair?.[2] ?? ""]));
};

/** Undefined when the text is not a JSON object. */
export const parseDocument = (text: string): Record<string, unknown> | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value))
      : undefined;
  } catch {
    return undefined;
  }
};

const SIGNED_FOR = ["bedrock", "execute-api", "lambda"] as const;

const originOf = (url: string): string | undefined => URL.parse(url)?.origin;

/**
 * What is set of the headers: those that were typed and those that go, and the others stay. At another origin they are given
 * anew, all of them.
 */
const headersPatch = (before: ServiceFields, mine: ServiceFields) => {
  const headers = { ...parseHeaders(mine.headers), ...parseHeaders(mine.key) };
  const gone = linesOf(mine.headersGone).map((name) => [name, null] as const);
  if (gone.length === 0 && Object.keys(headers).length === 0) return {};
  return originOf(before.url) === originOf(mine.url)
    ? { setHeaders: { ...Object.fromEntries(gone), ...headers } }
    : { headers };
};

/** null when calls are not to be signed. */
const signatureOf = ({ signedFor, signedRegion }: ServiceFields) => {
  const service = SIGNED_FOR.find((each) => each === signedFor);
  return service === undefined ? null : { iam: { service, region: signedRegion.trim() } };
};

/** What is sent: only what was changed, so that nothing of others is touched. */
export const servicePatch = (before: ServiceFields, mine: ServiceFields): ServicePatch => {
  const changed = (name: keyof ServiceFields) => mine[name] !== before[name];
  const textOrNone = (text: string) => (text.trim() === "" ? null : text);
  const upstream = {
    ...(changed("url") ? { url: mine.url.trim() } : {}),
    ...(changed("timeout") ? { timeoutSeconds: Number(mine.timeout) } : {}),
    ...headersPatch(before, mine),
    ...(changed("keys") ? { keys: upstreamKeysOf(mine.keys) } : {}),
    ...(changed("signedFor") || changed("signedRegion") ? { auth: signatureOf(mine) } : {}),
  };
  const origins = linesOf(mine.origins);
  return {
    ...(changed("name") ? { name: mine.name } : {}),
    ...(changed("summary") ? { summary: textOrNone(mine.summary) } : {}),
    ...(changed("description") ? { description: textOrNone(mine.description) } : {}),
    ...(changed("tags") ? { tags: linesOf(mine.tags) } : {}),
    ...(Object.keys(upstream).length > 0 ? { upstream } : {}),
    ...(changed("origins") ? { cors: origins.length === 0 ? null : { origins } } : {}),
    ...(changed("assertion") ? { assertion: mine.assertion === "on" } : {}),
    ...(changed("whenCountersFail")
      ? { whenCountersFail: mine.whenCountersFail === "open" ? "open" : "closed" }
      : {}),
    ...(changed("maxConcurrentCalls")
      ? { maxConcurrentCalls: mine.maxConcurrentCalls === "" ? null : Number(mine.maxConcurrentCalls) }
      : {}),
    ...(changed("usageEvent") ? { usageEvent: mine.usageEvent === "leave" ? "leave" : "ask" } : {}),
    ...(changed("visibility") ? { visibility: mine.visibility === "private" ? "private" : "public" } : {}),
    ...(changed("approval") ? { approval: mine.approval === "auto" ? "auto" : "manual" } : {}),
    ...(changed("approvers") ? { approvers: linesOf(mine.approvers) } : {}),
    ...(changed("approvalsNeeded") ? { approvalsNeeded: Number(mine.approvalsNeeded) } : {}),
    ...(changed("chat") ? { chat: chatOf(mine.chat) } : {}),
    ...(changed("openapi") ? { openapi: parseDocument(mine.openapi) ?? null } : {}),
    ...(INPUTS.sample.some(changed) ? { sample: sampleOf(mine) } : {}),
  };
};
