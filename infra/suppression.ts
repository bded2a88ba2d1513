import { sesRule } from "@latchkey/functions/suppression/ses-rule";
import { deadLetters, onFailure } from "./dead-letters.ts";
import { lambda } from "./lambda.ts";
import { configurationSet } from "./mail.ts";
import { prefix } from "./stage.ts";
import { useItems } from "./table.ts";

/** Keeps which addresses are not to be mailed again. */
const suppression = lambda("suppression", {
  entry: "suppression/suppression-lambda",
  environment: { LATCHKEY_CONFIGURATION_SET: configurationSet },
  permissions: [useItems("UpdateItem")],
  onFailure,
});

export const suppressionRule = new aws.cloudwatch.EventRule("SuppressionRule", {
  name: `${prefix}-suppression`,
  eventPattern: configurationSet.apply((name) => JSON.stringify(sesRule(name))),
});

const allowed = new aws.lambda.Permission("SuppressionPermission", {
  action: "lambda:InvokeFunction",
  function: suppression.arn,
  principal: "events.amazonaws.com",
  sourceArn: suppressionRule.arn,
});

/** What EventBridge itself cannot hand over goes to the dead letters too. */
new aws.cloudwatch.EventTarget(
  "SuppressionTarget",
  { rule: suppressionRule.name, arn: suppression.arn, deadLetterConfig: { arn: deadLetters.arn } },
  { dependsOn: [allowed] },
);
