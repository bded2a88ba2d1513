import { encryptBucket } from "./encrypt-bucket.ts";
import { bus } from "./event-bus.ts";
import { lambda, RETENTION_DAYS } from "./lambda.ts";
import { controlUrl } from "./planes.ts";
import { settings } from "./stage.ts";
import { useItems } from "./table.ts";

/** Usage that can be billed, an object for each hour. */
const exported = new sst.aws.Bucket("UsageExport", {
  cors: false,
  ...(settings.usageRetention === "forever"
    ? {}
    : { lifecycle: [{ expiresIn: `${RETENTION_DAYS[settings.usageRetention]} days` }] }),
});
encryptBucket("UsageExport", exported);

/** Adds up what was counted, and exports the hours that are whole. */
export const rollUp = lambda("roll-up", {
  entry: "usage/roll-up-lambda",
  timeout: "4 minutes",
  memory: "512 MB",
  environment: {
    LATCHKEY_USAGE_EXPORT: exported.name,
    LATCHKEY_CONTROL_URL: controlUrl,
    ...(settings.usageOnBus ? { LATCHKEY_USAGE_ON_BUS: "true", LATCHKEY_BUS: bus.name } : {}),
  },
  permissions: [
    useItems("GetItem", "Query", "PutItem", "UpdateItem", "DeleteItem", "ConditionCheckItem"),
    { actions: ["s3:PutObject"], resources: [$interpolate`${exported.arn}/*`] },
    ...(settings.usageOnBus ? [{ actions: ["events:PutEvents"], resources: [bus.arn] }] : []),
  ],
});
