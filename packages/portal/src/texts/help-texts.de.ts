import type { helpTexts as english } from "./help-texts.ts";
import type { Translation } from "./translation.ts";

export const helpTexts: Translation<typeof english> = {
  title: "Hilfe",
  lead: "Was die Plattform leistet, für alle, die Dienste aufrufen, anbieten oder betreiben. Die Seiten sind auf Englisch.",
  search: "Hilfe durchsuchen",
  searchHint: "Ein Wort aus Titel oder Überschrift",
  contents: "Auf dieser Seite",
  pages: "Seiten der Hilfe",
  markdown: "Als Markdown",
  api: "Referenz der Verwaltungs-API",
  apiLead: "Jede Operation für Programme: Auch das Portal benutzt keine anderen.",
  code: "Code",
  linkTo: (heading) => `Link zu ${heading}`,
  readers: {
    everyone: "Alle",
    consumers: "Consumer",
    providers: "Anbieter",
    upstreams: "Upstreams",
    programs: "Programme",
    operators: "Betreiber",
  },
};
