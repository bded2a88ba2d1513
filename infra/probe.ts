import { lambda } from "./lambda.ts";
import { iamEnvironment, iamPermissions, statementsFor } from "./settings-iam.ts";
import { settings } from "./stage.ts";

/** Only admins make services of it. */
const PLATFORM_TEAM = "latchkey";

/** Behind an address that only the gateway's role may call. It reads and writes nothing. */
const made = settings.probe
  ? lambda("probe", {
      entry: "probe/probe-lambda",
      timeout: "3 minutes",
      memory: "256 MB",
      permissions: [],
      hasAddress: true,
    })
  : undefined;

/** Without the slash at its end. */
const url = made?.url.apply((address) => address.replace(/\/$/, ""));

/** Where `npx latchkey doctor` finds it: named by the portal's configuration. */
export const probe = url && { url, region: settings.region };

/** Which addresses the gateway signs calls to, for which teams: with the probe's, for the platform's own services. */
export const signedUpstreams: Record<string, $util.Input<string>> = url
  ? {
      LATCHKEY_IAM_UPSTREAMS: url.apply(
        (address) =>
          iamEnvironment({
            ...settings,
            iamUpstreams: [
              ...settings.iamUpstreams,
              {
                teams: [PLATFORM_TEAM],
                service: "lambda",
                region: settings.region,
                url: address,
                resources: [],
              },
            ],
          }).LATCHKEY_IAM_UPSTREAMS,
      ),
    }
  : iamEnvironment(settings);

export const signingPermissions: sst.aws.FunctionPermissionArgs[] = [
  ...iamPermissions(settings),
  ...(made ? statementsFor("lambda", [made.arn]) : []),
];
