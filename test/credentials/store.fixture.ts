import { authorizerTable } from "@latchkey/aws/stores/authorizer-table";
import { signedTestClient } from "@latchkey/aws/testing/dynamodb-for-tests";
import { startTestStore } from "@latchkey/aws/testing/store-for-tests";
import { startWire } from "@latchkey/aws/testing/wire";
import { workOn } from "@latchkey/aws/testing/work-for-tests";
import type { NewCredential } from "@latchkey/core/credential/credential-input";
import { type Issued, issueCredential } from "@latchkey/core/credential/issue-credential";
import type { KeyRings } from "@latchkey/core/key-ring/key-ring";
import type { CallRequest } from "@latchkey/core/presented/call-request";
import { fresh } from "@latchkey/core/testing/fresh-records";
import { aRing } from "@latchkey/core/testing/records";
import { type AuthorizerSettings, DEFAULT_AUTHORIZER_SETTINGS } from "@latchkey/core/verdict/authorize";
import { createAuthorizer } from "@latchkey/core/verdict/create-authorizer";

/** The authorizer over a real table, what goes between them counted. */
export const startCounted = async (settings: Partial<AuthorizerSettings> = {}) => {
  const store = await startTestStore();
  const wire = await startWire(store.endpoint);
  const rings = { pepper: aRing("p1"), data: aRing("d1") };
  const ring: KeyRings["ring"] = async (name) => {
    if (name !== "pepper" && name !== "data") throw new Error(`The authorizer does not read ${name}.`);
    return rings[name];
  };
  const keys: KeyRings = { ring, refresh: ring };
  const team = fresh.team({ slug: "callers" });
  const service = fresh.service("providers", { slug: "echo" });
  await store.keep({ team, service });
  const work = workOn(store, { keys });
  const issue = async (input: NewCredential): Promise<Issued> => {
    const consumer = fresh.consumer(team.slug);
    const subscription = fresh.subscription(consumer, service, { status: "active" });
    await store.keep({ consumer, subscription });
    return issueCredential(work, consumer.id, input);
  };
  const authorizer = () =>
    createAuthorizer(authorizerTable({ ...store, client: signedTestClient(wire.endpoint) }), keys, {
      ...DEFAULT_AUTHORIZER_SETTINGS,
      ...settings,
    });
  return {
    issue,
    authorizer,
    rings,
    /** Where a Lambda finds the table, counted too. */
    endpoint: wire.endpoint,
    tableName: store.tableName,
    operations: wire.operations,
    /** Items that were asked for since this was last called. */
    items: (): number =>
      wire.bodies
        .splice(0)
        .flatMap((body) => Object.values<{ Keys: unknown[] }>(JSON.parse(body).RequestItems ?? {}))
        .reduce((sum, { Keys }) => sum + Keys.length, 0),
    commit: store.commit,
    service,
    stop: async () => {
      await wire.stop();
      await store.stop();
    },
  };
};

export const aCall = (headers: Record<string, string>, more: Partial<CallRequest> = {}): CallRequest => ({
  method: "GET",
  path: "/echo/orders",
  service: "echo",
  rest: "/orders",
  query: [],
  headers: Object.fromEntries(
    Object.entries({ host: "gw.example", ...headers }).map(([name, value]) => [name, [value]]),
  ),
  sourceIp: "192.0.2.1",
  requestId: "r-1",
  ...more,
});
