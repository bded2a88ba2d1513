/** Says what S3 does by default, so that it stands in the program and stays so. */
export const encryptBucket = (name: string, bucket: sst.aws.Bucket) =>
  new aws.s3.BucketServerSideEncryptionConfiguration(`${name}Encryption`, {
    bucket: bucket.name,
    rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }],
  });
