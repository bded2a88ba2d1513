/** One resource as the program asks for it. */
export interface Resource {
  /** Pulumi's: `aws:lambda/function:Function`. */
  type: string;
  name: string;
  inputs: Record<string, unknown>;
  /** Stays in the account when the stage is removed. */
  retained: boolean;
  /** Pulumi neither deletes nor replaces it. */
  guarded: boolean;
  /** `type name` of each that has to be there before it. */
  dependsOn: string[];
  /** What it is called by, and was called by before. */
  urn: string;
  aliases: string[];
  /** Where it is made, for what is not everywhere. */
  region: string;
}

/** What a deploy of one stage would make. */
export interface Graph {
  app: { removal: string; protect: boolean; providers: Record<string, Record<string, unknown>> };
  resources: Resource[];
  outputs: Record<string, unknown>;
}

/** What is in the account before a deploy, as far as the program asks for it. */
export interface Account {
  parameters: { region: string; name: string; value: string }[];
  roles: { name: string; tags: Record<string, string> }[];
  /** Identities of SES, by name: whether each is verified. */
  identities: Record<string, boolean>;
}

export const EMPTY_ACCOUNT: Account = { parameters: [], roles: [], identities: {} };

/** What a deploy has left there. */
export const accountAfter = ({ resources }: Graph): Account => ({
  ...EMPTY_ACCOUNT,
  parameters: resources
    .filter(({ type }) => type === "aws:ssm/parameter:Parameter")
    .map(({ inputs, region }) => ({
      region,
      name: String(inputs["name"]),
      value: String(inputs["insecureValue"]),
    })),
  roles: resources
    .filter(({ type }) => type === "aws:iam/role:Role")
    .map(({ inputs }) => ({ name: String(inputs["name"]), tags: { ...Object(inputs["tags"]) } })),
});

export const ACCOUNT = "123456789012";

/** What the mocks give a resource as its ARN, so that a test can name it. */
export const arnOf = (type: string, name: string, region: string): string =>
  `arn:aws:${type.split(":")[1]?.split("/")[0]}:${region}:${ACCOUNT}:${name}`;
