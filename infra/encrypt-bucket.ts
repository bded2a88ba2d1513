/** States S3's default explicitly, so that a change of the default has no effect. */
export const encryptBucket = (name: string, bucket: sst.aws.Bucket) =>
  new aws.s3.BucketServerSideEncryptionConfiguration(`${name}Encryption`, {
    bucket: bucket.name,
    rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }],
  });
