import { McpSession, membersOf, type SendMessage, SessionError, type SessionFault } from "./mcp-session.ts";

export interface ListedTool {
  name: string;
  title?: string;
  description?: string;
  inputSchema?: Record<string, unknown>;
}

export interface ListedTools {
  items: readonly ListedTool[];
  /** Why there are none, or not all of them. */
  problem?: SessionFault | "too-many";
}

const [MAX_PAGES, MAX_TOOLS] = [20, 500];
const [LONGEST_NAME, LONGEST_TITLE, LONGEST_DESCRIPTION, LONGEST_SCHEMA] = [256, 200, 4000, 20_000];

/** The tools that an MCP server lists, in its order. Never fails: what went wrong is told. */
export const listTools = async (send: SendMessage): Promise<ListedTools> => {
  const session = new McpSession(send);
  const items: ListedTool[] = [];
  try {
    await session.begin();
    let cursor: unknown;
    for (let page = 0; page < MAX_PAGES; page += 1) {
      const { tools, nextCursor } = await session.ask("tools/list", cursor === undefined ? {} : { cursor });
      if (!Array.isArray(tools)) throw new SessionError("not-mcp");
      items.push(...tools.flatMap(toolOf));
      if (items.length > MAX_TOOLS) return { items: items.slice(0, MAX_TOOLS), problem: "too-many" };
      if (typeof nextCursor !== "string") return { items };
      cursor = nextCursor;
    }
    return { items, problem: "too-many" };
  } catch (error) {
    if (error instanceof SessionError) return { items, problem: error.fault };
    throw error;
  } finally {
    await session.end();
  }
};

/** What is too long is cut, or left out where it is no text; a tool without a name is none. */
const toolOf = (value: unknown): ListedTool[] => {
  const { name, title, description, inputSchema } = membersOf(value);
  if (typeof name !== "string" || name === "" || name.length > LONGEST_NAME) return [];
  const schema = membersOf(inputSchema);
  return [
    {
      name,
      ...(typeof title === "string" ? { title: title.slice(0, LONGEST_TITLE) } : {}),
      ...(typeof description === "string" ? { description: description.slice(0, LONGEST_DESCRIPTION) } : {}),
      ...(inputSchema !== undefined && JSON.stringify(schema).length <= LONGEST_SCHEMA
        ? { inputSchema: schema }
        : {}),
    },
  ];
};
