import { carried, requestOf } from "./carried.ts";
import type { Assignment, Program, Template } from "./program.ts";
import type { SampleCall } from "./sample-call.ts";

/** A call to be signed: its address has its query in the order that signatures are checked in. */
export interface Unsigned extends SampleCall {
  accessKey: string;
  secretKey: string;
}

const encoded = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (each) => `%${each.charCodeAt(0).toString(16).toUpperCase()}`);

/** API Gateway hands a query on decoded: signatures are checked over it sorted, and encoded by RFC 3986. */
export const inOrder = (url: string): string => {
  const { origin, pathname, searchParams } = new URL(url);
  const pairs = [...searchParams].map(([name, value]) => `${encoded(name)}=${encoded(value)}`).sort();
  return `${origin}${pathname}${pairs.length === 0 ? "" : `?${pairs.join("&")}`}`;
};

const NOW = { variable: "now" };
const DIGEST = { variable: "digest" };
const SIGNATURE = { variable: "signature" };

const signed = (key: string, hmac: Template, as: "hex" | "base64"): Assignment => ({
  ...SIGNATURE,
  hmac,
  hash: "sha256",
  key,
  as,
});

/** APIPark, Apinto and Huawei. */
const gatewayHmac = (call: Unsigned): Program => {
  const { host, pathname, search } = new URL(call.url);
  const canonical: Template = [
    `${call.method}\n${pathname.replace(/\/*$/, "/")}\n${search.slice(1)}\nhost:${host}\nx-gateway-date:`,
    NOW,
    "\n\nhost;x-gateway-date\n",
    DIGEST,
  ];
  const proof: Template = [
    `HMAC-SHA256 Access=${call.accessKey}, SignedHeaders=host;x-gateway-date, Signature=`,
    SIGNATURE,
  ];
  const { headers, ...request } = carried(call, proof, "Authorization");
  return {
    assignments: [
      { ...NOW, now: "basic" },
      { ...DIGEST, sha256: [call.body ?? ""], as: "hex" },
      { variable: "canonical", sha256: canonical, as: "hex" },
      signed(call.secretKey, ["HMAC-SHA256\n", NOW, "\n", { variable: "canonical" }], "hex"),
    ],
    ...request,
    headers: { ...headers, "X-Gateway-Date": [NOW] },
  };
};

const digestOf = ({ body }: Unsigned): Assignment[] =>
  body === undefined ? [] : [{ ...DIGEST, sha256: [body], as: "base64" }];

/** Signs a text with a date, and with the digest of a body. @param date the header that carries the date */
const datedProgram = (call: Unsigned, text: Template, proof: Template, date: string): Program => {
  const { headers, ...request } = carried(call, proof, "Authorization");
  return {
    assignments: [{ ...NOW, now: "http" }, ...digestOf(call), signed(call.secretKey, text, "base64")],
    ...request,
    headers: {
      ...headers,
      [date]: [NOW],
      ...(call.body === undefined ? {} : { Digest: ["SHA-256=", DIGEST] }),
    },
  };
};

/** APISIX's plugin hmac-auth. */
const apisix = (call: Unsigned): Program => {
  const { pathname, search } = new URL(call.url);
  const hasBody = call.body !== undefined;
  const text: Template = [
    `${call.accessKey}\n${call.method} ${pathname}${search}\ndate: `,
    NOW,
    "\n",
    ...(hasBody ? ["digest: SHA-256=", DIGEST, "\n"] : []),
  ];
  const names = `@request-target date${hasBody ? " digest" : ""}`;
  const head = `Signature keyId="${call.accessKey}",algorithm="hmac-sha256",headers="${names}",signature="`;
  return datedProgram(call, text, [head, SIGNATURE, '"'], "Date");
};

/** Kong's plugin hmac-auth. */
const kong = (call: Unsigned): Program => {
  const { pathname, search } = new URL(call.url);
  const hasBody = call.body !== undefined;
  const text: Template = [
    "x-date: ",
    NOW,
    `\n${call.method} ${pathname}${search} HTTP/1.1`,
    ...(hasBody ? ["\ndigest: SHA-256=", DIGEST] : []),
  ];
  const names = `x-date request-line${hasBody ? " digest" : ""}`;
  const head = `hmac username="${call.accessKey}", algorithm="hmac-sha256", headers="${names}", signature="`;
  return datedProgram(call, text, [head, SIGNATURE, '"'], "X-Date");
};

/** HTTP Message Signatures: RFC 9421, with the body's digest of RFC 9530. */
const rfc9421 = (call: Unsigned): Program => {
  const { host, pathname, search } = new URL(call.url);
  const hasBody = call.body !== undefined;
  const covered = ["@method", "@authority", "@path", ...(search === "" ? [] : ["@query"])];
  const names = [...covered, ...(hasBody ? ["content-digest"] : [])].map((name) => `"${name}"`).join(" ");
  const input: Template = [`(${names});created=`, NOW, `;keyid="${call.accessKey}";alg="hmac-sha256"`];
  const base: Template = [
    `"@method": ${call.method}\n"@authority": ${host}\n"@path": ${pathname}\n`,
    ...(search === "" ? [] : [`"@query": ${search}\n`]),
    ...(hasBody ? ['"content-digest": sha-256=:', DIGEST, ":\n"] : []),
    '"@signature-params": ',
    ...input,
  ];
  return {
    assignments: [{ ...NOW, now: "epoch" }, ...digestOf(call), signed(call.secretKey, base, "base64")],
    // Its own headers, wherever the credential is read from.
    ...requestOf(call, {
      ...(hasBody ? { "Content-Digest": ["sha-256=:", DIGEST, ":"] } : {}),
      "Signature-Input": ["sig1=", ...input],
      Signature: ["sig1=:", SIGNATURE, ":"],
    }),
  };
};

/** Each scheme but AWS's, which curl and kept libraries sign by themselves. */
export const SIGNED = { "gateway-hmac": gatewayHmac, rfc9421, signature: apisix, kong } as const;
