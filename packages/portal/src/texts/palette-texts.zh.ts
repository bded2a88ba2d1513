import type { paletteTexts as english } from "./palette-texts.ts";
import type { Translation } from "./translation.ts";

export const paletteTexts: Translation<typeof english> = {
  open: "搜索与操作",
  keys: "Ctrl K",
  keysMac: "⌘ K",
  title: "搜索与操作",
  field: "您在找什么？",
  hint: "消费者、服务、订阅、页面或操作",
  results: "结果",
  none: "没有找到",
  groups: {
    actions: "操作",
    pages: "页面",
    consumers: "消费者",
    services: "服务",
    subscriptions: "订阅",
  },
  newConsumer: "新建消费者",
  newService: "新建服务",
  apply: "查找要申请的服务",
};
