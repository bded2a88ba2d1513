import type { planTexts as english } from "./plan-texts.ts";
import type { Translation } from "./translation.ts";

/** The fields of a plan. */
export const planTexts: Translation<typeof english> = {
  name: "Name",
  nameHint: "Kurz, für Programme: free, gold.",
  title: "Titel",
  rateCount: "Ratenlimit",
  rateUnit: "Ratenlimit: Einheit",
  rateUnitHint: "Tokens werden bei KI-Diensten gezählt.",
  ratePeriod: "Ratenlimit: in Sekunden",
  rateTools: "Ratenlimit: nur Aufrufe dieser Tools",
  rateToolsHint: "Je Zeile eines: ein Name oder ein Anfang mit * am Ende. Leer: alle Aufrufe.",
  quotaCount: "Kontingent",
  quotaUnit: "Kontingent: Einheit",
  quotaPeriod: "Kontingent: je",
  quotaTools: "Kontingent: nur Aufrufe dieser Tools",
  quotaToolsHint: "Je Zeile eines: ein Name oder ein Anfang mit * am Ende. Leer: alle Aufrufe.",
  budgetUsd: "Budget: US-Dollar",
  budgetUsdHint: "Was Aufrufe von Modellen kosten dürfen. Es hält, wie viele auch gleichzeitig laufen.",
  budgetPeriod: "Budget: je",
  models: "Modelle",
  modelsHint: "Je Zeile eines, ein Name oder ein Anfang mit *. Leer: alle.",
  days: "Endet nach Tagen",
  daysHint: "Leer: bis zur Kündigung.",
};
