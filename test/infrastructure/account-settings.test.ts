import { beforeAll, describe, expect, it } from "vitest";
import { ACCOUNT, evaluateEverythingSet } from "./everything-set.fixture.ts";
import { evaluateStage, functionsOf, named, ofType } from "./graph/evaluate-stage.ts";
import type { Graph } from "./graph/graph.ts";
import { madeBefore } from "./graph/made-before.ts";
import { allowedBy, roleOf } from "./graph/role.ts";
import { ENCRYPTED, STATEFUL, WITHOUT_DATA } from "./kinds.fixture.ts";
import { MAY } from "./permissions.fixture.ts";
import { installPlatform } from "./platform/install-platform.ts";

const platform = await installPlatform();
const missing = platform.installed ? "" : ` (not run: ${platform.reason})`;

const KEY = ACCOUNT.LATCHKEY_KMS_KEY;
const NO_ISSUER = { LATCHKEY_OIDC_ISSUER: "", LATCHKEY_OIDC_CLIENT_ID: "" };
const DOMAIN = { LATCHKEY_DOMAIN: "latchkey.example.com", LATCHKEY_OIDC_ORIGINS: "https://t.example.com" };

let production: Graph;
let everything: Graph;
let plain: Graph;
let withDomain: Graph;
beforeAll(async () => {
  if (!platform.installed) return;
  production = await evaluateStage("production", NO_ISSUER);
  everything = await evaluateEverythingSet();
  plain = await evaluateStage("staging");
  withDomain = await evaluateStage("staging", DOMAIN);
});

describe.skipIf(missing !== "")(`what cannot be made again${missing}`, () => {
  const stateful = (graph: Graph) =>
    graph.resources.filter(({ type, name }) => {
      const names = STATEFUL[type];
      return names === "all" || names?.includes(name);
    });
  const guarded = (graph: Graph) => graph.resources.filter((resource) => resource.guarded);

  it("is guarded in a protected stage, and nothing else is: a later release may do without it", () => {
    expect(guarded(production)).toEqual(stateful(production));
    expect(guarded(production).map(({ name }) => name)).toEqual(
      expect.arrayContaining(["TableTable", "KeysPepper", "People", "AuditAnchorsBucket", "GatewayApi"]),
    );
    expect(guarded(everything)).toEqual(stateful(everything));
  });

  it("can be removed with a stage that is not protected", () => {
    expect(guarded(plain)).toEqual([]);
  });
});

describe.skipIf(missing !== "")(`a key of the account's own${missing}`, () => {
  const keyIn = (inputs: unknown, path: string[]): unknown =>
    path.reduce<unknown>((value, step) => Object(value)[step], inputs);

  it("is judged for every type of resource", () => {
    const known = [...Object.keys(ENCRYPTED), ...WITHOUT_DATA];
    const types = [production, everything].flatMap(({ resources }) => resources.map(({ type }) => type));
    expect([...new Set(types)].filter((type) => !type.startsWith("sst:") && !known.includes(type))).toEqual(
      [],
    );
  });

  it.each(Object.entries(ENCRYPTED))("encrypts every %s", (type, { path, without = [] }) => {
    const resources = ofType(everything, type);
    expect(resources.length).toBeGreaterThan(0);
    for (const { name, inputs } of resources)
      expect(keyIn(inputs, path), name).toBe(without.includes(name) ? undefined : KEY);
    for (const { name, inputs } of ofType(plain, type)) expect(keyIn(inputs, path), name).toBeUndefined();
  });

  it("leaves no queue the key of SQS beside it, which SQS refuses", () => {
    for (const { inputs } of ofType(everything, "aws:sqs/queue:Queue"))
      expect(inputs).not.toHaveProperty("sqsManagedSseEnabled");
  });

  it("encrypts the alarms' topic", () => {
    const { templateBody } = named(everything, "aws:cloudformation/stack:Stack", "Operations").inputs;
    const resources = Object.values(Object(JSON.parse(String(templateBody))).Resources);
    const topics = resources.filter((one) => Object(one).Type === "AWS::SNS::Topic");
    expect(topics.map((one) => Object(one).Properties.KmsMasterKeyId)).toEqual([KEY]);
  });

  const WRITES = ["s3:PutObject", "sqs:SendMessage", "secretsmanager:PutSecretValue"];

  it.each(Object.entries(MAY))(
    "may be used by %s through the services that it uses, and no other",
    (name, may) => {
      const uses = allowedBy(roleOf(everything, name)).filter(({ action }) => action.startsWith("kms:"));
      const through = ["dynamodb", "secretsmanager", "s3", "sqs"]
        .filter((service) => may.some((permission) => permission.startsWith(`${service}:`)))
        .map((service) => `${service}.us-west-2.amazonaws.com`);
      const condition = [{ test: "StringEquals", variable: "kms:ViaService", values: through }];
      const writes = may.some((permission) => WRITES.some((action) => permission.startsWith(action)));
      expect(uses).toEqual(
        ["kms:Decrypt", ...(writes ? ["kms:GenerateDataKey"] : [])].map((action) => ({
          action,
          resource: "key/0000-1111",
          condition,
        })),
      );
    },
  );

  it("is used by no role of a stage without one", () => {
    const actions = ofType(plain, "aws:iam/role:Role").flatMap((role) => allowedBy(role));
    expect(actions.filter(({ action }) => action.startsWith("kms:"))).toEqual([]);
  });
});

