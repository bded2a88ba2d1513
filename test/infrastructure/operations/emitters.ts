import { randomBytes } from "node:crypto";
import { gzipSync } from "node:zlib";
import { auditTable } from "@latchkey/aws/stores/audit-table";
import { authorizerTable } from "@latchkey/aws/stores/authorizer-table";
import { outboxTable } from "@latchkey/aws/stores/outbox-table";
import { refusalTable } from "@latchkey/aws/stores/refusal-table";
import { sentTable } from "@latchkey/aws/stores/sent-table";
import { suppressionRecorder } from "@latchkey/aws/stores/suppression-table";
import type { TestStore } from "@latchkey/aws/testing/store-for-tests";
import { usageLog } from "@latchkey/aws/usage/usage-log";
import { DEFAULT_TIMING } from "@latchkey/core/due/timing";
import { MailRefused } from "@latchkey/core/notification/mailer";
import { DEFAULT_LIMITS } from "@latchkey/core/stage/limits";
import { change } from "@latchkey/core/testing/changes";
import { fresh } from "@latchkey/core/testing/fresh-records";
import { aRing, keysOf, NOW } from "@latchkey/core/testing/records";
import { newDelivery } from "@latchkey/core/webhook/delivery";
import { auditOperations } from "@latchkey/functions/audit/audit-operations";
import { keyRings } from "@latchkey/functions/composition/dependencies";
import { measure } from "@latchkey/functions/composition/metrics";
import { handleOperation } from "@latchkey/functions/http/noun-handler";
import { senderOf } from "@latchkey/functions/mail/mail-identity";
import { createNotify } from "@latchkey/functions/notify/create-notify";
import { createTakeBatch } from "@latchkey/functions/notify/take-batch";
import { createSweep } from "@latchkey/functions/relay/create-sweep";
import { quietLog } from "@latchkey/functions/testing/quiet-log";
import { createIngest } from "@latchkey/functions/usage/create-ingest";
import { recount } from "@latchkey/functions/usage/recount";
import { attemptDelivery } from "@latchkey/functions/webhooks/attempt-delivery";
import { policyAuthorizer, route, send, startApi } from "@latchkey/local/rest-api/rest-api.fixture";
import { expect } from "vitest";
import { applied, aWebhook, outOfTime } from "./emitter-records.ts";

const now = () => NOW;
const ring = aRing("k1");
const keys = keysOf(ring);
const deadLetters = { keep: async () => {} };

let told = 0;

/** Notifies of an application, with a mail server that accepts no mail. */
const mailed = async (store: TestStore, type: string, mailsPerTeam: number) => {
  const subscription = await applied(store);
  const notify = createNotify({
    stores: store.stores,
    admins: [],
    timing: DEFAULT_TIMING,
    limits: { ...DEFAULT_LIMITS, mailsPerTeam },
    commit: (at) => store.commitWith({ now: at }),
    now,
    keys,
    sent: sentTable(store, now),
    suppressions: suppressionRecorder(store),
    deadLetters,
    mailer: { send: () => Promise.reject(new MailRefused("550 no such user")) },
    mail: { sender: senderOf("a@example.com"), controlUrl: "", gatewayUrl: "", portalUrl: "" },
    ...{ log: quietLog, measure },
  });
  told += 1;
  const detail = {
    id: `evt_told_${told}`,
    at: new Date(NOW).toISOString(),
    actor: "ana",
    team: subscription.consumerTeam,
    subscription: subscription.id,
  };
  await notify({ "detail-type": type, detail });
};

