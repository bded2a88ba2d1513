import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { requireNode } from "../node-version.ts";
import type { Settings } from "../settings-groups.ts";
import { askConcurrency } from "./ask-concurrency.ts";
import { askDomain } from "./ask-domain.ts";
import { askMail } from "./ask-mail.ts";
import { askRights } from "./ask-rights.ts";
import { askThrottle } from "./ask-throttle.ts";
import type { Clients } from "./clients.ts";
import { asking, type Finding, ok, refused } from "./finding.ts";

/**
 * @param engines what `package.json` says of Node
 * @param running as `process.versions.node` has it
 */
export const nodeFinding = (engines: string, running: string): Finding => {
  const found = `This is ${running}.`;
  try {
    requireNode(engines, running);
    return ok("Node", found);
  } catch (error) {
    return refused("Node", found, error instanceof Error ? error.message : String(error));
  }
};

/**
 * Asks an account what a deploy of the stage would find there. Makes and changes nothing.
 *
 * @throws Error of STS when there are no credentials, or they are refused.
 */
export const askAccount = async (clients: Clients, stage: string, settings: Settings): Promise<Finding[]> => {
  const { Arn = "", Account = "" } = await clients.sts.send(new GetCallerIdentityCommand());
  const answers = await Promise.all([
    asking("Lambda's concurrency", () => askConcurrency(clients, stage, settings)),
    asking("API Gateway's throttle", () => askThrottle(clients, settings)),
    asking("SES", () => askMail(clients, settings)),
    asking("the domain", () => askDomain(clients, settings)),
    asking("rights to deploy", () => askRights(clients, Arn, settings)),
  ]);
  return [
    ok("the account", `${Account}, as ${Arn}.`),
    partitionFinding(Arn, settings.region),
    ...answers.flat(),
  ];
};

const partitionFinding = (arn: string, region: string): Finding => {
  const partition = arn.split(":")[1];
  return partition === "aws"
    ? ok("the region", `${region}, in AWS's public partition.`)
    : refused(
        "the region",
        `The credentials are of the partition ${partition}.`,
        "Stages run in the partition aws only: use credentials and a region of it.",
      );
};
