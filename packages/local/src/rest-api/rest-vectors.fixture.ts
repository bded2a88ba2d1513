interface RecordedAnswer {
  content: unknown;
  headers?: Record<string, string>;
}

// What the recorded function returned (it answers with the JSON it was sent), and the status that AWS gave.
export const base64 = Buffer.from("test-data").toString("base64");

export const ANSWERS: [string, unknown, number][] = [
  ["invoke-api-no-body", { statusCode: 200 }, 200],
  [
    "invoke-api-with-headers",
    { statusCode: 200, headers: { "test-header": "value", "header-bool": true } },
    200,
  ],
  ["invoke-api-with-headers-null", { statusCode: 200, headers: null }, 200],
  ["invoke-api-wrong-format", { statusCode: 200, wrongValue: "value" }, 502],
  ["invoke-api-empty-response", undefined, 502],
  ["invoke-api-b64-encoded-true", { statusCode: 200, body: base64, isBase64Encoded: true }, 200],
  ["invoke-api-b64-encoded-false", { statusCode: 200, body: base64 }, 200],
  [
    "invoke-api-multi-headers-valid",
    { statusCode: 200, multiValueHeaders: { "test-multi": ["value1", "value2"] } },
    200,
  ],
  [
    "invoke-api-multi-headers-overwrite",
    {
      statusCode: 200,
      multiValueHeaders: { "test-multi": ["value-multi"] },
      headers: { "test-multi": "value-solo" },
    },
    200,
  ],
  [
    "invoke-api-multi-headers-overwrite-casing",
    {
      statusCode: 200,
      multiValueHeaders: { "tesT-Multi": ["value-multi"] },
      headers: { "test-multi": "value-solo" },
    },
    200,
  ],
  [
    "invoke-api-multi-headers-invalid",
    { statusCode: 200, multiValueHeaders: { "test-multi-invalid": "value1" } },
    502,
  ],
  ["invoke-api-invalid-status-code", { statusCode: "test" }, 502],
  ["invoke-api-status-code-str", { statusCode: "201" }, 201],
  ["invoke-api-just-string", "justAString", 502],
  ["invoke-api-only-headers", { headers: { "test-header": "value" } }, 200],
];

export const isAnswer = (value: unknown): value is RecordedAnswer =>
  typeof value === "object" && value !== null && "content" in value;

/** As the recording client shows them: one line a name, the first casing, values joined. */
export const joined = (rawHeaders: string[]): Record<string, string> => {
  const lines = new Map<string, [string, string]>();
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const [name = "", value = ""] = rawHeaders.slice(index, index + 2);
    const known = lines.get(name.toLowerCase());
    lines.set(name.toLowerCase(), known ? [known[0], `${known[1]}, ${value}`] : [name, value]);
  }
  return Object.fromEntries(lines.values());
};
