import { allow } from "../access/access.ts";
import { isoTime } from "../clock.ts";
import { newId } from "../id.ts";
import { seal } from "../key-ring/seal.ts";
import { notFound, Refusal } from "../refusal.ts";
import { firstRevision, nextRevision } from "../resource.ts";
import type { Write } from "../store/change.ts";
import type { Team, TeamRecord } from "../team/team.ts";
import { teamThen } from "../team/team-then.ts";
import { newWebhookSecret } from "./sign-webhook.ts";
import type { NewWebhook, Webhook } from "./webhook.ts";
import { requireSecure, webhookEvent, webhookResult } from "./webhook-change.ts";
import type { WebhookWork } from "./webhook-work.ts";

/** Each event costs a delivery for each of them. */
export const MAX_WEBHOOKS = 20;

/** The secret is in the answer and nowhere else: it is kept sealed and never shown again. */
export const createWebhook = async (
  work: WebhookWork,
  slug: string,
  input: NewWebhook,
): Promise<{ webhook: Webhook; secret: string }> => {
  await allow(work.stores, work.caller, slug, "change-webhooks", "team");
  const { team, held: known } = await teamThen(work, slug, () => work.stores.allWebhooksOf(slug));
  if (!team) throw notFound("team");
  requireSecure(work, slug, input.url);
  if (known.length >= MAX_WEBHOOKS)
    throw new Refusal("limit-reached", `A team has at most ${MAX_WEBHOOKS} webhooks.`);
  const id = newId("whk", work.now, work.random);
  const secret = newWebhookSecret(work.random);
  const webhook: Webhook = {
    ...firstRevision(id, isoTime(work.now)),
    ...input,
    team: slug,
    status: "enabled",
    sealedSecret: seal(await work.keys.ring("data"), secret, id, work.random),
  };
  await work.commit({
    writes: [
      countedBy(work, team),
      {
        write: "create",
        record: { kind: "webhook", value: webhook },
        otherwise: new Refusal("unavailable", "The id is taken. Try again."),
      },
    ],
    events: [webhookEvent(work, "webhook.added", webhook)],
    result: webhookResult(webhook),
  });
  return { webhook, secret };
};

/** The team's revision grows with each new one, so two made in one moment cannot both be the last that it may have. */
const countedBy = (work: WebhookWork, team: Team): Write<TeamRecord> => ({
  write: "replace",
  record: { kind: "team", value: nextRevision(team, {}, isoTime(work.now)) },
});
