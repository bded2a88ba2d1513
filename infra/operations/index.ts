import { execFileSync } from "node:child_process";
import { deadLetters } from "../dead-letters.ts";
import { prefix, settings } from "../stage.ts";

// In a process of its own: SST would bundle aws-cdk-lib, which then does not find the files that it loads beside itself.
const options = settings.alarmEmail ? { alarmEmail: settings.alarmEmail } : {};
const templateBody = execFileSync(process.execPath, ["infra/operations/synth.ts", JSON.stringify(options)], {
  cwd: $cli.paths.root,
  encoding: "utf8",
});

/** Alarms. Its state is CloudFormation's, so it is one resource here. */
export const operations = new aws.cloudformation.Stack("Operations", {
  name: `${prefix}-operations`,
  templateBody,
  parameters: { DeadLettersName: deadLetters.nodes.queue.name },
});
