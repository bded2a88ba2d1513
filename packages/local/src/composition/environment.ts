import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { programVersion } from "@latchkey/functions/composition/program-version";
import { CLI_CLIENT_ID } from "../issuer/issuer-configuration.ts";
import type { LocalSettings } from "./local-settings.ts";
import { API_IDS } from "./planes.ts";

const ROOT = fileURLToPath(new URL("../../../..", import.meta.url));

export const TABLE_NAME = "latchkey";
export const BUS_NAME = "latchkey";
export const KEYS_PREFIX = "latchkey/local/";
export const ADMIN_EMAIL = "admin@demo.test";

export interface Endpoints {
  dynamodb: string;
  secrets: string;
  bus: string;
  smtp: string;
  issuer: string;
  clientId: string;
}

/** Only this process knows it; the local substitutes of AWS endpoints answer only requests that are signed with it. */
export const newAccessKeyId = (): string => `LOCAL${randomBytes(12).toString("hex").toUpperCase()}`;

export const urlOf = ({ reachedAt, port }: LocalSettings, above: 0 | 1 | 2): string =>
  `http://${reachedAt.includes(":") ? `[${reachedAt}]` : reachedAt}:${port + above}`;

/**
 * Every port that this program opens, and the table and the mail server that it was given: these trust every client on this
 * machine. The upstreams of the demo stay open.
 */
const ownHostsText = (settings: LocalSettings, { dynamodb, secrets, bus, smtp }: Endpoints): string => {
  const ours = [settings.port, settings.port + 1, settings.port + 2].map((port) => `:${port}`);
  const others = [dynamodb, secrets, bus, smtp, settings.smtpUrl ?? smtp].map((url) => {
    const { hostname, port, protocol } = new URL(url);
    return `${hostname}:${port || (DEFAULT_PORTS[protocol] ?? 80)}`;
  });
  const open = ["echo", "haiku", "clock"].map((demo) => `!${urlOf(settings, 0)}/_local/upstreams/${demo}`);
  return [...ours, ...others, ...open].join(",");
};

const DEFAULT_PORTS: Readonly<Record<string, number>> = { "https:": 443, "smtp:": 25, "smtps:": 465 };

/** Those of the developer: the key of the local substitutes is for them alone. */
const roleCredentials = (environment: Readonly<Record<string, string | undefined>>) => {
  const { AWS_ACCESS_KEY_ID: accessKey, AWS_SECRET_ACCESS_KEY: secretKey } = environment;
  if (!accessKey || !secretKey) return null;
  return { accessKey, secretKey, sessionToken: environment["AWS_SESSION_TOKEN"] || undefined };
};

/** What the Lambdas are told, as `infra` tells them when they are deployed, and where the SDK finds its services. */
export const lambdaEnvironment = (
  settings: LocalSettings,
  endpoints: Endpoints,
  accessKeyId: string,
  developer: Readonly<Record<string, string | undefined>>,
): Record<string, string> => ({
  AWS_REGION: "local",
  AWS_ACCESS_KEY_ID: accessKeyId,
  AWS_SECRET_ACCESS_KEY: "local",
  AWS_ENDPOINT_URL_DYNAMODB: endpoints.dynamodb,
  AWS_ENDPOINT_URL_SECRETS_MANAGER: endpoints.secrets,
  AWS_ENDPOINT_URL_EVENTBRIDGE: endpoints.bus,
  LATCHKEY_VERSION: programVersion(ROOT, process.env),
  LATCHKEY_TABLE: TABLE_NAME,
  LATCHKEY_BUS: BUS_NAME,
  LATCHKEY_KEYS: KEYS_PREFIX,
  LATCHKEY_CONTROL_API: API_IDS.control,
  LATCHKEY_GATEWAY_API: API_IDS.gateway,
  LATCHKEY_EDGE_SECRETS: settings.edgeSecret ?? "",
  LATCHKEY_CONTROL_URL: urlOf(settings, 0),
  LATCHKEY_GATEWAY_URL: urlOf(settings, 1),
  LATCHKEY_PORTAL_URL: urlOf(settings, 0),
  LATCHKEY_OIDC_ISSUER: endpoints.issuer,
  LATCHKEY_OIDC_CLIENT_ID: endpoints.clientId,
  LATCHKEY_OIDC_CLI_CLIENT_ID: CLI_CLIENT_ID,
  LATCHKEY_ADMINS: ADMIN_EMAIL,
  LATCHKEY_SENDER: "Latchkey <noreply@latchkey.test>",
  LATCHKEY_PRIVATE_UPSTREAMS: "true",
  LATCHKEY_PRIVATE_WEBHOOKS: "true",
  LATCHKEY_ROLE_CREDENTIALS: JSON.stringify(roleCredentials(developer)),
  LATCHKEY_OWN_HOSTS: ownHostsText(settings, endpoints),
  LATCHKEY_AUDIT_ANCHORS: `file:${join(settings.data, "audit-anchors.jsonl")}`,
  LATCHKEY_USAGE_EXPORT: `file:${join(settings.data, "usage-export")}`,
  SMTP_URL: settings.smtpUrl ?? endpoints.smtp,
});
