/** What stands for the key: to be replaced where the settings are pasted. */
const KEY = "YOUR_API_KEY";

export interface ClientSettings {
  client: "claude-code" | "claude-desktop" | "vscode" | "cursor" | "other";
  /** A command, or the content of a file. */
  code: string;
}

const json = (value: unknown): string => JSON.stringify(value, null, 2);

/** As a client's file refers to a variable. */
const reference = (name: string): string => `\${${name}}`;

/**
 * Settings of common clients for an MCP service at the gateway. A slug and an address need no quoting in a shell.
 *
 * @param url of the service at the gateway
 */
export const clientSettings = (slug: string, url: string): ClientSettings[] => {
  const headers = { "X-API-Key": KEY };
  const input = `${slug}-api-key`;
  return [
    {
      client: "claude-code",
      code: `claude mcp add --transport http ${slug} ${url} --header "X-API-Key: ${KEY}"`,
    },
    {
      client: "claude-desktop",
      // It starts programs only: this one speaks HTTP for it. A blank in an argument is not passed on by all systems.
      code: json({
        mcpServers: {
          [slug]: {
            command: "npx",
            args: ["-y", "mcp-remote", url, "--header", `X-API-Key:${reference("API_KEY")}`],
            env: { API_KEY: KEY },
          },
        },
      }),
    },
    {
      client: "vscode",
      code: json({
        inputs: [{ type: "promptString", id: input, description: `API key for ${slug}`, password: true }],
        servers: { [slug]: { type: "http", url, headers: { "X-API-Key": reference(`input:${input}`) } } },
      }),
    },
    { client: "cursor", code: json({ mcpServers: { [slug]: { url, headers } } }) },
    { client: "other", code: json({ mcpServers: { [slug]: { type: "http", url, headers } } }) },
  ];
};
