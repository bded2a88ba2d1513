import type { deprecationTexts as english } from "./deprecation-texts.ts";
import type { Translation } from "./translation.ts";

export const deprecationTexts: Translation<typeof english> = {
  title: (when) => `此服务将于 ${when} 终止`,
  over: (when) => `此服务已于 ${when} 终止`,
  lead: "该服务已弃用：自终止之时起，无论有何订阅，调用都会被拒绝。",
  closed: "它不再接受新的申请。",
  successor: "后续服务：",
  set: "弃用",
  change: "更改终止时间",
  takeBack: "撤回弃用",
  takeBackTitle: (name) => `${name} 不终止了吗？`,
  takeBackLead: "订阅者会收到邮件通知。它将再次接受申请和调用。",
  takenBack: (name) => `${name} 不再有终止时间。`,
  done: (name) => `${name} 已弃用。`,
  formLead:
    "所有有订阅的团队的所有者都会收到邮件：立即，以及终止前 30、7 和 1 天。调用的响应会说明终止时间。",
  fields: {
    sunsetAt: "在这一天结束时终止（UTC）",
    at: "从何时起不接受申请",
    atHint: "留空：从现在起。",
    successor: "后续服务",
    successorHint: "取代它的服务的标识。",
    message: "您对使用者说的话",
  },
  stillCalls: "谁还在调用它",
};
