import type { toolTexts as english } from "./tool-texts.ts";
import type { Translation } from "./translation.ts";

export const toolTexts: Translation<typeof english> = {
  tools: "Tools",
  none: "Keine Tools",
  noneLead: "Der Server nennt keine Tools.",
  asked: "Beim Server erfragt",
  problems: {
    unreachable:
      "Der Server hat nicht rechtzeitig geantwortet; seine Tools sind nicht bekannt. Fragen Sie den Anbieter.",
    unauthorized:
      "Der Server nimmt die Zugangsdaten des Anbieters nicht an; seine Tools sind nicht bekannt. Fragen Sie den Anbieter.",
    "not-mcp": "Die Adresse des Dienstes antwortet nicht wie ein MCP-Server. Fragen Sie den Anbieter.",
    "too-many": "Der Server nennt mehr Tools, als hier gezeigt werden.",
  },
  clients: "Einstellungen für Ihren Client",
  clientsLead: "Zum Einfügen. Ersetzen Sie YOUR_API_KEY durch Ihren API-Schlüssel; VS Code fragt danach.",
};
