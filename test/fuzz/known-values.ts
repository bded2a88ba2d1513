import { SubscriptionAction } from "@latchkey/core/subscription/subscription-input";
import type { Random } from "./random.ts";
import type { Tenant, Things } from "./tenants.ts";

let made = 0;

const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString();

/**
 * Values by the name of the member or parameter that holds them, such as make sense. Every text contains the tenant's stem,
 * so that it is recognized in any answer.
 */
export const knownValue = (
  name: string,
  { stem, upstream }: Pick<Tenant, "stem" | "upstream">,
  things: Things,
  random: Random,
): unknown => {
  made += 1;
  if (name in things) return things[name as keyof Things];
  const values: Record<string, readonly unknown[]> = {
    slug: [`${stem}-${made}`],
    name: [`${stem}-${made}`, `${stem}.x`, `Name ${stem} ${made}`, "free"],
    plan: ["free", `${stem}-plan`],
    email: [`p${random.below(5)}@${stem}.test`],
    member: [`p${random.below(5)}@${stem}.test`],
    url: [upstream, `${upstream}/base`, `http://${stem}.invalid/x`],
    jwksUri: [`${upstream}/jwks`, `https://${stem}.invalid/jwks`],
    issuer: [`https://${stem}.invalid`, upstream],
    audience: [stem],
    subject: [`${stem}-subject`],
    username: [`${stem}-${random.below(6)}`],
    password: [`${stem}-password`],
    secret: [Buffer.from(`${stem}-${"s".repeat(40)}`).toString("base64"), `${stem}-${"s".repeat(40)}`],
    secretKey: [`${stem}${"k".repeat(30)}`],
    accessKey: [`${stem}${random.below(6)}`],
    apiKey: [`${stem}-imported-key-${random.below(6)}-0123456789abcdef`],
    apiKeySha256: [made.toString(16).padStart(64, "0")],
    expiresAt: [inDays(90), inDays(1), inDays(-1)],
    from: [inDays(-2), inDays(-1)],
    to: [inDays(0), inDays(1)],
    bodySha256: ["0".repeat(64)],
    allowedIps: [["127.0.0.1"], ["0.0.0.0/0", "::/0"], ["10.0.0.0/8"]],
    allow: [["127.0.0.1"]],
    deny: [["10.0.0.0/8"]],
    origins: [[`https://${stem}.test`]],
    scopes: [["read"], ["read", "write"], ["owner"], [{ name: "read", methods: ["GET"], paths: ["/a/*"] }]],
    events: [["consumer.created"], ["*"], ["credential.issued", "subscription.approved"]],
    decision: ["approve", "reject"],
    action: SubscriptionAction.options,
    plugin: ["request-size", "rate-limit", "quota", "ip-restriction"],
    timeZone: ["Europe/Berlin", "UTC"],
    emailDomains: [[`${stem}.test`]],
    teams: [[things.team]],
    owners: [[`p0@${stem}.test`]],
    approvers: [[`p0@${stem}.test`]],
    method: ["GET", "POST"],
    path: ["/a", `/${stem}?q=1`],
    headers: [
      { "x-api-key": `${stem}-x` },
      { Authorization: `Basic ${Buffer.from(`${stem}-1:x`).toString("base64")}` },
    ],
    sourceIp: ["127.0.0.1", "2001:db8::1"],
    confirm: [things.consumerName],
    limit: [1, 2, 200],
    status: ["active", "pending", "published", "draft", "disabled", "retired"],
    letter: [things.subscription],
    token: ["x.y.z"],
  };
  const found = values[name];
  return found === undefined ? undefined : random.pick(found);
};
