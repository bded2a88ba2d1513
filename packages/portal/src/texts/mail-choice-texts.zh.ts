import type { mailChoiceTexts as english } from "./mail-choice-texts.ts";
import type { Translation } from "./translation.ts";

export const mailChoiceTexts: Translation<typeof english> = {
  title: "申请邮件的发送方式",
  label: "需要您决定的申请",
  each: "每份申请一封邮件",
  daily: "每天一封邮件",
  hints: {
    each: "有人提交申请时立即发送，并发送提醒。",
    daily:
      "每天 6:00（UTC）发送，列出当时待决定的申请，每份附有各自的链接。此后一天内到期的申请仍会立即发送。",
  },
  save: "保存选择",
  saved: "邮件将按您的选择发送。",
};
