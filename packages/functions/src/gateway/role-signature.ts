import { hash } from "node:crypto";
import { isOfSignature } from "@latchkey/core/service/header-rules";
import type { Service } from "@latchkey/core/service/service";
import { type IamUpstream, isGranted } from "@latchkey/core/stage/iam-upstream";
import { aws4Authorization, proveAws4 } from "@latchkey/signing/aws4/prove-aws4";
import { formatBasicDate } from "@latchkey/signing/basic-date";
import { canonicalQuery } from "@latchkey/signing/canonical-query";
import { encodeBarePath, encodeRfc3986 } from "@latchkey/signing/percent-encoding";
import type { RoleCredentials } from "../composition/role-credentials.ts";
import { CallRefusal } from "../problem/call-refusal.ts";
import type { Proof, UpstreamAnswer, UpstreamRequest } from "./upstream/forward.ts";

export interface RoleSigningPorts {
  now: () => number;
  /** Which addresses are called with the role, for which teams. */
  iamUpstreams: readonly IamUpstream[];
  roleCredentials: () => RoleCredentials | undefined;
}

/**
 * The request as it is signed with the gateway's role (AWS Signature Version 4), where its service asks for that: last of all,
 * over the body and the path that are sent. No other signature goes along, nor any header of one.
 * @throws CallRefusal `upstream-unreachable` when the stage no longer grants the address to the service's team.
 */
export const withRoleSignature = (
  { now, iamUpstreams, roleCredentials }: RoleSigningPorts,
  { team, upstream: { auth, url } }: Pick<Service, "team" | "upstream">,
  request: UpstreamRequest,
): UpstreamRequest => {
  if (!auth) return request;
  const { service, region } = auth.iam;
  if (!isGranted(iamUpstreams, team, auth.iam, url)) throw unsigned("role-not-granted");
  const sign: Proof = async (sent) => {
    const credentials = roleCredentials();
    if (!credentials) throw unsigned("role-without-credentials");
    return signedHeaders(sent, { ...credentials, service, region }, new Date(now()));
  };
  return {
    ...request,
    path: signablePath(request.path),
    headers: request.headers.filter(([name]) => !isOfSignature(name)),
    proofs: [...(request.proofs ?? []), sign],
  };
};

const unsigned = (cause: string): CallRefusal => new CallRefusal("upstream-unreachable", undefined, cause);

/**
 * Signed are the host, the content type and what the signature itself adds: proxies of AWS's in front of an API change other
 * headers, and TLS protects them.
 */
const signedHeaders: (
  request: UpstreamRequest,
  signer: RoleCredentials & { service: string; region: string },
  at: Date,
) => ReturnType<Proof> = async ({ method, origin, path, headers, body }, signer, at) => {
  const { pathname, search } = partsOf(path);
  const timestamp = formatBasicDate(at);
  const digest = hash("sha256", body, "hex");
  const added: [string, string][] = [
    ["X-Amz-Content-Sha256", digest],
    ["X-Amz-Date", timestamp],
    ...(signer.sessionToken ? [["X-Amz-Security-Token", signer.sessionToken] as [string, string]] : []),
  ];
  const types = headers.filter(([name]) => name.toLowerCase() === "content-type");
  const signed = Object.fromEntries(
    [["host", new URL(origin).host] as const, ...(types.length === 1 ? types : []), ...added].map(
      ([name, value]) => [name.toLowerCase(), [value]],
    ),
  );
  const names = Object.keys(signed).sort();
  const query = [...new URLSearchParams(search)];
  const target = { method, path: pathname, query, headers: signed };
  const { signature } = await proveAws4(target, names, signer, timestamp, digest);
  return [...added, ["Authorization", aws4Authorization(signer, timestamp, names, signature)]];
};

/** Written as AWS's own clients write it: every reading of its escapes gives the signature that was made. */
const signablePath = (path: string): string => {
  const { pathname, search } = partsOf(path);
  const pairs = [...new URLSearchParams(search)].filter(([name]) => !/^x-amz-/i.test(name));
  const query = canonicalQuery(pairs, "given");
  const segments = pathname.split("/").map(encodedOnce).join("/");
  return query === "" ? segments : `${segments}?${query}`;
};

const partsOf = (path: string): { pathname: string; search: string } => {
  const [pathname = "", ...search] = path.split("?");
  return { pathname, search: search.join("?") };
};

const encodedOnce = (segment: string): string => {
  try {
    return encodeRfc3986(decodeURIComponent(segment));
  } catch {
    return encodeBarePath(segment);
  }
};

/**
 * What AWS answers where the role, not the caller, may not call: the caller's credential is right, and the text names the role
 * and its account.
 */
const REFUSES_ROLE: ReadonlySet<string> = new Set([
  "AccessDeniedException",
  "ExpiredTokenException",
  "IncompleteSignatureException",
  "InvalidSignatureException",
  "SignatureDoesNotMatch",
  "UnrecognizedClientException",
]);

/** @throws CallRefusal `upstream-unreachable` for an answer that refuses the gateway's role. */
export const refuseForRole = ({ upstream }: Pick<Service, "upstream">, answer: UpstreamAnswer): void => {
  if (!upstream.auth || answer.status < 400 || answer.status > 403) return;
  const at = answer.headers.findIndex(
    (name, index) => index % 2 === 0 && name.toLowerCase() === "x-amzn-errortype",
  );
  const [type = ""] = (answer.headers[at + 1] ?? "").split(":", 1);
  if (at < 0 || !REFUSES_ROLE.has(type)) return;
  answer.body.destroy();
  throw unsigned("role-refused");
};
