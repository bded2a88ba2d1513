import type { providerKeyTexts as english } from "./provider-key-texts.ts";
import type { Translation } from "./translation.ts";

export const providerKeyTexts: Translation<typeof english> = {
  key: "提供方的密钥",
  keyNone: "尚未设置。您输入的内容会随每次调用发送给上游，之后不再显示。",
  keySet: (header) => `已设置，位于请求头 ${header}。您输入的内容会替换它。`,
  keyHeader: "发送方式",
  keyHeaderHint: "OpenAI 及大多数服务读取 Bearer 令牌，Anthropic 读取 x-api-key，Azure 读取 api-key。",
  keyIn: (header, before) => (before === "" ? header : `${header}: ${before} …`),
  keys: "提供方的多个密钥",
  keysLead:
    "调用按权重轮流使用其中一个。收到 401 或 429 的密钥会暂停使用，调用改用下一个。更换来源地址时需重新填写全部密钥。",
  addKey: "添加密钥",
  keyNumber: (number) => `密钥 ${number}`,
  keyFields: {
    name: "名称",
    nameHint: "简短，供程序使用：first、eu。",
    weight: "权重",
    weightHint: "1 到 100：它在调用中所占的份额。",
    secret: "值",
    secretNew: "只可写入：之后不再显示。",
    secretStored: (headers) => `已设置，在 ${headers} 中。留空：保持不变。`,
  },
};
