import type { decisionTexts as english } from "./decision-texts.ts";
import type { Translation } from "./translation.ts";

export const decisionTexts: Translation<typeof english> = {
  select: (name) => `选择 ${name}`,
  selectAll: "选择所有显示的项",
  selected: (count) => `已选择 ${count} 项`,
  reasonForAll: "理由，会告知每位申请人",
  approveSelected: (count) => `批准 ${count} 项`,
  rejectSelected: (count) => `拒绝 ${count} 项`,
  queue: "您的决定",
  queueLead: "决定在做出十秒后发送，在此之前可以撤销。如果离开此页面，等待中的决定会立即发送。",
  undo: "撤销",
  undoOf: (name) => `撤销：${name}`,
  undoAll: "全部撤销",
  sendNow: "立即发送",
  clear: "清空列表",
  decided: { approve: "批准", reject: "拒绝" },
  inSeconds: (seconds) => `${seconds} 秒后发送`,
  sending: "正在发送",
  sent: { approve: "已批准", reject: "已拒绝" },
  failed: (detail) => `未能执行：${detail}`,
  decision: "决定",
};
