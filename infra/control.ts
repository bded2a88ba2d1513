import { CONTROL_API } from "@latchkey/functions/routes/control-api";
import type { Noun } from "@latchkey/functions/routes/route";
import { authorizeRequests, people } from "./authorizer.ts";
import { readKeys } from "./keys.ts";
import { lambda } from "./lambda.ts";
import { control, controlUrl, gatewayUrl } from "./planes.ts";
import { settings } from "./stage.ts";
import { useIndexes, useItems } from "./table.ts";

const environment = {
  ...people,
  LATCHKEY_CONTROL_URL: controlUrl,
  LATCHKEY_GATEWAY_URL: gatewayUrl,
  LATCHKEY_PRIVATE_UPSTREAMS: String(settings.privateUpstreams),
};

const reading = [useItems("GetItem", "Query")];
/** A change and its outbox item are one transaction, and IAM asks for what each of its writes is. */
const changing = [useItems("GetItem", "Query", "PutItem", "UpdateItem", "DeleteItem")];

/** `request` seals cursors and fingerprints `Idempotency-Key`s. */
const PERMISSIONS: Record<Exclude<Noun, "gateway">, sst.aws.FunctionPermissionArgs[]> = {
  teams: [...changing, useIndexes("gsi1"), readKeys("request")],
  services: [...changing, useIndexes("gsi1", "gsi2"), readKeys("data", "request")],
  catalog: [...reading, useIndexes("gsi1", "gsi3"), readKeys("request")],
  consumers: [...changing, useIndexes("gsi1", "gsi2", "gsi4"), readKeys("request")],
  credentials: [...changing, useIndexes("gsi1"), readKeys("pepper", "data", "request")],
  subscriptions: [...changing, useIndexes("gsi1", "gsi2", "gsi3", "gsi4"), readKeys("request")],
  approvals: [...changing, readKeys("link", "request")],
  operations: [...reading, useIndexes("gsi1"), readKeys("request")],
};

const nouns = new Map(
  Object.entries(PERMISSIONS).map(([noun, permissions]) => [
    noun,
    lambda(noun, { entry: `${noun}/${noun}-lambda`, environment, permissions }),
  ]),
);

const authorizer = authorizeRequests(control);

for (const { method, path, noun, ...route } of CONTROL_API) {
  const handler = nouns.get(noun)?.arn;
  if (!handler) throw new Error(`No function answers ${method} ${path}.`);
  control.route(`${method} ${path}`, handler, {
    name: `${method}${path}`,
    ...(route.public ? {} : { auth: { custom: authorizer.id } }),
  });
}

control.deploy();
