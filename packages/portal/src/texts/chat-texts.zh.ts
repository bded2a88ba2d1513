import type { chatTexts as english } from "./chat-texts.ts";
import type { Translation } from "./translation.ts";

export const chatTexts: Translation<typeof english> = {
  title: "聊天",
  lead: "等待决定的申请会连同门户链接一起发布到这些 Slack 或 Teams 频道。",
  add: "添加频道",
  number: (at) => `频道 ${at}`,
  name: "名称",
  url: "传入 Webhook 的地址",
  urlNew: "由 Slack 或 Teams 为频道生成，保存后不再显示。",
  urlStored: (host) => `已保存，位于 ${host}。留空则保持不变。`,
};
