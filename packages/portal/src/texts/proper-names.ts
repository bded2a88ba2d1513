/** Names that are the same in every language: of programming languages, and of programs. */
export const LANGUAGE_NAMES = { curl: "curl", javascript: "JavaScript", python: "Python" } as const;

export const CLIENT_NAMES = {
  "claude-code": "Claude Code",
  "claude-desktop": "Claude Desktop",
  vscode: "VS Code",
  cursor: "Cursor",
  other: "mcp.json",
} as const;
