import { parseArgs } from "node:util";
import packageJson from "../../package.json" with { type: "json" };
import { stageSettings } from "../settings.ts";
import { STAGES } from "../stages.ts";
import { askAccount, nodeFinding } from "./ask-account.ts";
import { clientsOf } from "./clients.ts";
import { type Finding, lineOf } from "./finding.ts";

/*
 * `node main.ts --stage NAME [--json]`: asks the account that the environment's credentials are of, before anything is made there. Ends
 * with 0, with 1 when a deploy would be refused something, and with 2 when nothing could be asked.
 */

const ask = async (stage: string): Promise<Finding[]> => {
  const settings = stageSettings(stage, STAGES, process.env);
  return [
    nodeFinding(packageJson.engines.node, process.versions.node),
    ...(await askAccount(clientsOf(settings.region), stage, settings)),
  ];
};

const { values } = parseArgs({
  options: { stage: { type: "string", default: "production" }, json: { type: "boolean", default: false } },
});

try {
  const findings = await ask(values.stage);
  console.log(
    values.json
      ? JSON.stringify({ stage: values.stage, findings }, null, 2)
      : findings.map(lineOf).join("\n"),
  );
  process.exitCode = findings.some(({ outcome }) => outcome === "refused") ? 1 : 0;
} catch (error) {
  console.error(`latchkey: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 2;
}
