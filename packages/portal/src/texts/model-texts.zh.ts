import type { modelTexts as english } from "./model-texts.ts";
import type { Translation } from "./translation.ts";

export const modelTexts: Translation<typeof english> = {
  models: "模型与价格",
  modelsLead: "模型的费用，以美元计。第一个匹配的条目生效。设有预算时，没有价格的模型的调用会被拒绝。",
  addModel: "添加模型",
  model: (number) => `模型 ${number}`,
  modelFields: {
    match: "模型",
    matchHint: "名称，或以 * 结尾的前缀。单独的 * 匹配全部。",
    inputUsd: "输入，每百万 token",
    outputUsd: "输出，每百万 token",
    cachedInputUsd: "读取缓存",
    cachedInputUsdHint: "每百万 token。留空：与输入相同。",
    cacheWriteUsd: "写入缓存",
    cacheWriteUsdHint: "每百万 token。留空：与输入相同。",
    callUsd: "每次调用",
    maxOutputTokens: "预留的输出 token",
    maxOutputTokensHint: "调用者未指定上限时使用。留空：4096。",
    bytesPerToken: "每个 token 的字节数",
    bytesPerTokenHint: "用于在调用前估算输入。留空：3。",
  },
};
