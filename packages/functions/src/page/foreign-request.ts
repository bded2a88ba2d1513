import type { APIGatewayProxyEvent } from "aws-lambda";
import { header } from "../http/request.ts";

/**
 * Whether a form was sent by a page of another site. The token is the authority; this only keeps a browser from
 * being led to use one. Our own page says `Origin: null`, since it sends no referrer (WHATWG Fetch, "append a
 * request Origin header").
 */
export const isForeign = (event: APIGatewayProxyEvent, controlUrl: string): boolean => {
  const site = header(event, "sec-fetch-site");
  if (site !== undefined && site !== "same-origin" && site !== "none") return true;
  const origin = header(event, "origin");
  return origin !== undefined && origin !== "null" && origin !== new URL(controlUrl).origin;
};
