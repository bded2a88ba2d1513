import { quoted, shellQuoted } from "./quote.ts";
import type { SampleCall } from "./sample-call.ts";

/** Commands for a request whose headers are known beforehand. */

export interface PlainRequest {
  url: string;
  method: SampleCall["method"];
  headers: Readonly<Record<string, string>>;
  body?: string | undefined;
}

const withType = ({ headers, body }: PlainRequest): Record<string, string> =>
  body === undefined ? { ...headers } : { ...headers, "Content-Type": "application/json" };

export const plainCurl = (request: PlainRequest, extra: readonly string[] = []): string =>
  [
    `curl ${shellQuoted(request.url)}`,
    ...extra,
    ...Object.entries(withType(request)).map(([name, value]) => `-H ${shellQuoted(`${name}: ${value}`)}`),
    ...(request.body === undefined ? [] : [`-d ${shellQuoted(request.body)}`]),
  ].join(" \\\n  ");

export const plainJavaScript = (request: PlainRequest): string =>
  `const response = await fetch(${quoted(request.url)}, {
  method: ${quoted(request.method)},
  headers: ${JSON.stringify(withType(request), null, 2).replaceAll("\n", "\n  ")},${
    request.body === undefined ? "" : `\n  body: ${quoted(request.body)},`
  }
});
console.log(response.status, await response.text());
`;

export const plainPython = (request: PlainRequest): string =>
  `import urllib.request

request = urllib.request.Request(
    ${quoted(request.url)},
    method=${quoted(request.method)},
    headers=${JSON.stringify(withType(request), null, 4).replaceAll("\n", "\n    ")},${
      request.body === undefined ? "" : `\n    data=${quoted(request.body)}.encode(),`
    }
)
with urllib.request.urlopen(request) as response:
    print(response.status, response.read().decode())
`;
