import { rotateKeys } from "./keys.ts";
import { lambda } from "./lambda.ts";
import { settings } from "./stage.ts";
import { useItems } from "./table.ts";

/** Takes the safe steps of rotations by the clock. Apart from `root`, which may also end what is in use and make root's key. */
const rotate = lambda("rotate-keys", {
  entry: "root/rotate-keys-lambda",
  environment: { LATCHKEY_KEY_ROTATION_DAYS: String(settings.keyRotationDays) },
  permissions: [useItems("GetItem", "UpdateItem", "Scan"), rotateKeys],
  timeout: "15 minutes",
});

if (settings.keyRotationDays > 0)
  new sst.aws.CronV2("EverySixHoursKeys", { function: rotate.arn, schedule: "rate(6 hours)" });
