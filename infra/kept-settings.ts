import { abandonedUserPool } from "./issuer.ts";
import { parameters, record } from "./last-deploy.ts";
import { prefix } from "./stage.ts";

/**
 * Beside everything else: what a deploy meant is known although it failed half way. After a user pool that is given up, whose
 * guard has to be off before it is forgotten.
 */
new aws.ssm.Parameter(
  "KeptSettings",
  {
    name: `${parameters}/settings`,
    description: `What the last deploy of ${prefix} was told. No secrets.`,
    type: "String",
    tier: "Intelligent-Tiering",
    insecureValue: record,
  },
  { dependsOn: abandonedUserPool ? [abandonedUserPool] : [] },
);
