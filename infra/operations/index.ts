import { execFileSync } from "node:child_process";
import { deadLetters } from "../dead-letters.ts";
import { functionNamed } from "../lambda.ts";
import { leakQueue } from "../leaks.ts";
import { configurationSet } from "../mail.ts";
import { notifyQueue } from "../notify.ts";
import { control, controlUrl, gateway } from "../planes.ts";
import { prefix, settings } from "../stage.ts";
import { table } from "../table.ts";
import { parameterOf, WATCHED_FUNCTIONS, type Watched } from "./watched.ts";

// In a process of its own: SST would bundle aws-cdk-lib, which then does not find the files that it loads beside itself.
const options = {
  monthlyBudget: settings.monthlyBudget,
  rotatesKeys: settings.keyRotationDays > 0,
  ...(settings.kmsKey ? { kmsKey: settings.kmsKey } : {}),
  ...(settings.alarmEmail ? { alarmEmail: settings.alarmEmail } : {}),
};
const templateBody = execFileSync(process.execPath, ["infra/operations/synth.ts", JSON.stringify(options)], {
  cwd: $cli.paths.root,
  encoding: "utf8",
});

const accessLogOf = (api: sst.aws.ApiGatewayV1) => {
  const { logGroup } = api.nodes;
  if (!logGroup) throw new Error("SST has made no access log.");
  return logGroup.name;
};

const watched: Record<Watched, $util.Input<string>> = {
  Stage: $app.stage,
  Prefix: prefix,
  ControlApi: control.nodes.api.name,
  GatewayApi: gateway.nodes.api.name,
  ControlLog: accessLogOf(control),
  GatewayLog: accessLogOf(gateway),
  Table: table.name,
  DeadLetters: deadLetters.nodes.queue.name,
  NotifyQueue: notifyQueue.nodes.queue.name,
  LeakQueue: leakQueue.nodes.queue.name,
  ConfigurationSet: configurationSet,
  ControlUrl: controlUrl,
};

/** Alarms and a dashboard. Its state is CloudFormation's, so it is one resource here. */
export const operations = new aws.cloudformation.Stack("Operations", {
  name: `${prefix}-operations`,
  templateBody,
  parameters: {
    ...watched,
    ...Object.fromEntries(WATCHED_FUNCTIONS.map((name) => [parameterOf(name), functionNamed(name).name])),
  },
});
