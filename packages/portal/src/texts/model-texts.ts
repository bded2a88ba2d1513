/** The price list of a service that calls models. */
export const modelTexts = {
  models: "Models and prices",
  modelsLead:
    "What models cost, in US dollars. The first entry that fits a call counts. Under a budget, calls of models without a price are refused.",
  addModel: "Add a model",
  model: (number: number) => `Model ${number}`,
  modelFields: {
    match: "Model",
    matchHint: "Its name, or a beginning with * at the end. * alone fits all.",
    inputUsd: "Input, a million tokens",
    outputUsd: "Output, a million tokens",
    cachedInputUsd: "Read from the cache",
    cachedInputUsdHint: "A million tokens. Empty: as input.",
    cacheWriteUsd: "Written to the cache",
    cacheWriteUsdHint: "A million tokens. Empty: as input.",
    callUsd: "A call",
    maxOutputTokens: "Output held, in tokens",
    maxOutputTokensHint: "Where the caller names no maximum. Empty: 4096.",
    bytesPerToken: "Bytes a token",
    bytesPerTokenHint: "By which input is reckoned before a call. Empty: 3.",
  },
};
