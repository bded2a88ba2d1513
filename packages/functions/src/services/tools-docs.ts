import { answerObject, type SchemaDocs, vocabulary } from "../http/documented.ts";
import { ToolsProblem, ToolsReport, ToolView } from "./service-tools.ts";

/** The tools of an MCP service. */
export const toolsSchemas: SchemaDocs[] = [
  vocabulary(
    "ToolsProblem",
    ToolsProblem,
    "Why a server's tools are not told, or not all: it is not reached in time, it does not take the provider's own headers, it speaks no MCP over streamable HTTP, or it lists more than 500.",
  ),
  answerObject("Tool", ToolView, {
    description: "A tool that an MCP server has, in its own words.",
    properties: {
      name: "What calls and scopes name it by.",
      title: "The name that people read.",
      description: "What it does.",
      inputSchema: "The JSON Schema of its arguments, where that has at most 20,000 characters.",
    },
    example: { name: "now", title: "The time now", description: "Tells what time it is in a time zone." },
  }),
  answerObject("ToolsReport", ToolsReport, {
    description: "The tools of an MCP service.",
    properties: {
      items: "In the server's order.",
      askedAt: "When the server was asked, UTC.",
      problem: "Why there are none, or not all of them. Absent: they are all.",
    },
    example: {
      items: [{ name: "now", title: "The time now" }],
      askedAt: "2026-01-31T12:00:00.000Z",
    },
  }),
];
