import { SLUG, whole } from "@latchkey/core/name-pattern";
import { LATCHKEY_SERVICE } from "@latchkey/core/service/service";
import type { ProviderServices } from "../routes/provider-services.ts";

/** Where a call of a provider's own API arrived: set by who deployed the API, but for the path. */
export interface ProviderCall {
  apiId: string;
  stage: string;
  stageVariables: Readonly<Record<string, string | undefined>> | null | undefined;
  /** As the API sees it, percent-encoded, without the stage. */
  path: string;
}

export interface NamedService {
  slug: string;
  /** What scopes are compared with. */
  rest: string;
  /** The only team whose service it may be. */
  team?: string;
  /** Named by the path, of which the slug is the first segment: other segments are other services'. */
  byPath?: true;
}

export const SERVICE_VARIABLE = "latchkeyService";
const WHOLE_SLUG = whole(SLUG);

/**
 * The service that a provider's own API implements: its stage variable names it, else the table, else the first segment of
 * the path. The caller chooses the path, and any team may publish a service under any slug: so the path counts only where
 * the table names the team whose services the API has. A wrong name yields no service: the next source must not decide in
 * its place. It is never the management API, whose subscribers no provider may learn.
 */
export const providerService = (call: ProviderCall, services: ProviderServices): NamedService | undefined => {
  const team = teamOf(call, services);
  const named = configured(call, services);
  const service = named === undefined ? team && byPath(call.path) : { slug: named, rest: call.path };
  return service && WHOLE_SLUG.test(service.slug) && service.slug !== LATCHKEY_SERVICE
    ? { ...service, ...(team ? { team } : {}) }
    : undefined;
};

const entriesOf = ({ apiId, stage }: ProviderCall, services: ProviderServices) =>
  [`${apiId}/${stage}`, apiId].map((key) => (Object.hasOwn(services, key) ? services[key] : undefined));

const teamOf = (call: ProviderCall, services: ProviderServices): string | undefined => {
  for (const entry of entriesOf(call, services)) if (typeof entry === "object") return entry.team;
  return undefined;
};

const configured = (call: ProviderCall, services: ProviderServices): string | undefined => {
  const { stageVariables } = call;
  if (stageVariables && Object.hasOwn(stageVariables, SERVICE_VARIABLE))
    return stageVariables[SERVICE_VARIABLE] ?? "";
  return entriesOf(call, services).find((entry) => typeof entry === "string");
};

const byPath = (path: string): NamedService | undefined => {
  const [, slug, rest = ""] = /^\/([^/]+)(\/.*)?$/s.exec(path) ?? [];
  return slug === undefined ? undefined : { slug, rest, byPath: true };
};
