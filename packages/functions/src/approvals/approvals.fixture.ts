import { randomBytes } from "node:crypto";
import {
  aConsumer,
  aMember,
  aService,
  aSubscription,
  aTeam,
  change,
  create,
  NOW,
  taken,
} from "@latchkey/aws/testing/records";
import type { TestStore } from "@latchkey/aws/testing/store-for-tests";
import { type ApprovalLink, signApprovalLink } from "@latchkey/core/approval/approval-link";
import type { KeyRing } from "@latchkey/core/key-ring/key-ring";
import type { Service } from "@latchkey/core/service/service";
import { carryOut } from "@latchkey/core/subscription/carry-out";
import type { Command } from "@latchkey/core/subscription/decide-subscription";
import type { Subscription } from "@latchkey/core/subscription/subscription";
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from "aws-lambda";
import { type ApprovalsDependencies, createDecideApproval, createShowApproval } from "./create-approvals.ts";

export const CONTROL_URL = "https://control.example.com";
export const ANN = "ann@example.com";
export const BOB = "bob@example.com";
export const DAY = 86_400_000;

const newRing = (id: string): KeyRing => ({
  current: id,
  keys: { [id]: randomBytes(32).toString("base64") },
});
export const ring = newRing("link-1");

/** A pending application to a service with two approvers. */
export const apply = async (
  store: TestStore,
  fields: Partial<Subscription> = {},
  of: Partial<Service> = {},
) => {
  const team = aTeam();
  const service = aService(team.slug, { name: "Echo", approvers: [ANN, BOB], ...of });
  const consumer = aConsumer(team.slug, { name: "web-shop" });
  const subscription = aSubscription(consumer, service, {
    applicant: { id: "carl@example.com", email: "carl@example.com" },
    reason: "We sell things.",
    ...fields,
  });
  await store.commit(
    change(
      create({ kind: "team", value: team }),
      create({ kind: "member", value: aMember(team.slug, "olga@example.com") }),
    ),
  );
  await store.commit(change(create({ kind: "service", value: service })));
  await store.commit(
    change(
      create({ kind: "consumer", value: consumer }),
      create({ kind: "subscription", value: subscription }),
      {
        write: "count",
        counter: { of: "service", slug: service.slug, what: "living" },
        by: 1,
        otherwise: taken(),
      },
      {
        write: "count",
        counter: { of: "consumer", id: consumer.id, what: "living" },
        by: 1,
        otherwise: taken(),
      },
    ),
  );
  return { team, service, consumer, subscription };
};

export const act = async (
  store: TestStore,
  id: string,
  command: Command,
  actor = "carl@example.com",
  now = NOW,
): Promise<Subscription> => {
  const subscription = await store.stores.subscription(id);
  if (!subscription) throw new Error("There is such a subscription.");
  return carryOut({ now, commit: store.commitWith({ now }) }, subscription, command, { actor });
};

export const linkFor = (subscription: Subscription, fields: Partial<ApprovalLink> = {}): ApprovalLink => ({
  subscription: subscription.id,
  application: subscription.application,
  approver: ANN,
  expires: (NOW + 14 * DAY) / 1000,
  ...fields,
});

export const tokenFor = (subscription: Subscription, fields: Partial<ApprovalLink> = {}, by = ring): string =>
  signApprovalLink(by, linkFor(subscription, fields));

export const dependenciesOf = (
  store: TestStore,
  others: Partial<ApprovalsDependencies> = {},
): ApprovalsDependencies => ({
  keys: { ring: async () => ring, refresh: async () => ring },
  stores: store.stores,
  now: () => NOW,
  commit: (now) => store.commitWith({ now }),
  controlUrl: CONTROL_URL,
  log: { info: () => {}, warn: () => {}, error: () => {} },
  ...others,
});

interface Request {
  method?: "GET" | "HEAD" | "POST";
  body?: string | Buffer;
  headers?: Record<string, string>;
}

/** As API Gateway hands a request over, with every media type taken as binary. */
export const requestOf = (
  token: string,
  { method = "GET", body, headers = {} }: Request = {},
): APIGatewayProxyEvent => ({
  httpMethod: method,
  resource: "/approvals/{token}",
  path: `/approvals/${token}`,
  pathParameters: { token },
  headers,
  multiValueHeaders: {},
  queryStringParameters: null,
  multiValueQueryStringParameters: null,
  stageVariables: null,
  body: body === undefined ? null : Buffer.from(body).toString("base64"),
  isBase64Encoded: body !== undefined,
  requestContext: {
    accountId: "",
    apiId: "control",
    authorizer: null,
    httpMethod: method,
    identity: IDENTITY,
    path: `/approvals/${token}`,
    protocol: "HTTP/1.1",
    requestId: "request-1",
    requestTimeEpoch: NOW,
    resourceId: "",
    resourcePath: "/approvals/{token}",
    stage: "prod",
  },
});

const IDENTITY: APIGatewayProxyEvent["requestContext"]["identity"] = {
  accessKey: null,
  accountId: null,
  apiKey: null,
  apiKeyId: null,
  caller: null,
  clientCert: null,
  cognitoAuthenticationProvider: null,
  cognitoAuthenticationType: null,
  cognitoIdentityId: null,
  cognitoIdentityPoolId: null,
  principalOrgId: null,
  sourceIp: "192.0.2.7",
  user: null,
  userAgent: null,
  userArn: null,
};

export const FORM = { "content-type": "application/x-www-form-urlencoded" };

/** The two handlers as a person uses them. */
export const visitor = (dependencies: ApprovalsDependencies) => {
  const show = createShowApproval(dependencies);
  const decide = createDecideApproval(dependencies);
  return {
    open: (token: string): Promise<APIGatewayProxyResult> => show(requestOf(token)),
    scan: (token: string): Promise<APIGatewayProxyResult> => show(requestOf(token, { method: "HEAD" })),
    send: (token: string, body: string | Buffer, headers: Record<string, string> = FORM) =>
      decide(requestOf(token, { method: "POST", body, headers })),
  };
};
