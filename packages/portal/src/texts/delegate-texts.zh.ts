import type { delegateTexts as english } from "./delegate-texts.ts";
import type { Translation } from "./translation.ts";

export const delegateTexts: Translation<typeof english> = {
  title: "我不在时",
  lead: "需要您通过邮件决定的申请也会发给代理人：两人各有自己的链接，先答复者作出决定。",
  now: "您的代理人",
  decides: (email) => `${email} 与您一起决定。`,
  none: "由您一人决定。",
  ends: "结束",
  by: "所依据的团队",
  another: "指定另一位代理人",
  name: "指定代理人",
  email: "电子邮件地址",
  emailHint: "您所属团队的成员或所有者。",
  until: "到这一天结束（UTC）",
  named: (email) => `${email} 从现在起与您一起决定。`,
  remove: "恢复由我一人决定",
  removeTitle: (email) => `不再由 ${email} 代理？`,
  removeLead: "此后代理人手中的链接不再能作出任何决定。",
  byDelegate: (who, approver) => `由 ${who} 代 ${approver}`,
  removed: "恢复由您一人决定。",
};
