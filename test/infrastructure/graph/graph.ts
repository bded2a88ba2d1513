/** One resource as the program asks for it. */
export interface Resource {
  /** Pulumi's: `aws:lambda/function:Function`. */
  type: string;
  name: string;
  inputs: Record<string, unknown>;
  /** Stays in the account when the stage is removed. */
  retained: boolean;
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

export const ACCOUNT = "123456789012";

/** What the mocks give a resource as its ARN, so that a test can name it. */
export const arnOf = (type: string, name: string, region: string): string =>
  `arn:aws:${type.split(":")[1]?.split("/")[0]}:${region}:${ACCOUNT}:${name}`;
