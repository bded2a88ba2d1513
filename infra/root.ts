import { changeKeys } from "./keys.ts";
import { lambda } from "./lambda.ts";
import { keyPrefixEnvironment } from "./settings-keys.ts";
import { settings } from "./stage.ts";
import { useIndexes, useItems } from "./table.ts";

/**
 * Makes the first keys, the platform's own records and root's API key; rotates the key rings. Nothing invokes it but who may
 * by IAM (`lambda:InvokeFunction`), and no address leads to it.
 */
export const root = lambda("root", {
  entry: "root/root-lambda",
  permissions: [
    useItems("GetItem", "Query", "PutItem", "UpdateItem", "DeleteItem", "ConditionCheckItem", "Scan"),
    useIndexes("gsi1"),
    changeKeys,
  ],
  environment: keyPrefixEnvironment(settings),
  // A rotation reads the whole table: what is not read in this time goes on with the next invocation.
  timeout: "15 minutes",
});

export const rootKeyCommand = $interpolate`aws lambda invoke --region ${aws.getRegionOutput().region} --function-name ${root.name} --cli-binary-format raw-in-base64-out --payload '{"do":"rotate-root-key"}' /dev/stdout`;
