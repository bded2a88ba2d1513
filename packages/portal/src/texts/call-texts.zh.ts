import type { callTexts as english } from "./call-texts.ts";
import type { Translation } from "./translation.ts";

export const callTexts: Translation<typeof english> = {
  title: "最近的调用",
  lead: "一天内最近的 100 次调用，以及出错时如何处理。调用繁忙的消费者只显示一部分。路径以模板显示，从不显示查询。",
  none: "还没有调用",
  noneLead: "调用发生约一分钟后显示在这里。",
  call: "调用",
  answer: "响应",
  milliseconds: (count) => `${count} 毫秒`,
  limit: (name) => `限制：${name}`,
  credential: "凭证",
};
