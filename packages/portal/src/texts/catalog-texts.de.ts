import type { catalogTexts as english } from "./catalog-texts.ts";
import { pluralsOf } from "./plural.ts";
import type { Translation } from "./translation.ts";

const plural = pluralsOf("de");

export const catalogTexts: Translation<typeof english> = {
  title: "Katalog",
  lead: "Die Dienste, für die Sie einen Antrag stellen können.",
  search: "Suchen",
  searchHint: "Name, Kurzbeschreibung oder Schlagwort",
  kind: "Art",
  kinds: { all: "Alle", rest: "REST", ai: "KI", mcp: "MCP" },
  tags: "Schlagwörter",
  clear: "Filter zurücksetzen",
  nothing: "Noch nichts veröffentlicht",
  nothingLead:
    "Sobald ein Team einen Dienst veröffentlicht, erscheint er hier. Sie können selbst einen veröffentlichen.",
  publish: "Dienst veröffentlichen",
  noMatch: "Kein Dienst passt",
  noMatchLead: "Versuchen Sie ein anderes Wort oder setzen Sie die Filter zurück.",
  by: (team) => `von ${team}`,
  auto: "Anträge werden sofort genehmigt",
  manual: "Der Anbieter entscheidet über Anträge",
  private: "Privat",
  overview: "Überblick",
  tools: "Tools",
  plans: "Pläne",
  reference: "API-Referenz",
  noDescription: "Der Anbieter hat diesen Dienst noch nicht beschrieben.",
  noPlans: "Keine Pläne",
  noPlansLead: "Dieser Dienst lässt sich auf eine einzige Weise nutzen, ohne eigene Limits.",
  noReference: "Keine API-Referenz",
  noReferenceLead: "Der Anbieter hat für diesen Dienst kein OpenAPI-Dokument veröffentlicht.",
  address: "Adresse",
  sample: "Ein Aufruf, mit Ihrem API-Schlüssel anstelle von $API_KEY",
  scopes: "Scopes",
  scopesLead: "Worauf ein Abonnement oder Zugangsdaten eingeschränkt werden können.",
  scopeName: "Scope",
  scopeMethods: "Methoden",
  scopePaths: "Pfade",
  scopeTools: "Tools",
  any: "alle",
  unlimited: "Kein Limit",
  forever: "Läuft bis zur Kündigung",
  days: (days) => plural(days, { one: "Läuft # Tag", other: "Läuft # Tage" }),
  picture: (alt) => `Bild: ${alt || "ohne Beschreibung"}`,
};
