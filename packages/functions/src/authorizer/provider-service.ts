import { LATCHKEY_SERVICE } from "@latchkey/core/service/service";

/** Services by `apiId/stage`, for providers' own APIs that cannot say it themselves. */
export type ProviderServices = Readonly<Record<string, string>>;

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
}

export const SERVICE_VARIABLE = "latchkeyService";
const SLUG = /^[a-z0-9][a-z0-9-]{0,62}$/;

/**
 * The service that a provider's own API stands for: its stage variable says it, else the table, else the first segment
 * of the path. One that is named wrongly names none: what follows must not decide in its place. Nor is it ever the
 * management API, whose subscribers are nobody's business elsewhere.
 */
export const providerService = (call: ProviderCall, services: ProviderServices): NamedService | undefined => {
  const named = configured(call, services);
  const service = named === undefined ? byPath(call.path) : { slug: named, rest: call.path };
  return service && SLUG.test(service.slug) && service.slug !== LATCHKEY_SERVICE ? service : undefined;
};

const configured = ({ apiId, stage, stageVariables }: ProviderCall, services: ProviderServices) => {
  if (stageVariables && Object.hasOwn(stageVariables, SERVICE_VARIABLE))
    return stageVariables[SERVICE_VARIABLE] ?? "";
  const key = `${apiId}/${stage}`;
  return Object.hasOwn(services, key) ? services[key] : undefined;
};

const byPath = (path: string): NamedService | undefined => {
  const [, slug, rest = ""] = /^\/([^/]+)(\/.*)?$/s.exec(path) ?? [];
  return slug === undefined ? undefined : { slug, rest };
};
