import { quoted, shellQuoted } from "./quote.ts";
import type { SampleCall } from "./sample-call.ts";

const HASHES = { HS256: "sha256", HS384: "sha384", HS512: "sha512" } as const;
type Hs = keyof typeof HASHES;

const isHs = (algorithm: string | undefined): algorithm is Hs =>
  algorithm !== undefined && Object.hasOwn(HASHES, algorithm);

/** The claims that the credential asks for; `exp` is added when the token is made. */
const claimsOf = ({ credential }: SampleCall): Record<string, string> => {
  if (credential.type !== "jwt") return {};
  const { issuer, audience, subject, subjectClaim, consumerId } = credential;
  return {
    ...(issuer === undefined ? {} : { iss: issuer }),
    ...(audience === undefined ? {} : { aud: audience }),
    [subjectClaim]: subject ?? consumerId,
  };
};

const algorithmOf = ({ credential }: SampleCall): Hs | undefined => {
  const first = credential.type === "jwt" ? credential.algorithms[0] : undefined;
  return isHs(first) ? first : undefined;
};

/** A token can be made in the command only with a shared secret; otherwise it comes from the identity provider. */
export const jwtCommands = (call: SampleCall): Record<"curl" | "javascript" | "python", string> => {
  const algorithm = algorithmOf(call);
  const { secret } = call.secret;
  if (algorithm === undefined || secret === undefined) return withOwnToken(call);
  const hash = HASHES[algorithm];
  const claims = claimsOf(call);
  const header = JSON.stringify({ alg: algorithm, typ: "JWT" });
  const { url, method, body } = call;
  return {
    curl: `# The token is valid for five minutes.
b64() { openssl base64 -A | tr '+/' '-_' | tr -d '='; }
HEAD=$(printf '%s' ${shellQuoted(header)} | b64)
CLAIMS=$(printf '%s,"exp":%s}' ${shellQuoted(JSON.stringify(claims).slice(0, -1))} "$(( $(date +%s) + 300 ))" | b64)
SIGNATURE=$(printf '%s.%s' "$HEAD" "$CLAIMS" | openssl dgst -${hash} -binary -hmac ${shellQuoted(secret)} | b64)
curl ${shellQuoted(url)} \\
  -H "Authorization: Bearer $HEAD.$CLAIMS.$SIGNATURE"${
    body === undefined ? "" : ` \\\n  -H 'Content-Type: application/json' \\\n  -d ${shellQuoted(body)}`
  }
`,
    javascript: `import { createHmac } from "node:crypto";

const part = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
const exp = Math.floor(Date.now() / 1000) + 300;
const signed = \`\${part(${header})}.\${part({ ...${JSON.stringify(claims)}, exp })}\`;
const signature = createHmac(${quoted(hash)}, ${quoted(secret)}).update(signed).digest("base64url");
const response = await fetch(${quoted(url)}, {
  method: ${quoted(method)},
  headers: { Authorization: \`Bearer \${signed}.\${signature}\`${
    body === undefined ? "" : `, "Content-Type": "application/json"`
  } },${body === undefined ? "" : `\n  body: ${quoted(body)},`}
});
console.log(response.status, await response.text());
`,
    python: `import base64, hashlib, hmac, json, time, urllib.request

def part(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=")

claims = {**${JSON.stringify(claims)}, "exp": int(time.time()) + 300}
signed = part(json.dumps(${header}).encode()) + b"." + part(json.dumps(claims).encode())
signature = part(hmac.new(${quoted(secret)}.encode(), signed, hashlib.${hash}).digest())
request = urllib.request.Request(
    ${quoted(url)},
    method=${quoted(method)},
    headers={"Authorization": "Bearer " + (signed + b"." + signature).decode()${
      body === undefined ? "" : `, "Content-Type": "application/json"`
    }},${body === undefined ? "" : `\n    data=${quoted(body)}.encode(),`}
)
with urllib.request.urlopen(request) as response:
    print(response.status, response.read().decode())
`,
  };
};

const withOwnToken = ({ url, body }: SampleCall) => ({
  curl: `# TOKEN: a token of the issuer that the credential names.
curl ${shellQuoted(url)} \\
  -H "Authorization: Bearer $TOKEN"${
    body === undefined ? "" : ` \\\n  -H 'Content-Type: application/json' \\\n  -d ${shellQuoted(body)}`
  }
`,
  javascript: `const response = await fetch(${quoted(url)}, {
  method: ${quoted(body === undefined ? "GET" : "POST")},
  headers: { Authorization: \`Bearer \${process.env.TOKEN}\`${
    body === undefined ? "" : `, "Content-Type": "application/json"`
  } },${body === undefined ? "" : `\n  body: ${quoted(body)},`}
});
console.log(response.status, await response.text());
`,
  python: `import os, urllib.request

request = urllib.request.Request(
    ${quoted(url)},
    headers={"Authorization": "Bearer " + os.environ["TOKEN"]${
      body === undefined ? "" : `, "Content-Type": "application/json"`
    }},${body === undefined ? "" : `\n    data=${quoted(body)}.encode(),`}
)
with urllib.request.urlopen(request) as response:
    print(response.status, response.read().decode())
`,
});
