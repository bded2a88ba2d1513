import type { McpMessage } from "./read-messages.ts";

/** The headers in which a client repeats what its body says, for intermediaries that do not read it. */
export interface McpHeaders {
  /** Values of `Mcp-Method` and of `Mcp-Name`, all that are there. */
  methods: readonly string[];
  names: readonly string[];
}

/** Whether every one of the headers says what every message of the body says. */
export const agreesWith = ({ methods, names }: McpHeaders, messages: readonly McpMessage[]): boolean => {
  if (methods.length === 0 && names.length === 0) return true;
  return (
    messages.length > 0 &&
    messages.every(
      ({ method, name }) =>
        methods.every((value) => value === method) && names.every((value) => plain(value) === name),
    )
  );
};

/** A value that is no plain ASCII is sent in base64 (MCP, "Streamable HTTP", value encoding). */
const ENCODED = /^=\?base64\?([A-Za-z0-9+/]*={0,2})\?=$/i;

const plain = (value: string): string => {
  const [, encoded] = ENCODED.exec(value) ?? [];
  return encoded === undefined ? value : Buffer.from(encoded, "base64").toString("utf8");
};
