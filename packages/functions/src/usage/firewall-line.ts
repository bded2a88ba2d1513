import { SLUG, whole } from "@latchkey/core/name-pattern";
import type { BlockedCall } from "@latchkey/core/usage/blocked-call";
import * as z from "zod/mini";

/** A line of the firewall's log (AWS WAF Developer Guide, "Log fields for web ACL traffic"), as far as it is read. */
const FirewallLine = z.looseObject({
  timestamp: z.int().check(z.minimum(0), z.maximum(8_640_000_000_000_000)),
  action: z.literal("BLOCK"),
  terminatingRuleId: z.string(),
  /** Where a rule of a group has blocked: the group's, with its rule. */
  ruleGroupList: z._default(
    z.array(
      z.looseObject({ terminatingRule: z.optional(z.nullable(z.looseObject({ ruleId: z.string() }))) }),
    ),
    [],
  ),
  /** `<account>:<id of the API>:<stage>`. */
  httpSourceId: z.string(),
  httpRequest: z.looseObject({
    headers: z.array(z.looseObject({ name: z.string(), value: z.string() })),
    uri: z.string(),
    httpMethod: z.string(),
    requestId: z.string().check(z.minLength(1), z.maxLength(200)),
  }),
});
type FirewallLine = z.infer<typeof FirewallLine>;

const NAME = /^[\w-]{1,128}$/;
const METHOD = /^[A-Z]{1,20}$/;
const MAX_PATH = 200;

/** A blocked request, and the service that its path names. */
export interface BlockedRequest {
  slug: string;
  call: BlockedCall;
}

/** The request to a service that a line tells of. Undefined for every other line, and for what the gateway would lead to no service. */
export const blockedRequest = (line: string, gatewayApi: string): BlockedRequest | undefined => {
  const parsed = FirewallLine.safeParse(jsonOf(line));
  if (!parsed.success) return undefined;
  const { data } = parsed;
  const [, api = ""] = data.httpSourceId.split(":");
  if (api !== gatewayApi) return undefined;
  const { slug = "", path } = placeOf(data, api);
  if (!whole(SLUG).test(slug)) return undefined;
  const { httpMethod, requestId } = data.httpRequest;
  return {
    slug,
    call: {
      at: new Date(data.timestamp).toISOString(),
      requestId,
      rule: ruleOf(data),
      method: METHOD.test(httpMethod) ? httpMethod : "-",
      path: path.slice(0, MAX_PATH),
    },
  };
};

/** At API Gateway's own address the stage stands before the service; a domain leads into the stage. */
const placeOf = ({ httpRequest: { headers, uri } }: FirewallLine, api: string) => {
  const host = headers.find(({ name }) => name.toLowerCase() === "host")?.value.toLowerCase() ?? "";
  const segments = uri.split("/").slice(host.startsWith(`${api}.`) ? 2 : 1);
  const [slug, ...rest] = segments;
  return { slug, path: `/${rest.join("/")}` };
};

const ruleOf = ({ ruleGroupList, terminatingRuleId }: FirewallLine): string => {
  const rule =
    ruleGroupList.find(({ terminatingRule }) => terminatingRule)?.terminatingRule?.ruleId ??
    terminatingRuleId;
  return NAME.test(rule) ? rule : "-";
};

const jsonOf = (line: string): unknown => {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
};
