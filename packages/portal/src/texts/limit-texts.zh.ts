import type { limitTexts as english } from "./limit-texts.ts";
import type { Translation } from "./translation.ts";

const PERIODS: Readonly<Record<string, string>> = { day: "每天", week: "每周", month: "每月" };
const per = (period: string): string => PERIODS[period] ?? period;

export const limitTexts: Translation<typeof english> = {
  seconds: { 1: "每秒", 60: "每分钟", 3600: "每小时", 86400: "每天" },
  everySeconds: (seconds) => `每 ${seconds} 秒`,
  units: { calls: "次调用", tokens: "个 token", usd: "美元" },
  ofTools: (unit, tools) => `${unit}（${tools}）`,
  rate: (count, unit, period) => `${period} ${count} ${unit}`,
  quota: (count, unit, period) => `${per(period)} ${count} ${unit}`,
  budget: (usd, period) => `${per(period)} ${usd} 美元`,
  models: (names) => `仅限模型 ${names}`,
  now: {
    title: "剩余额度",
    lead: "当前情况，会自动更新。网关为后续调用预留的部分计为已使用。",
    none: "没有限制",
    noneLead: "消费者及其订阅的套餐都没有限制调用。",
    names: { quota: "配额", "rate-limit": "速率限制", budget: "预算" },
    held: (amount) => `进行中的调用预留了 ${amount}`,
    ofPlan: "此订阅的套餐",
    ofConsumer: "该消费者的所有调用",
    used: (used, most, unit) => `${used} / ${most} ${unit}`,
    usedUp: "已用尽",
    resets: (when) => `${when}重置`,
    periods: { day: "今天", week: "本周", month: "本月" },
    seconds: { 1: "一秒内", 60: "一分钟内", 3600: "一小时内", 86400: "一天内" },
    everySeconds: (seconds) => `${seconds} 秒内`,
  },
  size: (bytes) => `请求体最多 ${bytes} 字节`,
};
