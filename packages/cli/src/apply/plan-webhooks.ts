import type { Schemas } from "@latchkey/client/operations";
import type { DeclaredWebhook } from "../declaration/declaration.ts";
import type { Fields } from "./patched-fields.ts";
import { isSame, withoutNulls } from "./same.ts";
import { chainOf, changeOf, joined, markOf, type Planned, SECRET_LOST, type Step } from "./step.ts";

export type WebhookThere = Schemas["Webhook"];

/** A webhook is found by its address; its events are in any order. */
export const planWebhooks = (
  webhooks: readonly DeclaredWebhook[],
  there: ReadonlyMap<string, readonly WebhookThere[]>,
  fields: Fields,
  lost: ReadonlySet<string>,
): Planned =>
  joined(
    webhooks.map((said, index) => {
      const found = there.get(said.team)?.find(({ url }) => url === said.url);
      return {
        chains: chainOf(planWebhook(said, ["webhooks", index], found, fields, lost)),
        faults: [],
        notes: [],
      };
    }),
  );

const planWebhook = (
  said: DeclaredWebhook,
  at: readonly PropertyKey[],
  found: WebhookThere | undefined,
  fields: Fields,
  lost: ReadonlySet<string>,
): Step[] => {
  const { team, url, events, status } = said;
  const path = `/v1/teams/${team}/webhooks`;
  const step = { kind: "webhook", name: webhookName(said), at } as const;
  const mark = markOf("webhook", team, url);
  if (found && lost.has(mark)) {
    const ask = { method: "DELETE", path: `${path}/${found.id}` } as const;
    const removed: Step = { ...step, action: "remove", detail: SECRET_LOST, ask };
    return [removed, ...planWebhook(said, at, undefined, fields, lost)];
  }
  if (!found) {
    const { team: _, status: __, ...body } = said;
    const secretOf = { team, webhook: url, type: "webhook" } as const;
    const made: Step = {
      ...step,
      action: "create",
      ask: { method: "POST", path, body: withoutNulls(body) },
      secretOf,
      mark,
    };
    if (status !== "disabled") return [made];
    const ask = { method: "PATCH", path: `${path}/{made}`, body: { status } } as const;
    return [made, { ...step, action: "change", detail: "status", ask }];
  }
  const isSaid = (name: string) =>
    name === "events"
      ? isSame(events.toSorted(), found.events.toSorted())
      : isSame(said[name], { ...found }[name]);
  const changed = fields.webhook.filter((name) => said[name] !== undefined && !isSaid(name));
  return changeOf(
    { ...step, path: `${path}/${found.id}` },
    Object.fromEntries(changed.map((name) => [name, said[name]])),
  );
};

/** Its path and query may hold a secret. */
export const webhookName = ({ team, url }: { team: string; url: string }): string =>
  `${team}/${URL.canParse(url) ? new URL(url).host : "webhook"}`;
