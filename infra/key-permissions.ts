import { settings } from "./stage.ts";

/** Services that use the stage's key in the name of the caller that asks them for data. */
const SERVICES = ["dynamodb", "secretsmanager", "s3", "sqs"];

/** What is written under a data key of its own, for which the writer's name is used. */
const WRITES = ["s3:PutObject", "sqs:SendMessage", "secretsmanager:PutSecretValue"];

/**
 * What these actions need beside themselves where the stage has a key of its own: its use through the services that they are
 * for, and nothing without one.
 */
export const useKeyFor = (actions: readonly string[]): sst.aws.FunctionPermissionArgs[] => {
  const through = SERVICES.filter((service) => actions.some((action) => action.startsWith(`${service}:`)));
  if (!settings.kmsKey || through.length === 0) return [];
  const writes = actions.some((action) => WRITES.includes(action));
  return [
    {
      actions: ["kms:Decrypt", ...(writes ? ["kms:GenerateDataKey"] : [])],
      resources: [settings.kmsKey],
      conditions: [
        {
          test: "StringEquals",
          variable: "kms:ViaService",
          values: through.map((service) => `${service}.${settings.region}.amazonaws.com`),
        },
      ],
    },
  ];
};
