import type { AllowanceStore } from "@latchkey/core/allowance/allowance-store";
import type { LeakQueue } from "@latchkey/core/leak/leak-report";
import { type ReportedItem, readLeaks } from "@latchkey/core/leak/read-leaks";
import { Refusal } from "@latchkey/core/refusal";
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from "aws-lambda";
import type { GithubKeys } from "../composition/github-keys.ts";
import { toResult } from "../http/answer.ts";
import { parseInput } from "../http/parse-input.ts";
import { bodyBytes, header, jsonBody, sizeLimited } from "../http/request.ts";
import { isSignedByGithub } from "./github-signature.ts";
import { GithubInput, githubItems, LeaksInput, MAX_REPORT_BYTES } from "./leak-input.ts";
import { createReporterLimit } from "./reporter-limit.ts";

export interface LeaksDependencies {
  allowances(): Pick<AllowanceStore, "take">;
  queue(): LeakQueue;
  githubKeys(): GithubKeys;
  now(): number;
}

type Handle = (event: APIGatewayProxyEvent) => Promise<APIGatewayProxyResult>;

/**
 * Takes reports of anybody. Nothing is looked up before the answer, so an answer tells nothing of what is known: what was
 * reported waits as digests until another function compares it.
 */
export const createLeaks = ({ allowances, queue, githubKeys, now }: LeaksDependencies) => {
  const limit = createReporterLimit(allowances);

  const taken = async (items: readonly ReportedItem[], received: number): Promise<APIGatewayProxyResult> => {
    const reports = readLeaks(items, now());
    if (reports.length > 0) await queue().put(reports);
    return toResult({ status: 202, body: { received } });
  };

  const reportLeaks: Handle = async (event) => {
    await limit("anybody", event.requestContext.identity.sourceIp, now());
    const { items } = parseInput(LeaksInput, jsonBody(event, MAX_REPORT_BYTES), "body");
    return taken(items, items.length);
  };

  /** GitHub's own reports are not counted: only it can sign them. */
  const reportLeaksOfGithub: Handle = async (event) => {
    const body = sizeLimited(bodyBytes(event), MAX_REPORT_BYTES);
    const signature = {
      identifier: header(event, "github-public-key-identifier"),
      signature: header(event, "github-public-key-signature"),
    };
    if (!isSignedByGithub(githubKeys(), signature, body)) {
      await limit("github", event.requestContext.identity.sourceIp, now());
      throw new Refusal("invalid-credential", "The signature of GitHub is missing or not valid.");
    }
    const items = parseInput(GithubInput, jsonBody(event, MAX_REPORT_BYTES), "body");
    return taken(githubItems(items), items.length);
  };

  return { reportLeaks, reportLeaksOfGithub };
};
