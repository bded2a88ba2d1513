import type { planTexts as english } from "./plan-texts.ts";
import type { Translation } from "./translation.ts";

/** The fields of a plan. */
export const planTexts: Translation<typeof english> = {
  name: "名称",
  nameHint: "简短，供程序使用：free、gold。",
  title: "标题",
  rateCount: "速率限制",
  rateUnit: "速率限制：单位",
  rateUnitHint: "AI 服务可按 token 计数。",
  ratePeriod: "速率限制：时间窗（秒）",
  rateTools: "速率限制：仅统计这些工具的调用",
  rateToolsHint: "每行一个：名称，或以 * 结尾的开头。留空：所有调用。",
  quotaCount: "配额",
  quotaUnit: "配额：单位",
  quotaPeriod: "配额：周期",
  quotaTools: "配额：仅统计这些工具的调用",
  quotaToolsHint: "每行一个：名称，或以 * 结尾的开头。留空：所有调用。",
  budgetUsd: "预算：美元",
  budgetUsdHint: "模型调用的费用上限。无论并发多少都有效。",
  budgetPeriod: "预算：周期",
  models: "模型",
  modelsHint: "每行一个，可为名称或以 * 结尾的前缀。留空：全部。",
  days: "有效天数",
  daysHint: "留空：直到取消。",
};
