import { quoted, shellQuoted } from "./quote.ts";
import type { SampleCall } from "./sample-call.ts";

/** Any region and service name will do: the gateway reads them from the signature's own scope. */
const SCOPE = { region: "local", service: "latchkey" } as const;

/**
 * AWS Signature V4 with curl's own option and with `aws4fetch`; in Python the same signature from the standard library
 * alone, so that it needs only Python.
 */
export const akskCommands = (call: SampleCall): Record<"curl" | "javascript" | "python", string> => {
  const { url, method, body } = call;
  const accessKey =
    call.secret["accessKey"] ?? (call.credential.type === "aksk" ? call.credential.accessKey : "");
  const secretKey = call.secret["secretKey"] ?? "";
  const { host, pathname } = new URL(url);
  return {
    curl: [
      `curl --aws-sigv4 ${shellQuoted(`aws:amz:${SCOPE.region}:${SCOPE.service}`)}`,
      `--user ${shellQuoted(`${accessKey}:${secretKey}`)}`,
      ...(body === undefined ? [] : [`-H 'Content-Type: application/json'`, `-d ${shellQuoted(body)}`]),
      shellQuoted(url),
    ].join(" \\\n  "),
    javascript: `// npm install aws4fetch
import { AwsClient } from "aws4fetch";

const client = new AwsClient({
  accessKeyId: ${quoted(accessKey)},
  secretAccessKey: ${quoted(secretKey)},
  region: ${quoted(SCOPE.region)},
  service: ${quoted(SCOPE.service)},
});
const response = await client.fetch(${quoted(url)}, {
  method: ${quoted(method)},${
    body === undefined ? "" : `\n  headers: { "Content-Type": "application/json" },\n  body: ${quoted(body)},`
  }
});
console.log(response.status, await response.text());
`,
    python: `import datetime, hashlib, hmac, urllib.request

access_key, secret_key = ${quoted(accessKey)}, ${quoted(secretKey)}
method, host, path, body = ${quoted(method)}, ${quoted(host)}, ${quoted(pathname)}, ${quoted(body ?? "")}.encode()

def mac(key, text):
    return hmac.new(key, text.encode(), hashlib.sha256).digest()

now = datetime.datetime.now(datetime.timezone.utc).strftime("%Y%m%dT%H%M%SZ")
scope = [now[:8], ${quoted(SCOPE.region)}, ${quoted(SCOPE.service)}, "aws4_request"]
digest = hashlib.sha256(body).hexdigest()
canonical = "\\n".join([
    method, path, "",
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
    "X-Amz-Content-Sha256": digest,${body === undefined ? "" : `\n    "Content-Type": "application/json",`}
    "Authorization": f"AWS4-HMAC-SHA256 Credential={access_key}/{'/'.join(scope)}, "
    f"SignedHeaders=host;x-amz-content-sha256;x-amz-date, Signature={mac(key, to_sign).hex()}",
})
with urllib.request.urlopen(request) as response:
    print(response.status, response.read().decode())
`,
  };
};
