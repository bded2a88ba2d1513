import { makeFirstKeys, readKeys } from "./keys.ts";
import { lambda } from "./lambda.ts";
import { useIndexes, useItems } from "./table.ts";

/**
 * Makes the first keys and what the platform stands on, and root's API key. Nothing invokes it but who may by IAM
 * (`lambda:InvokeFunction`), and no address leads to it.
 */
export const root = lambda("root", {
  entry: "root/root-lambda",
  permissions: [
    useItems("GetItem", "Query", "PutItem", "UpdateItem"),
    useIndexes("gsi1"),
    makeFirstKeys,
    readKeys("pepper", "data", "request"),
  ],
});

export const rootKeyCommand = $interpolate`aws lambda invoke --region ${aws.getRegionOutput().region} --function-name ${root.name} --cli-binary-format raw-in-base64-out --payload '{"do":"rotate-root-key"}' /dev/stdout`;
