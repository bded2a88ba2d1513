import type { announcementTexts as english } from "./announcement-texts.ts";
import type { Translation } from "./translation.ts";

export const announcementTexts: Translation<typeof english> = {
  title: "公告",
  announce: "发布公告",
  lead: "每个拥有有效或已暂停订阅的团队，其未退订的所有者都会收到一封邮件。公告无法撤回。",
  subject: "主题",
  text: "要告知使用者的内容",
  sent: (recipients) => `已向 ${recipients} 个地址发布公告。`,
};
