/** What a provider's models cost. */
export const costTexts = {
  lead: "By the price list as it was at each call; what a caller was refused costs nothing.",
  calls: "Calls",
  tokensIn: "Tokens in",
  cachedTokensIn: "Of them from the cache",
  tokensOut: "Tokens out",
  none: "No model named",
  noPrice: "No price",
  lacking: (count: number) =>
    count === 1 ? "The price list lacks a model" : `The price list lacks ${count} models`,
  lackingLead: (names: string) =>
    `Called in the last seven days, and counted without costs: ${names}. Give them a price under Models and prices.`,
};
