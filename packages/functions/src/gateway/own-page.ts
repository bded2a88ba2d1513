import type { APIGatewayProxyEvent } from "aws-lambda";
import { CallRefusal } from "../problem/call-refusal.ts";
import { PROTECTED_RESOURCE_PATH, protectedResource } from "../routes/protected-resource.ts";
import type { WholeAnswer } from "./send-whole.ts";

export interface OwnPagePorts {
  version: string;
  gatewayUrl: string;
  /** The management API's address. */
  issuer: string;
}

/** Whether it asks for a page of the data plane itself: no caller is known, and no call is counted. */
export const asksForOwnPage = ({ resource }: Pick<APIGatewayProxyEvent, "resource">): boolean =>
  resource === "/healthz" || resource.startsWith(PROTECTED_RESOURCE_PATH);

/** @throws CallRefusal `not-found` for the metadata of what cannot be a service. */
export const ownPage = (
  { resource, path }: Pick<APIGatewayProxyEvent, "resource" | "path">,
  { version, gatewayUrl, issuer }: OwnPagePorts,
): Pick<WholeAnswer, "status" | "body"> => {
  if (resource === "/healthz") return { status: 200, body: { status: "ok", version } };
  const body = protectedResource(path, { gatewayUrl, controlUrl: issuer });
  if (!body) throw new CallRefusal("not-found");
  return { status: 200, body };
};
