import { PutObjectCommand, type PutObjectCommandInput, type S3Client } from "@aws-sdk/client-s3";
import { answered } from "./unavailable.ts";

/** Writes an object with its checksum, and leaves one that is there as it is. @throws Unavailable */
export const putOnce = async (
  client: S3Client,
  object: Pick<PutObjectCommandInput, "Bucket" | "Key" | "Body" | "ContentType">,
): Promise<void> => {
  const put = new PutObjectCommand({ ...object, IfNoneMatch: "*", ChecksumAlgorithm: "SHA256" });
  try {
    await answered("S3", client.send(put));
  } catch (error) {
    if (!(error instanceof Error && error.name === "PreconditionFailed")) throw error;
  }
};
