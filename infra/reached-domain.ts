import { parameters } from "./last-deploy.ts";
import { control, edge, gateway } from "./planes.ts";
import { settings } from "./stage.ts";

/*
 * Tells the next deploy that the domain leads to both planes: only then may AWS's own addresses be switched off. An address
 * of SST is known when it is mapped. Imported after both planes are deployed.
 */
if (settings.domain)
  new aws.ssm.Parameter("ReachedDomain", {
    name: `${parameters}/domain`,
    type: "String",
    insecureValue: $resolve([control.url, edge?.distributionUrl ?? gateway.url]).apply(
      () => settings.domain ?? "",
    ),
  });
