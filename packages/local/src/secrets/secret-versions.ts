import { AwsJsonError } from "../aws-json/aws-json-error.ts";
import type { Secret, SecretVersion } from "./secret-file.ts";

const current = "AWSCURRENT";
const previous = "AWSPREVIOUS";

export type NewVersion = { id: string; text: string; createdAt: number };

/**
 * The secret with a new version as AWSCURRENT; the one before becomes AWSPREVIOUS and the one before that is
 * dropped (AWS Secrets Manager User Guide, "Rotation", staging labels). The same id with the same text changes
 * nothing and gives the same secret back.
 * @throws AwsJsonError ResourceExistsException for the same id with another text.
 */
export const withNewVersion = (secret: Secret, added: NewVersion): Secret => {
  const known = secret.versions.find(({ id }) => id === added.id);
  if (known?.text === added.text) return secret;
  if (known !== undefined) {
    throw new AwsJsonError("ResourceExistsException", "That version of the secret has another value.");
  }
  const replaced = secret.versions.find(({ stages }) => stages.includes(current));
  return {
    ...secret,
    versions: [
      { ...added, stages: [current] },
      ...(replaced === undefined ? [] : [{ ...replaced, stages: [previous] }]),
    ],
  };
};

/** @throws AwsJsonError ResourceNotFoundException when the secret has no such version. */
export const findVersion = (
  secret: Secret,
  wanted: { id?: string | undefined; stage?: string | undefined },
): SecretVersion => {
  const { id, stage = id === undefined ? current : undefined } = wanted;
  const found = secret.versions.find(
    (version) =>
      (id === undefined || version.id === id) && (stage === undefined || version.stages.includes(stage)),
  );
  if (found === undefined) {
    throw new AwsJsonError(
      "ResourceNotFoundException",
      `Secrets Manager can't find the specified secret value for ${stage === undefined ? "VersionId" : "staging label"}: ${stage ?? id}`,
    );
  }
  return found;
};
