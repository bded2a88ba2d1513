import { allow } from "../access/access.ts";
import { isoTime } from "../clock.ts";
import type { NewEvent } from "../event/event.ts";
import { expectRevision } from "../expect-revision.ts";
import { newId } from "../id.ts";
import { seal } from "../key-ring/seal.ts";
import { invalidInput, notFound, Refusal } from "../refusal.ts";
import { firstRevision, nextRevision } from "../resource.ts";
import { refuseOwnAddress } from "../stage/own-address.ts";
import type { ResultRef, Write } from "../store/change.ts";
import type { Team, TeamRecord } from "../team/team.ts";
import { teamThen } from "../team/team-then.ts";
import { readWebhook } from "./read-webhook.ts";
import { newWebhookSecret } from "./sign-webhook.ts";
import type { NewWebhook, Webhook, WebhookPatch, WebhookRecord } from "./webhook.ts";
import type { WebhookWork } from "./webhook-work.ts";

/** Each event costs a delivery for each of them. */
export const MOST_WEBHOOKS = 20;

/** The secret is in the answer and nowhere else: it is kept sealed and never shown again. */
export const createWebhook = async (
  work: WebhookWork,
  slug: string,
  input: NewWebhook,
): Promise<{ webhook: Webhook; secret: string }> => {
  await allow(work.stores, work.caller, slug, "change-webhooks", "team");
  const { team, held: known } = await teamThen(work, slug, () => work.stores.allWebhooksOf(slug));
  if (!team) throw notFound("team");
  requireSecure(work, input.url);
  if (known.length >= MOST_WEBHOOKS)
    throw new Refusal("limit-reached", `A team has at most ${MOST_WEBHOOKS} webhooks.`);
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
    events: [told(work, "webhook.added", webhook)],
    result: resultOf(webhook),
  });
  return { webhook, secret };
};

export const changeWebhook = async (
  work: WebhookWork,
  slug: string,
  id: string,
  patch: WebhookPatch,
): Promise<Webhook> => {
  const webhook = await readWebhook(work, slug, id);
  expectRevision(work.expectedRevision, webhook);
  if (patch.url !== undefined) requireSecure(work, patch.url);
  const changed = nextRevision(webhook, patch, isoTime(work.now));
  await work.commit({
    writes: [{ write: "replace", record: { kind: "webhook", value: changed } }],
    events: changed.url === webhook.url ? [] : [told(work, "webhook.moved", changed)],
    result: resultOf(webhook),
  });
  return changed;
};

/** Attempts that wait are not made any more. */
export const deleteWebhook = async (work: WebhookWork, slug: string, id: string): Promise<void> => {
  const webhook = await readWebhook(work, slug, id);
  expectRevision(work.expectedRevision, webhook);
  await work.commit({
    writes: [eraseWebhook(webhook)],
    events: [told(work, "webhook.removed", webhook)],
    result: resultOf(webhook),
  });
};

export const eraseWebhook = (webhook: Webhook): Write<WebhookRecord> => ({
  write: "erase",
  record: { kind: "webhook", value: webhook },
  tombstone: false,
});

/** Every owner hears where the team's events go. */
const told = (
  { actor }: WebhookWork,
  type: "webhook.added" | "webhook.moved" | "webhook.removed",
  { team, url }: Webhook,
): NewEvent => ({ type, actor, team, origin: new URL(url).origin });

const resultOf = ({ team, id }: Webhook): ResultRef<"webhook"> => ({
  kind: "webhook",
  keys: { team, webhook: id },
});

/** The team's revision grows with each new one, so two made in one moment cannot both be the last that it may have. */
const countedBy = (work: WebhookWork, team: Team): Write<TeamRecord> => ({
  write: "replace",
  record: { kind: "team", value: nextRevision(team, {}, isoTime(work.now)) },
});

/** Where an address leads is judged when it is connected to; here only what can be told from the address itself. */
const requireSecure = ({ stage }: WebhookWork, url: string): void => {
  if (new URL(url).protocol !== "https:" && stage.allowPrivateWebhooks !== true)
    throw invalidInput("/url", "an https address");
  refuseOwnAddress(stage, "/url", url);
};
