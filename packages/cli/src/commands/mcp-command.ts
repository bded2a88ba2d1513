import { createInterface } from "node:readline";
import type { Command } from "commander";
import { EXIT, type ExitCode } from "../command-line/exit-code.ts";
import type { Terminal } from "../command-line/terminal.ts";
import { ownVersion } from "../command-line/version.ts";
import { answerLine, type McpServer } from "../mcp/answer-message.ts";
import { operationsOf } from "../mcp/tools.ts";
import { type CallerOptions, latchkeyOf } from "./caller.ts";
import { withConnection } from "./connection-options.ts";

interface McpOptions extends CallerOptions {
  readonly write?: true;
}

const DESCRIPTION = `the management API as tools for agents (MCP over stdio), named after its operations

Read-only unless --write. What it may do is what the key may do: give it one with the scope read.`;

export const addMcp = (program: Command, terminal: Terminal, end: (code: ExitCode) => void): void => {
  withConnection(program.command("mcp").description(DESCRIPTION))
    .option("--write", "also the tools that change something")
    .action(async (options: McpOptions) => {
      const latchkey = await latchkeyOf(options);
      const document = await latchkey.send("GET", "/v1/openapi.json");
      const operations = operationsOf(document, options.write ?? false);
      await serve({ latchkey, operations, version: ownVersion() }, terminal);
      end(EXIT.done);
    });
};

/** A line is a message. They are answered as they are done, in any order, until standard input ends. */
const serve = async (server: McpServer, terminal: Terminal): Promise<void> => {
  const underWay = new Set<Promise<void>>();
  for await (const line of createInterface({ input: process.stdin, terminal: false })) {
    if (line.trim() === "") continue;
    const answered = answerLine(server, line).then(
      (answer) => {
        if (answer) terminal.print(JSON.stringify(answer));
      },
      (error: unknown) => terminal.tell(`latchkey: ${error instanceof Error ? error.message : "an error"}`),
    );
    underWay.add(answered);
    void answered.finally(() => underWay.delete(answered));
  }
  await Promise.all(underWay);
};
