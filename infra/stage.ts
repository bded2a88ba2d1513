import packageJson from "../package.json" with { type: "json" };
import { requireNode } from "./node-version.ts";
import { stageSettings } from "./settings.ts";
import { STAGES } from "./stages.ts";

requireNode(packageJson.engines.node, process.versions.node);

/** Of the stage that is deployed. Imported before anything else, so that settings that do not work stop the deploy. */
export const settings = stageSettings($app.stage, STAGES, process.env);

if ($dev && settings.protected)
  throw new Error(
    `The stage "${$app.stage}" is protected. \`sst dev\` would run its functions on one person's machine, and let the whole account take their roles: use a stage of your own.`,
  );

/** What the names of this stage's things begin with. */
export const prefix = `${$app.name}-${$app.stage}`;
