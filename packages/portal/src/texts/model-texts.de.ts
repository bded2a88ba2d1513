import type { modelTexts as english } from "./model-texts.ts";
import type { Translation } from "./translation.ts";

export const modelTexts: Translation<typeof english> = {
  models: "Modelle und Preise",
  modelsLead:
    "Was Modelle kosten, in US-Dollar. Der erste passende Eintrag zählt. Unter einem Budget werden Aufrufe von Modellen ohne Preis abgelehnt.",
  addModel: "Modell hinzufügen",
  model: (number) => `Modell ${number}`,
  modelFields: {
    match: "Modell",
    matchHint: "Der Name oder ein Anfang mit * am Ende. * allein passt auf alle.",
    inputUsd: "Eingabe, je Million Tokens",
    outputUsd: "Ausgabe, je Million Tokens",
    cachedInputUsd: "Aus dem Cache gelesen",
    cachedInputUsdHint: "Je Million Tokens. Leer: wie Eingabe.",
    cacheWriteUsd: "In den Cache geschrieben",
    cacheWriteUsdHint: "Je Million Tokens. Leer: wie Eingabe.",
    callUsd: "Je Aufruf",
    maxOutputTokens: "Reservierte Ausgabe, in Tokens",
    maxOutputTokensHint: "Wenn der Aufrufer kein Maximum nennt. Leer: 4096.",
    bytesPerToken: "Byte je Token",
    bytesPerTokenHint: "Danach wird die Eingabe vor einem Aufruf geschätzt. Leer: 3.",
  },
};
