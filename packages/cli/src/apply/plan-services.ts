import type { Schemas } from "@latchkey/client/operations";
import type { DeclaredService } from "../declaration/declaration.ts";
import { changedChat } from "./changed-chat.ts";
import type { Fields } from "./patched-fields.ts";
import { differing, isRecord, isSame, withoutNulls } from "./same.ts";
import { chainOf, changeOf, type Fault, joined, type Planned, type Step } from "./step.ts";

export type ServiceThere = Schemas["Service"];

/** Lists that are empty in place of absent: null empties them. */
const LISTS = new Set(["approvalRules", "approvers", "plans", "tags"]);

export const planServices = (
  services: readonly DeclaredService[],
  there: ReadonlyMap<string, ServiceThere>,
  fields: Fields,
): Planned =>
  joined(
    services.map((service, index) =>
      planService(service, ["services", index], there.get(service.slug), fields),
    ),
  );

const planService = (
  service: DeclaredService,
  at: readonly PropertyKey[],
  there: ServiceThere | undefined,
  fields: Fields,
): Planned => {
  const { slug } = service;
  if (!there) {
    const ask = { method: "POST", path: "/v1/services", body: withoutNulls(service) } as const;
    return {
      chains: chainOf([{ action: "create", kind: "service", name: slug, at, ask }]),
      faults: [],
      notes: [],
    };
  }
  const faults: Fault[] = (["team", "kind"] as const)
    .filter((name) => service[name] !== there[name])
    .map((name) => ({
      at: [...at, name],
      detail: `a service's ${name} never changes; it is ${there[name]}`,
    }));
  const { upstream, approvers, chat, ...said } = service;
  const compared = { ...said, ...lowerCased(said["approvalRules"]) };
  const changed = {
    ...withEmptyLists(differing(compared, there, fields.service)),
    ...changedApprovers(approvers, there),
    ...changedUpstream(upstream, there.upstream),
    ...changedChat(chat, there.chat ?? []),
  };
  const steps: Step[] = changeOf({ kind: "service", name: slug, at, path: `/v1/services/${slug}` }, changed);
  return { chains: chainOf(steps), faults, notes: [] };
};

const withEmptyLists = (changed: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(changed).map(([name, value]) => [name, value === null && LISTS.has(name) ? [] : value]),
  );

/** Domains of rules, as the stage keeps them. */
const lowerCased = (rules: unknown): Record<string, unknown> =>
  Array.isArray(rules)
    ? {
        approvalRules: rules.map((rule) =>
          isRecord(rule) && Array.isArray(rule["emailDomains"])
            ? { ...rule, emailDomains: rule["emailDomains"].map((domain) => String(domain).toLowerCase()) }
            : rule,
        ),
      }
    : {};

/** In any order. */
const changedApprovers = (said: unknown, { approvers }: ServiceThere): Record<string, unknown> => {
  if (said === undefined) return {};
  const named = Array.isArray(said) ? said.map((each) => String(each).toLowerCase()) : [];
  return isSame(named.toSorted(), approvers.toSorted()) ? {} : { approvers: said ?? [] };
};

/**
 * Values of headers cannot be compared: those of names that are not there yet are sent, and all of them when the origin
 * changes, as the stage asks for.
 */
const changedUpstream = (
  said: Readonly<Record<string, unknown>>,
  there: ServiceThere["upstream"],
): Record<string, unknown> => {
  const { headers, keys, ...settings } = said;
  const changed = differing(settings, there, Object.keys(settings));
  const isMoved = changed["url"] !== undefined && originOf(changed["url"]) !== originOf(there.url);
  const patch = {
    ...changed,
    ...(isRecord(headers) ? changedHeaders(headers, there.headerNames, isMoved) : {}),
    ...(headers === null && there.headerNames.length > 0 ? { headers: {} } : {}),
    ...changedKeys(keys, there.keys ?? [], isMoved),
  };
  return Object.keys(patch).length === 0 ? {} : { upstream: patch };
};

const changedHeaders = (
  headers: Readonly<Record<string, unknown>>,
  names: readonly string[],
  isMoved: boolean,
): Record<string, unknown> => {
  if (isMoved) return { headers: withoutNulls(headers) };
  const known = new Set(names.map((name) => name.toLowerCase()));
  const set = Object.entries(headers).filter(
    ([name, value]) => (value === null) === known.has(name.toLowerCase()),
  );
  return set.length === 0 ? {} : { setHeaders: Object.fromEntries(set) };
};

const changedKeys = (
  keys: unknown,
  there: NonNullable<ServiceThere["upstream"]["keys"]>,
  isMoved: boolean,
): Record<string, unknown> => {
  if (keys === null) return there.length === 0 ? {} : { keys: null };
  if (!Array.isArray(keys)) return {};
  const shape = (each: unknown): [string, unknown][] =>
    isRecord(each) ? [[String(each["name"]), each["weight"] ?? 1]] : [];
  const isAsSaid = isSame(Object.fromEntries(keys.flatMap(shape)), Object.fromEntries(there.flatMap(shape)));
  if (isAsSaid && keys.length === there.length && !isMoved) return {};
  const known = new Set(there.map(({ name }) => name));
  return {
    keys: keys.map((each) =>
      isRecord(each) && known.has(String(each["name"])) && !isMoved
        ? Object.fromEntries(Object.entries(each).filter(([name]) => name !== "headers"))
        : each,
    ),
  };
};

const originOf = (url: unknown): string | undefined =>
  typeof url === "string" && URL.canParse(url) ? new URL(url).origin : undefined;