describe.skipIf(missing !== "")(`the roles of a stage${missing}`, () => {
  it("are bounded, each of them, those that SST makes included; and not where no boundary is set", () => {
    const boundaries = (graph: Graph) =>
      ofType(graph, "aws:iam/role:Role").map(({ inputs }) => inputs["permissionsBoundary"]);
    expect(boundaries(everything).length).toBeGreaterThan(functionsOf(everything, "staging").size);
    expect(new Set(boundaries(everything))).toEqual(new Set([ACCOUNT.LATCHKEY_PERMISSIONS_BOUNDARY]));
    expect(new Set(boundaries(plain))).toEqual(new Set([undefined]));
    const { templateBody } = named(everything, "aws:cloudformation/stack:Stack", "Operations").inputs;
    expect(String(templateBody)).not.toContain("AWS::IAM::");
  });

  it("tell, root's of them, in which region the stage is; none has a path, which would replace those there are", () => {
    const roles = ofType(plain, "aws:iam/role:Role");
    const tagged = roles.filter(({ inputs }) => "latchkey:region" in Object(inputs["tags"]));
    expect(tagged.map(({ name, inputs }) => [name, inputs["tags"]])).toEqual([
      ["RootFunctionRole", { "latchkey:region": "eu-central-1" }],
    ]);
    expect(roles.filter(({ inputs }) => inputs["path"] !== undefined)).toEqual([]);
  });
});

describe.skipIf(missing !== "")(`the lock of the audit's anchors${missing}`, () => {
  it("is as long as was set", () => {
    const lock = "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration";
    expect(named(everything, lock, "AuditAnchorsLock").inputs).toMatchObject({
      rule: { defaultRetention: { mode: "COMPLIANCE", days: 90 } },
    });
  });
});

describe.skipIf(missing !== "")(`a stage that is given a domain${missing}`, () => {
  const PLANES = ["Control", "Gateway"];
  const disabled = (graph: Graph) =>
    ofType(graph, "aws:apigateway/restApi:RestApi").map(({ inputs }) => inputs["disableExecuteApiEndpoint"]);

  it("goes on to answer at AWS's addresses, until that was switched off", () => {
    expect(disabled(withDomain)).toEqual([false, false]);
    expect(disabled(plain)).toEqual([false, false]);
    expect(disabled(everything)).toEqual([true, true]);
  });

  it.each(PLANES)("changes the stage of %s when the domain's certificate is valid, not before", (plane) => {
    expect(madeBefore(withDomain, `aws:apigateway/stage:Stage ${plane}Stage`)).toEqual(
      expect.arrayContaining([
        `aws:apigateway/domainName:DomainName ${plane}DomainName`,
        `aws:acm/certificateValidation:CertificateValidation ${plane}SslValidation`,
      ]),
    );
  });

  it("notes that the domain is reached when it is mapped to both planes", () => {
    expect(named(withDomain, "aws:ssm/parameter:Parameter", "ReachedDomain").inputs).toMatchObject({
      name: "/latchkey/staging/domain",
      insecureValue: "latchkey.example.com",
    });
    expect(madeBefore(withDomain, "aws:ssm/parameter:Parameter ReachedDomain")).toEqual(
      expect.arrayContaining(
        PLANES.map((plane) => `aws:apigateway/basePathMapping:BasePathMapping ${plane}DomainMapping`),
      ),
    );
  });
});