/** Each runs what writes these figures when it is deployed, with the real `measure`. */
export const EMITTERS: Record<string, (store: TestStore) => Promise<unknown>> = {
  "Calls, CountersFailedClosed, CountersFailedOpen, Duration, Refused, RefusedForService, UpstreamErrors":
    async (store) => {
      const line = {
        message: "call",
        at: new Date(NOW).toISOString(),
        requestId: "request-1",
        slug: "echo",
        consumer: "con_1",
        status: 502,
        upstreamStatus: 502,
        durationMs: 12,
      };
      const logEvents = [{ id: "1", timestamp: NOW, message: JSON.stringify(line) }];
      const data = gzipSync(JSON.stringify({ messageType: "DATA_MESSAGE", logEvents })).toString("base64");
      const usage = usageLog(store, now);
      const ingest = createIngest({
        usage,
        refusals: refusalTable(store),
        keepCalls: async () => undefined,
        now,
        wait: async () => undefined,
        measure,
      });
      await ingest({ awslogs: { data } });
    },

  "OutboxLate, OutboxOldestSeconds": async (store) => {
    const outbox = outboxTable(store);
    await createSweep({
      bus: { publish: async () => [] },
      outbox,
      remove: outbox.remove,
      log: quietLog,
      now,
      measure,
    })();
  },

  MailsNotSent: async () => {
    const takeBatch = createTakeBatch(() => Promise.reject(new Error("451 later")), {
      log: quietLog,
      measure,
      now,
    });
    await takeBatch({ Records: [Object({ messageId: "1", body: "{}" })] });
  },

  MailsRefused: (store) => mailed(store, "subscription.requested", DEFAULT_LIMITS.mailsPerTeam),

  // The approver and the owner who would hear in their place.
  MailsSuppressed: async (store) => {
    const addresses = ["ann@example.com", "olga@example.com"];
    const at = new Date(NOW).toISOString();
    for (const address of addresses)
      await suppressionRecorder(store).suppress({ address, why: "bounced", at });
    await mailed(store, "subscription.requested", DEFAULT_LIMITS.mailsPerTeam);
    for (const address of addresses)
      await store.commit(change({ write: "lift-suppression", address, at: NOW }));
  },

  MailsPutOff: (store) => mailed(store, "subscription.reminder", 0),

  WebhooksGivenUp: async (store) => {
    const webhook = aWebhook(ring);
    const event = {
      id: "evt_2",
      type: "consumer.created" as const,
      at: new Date(NOW).toISOString(),
      actor: "ana",
      team: webhook.team,
    };
    const last = { ...newDelivery(webhook, event, NOW, "own"), attempts: 6 };
    await store.keep({ delivery: last });
    const commit = (at: number) => store.commitWith({ now: at });
    await attemptDelivery(
      {
        stores: { webhook: async () => webhook, service: async () => undefined },
        keys,
        now,
        commit,
        send: async () => ({ outcome: { delivered: false, error: "500" }, slow: false }),
        health: { isSlow: async () => false, markSlow: async () => {} },
        deadLetters,
        log: quietLog,
        measure,
      },
      last,
    );
  },

  KeyRotationsLate: async () => {
    const { handler } = await import("@latchkey/functions/root/rotate-keys-lambda");
    await expect(handler(undefined, { getRemainingTimeInMillis: () => 1000 })).rejects.toThrow("key rings");
  },

  UsageBatchesLeft: () => recount({ ...outOfTime, now, measure }),

  KeyRingsUnread: async () => {
    await expect(keyRings().ring("pepper")).rejects.toThrow("Secrets Manager");
  },

  AuditBroken: async (store) => {
    const cutOff = { at: new Date(NOW).toISOString(), heads: { acme: { seq: 3, hash: "h" } } };
    const anchors = { keep: async () => {}, latest: async () => cutOff };
    const audit = auditTable({ ...store, cursorRing: async () => ring });
    const { verifyAudit } = auditOperations(() => ({ store: audit, anchors }), measure);
    await store.keep({ team: fresh.team({ slug: "acme" }) });
    const plane = {
      now,
      random: randomBytes,
      limits: { ...DEFAULT_LIMITS, ...DEFAULT_TIMING },
      stage: { allowPrivateAddresses: false },
      stores: store.stores,
      callRecords: authorizerTable(store.calls),
      keys,
      receipt: async () => undefined,
      commit: () => store.commit,
    };
    const admin = { kind: "person", personId: "p", email: "admin@example.com", admin: "true", body: "any" };
    const handler = (event: Parameters<typeof handleOperation>[2]) =>
      handleOperation(plane, verifyAudit, event);
    const { port } = await startApi({
      routes: [route("GET", "/v1/audit/verify", handler, { authorized: true })],
      authorizer: { handler: policyAuthorizer("Allow", admin).handler },
    });
    const answer = await send(port, "/v1/audit/verify?team=acme");
    expect(JSON.parse(String(answer.body))).toMatchObject({ ok: false });
  },
};
