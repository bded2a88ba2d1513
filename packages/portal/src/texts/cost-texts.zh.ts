import type { costTexts as english } from "./cost-texts.ts";
import type { Translation } from "./translation.ts";

export const costTexts: Translation<typeof english> = {
  lead: "按每次调用时的价格表计算；被拒绝的调用不产生费用。",
  calls: "调用",
  tokensIn: "输入 token",
  cachedTokensIn: "其中来自缓存",
  tokensOut: "输出 token",
  none: "未指定模型",
  noPrice: "没有价格",
  lacking: (count) => `价格表缺少 ${count} 个模型`,
  lackingLead: (names) => `最近七天被调用过，但计数时没有费用：${names}。请在“模型与价格”中为它们设置价格。`,
};
