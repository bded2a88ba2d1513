import { ACCOUNT, type Account, arnOf, EMPTY_ACCOUNT, type Resource } from "./graph.ts";

/** What the program has asked for. */
export type Seen = Pick<Resource, "type" | "name" | "inputs">;

/** The shapes of `@pulumi/pulumi/runtime`'s mocks, which is not a dependency of the project. */
interface MockResource {
  type: string;
  name: string;
  inputs: Record<string, unknown>;
  id?: string;
}
interface MockCall {
  token: string;
  inputs: Record<string, unknown>;
}

/** Replaces AWS: accepts every resource, and gives each the attributes that others are wired to. */
export const createMocks = (region: string, seen: Seen[], account: Account = EMPTY_ACCOUNT) => ({
  newResource({ type, name, inputs, id }: MockResource) {
    // With an id it is one that is looked up, not made.
    if (!id) seen.push({ type, name, inputs });
    if (type.startsWith("pulumi-nodejs:dynamic")) return { id: `${name}-id`, state: { ...inputs } };
    const arn = arnOf(type, name, region);
    const state = {
      ...inputs,
      arn: inputs["arn"] ?? arn,
      name: inputs["name"] ?? name,
      url: `https://${name}.example`,
      functionUrl: `https://${name}.lambda-url.${region}.on.aws/`.toLowerCase(),
      streamArn: `${arn}/stream`,
      domainName: `${name}.cloudfront.net`.toLowerCase(),
      hostedZoneId: "Z2FDTNDATAQYW2",
      regionalDomainName: `${name}.execute-api.${region}.amazonaws.com`.toLowerCase(),
      regionalZoneId: `Z${region}`,
      bucketRegionalDomainName: `${name}.s3.${region}.amazonaws.com`.toLowerCase(),
      executionArn: `arn:aws:execute-api:${region}:${ACCOUNT}:${name}`,
      invokeArn: `arn:aws:apigateway:${region}:lambda:path/2015-03-31/functions/${arn}/invocations`,
      rootResourceId: "root",
      bucket: inputs["bucket"] ?? name,
      version: "7",
      outputs: outputsOf(inputs["parameters"], region),
      domainValidationOptions: [{ ...VALIDATION, domainName: inputs["domainName"] }],
      ...(type.startsWith("random:") ? { result: `${name}-result` } : {}),
      dkimSigningAttributes: { tokens: ["one", "two", "three"] },
    };
    return { id: `${name}-id`, state };
  },
  call({ token, inputs }: MockCall) {
    if (token.endsWith("getCallerIdentity")) return { accountId: ACCOUNT, arn: "arn:aws:iam::1:user/x" };
    if (token.endsWith("getRegion:getRegion")) return { region, name: region, id: region };
    if (token.endsWith("getPartition:getPartition"))
      return { partition: "aws", id: "aws", dnsSuffix: "amazonaws.com" };
    if (token.endsWith("getParametersByPath")) return parametersIn(account, region, inputs["path"]);
    if (token.endsWith("getRoles")) {
      const wanted = new RegExp(String(inputs["nameRegex"]));
      return { names: account.roles.map(({ name }) => name).filter((name) => wanted.test(name)) };
    }
    if (token.endsWith("getRole")) return account.roles.find(({ name }) => name === inputs["name"]);
    if (token.endsWith("getEmailIdentity")) return identityIn(account, seen, String(inputs["emailIdentity"]));
    if (token.includes("getPolicyDocument")) return policyDocument(inputs["statements"]);
    if (token.includes("getZones")) return { ids: ["Z1"] };
    if (token.includes("getZone")) return { zoneId: "Z1", name: "example.com" };
    return { id: "call", ...inputs };
  },
});

const parametersIn = ({ parameters }: Account, region: string, path: unknown) => {
  const found = parameters.filter((one) => one.region === region && one.name.startsWith(`${path}/`));
  return { names: found.map(({ name }) => name), values: found.map(({ value }) => value) };
};

/** What this deploy has made is not verified yet. */
const identityIn = ({ identities }: Account, seen: Seen[], emailIdentity: string) => {
  const isMade = seen.some(({ inputs }) => inputs["emailIdentity"] === emailIdentity);
  if (!isMade && !Object.hasOwn(identities, emailIdentity)) throw new Error("NotFoundException");
  const isVerified = identities[emailIdentity] === true;
  return {
    emailIdentity,
    verifiedForSendingStatus: isVerified,
    verificationStatus: isVerified ? "SUCCESS" : "PENDING",
  };
};

/** Of the stacks of CloudFormation that shift an alias: the alias. */
const outputsOf = (parameters: unknown, region: string) => {
  const { FunctionName, FunctionVersion } = Object(parameters);
  return FunctionVersion === undefined
    ? {}
    : { Live: `arn:aws:lambda:${region}:${ACCOUNT}:function:${FunctionName}:live` };
};

/** How a certificate's owner is asked. */
const VALIDATION = {
  resourceRecordName: "_validation.example.com",
  resourceRecordType: "CNAME",
  resourceRecordValue: "_value.acm-validations.aws",
};

interface Statement {
  effect?: string;
  actions: string[];
  resources: string[];
  principals?: unknown;
  conditions?: unknown;
}

const isStatements = (given: unknown): given is Statement[] => Array.isArray(given);

/** Without `statements` in its answer SST leaves the inline policy out. */
const policyDocument = (given: unknown) => {
  const statements = isStatements(given) ? given : [];
  const Statement = statements.map(({ effect = "Allow", actions, resources, principals, conditions }) => ({
    Effect: effect,
    Action: actions,
    Resource: resources,
    ...(principals ? { Principal: principals } : {}),
    ...(conditions ? { Condition: conditions } : {}),
  }));
  return { id: "policy", statements, json: JSON.stringify({ Version: "2012-10-17", Statement }) };
};
