import type { pluginTexts as english } from "./plugin-texts.ts";
import type { Translation } from "./translation.ts";

export const pluginTexts: Translation<typeof english> = {
  lead: "此消费者的限制和检查，与其套餐的限制并行。",
  off: "关",
  on: "开",
  set: "设置",
  turnOff: "关闭",
  turnedOff: (name) => `${name} 已关闭。`,
  saved: (name) => `${name} 已设置。`,
  unset: "未设置",
  lines: "每行一个。",
  flags: { true: "是", false: "否" },
  fields: {
    count: "最多",
    periodSeconds: "时间窗（秒）",
    period: "周期",
    unit: "计数单位",
    mode: "精确程度",
    hold: "调用前预留 token",
    tools: "仅统计这些工具的调用",
    usd: "美元",
    allow: "允许",
    deny: "拒绝",
    maxBytes: "最大字节数",
  },
};
