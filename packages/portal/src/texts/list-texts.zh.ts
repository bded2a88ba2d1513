import type { listTexts as english } from "./list-texts.ts";
import type { Translation } from "./translation.ts";

export const listTexts: Translation<typeof english> = {
  allTeams: "我的所有团队",
  sortedBy: (label) => `按${label}排序`,
  state: "状态",
  anyState: "任意状态",
  subscriptions: "我的订阅",
  subscriptionsLead: "您团队的消费者可以调用的服务，以及已申请的服务。",
  searchSubscriptions: "搜索订阅",
  searchSubscriptionsHint: "名称的开头",
  noSubscription: "没有找到此类订阅。",
  endsSoonFirst: "最先到期的排在最前。",
  searchCredentials: "搜索凭证",
  searchCredentialsHint: "名称、类型或密钥可见部分中的内容",
  noCredential: "没有找到凭证。",
};
