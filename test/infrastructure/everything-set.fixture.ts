import { beforeAll } from "vitest";
import { evaluateStage, functionsOf } from "./graph/evaluate-stage.ts";
import type { Graph } from "./graph/graph.ts";

export const TIMING = {
  LATCHKEY_REMINDER_HOURS: "12,48",
  LATCHKEY_ESCALATION_DAYS: "3",
  LATCHKEY_LAPSE_DAYS: "10",
  LATCHKEY_ANNOUNCE_DAYS: "14,2",
};

export const NAMES = {
  LATCHKEY_RESERVED_SLUGS: "payments,support",
  LATCHKEY_PUBLICATION: "reviewed",
  LATCHKEY_TEAMS_PER_PERSON: "5",
  LATCHKEY_SERVICES_PER_TEAM: "7",
  LATCHKEY_CONSUMERS_PER_TEAM: "9",
};

export const MAILS = { LATCHKEY_MAILS_PER_PERSON: "20", LATCHKEY_MAILS_PER_TEAM: "50" };

/** What functions are told of it. */
export const BRAND = { LATCHKEY_BRAND_NAME: "Acme APIs", LATCHKEY_BRAND_COLOR: "#7a1f5c" };

export const GRANTS = [
  {
    teams: ["weather"],
    service: "lambda",
    region: "us-west-2",
    url: "https://abc.lambda-url.us-west-2.on.aws",
    resources: ["arn:aws:lambda:us-west-2:123456789012:function:forecast"],
  },
  {
    teams: ["weather", "models"],
    service: "bedrock",
    region: "us-west-2",
    url: "https://bedrock-runtime.us-west-2.amazonaws.com/model/haiku",
    resources: ["arn:aws:bedrock:us-west-2::foundation-model/haiku"],
  },
];

const ISOLATION = {
  LATCHKEY_AUTHORIZER_CONCURRENCY: "30",
  LATCHKEY_GATEWAY_CONCURRENCY: "0",
  LATCHKEY_GATEWAY_RATE: "0",
  LATCHKEY_CONTROL_RATE: "20",
  LATCHKEY_CONTROL_BURST: "40",
  LATCHKEY_METHOD_THROTTLES: '{"POST /v1/verify":{"rate":7,"burst":9},"GET /v1/usage":{"rate":3,"burst":3}}',
};

export const VPC = {
  subnets: ["subnet-0123456789abcdef0", "subnet-0fedcba987654321"],
  securityGroups: ["sg-01234567"],
};

export const ALLOWED = [
  {
    teams: ["weather"],
    hosts: ["forecast.internal.example.com", "*.svc.example.com"],
    ranges: ["10.1.0.0/16"],
  },
];

export const ACCOUNT = {
  LATCHKEY_PERMISSIONS_BOUNDARY: "arn:aws:iam::123456789012:policy/boundary",
  LATCHKEY_KMS_KEY: "arn:aws:kms:us-west-2:123456789012:key/0000-1111",
  LATCHKEY_AUDIT_LOCK_DAYS: "90",
};

/** Where the probe of that graph is. */
export const PROBE = /^https:\/\/probe[a-z]*\.lambda-url\.us-west-2\.on\.aws$/;

/** One graph for all tests of what settings change: every setting has another value than its default. */
export const evaluateEverythingSet = () =>
  evaluateStage("staging", {
    LATCHKEY_REGION: "us-west-2",
    LATCHKEY_DOMAIN: "latchkey.example.com",
    LATCHKEY_KEEP_DEFAULT_ENDPOINT: "false",
    LATCHKEY_SENDER: "example.com",
    LATCHKEY_DMARC: "v=DMARC1; p=reject;",
    ...ACCOUNT,
    LATCHKEY_ADMINS: "a@example.com,b@example.com",
    LATCHKEY_REVOCATION_SECONDS: "2",
    ...TIMING,
    LATCHKEY_SERVICES: '{"abcdef1234/$default":"weather","bcdefg2345":{"team":"forecasters"}}',
    ...NAMES,
    ...MAILS,
    ...BRAND,
    LATCHKEY_BRAND_MARK: "/acme.svg",
    LATCHKEY_BRAND_LINKS: JSON.stringify([{ label: "Support", url: "https://acme.example/help" }]),
    LATCHKEY_PUBLIC_CATALOG: "true",
    ...ISOLATION,
    LATCHKEY_KEY_ROTATION_DAYS: "0",
    LATCHKEY_KEY_PREFIX: "acme",
    LATCHKEY_GRADUAL_RELEASE: "true",
    LATCHKEY_FIREWALL_RULES: JSON.stringify({
      PerAddress: "count",
      AmazonIpReputationList: "off",
      CrossSiteScripting_QUERYARGUMENTS: "count",
      NoUserAgent_HEADER: "block",
    }),
    LATCHKEY_VPC: JSON.stringify(VPC),
    LATCHKEY_ALLOWED_UPSTREAMS: JSON.stringify(ALLOWED),
    LATCHKEY_IAM_UPSTREAMS: JSON.stringify(GRANTS),
    LATCHKEY_PROBE: "true",
    LATCHKEY_LOG_RETENTION: "1 week",
    LATCHKEY_USAGE_RETENTION: "forever",
    LATCHKEY_USAGE_ON_BUS: "true",
    LATCHKEY_PROTECTED: "true",
  });

/** That graph for the tests of a file. */
export const graphOfEverything = () => {
  let graph: Graph;
  beforeAll(async () => {
    graph = await evaluateEverythingSet();
  });
  return {
    graph: () => graph,
    environmentOf: (name: string) =>
      Object(functionsOf(graph, "staging").get(name)?.inputs["environment"]).variables,
  };
};
