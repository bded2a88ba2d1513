import { z } from "zod";
import { type AwsJsonEndpoint, startAwsJsonEndpoint } from "../aws-json/aws-json-endpoint.ts";
import { AwsJsonError } from "../aws-json/aws-json-error.ts";
import { openSecretFile, type Secret, type SecretFile } from "./secret-file.ts";
import { findVersion, withNewVersion } from "./secret-versions.ts";

export type SecretsEndpointOptions = {
  /** The one file, mode 0600, that holds every secret. */
  path: string;
  accessKeyId: string;
  /** Milliseconds since the epoch. */
  now(): number;
  /** Makes the id of a version whose caller sent no ClientRequestToken. */
  newId(): string;
  onError(error: unknown): void;
};

/**
 * Secrets Manager's GetSecretValue, PutSecretValue, CreateSecret and DescribeSecret for texts, as the SDK
 * calls them (AWS Secrets Manager API Reference). What is not offered is refused, not ignored.
 */
export const startSecretsEndpoint = async (options: SecretsEndpointOptions): Promise<AwsJsonEndpoint> => {
  const file = await openSecretFile(options.path);
  const environment = { ...options, file };
  return startAwsJsonEndpoint({
    targetPrefix: "secretsmanager",
    accessKeyId: options.accessKeyId,
    maxBodyBytes: 256 * 1024,
    onError: options.onError,
    operations: {
      CreateSecret: async (input) => createSecret(parse(CreateInput, input), environment),
      DescribeSecret: async (input) => describeSecret(known(file.find(parse(NamedInput, input).SecretId))),
      GetSecretValue: async (input) => getSecretValue(parse(GetInput, input), file),
      PutSecretValue: async (input) => putSecretValue(parse(PutInput, input), environment),
    },
  });
};

type Environment = SecretsEndpointOptions & { file: SecretFile };

const SecretId = z.string().min(1).max(2048);
const SecretString = z.string().min(1).max(65_536);
const Token = z.string().min(32).max(64);
const NamedInput = z.strictObject({ SecretId });
const GetInput = NamedInput.extend({
  VersionId: Token.optional(),
  VersionStage: z.string().min(1).optional(),
});
const PutInput = NamedInput.extend({ SecretString, ClientRequestToken: Token.optional() });
const CreateInput = z.strictObject({
  Name: z.string().regex(/^[A-Za-z0-9/_+=.@-]{1,512}$/),
  SecretString: SecretString.optional(),
  ClientRequestToken: Token.optional(),
  Description: z.string().max(2048).optional(),
});

const parse = <Schema extends z.ZodType>(schema: Schema, input: unknown): z.infer<Schema> => {
  const result = schema.safeParse(input);
  // zod's message names fields and never quotes values, so no secret comes back in it.
  if (!result.success) throw new AwsJsonError("InvalidParameterException", z.prettifyError(result.error));
  return result.data;
};

const known = (secret: Secret | undefined): Secret => {
  if (secret === undefined) {
    throw new AwsJsonError("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
  }
  return secret;
};

const createSecret = async (
  input: z.infer<typeof CreateInput>,
  { file, now, newId }: Environment,
): Promise<object> => {
  const id = input.ClientRequestToken ?? newId();
  const text = input.SecretString;
  const createdAt = now();
  const secret = await file.update(input.Name, (existing) => {
    // The SDK sends the same token when it tries again: that is the first call, not a second secret.
    if (existing?.versions.some((version) => version.id === id && version.text === text)) return existing;
    if (existing !== undefined) {
      throw new AwsJsonError("ResourceExistsException", `The secret ${input.Name} already exists.`);
    }
    const empty: Secret = {
      arn: `arn:aws:secretsmanager:us-east-1:000000000000:secret:${input.Name}-local0`,
      name: input.Name,
      ...(input.Description !== undefined && { description: input.Description }),
      createdAt,
      versions: [],
    };
    return text === undefined ? empty : withNewVersion(empty, { id, text, createdAt });
  });
  return { ARN: secret.arn, Name: secret.name, ...(text !== undefined && { VersionId: id }) };
};

const putSecretValue = async (
  input: z.infer<typeof PutInput>,
  { file, now, newId }: Environment,
): Promise<object> => {
  const version = { id: input.ClientRequestToken ?? newId(), text: input.SecretString, createdAt: now() };
  const secret = await file.update(input.SecretId, (before) => withNewVersion(known(before), version));
  const { stages } = findVersion(secret, { id: version.id });
  return { ARN: secret.arn, Name: secret.name, VersionId: version.id, VersionStages: stages };
};

const getSecretValue = (input: z.infer<typeof GetInput>, file: SecretFile): object => {
  const secret = known(file.find(input.SecretId));
  const version = findVersion(secret, { id: input.VersionId, stage: input.VersionStage });
  return {
    ARN: secret.arn,
    Name: secret.name,
    VersionId: version.id,
    SecretString: version.text,
    VersionStages: version.stages,
    CreatedDate: version.createdAt / 1000,
  };
};

const describeSecret = (secret: Secret): object => ({
  ARN: secret.arn,
  Name: secret.name,
  ...(secret.description !== undefined && { Description: secret.description }),
  CreatedDate: secret.createdAt / 1000,
  VersionIdsToStages: Object.fromEntries(secret.versions.map(({ id, stages }) => [id, stages])),
});
