import { describe, expect, it } from "vitest";
import { clientSettings } from "./client-settings.ts";

const URL_OF = "https://api.example/clock";
const all = clientSettings("clock", URL_OF);

describe("settings of clients for an MCP service", () => {
  it.each(all)("name the address and the place of a key, and no secret: $client", ({ code }) => {
    expect(code).toContain(URL_OF);
    expect(code).toContain("X-API-Key");
    expect(code).toMatch(/YOUR_API_KEY|\$\{input:clock-api-key\}/);
  });

  it("are files of JSON, but for the command of Claude Code", () => {
    const [command, ...files] = all;
    expect(command?.code).toBe(
      'claude mcp add --transport http clock https://api.example/clock --header "X-API-Key: YOUR_API_KEY"',
    );
    for (const { code } of files) expect(() => JSON.parse(code)).not.toThrow();
  });

  it("have VS Code ask for the key", () => {
    const { inputs, servers } = JSON.parse(all.find(({ client }) => client === "vscode")?.code ?? "{}");
    expect(inputs).toMatchObject([{ id: "clock-api-key", password: true }]);
    expect(servers.clock).toMatchObject({
      type: "http",
      headers: { "X-API-Key": expect.stringMatching(/^\$\{input:clock-api-key\}$/) },
    });
  });
});
