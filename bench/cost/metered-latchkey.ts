import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { testClient } from "@latchkey/aws/testing/dynamodb-for-tests";
import { startTestStore } from "@latchkey/aws/testing/store-for-tests";
import { workOn } from "@latchkey/aws/testing/work-for-tests";
import type { NewCredential } from "@latchkey/core/credential/credential-input";
import { type Issued, issueCredential } from "@latchkey/core/credential/issue-credential";
import { fresh } from "@latchkey/core/testing/fresh-records";
import { now, setClockOffset } from "@latchkey/functions/composition/clock";
import { keyRings } from "@latchkey/functions/composition/dependencies";
import { KEYS_PREFIX } from "@latchkey/local/composition/environment";
import { seedKeyRings } from "@latchkey/local/composition/seed";
import { startSecretsEndpoint } from "@latchkey/local/secrets/secrets-endpoint";
import { loadLambdas } from "./lambdas.ts";
import { startMeteredWire } from "./metered-wire.ts";
import { startUpstream } from "./upstream-process.ts";

const ACCESS_KEY_ID = "LOCALMETERED";

/**
 * The very Lambdas of a call over a real engine, whose request units are counted. Once in a process: a Lambda finds its
 * table in the environment and keeps to it.
 *
 * @param direct asks the engine itself, so that what counts costs this process nothing
 */
export const startMetered = async ({ direct = false } = {}) => {
  const store = await startTestStore();
  const wire = await startMeteredWire(store.endpoint);
  const upstream = await startUpstream();
  const folder = await mkdtemp(join(tmpdir(), "latchkey-cost-"));
  const onError = (error: unknown) => console.error(error);
  const secrets = await startSecretsEndpoint({
    path: join(folder, "secrets.json"),
    accessKeyId: ACCESS_KEY_ID,
    now,
    newId: randomUUID,
    onError,
  });
  const endpoint = direct ? store.endpoint : wire.endpoint;
  Object.assign(process.env, {
    AWS_REGION: "us-east-1",
    AWS_ACCESS_KEY_ID: ACCESS_KEY_ID,
    AWS_SECRET_ACCESS_KEY: "local",
    AWS_ENDPOINT_URL_DYNAMODB: endpoint,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: secrets.url,
    // As on Lambda, where each invocation has a trace.
    _X_AMZN_TRACE_ID: TRACE,
    LATCHKEY_TABLE: store.tableName,
    LATCHKEY_KEYS: KEYS_PREFIX,
    LATCHKEY_CONTROL_API: "control",
    LATCHKEY_GATEWAY_API: "gw",
    LATCHKEY_CONTROL_URL: "https://api.example.com",
    LATCHKEY_PRIVATE_UPSTREAMS: "true",
  });
  await seedKeyRings(new SecretsManagerClient({}), now());

  const team = fresh.team({ slug: "callers" });
  const service = fresh.service("providers", {
    slug: "orders",
    upstream: { url: upstream.url, timeoutSeconds: 5, sealedHeaders: {} },
  });
  await store.keep({ team, service });
  const work = workOn(store, { now: now(), keys: keyRings() });

  /** A consumer with a credential and an active subscription. */
  const issue = async (input: NewCredential): Promise<Issued> => {
    const consumer = fresh.consumer(team.slug);
    const subscription = fresh.subscription(consumer, service, { status: "active" });
    await store.keep({ consumer, subscription });
    return issueCredential(work, consumer.id, input);
  };

  let offset = 0;
  return {
    ...(await loadLambdas()),
    store,
    url: upstream.url,
    wire,
    /** The program's table, with a client that makes one attempt at each request. */
    table: { client: testClient(endpoint, { maxAttempts: 1 }), tableName: store.tableName },
    issue,
    /** Moves every clock: what was remembered is forgotten. */
    later: (milliseconds: number) => {
      offset += milliseconds;
      setClockOffset(offset);
    },
    stop: async () => {
      setClockOffset(0);
      await secrets.stop();
      await upstream.stop();
      await wire.stop();
      await store.stop();
      await rm(folder, { recursive: true });
    },
  };
};

export const TRACE = "Root=1-65f00000-000000000000000000000000;Parent=0000000000000000;Sampled=0";

export type Metered = Awaited<ReturnType<typeof startMetered>>;
