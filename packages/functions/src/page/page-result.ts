import type { APIGatewayProxyResult } from "aws-lambda";
import { STYLE_SOURCE } from "./page-style.ts";

/**
 * The address of such a page is a key: it must not be stored, indexed, framed, or told to another site. Nothing
 * runs on it and nothing is loaded by it.
 */
const HEADERS = {
  "Content-Type": "text/html; charset=utf-8",
  "Cache-Control": "no-store",
  "Content-Security-Policy": `default-src 'none'; style-src ${STYLE_SOURCE}; form-action 'self'; frame-ancestors 'none'; base-uri 'none'`,
  "Cross-Origin-Opener-Policy": "same-origin",
  "Referrer-Policy": "no-referrer",
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  "X-Robots-Tag": "noindex, nofollow",
};

export const pageResult = (
  status: number,
  html: string,
  headers: Record<string, string> = {},
): APIGatewayProxyResult => ({ statusCode: status, headers: { ...HEADERS, ...headers }, body: html });
