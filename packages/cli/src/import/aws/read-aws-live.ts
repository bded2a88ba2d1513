import { SourceRefused, WrongUse } from "../../command-line/exit-code.ts";
import { type Fields, fieldsOf, listOf, textOf } from "../source/fields.ts";
import type { AwsExport } from "./import-aws.ts";

/** What is asked of API Gateway, page by page. */
export interface ApiGateway {
  getApiKeys(request: object): Promise<unknown>;
  getUsagePlans(request: object): Promise<unknown>;
  getUsagePlanKeys(request: object): Promise<unknown>;
}

/** API Gateway's own maximum. */
const PAGE = 500;
const MOST_PAGES = 1000;

export const readAwsLive = async (api: ApiGateway): Promise<AwsExport> => {
  const keys = await all((page) => api.getApiKeys({ ...page, includeValues: true }));
  const plans = await all((page) => api.getUsagePlans(page));
  const planKeys = new Map<string, readonly Fields[]>();
  for (const plan of plans) {
    const usagePlanId = textOf(plan["id"]) ?? "";
    planKeys.set(usagePlanId, await all((page) => api.getUsagePlanKeys({ ...page, usagePlanId })));
  }
  return { keys, plans, planKeys };
};

/** @throws WrongUse without a region or credentials, SourceRefused where AWS does not answer */
const all = async (ask: (page: object) => Promise<unknown>): Promise<Fields[]> => {
  const found: Fields[] = [];
  let position: string | undefined;
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    const answer = fieldsOf(
      await ask({ limit: PAGE, ...(position === undefined ? {} : { position }) }).catch(refuse),
    );
    found.push(...listOf(answer["items"]));
    position = textOf(answer["position"]);
    if (position === undefined) return found;
  }
  throw new SourceRefused(`API Gateway has more than ${MOST_PAGES} pages.`);
};

const NEEDED = "It needs a region, credentials, and apigateway:GET on /apikeys and /usageplans.";
/** Of the SDK, before anything is sent. */
const NOT_SET = /^Region (?:is missing|not accepted)|^Could not load credentials/;

const refuse = (error: unknown): never => {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  if (NOT_SET.test(message)) throw new WrongUse(`--live: ${message}. ${NEEDED}`);
  throw new SourceRefused(`AWS was not read (${name}: ${message}). ${NEEDED}`);
};

const PACKAGE = "@aws-sdk/client-api-gateway";

/** The account and region of the environment, as for AWS's own command line. @throws WrongUse where the SDK is not installed */
export const apiGatewayOfAccount = async (
  load = (name: string): Promise<unknown> => import(name),
): Promise<ApiGateway> => {
  // By a name that no bundler follows: who imports from files needs no SDK.
  const name: string = PACKAGE;
  const sdk = fieldsOf(
    await load(name).catch(() => {
      throw new WrongUse(`--live needs the AWS SDK: npm install ${PACKAGE}`);
    }),
  );
  const Client = sdk["APIGateway"];
  if (typeof Client !== "function") throw new WrongUse(`${PACKAGE} has no APIGateway.`);
  return Reflect.construct(Client, [{}]) as ApiGateway;
};
