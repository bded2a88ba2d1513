import type { platformTexts as english } from "./platform-texts.ts";
import type { Translation } from "./translation.ts";

export const platformTexts: Translation<typeof english> = {
  people: "人员",
  peopleLead: "所有团队成员。",
  noPeople: "还没有人",
  noPeopleLead: "加入团队的人会显示在这里。",
  email: "电子邮件",
  teams: "团队",
  deadLettersLead: "过去 90 天内放弃发送的邮件、Webhook 和事件。",
  noDeadLetters: "没有放弃发送的内容",
  noDeadLettersLead: "多次尝试仍无法发送的内容会显示在这里。",
  what: "内容",
  target: "目标",
  why: "原因",
  kinds: { mail: "邮件", webhook: "Webhook", bus: "事件" },
  replay: "重试",
  replayed: "正在重试。",
  replayedBefore: "之前已重试过",
  suspendTeam: "暂停团队",
  resumeTeam: "恢复团队",
  suspendTeamLead: "在恢复之前，其消费者的调用以及对其服务的调用都会被拒绝。",
  teamSuspended: "团队已暂停。",
  teamResumed: "团队已恢复。",
};
