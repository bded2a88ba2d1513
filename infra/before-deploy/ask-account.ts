import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import type { Settings } from "../settings-groups.ts";
import { askConcurrency } from "./ask-concurrency.ts";
import { askDomain } from "./ask-domain.ts";
import { askMail } from "./ask-mail.ts";
import { askRights } from "./ask-rights.ts";
import { askThrottle } from "./ask-throttle.ts";
import type { Clients } from "./clients.ts";
import { asking, type Finding, ok, refused } from "./finding.ts";

const OLDEST_NODE = [22, 18] as const;

/** @param version as `process.versions.node` has it */
export const nodeFinding = (version: string): Finding => {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const isEnough = major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1]);
  return isEnough
    ? ok("Node", `This is ${version}.`)
    : refused("Node", `This is ${version}.`, `A deploy needs ${OLDEST_NODE.join(".")} or newer: run npm ci.`);
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
