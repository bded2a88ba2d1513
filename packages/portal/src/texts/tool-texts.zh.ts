import type { toolTexts as english } from "./tool-texts.ts";
import type { Translation } from "./translation.ts";

export const toolTexts: Translation<typeof english> = {
  tools: "工具",
  none: "没有工具",
  noneLead: "服务器没有列出任何工具。",
  asked: "向服务器查询于",
  problems: {
    unreachable: "服务器未及时响应，无法得知其工具。请联系提供方。",
    unauthorized: "服务器不接受提供方的凭证，无法得知其工具。请联系提供方。",
    "not-mcp": "该服务的地址没有按 MCP 服务器的方式响应。请联系提供方。",
    "too-many": "服务器列出的工具多于此处显示的数量。",
  },
  clients: "客户端设置",
  clientsLead: "复制后粘贴，将 YOUR_API_KEY 换成您的 API 密钥；VS Code 会询问密钥。",
};
