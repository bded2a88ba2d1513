import { firewallFilter } from "@latchkey/functions/usage/log-filters";
import { lambda } from "./lambda.ts";
import { bringLines } from "./log-lines.ts";
import { gateway } from "./planes.ts";
import { useItems } from "./table.ts";

/** Brings what the firewall has blocked of a service before the service's team. What it cannot note is in the firewall's log alone. */
export const noteBlocked = (firewallLog: aws.cloudwatch.LogGroup) => {
  const api = gateway.nodes.api.id;
  const note = lambda("note-blocked", {
    entry: "usage/note-blocked-lambda",
    memory: "512 MB",
    environment: { LATCHKEY_GATEWAY_API: api },
    permissions: [useItems("GetItem", "PutItem")],
  });
  const account = aws.getCallerIdentityOutput().accountId;
  bringLines("Firewall", {
    of: firewallLog,
    filterPattern: $resolve({ account, api }).apply((of) =>
      firewallFilter(`${of.account}:${of.api}:${$app.stage}`),
    ),
    to: note,
  });
};
