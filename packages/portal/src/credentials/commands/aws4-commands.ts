import { requestOf } from "./carried.ts";
import { curlCommand } from "./curl-command.ts";
import { quoted, shellQuoted } from "./quote.ts";
import { ownHeaders } from "./sample-call.ts";
import type { Unsigned } from "./signed-programs.ts";

/** Any region and service name will do: the gateway reads them from the signature's own scope. */
const REGION = "local";
const SERVICE = "latchkey";

/** curl encodes a path once, which AWS does for this service alone. */
const serviceFor = (pathname: string): string => (/^[A-Za-z0-9\-._~/]*$/.test(pathname) ? SERVICE : "s3");

const headersOf = (call: Unsigned, indent: string): string =>
  Object.entries(ownHeaders(call))
    .map(([name, value]) => `\n${indent}${quoted(name)}: ${quoted(value)},`)
    .join("");

/**
 * AWS Signature V4 with curl's own option and with `aws4fetch`; in Python the same signature from the standard library
 * alone, so that it needs only Python.
 */
export const aws4Commands = (call: Unsigned): Record<"curl" | "javascript" | "python", string> => {
  const place = call.credential.in?.[0]?.name;
  const python = pythonOf(call, place ?? "Authorization");
  return {
    curl: place === undefined ? curlOf(call) : inShell(python),
    javascript: javascriptOf(call, place),
    python,
  };
};

/** curl signs into `Authorization` alone. */
const inShell = (python: string): string => `python3 - <<'PROGRAM'\n${python}PROGRAM`;

const curlOf = (call: Unsigned): string => {
  const service = serviceFor(new URL(call.url).pathname);
  return curlCommand({ assignments: [], ...requestOf(call) }, [
    `--aws-sigv4 ${shellQuoted(`aws:amz:${REGION}:${service}`)}`,
    `--user ${shellQuoted(`${call.accessKey}:${call.secretKey}`)}`,
  ]);
};

const javascriptOf = (call: Unsigned, place: string | undefined): string => {
  const { url, method, body } = call;
  const headers = headersOf(call, "    ");
  const options = `{
  method: ${quoted(method)},${headers === "" ? "" : `\n  headers: {${headers}\n  },`}${
    body === undefined ? "" : `\n  body: ${quoted(body)},`
  }
}`;
  const sent =
    place === undefined
      ? `const response = await client.fetch(${quoted(url)}, ${options});`
      : `const signed = await client.sign(${quoted(url)}, ${options});
signed.headers.set(${quoted(place)}, signed.headers.get("Authorization"));
signed.headers.delete("Authorization");
const response = await fetch(signed);`;
  return `// npm install aws4fetch
import { AwsClient } from "aws4fetch";

const client = new AwsClient({
  accessKeyId: ${quoted(call.accessKey)},
  secretAccessKey: ${quoted(call.secretKey)},
  region: ${quoted(REGION)},
  service: ${quoted(SERVICE)},
});
${sent}
console.log(response.status, await response.text());
`;
};

const pythonOf = (call: Unsigned, header: string): string => {
  const { url, method, body } = call;
  const { host, pathname, search } = new URL(url);
  return `import datetime, hashlib, hmac, urllib.request

access_key, secret_key = ${quoted(call.accessKey)}, ${quoted(call.secretKey)}
method, host, body = ${quoted(method)}, ${quoted(host)}, ${quoted(body ?? "")}.encode()
path, query = ${quoted(pathname)}, ${quoted(search.slice(1))}

def mac(key, text):
    return hmac.new(key, text.encode(), hashlib.sha256).digest()

now = datetime.datetime.now(datetime.timezone.utc).strftime("%Y%m%dT%H%M%SZ")
scope = [now[:8], ${quoted(REGION)}, ${quoted(serviceFor(pathname))}, "aws4_request"]
digest = hashlib.sha256(body).hexdigest()
canonical = "\\n".join([
    method, path, query,
    f"host:{host}", f"x-amz-content-sha256:{digest}", f"x-amz-date:{now}", "",
    "host;x-amz-content-sha256;x-amz-date", digest,
])
to_sign = "\\n".join(["AWS4-HMAC-SHA256", now, "/".join(scope), hashlib.sha256(canonical.encode()).hexdigest()])
key = ("AWS4" + secret_key).encode()
for part in scope:
    key = mac(key, part)
request = urllib.request.Request(${quoted(url)}, method=method, data=body or None, headers={
    "Host": host,
    "X-Amz-Date": now,
    "X-Amz-Content-Sha256": digest,${headersOf(call, "    ")}
    ${quoted(header)}: f"AWS4-HMAC-SHA256 Credential={access_key}/{'/'.join(scope)}, "
    f"SignedHeaders=host;x-amz-content-sha256;x-amz-date, Signature={mac(key, to_sign).hex()}",
})
with urllib.request.urlopen(request) as response:
    print(response.status, response.read().decode())
`;
};
