import { complaintAbout } from "./compare-settings.ts";
import { givenSettings } from "./settings.ts";
import { DEFAULTS } from "./settings-groups.ts";
import { readRecord, writeRecord } from "./settings-record.ts";
import { settings } from "./stage.ts";
import { STAGES } from "./stages.ts";

/*
 * What the last deploy of this stage was told, read before anything is made or changed. Imported right after the settings.
 */

/** Parameter Store keeps what a stage was told under this path. */
export const parameters = `/${$app.name}/${$app.stage}`;

export const REGION_TAG = "latchkey:region";

const parametersOf = async (path: string): Promise<ReadonlyMap<string, string>> => {
  const { names, values } = await aws.ssm.getParametersByPath({ path });
  return new Map(names.map((name, index) => [name.replace(`${path}/`, ""), values[index] ?? ""]));
};

/**
 * Where else the stage is. IAM is one for all regions, and the role of `root`, which every stage has, says its own
 * (`every-resource.ts`); SST draws the end of its name by lot.
 */
const otherRegions = async (): Promise<string[]> => {
  const { names } = await aws.iam.getRoles({ nameRegex: `^[a-z]+-${$app.stage}-RootFunctionRole-[a-z]{8}$` });
  const roles = await Promise.all(names.map((name) => aws.iam.getRole({ name })));
  const regions = roles.flatMap(({ tags }) => tags[REGION_TAG] ?? []);
  return [...new Set(regions)].filter((region) => region !== settings.region).sort();
};

const kept = await parametersOf(parameters);
const written = kept.get("settings");

/** Undefined in a stage's first deploy. */
const before = written === undefined ? undefined : readRecord(written);

const allowed = (process.env["LATCHKEY_ALLOW"] ?? "")
  .split(",")
  .map((name) => name.trim())
  .filter(Boolean);
const given = givenSettings($app.stage, STAGES, process.env);

if (before === undefined && settings.protected) {
  const regions = await otherRegions();
  if (regions.length > 0 && !allowed.includes("change-region"))
    throw new Error(
      `The stage "${$app.stage}" is in ${regions.join(", ")}, and this deploy would make a second, empty one in ${settings.region}. Nothing was changed. Set region to where it is, or say that you mean it: LATCHKEY_ALLOW=change-region`,
    );
}

if (before !== undefined && (settings.protected || before["protected"] === true)) {
  const complaint = complaintAbout({
    stage: $app.stage,
    before: { given: before, settings: { ...DEFAULTS, ...before } },
    after: { given, settings },
    allowed,
  });
  if (complaint) throw new Error(complaint);
}

/** The domain under which the planes answer by now: it was mapped to them before this deploy. */
const reached = kept.get("domain");

if (before !== undefined && !settings.keepDefaultEndpoint && reached !== settings.domain)
  throw new Error(
    `keepDefaultEndpoint is false, and ${settings.domain} does not lead to the stage "${$app.stage}" yet: its addresses would answer nowhere until it does. Deploy with the domain and keepDefaultEndpoint true first, then once more without.`,
  );

export const domainIsReached = settings.domain !== undefined && reached === settings.domain;

/** A pool that this deploy gives up for an issuer: it is kept once more, unguarded, since Pulumi removes nothing that it guards. */
export const leavesUserPool =
  before?.["protected"] === true && before["issuer"] === undefined && settings.issuer !== undefined;

/** For the next deploy. */
export const record = writeRecord(given);
