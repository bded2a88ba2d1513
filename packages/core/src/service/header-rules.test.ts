import { describe, expect, it } from "vitest";
import { bareName, isForCaller, isForUpstream, mayServiceSet } from "./header-rules.ts";

const NEVER_TO_UPSTREAM = [
  [
    "who calls",
    "X-Consumer-Id X-Consumer-Name X-Consumer-Custom-Id X-Credential-Id X-Subscription-Id X-Plan",
  ],
  [
    "who calls, otherwise spelt",
    "X_Consumer_Id X.Consumer.Id X~Consumer~Name X|Credential|Id X+Plan XPlan x-pLaN",
  ],
  [
    "who calls, with marks around",
    "X-Consumer-Id_ _X-Plan X--Plan X'Plan ^X-Plan X-Plan! #x*plan$ X_Request.Id",
  ],
  [
    "who calls, of other gateways",
    "X-Anonymous-Consumer X-Authenticated-Userid X-Authenticated-Scope Remote-User",
  ],
  [
    "who calls, of other proxies",
    "REMOTE_USER Remote-Groups X-Remote-User Client-Cert Client-Cert-Chain X-SSL-Client-Verify",
  ],
  ["who calls, by a certificate", "X-Client-Cert X-ARR-ClientCert SSL-Client-Cert"],
  ["which request", "X-Request-Id X_Request_Id Latchkey-Assertion latchkey_assertion CDN-Loop CDN_Loop"],
  [
    "from where",
    "X-Forwarded-For X_FORWARDED_FOR X.Forwarded.For X-Forwarded-Host X-Forwarded-Server X-Forwarded",
  ],
  ["from where, the standard", "Forwarded Forwarded-For FORWARDED X-Forward-For X-Forwarder-For"],
  [
    "from which address",
    "X-Real-IP X_Real_Ip True-Client-IP Client-IP X-Client-IP X-Cluster-Client-IP X-ClientIP",
  ],
  [
    "from which address, of networks",
    "CF-Connecting-IP CF-Connecting-IPv6 Fastly-Client-IP Fly-Client-IP X-Azure-ClientIP",
  ],
  [
    "from which address, of others",
    "X-Azure-SocketIP X-AppEngine-User-IP WL-Proxy-Client-IP X-Originating-IP X-Remote-Addr",
  ],
  [
    "from which address, of more",
    "X-Envoy-External-Address CloudFront-Viewer-Address X-Source-IP Ali-CDN-Real-IP Remote-Addr",
  ],
  [
    "to which host",
    "X-Host X_Host X-Host-Override X-HTTP-Host X-HTTP-Host-Override Host H-ost X-Original-Host",
  ],
  ["over which protocol", "Front-End-Https X-Scheme X-URL-Scheme X-Forwarded-Proto X-Forwarded-Ssl"],
  [
    "which method",
    "X-HTTP-Method X-HTTP-Method-Override X_HTTP_Method_Override X-Method-Override X-Method HTTP-Method-Override",
  ],
  [
    "which address",
    "X-Original-URL X.Original.URL X-Original-Uri X-Original-Method X-Rewrite-URL X-Rewrite_Url X-Override-URL",
  ],
  [
    "the proxy of what runs behind it (httpoxy)",
    "Proxy proxy P-roxy Proxy-Authorization Proxy-Connection Proxy-Host",
  ],
  ["one hop", "Connection Keep-Alive TE Trailer Trailers Transfer-Encoding Transfer_Encoding Upgrade Expect"],
  ["one hop, and its length", "Content-Length Content_Length HTTP2-Settings Http2_Settings"],
  [
    "API Gateway",
    "X-Amzn-Requestid X-Amzn-Oidc-Identity x_amzn_trace_id X-Amzn-Mtls-Clientcert X-ApiGateway-Event",
  ],
].flatMap(([what = "", names = ""]) => names.split(" ").map((name) => [what, name] as const));

const TO_UPSTREAM =
  "Accept Authorization Cookie Content-Type X-Amz-Date X-Amz-Security-Token X-Api-Key Via User-Agent Referer Origin X-Planet " +
  "Digest Content-Digest Signature X-Http-Client X-Zip Relationship Traceparent Max-Forwards X-Ship X-Gateway-Date";

const NEVER_TO_CALLER =
  "Clear-Site-Data clear_site_data NEL Report-To Reporting-Endpoints Strict-Transport-Security Service-Worker-Allowed " +
  "Refresh Alt-Svc Public-Key-Pins Public-Key-Pins-Report-Only Expect-CT Accept-CH Critical-CH Origin-Agent-Cluster " +
  "Set-Login Use-As-Dictionary Secure-Session-Registration Sec-Session-Registration Set-Cookie2 Shared-Storage-Write " +
  "Access-Control-Allow-Origin Connection Keep-Alive Proxy-Authenticate Trailer Upgrade X-Request-Id X-Amzn-RequestId";

const TO_CALLER =
  "Content-Type ETag Set-Cookie Cache-Control Location Vary Link WWW-Authenticate Deprecation Sunset RateLimit X-Plan " +
  "Content-Security-Policy Cross-Origin-Opener-Policy Content-Disposition Retry-After Last-Modified Mcp-Session-Id";

describe("the table of what goes to an upstream", () => {
  it.each(NEVER_TO_UPSTREAM)("keeps back what tells %s: %s", (_what, name) => {
    expect([isForUpstream(name), mayServiceSet(name)]).toEqual([false, false]);
  });

  it.each(TO_UPSTREAM.split(" "))("lets through: %s", (name) => {
    expect([isForUpstream(name), mayServiceSet(name)]).toEqual([true, true]);
  });

  it("hands API Gateway's trace on under its own spelling, and lets no provider name it", () => {
    expect([isForUpstream("X-Amzn-Trace-Id"), mayServiceSet("X-Amzn-Trace-Id")]).toEqual([true, false]);
  });
});

describe("the table of what goes to the caller", () => {
  it.each(NEVER_TO_CALLER.split(" "))("keeps back: %s", (name) => {
    expect(isForCaller(name)).toBe(false);
  });

  it.each(TO_CALLER.split(" "))("lets through: %s", (name) => {
    expect(isForCaller(name)).toBe(true);
  });
});

it("compares by letters and digits alone", () => {
  expect(["X-Plan", "x_plan", "X.PLAN", "!x~p|l+a'n`"].map(bareName)).toEqual(Array(4).fill("xplan"));
});
