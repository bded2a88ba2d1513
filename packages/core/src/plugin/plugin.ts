import type * as z from "#schema";
import type { LimitRule } from "./limit-rule.ts";

interface About<S> {
  /** What its settings are stored and shown under. */
  name: string;
  summary: string;
  /** The lower, the earlier it is asked. */
  order: number;
  schema: S;
}

/** What the gateway knows of a call before it is counted. */
export interface SentCall {
  bytesIn: number;
  /** Absent where the call is none of a model: of a REST service, or one that only reads. */
  asksModel?: { model?: string };
}

export type SentRefusal = "payload-too-large" | "model-not-allowed";

interface Checks<Config> {
  /** From what the authorizer sees of a call. */
  verdict: { check(config: Config, call: { sourceIp: string }): "ip-not-allowed" | undefined };
  /** By the gateway, which has the body. */
  gateway: { check(config: Config, call: SentCall): SentRefusal | undefined };
  /** As counts that all instances share. */
  counters: { rules(config: Config): LimitRule[] };
}

/** A check that may refuse a call, with its own settings; `at` names the component that runs it. */
export type Plugin = {
  [At in keyof Checks<unknown>]: About<z.ZodMiniType<Record<string, unknown>>> & {
    at: At;
  } & Checks<unknown>[At];
}[keyof Checks<unknown>];

type Definition<S extends z.ZodMiniType, At extends keyof Checks<unknown>> = About<S> &
  Checks<z.output<S>>[At];

export const verdictPlugin = <S extends z.ZodMiniType<Record<string, unknown>>>({
  check,
  ...about
}: Definition<S, "verdict">): Plugin => {
  const parsed = parsedOnce(about.schema);
  return { ...about, at: "verdict", check: (config, call) => check(parsed(config), call) };
};

export const gatewayPlugin = <S extends z.ZodMiniType<Record<string, unknown>>>({
  check,
  ...about
}: Definition<S, "gateway">): Plugin => {
  const parsed = parsedOnce(about.schema);
  return { ...about, at: "gateway", check: (config, call) => check(parsed(config), call) };
};

export const countersPlugin = <S extends z.ZodMiniType<Record<string, unknown>>>({
  rules,
  ...about
}: Definition<S, "counters">): Plugin => {
  const parsed = parsedOnce(about.schema);
  return { ...about, at: "counters", rules: (config) => rules(parsed(config)) };
};

/** Stored settings are parsed again, once for as long as their record is cached. */
const parsedOnce = <S extends z.ZodMiniType>(schema: S): ((config: unknown) => z.output<S>) => {
  const known = new WeakMap<object, z.output<S>>();
  return (config) => {
    if (typeof config !== "object" || config === null) return schema.parse(config);
    const found = known.get(config);
    if (found !== undefined) return found;
    const parsed = schema.parse(config);
    known.set(config, parsed);
    return parsed;
  };
};
