import { randomBytes } from "node:crypto";
import type { TestStore } from "@latchkey/aws/testing/store-for-tests";
import type { DomainEvent } from "@latchkey/core/event/event";
import { seal } from "@latchkey/core/key-ring/seal";
import { fresh } from "@latchkey/core/testing/fresh-records";
import { aRing, aWebhook, NOW } from "@latchkey/core/testing/records";
import type { Webhook } from "@latchkey/core/webhook/webhook";

export const ring = aRing("d1");

let made = 0;
export const storedWebhook = async (store: TestStore, fields: Partial<Webhook> = {}): Promise<Webhook> => {
  made += 1;
  const team = fresh.team();
  const id = `whk_${made}`;
  const webhook = aWebhook({
    id,
    team: team.slug,
    url: `https://${id}.example.com/`,
    events: ["consumer.created"],
    sealedSecret: seal(ring, `whsec_${Buffer.alloc(32).toString("base64")}`, id, randomBytes),
    ...fields,
  });
  await store.keep({ team, webhook });
  return webhook;
};

export const busEvent = (
  team: string,
  id = `evt_${randomBytes(8).toString("hex")}`,
  type = "consumer.created",
) => {
  const detail: Omit<DomainEvent, "type"> = { id, at: new Date(NOW).toISOString(), actor: "ana", team };
  return { "detail-type": type, source: "latchkey", detail };
};
