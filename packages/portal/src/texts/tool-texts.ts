/** The tools of an MCP service, and the clients that use them. */
export const toolTexts = {
  tools: "Tools",
  none: "No tools",
  noneLead: "The server lists no tools.",
  asked: "Asked of the server",
  problems: {
    unreachable: "The server did not answer in time, so its tools are not known. Ask the provider.",
    unauthorized:
      "The server does not take the provider's credential, so its tools are not known. Ask the provider.",
    "not-mcp": "The address of the service does not answer as an MCP server. Ask the provider.",
    "too-many": "The server lists more tools than are shown here.",
  },
  clients: "Settings for your client",
  clientsLead: "To paste. Put your API key where YOUR_API_KEY stands; VS Code asks for it.",
};
