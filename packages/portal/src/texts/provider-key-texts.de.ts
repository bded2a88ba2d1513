import type { providerKeyTexts as english } from "./provider-key-texts.ts";
import type { Translation } from "./translation.ts";

export const providerKeyTexts: Translation<typeof english> = {
  key: "Schlüssel des Anbieters",
  keyNone:
    "Es ist keiner gesetzt. Was Sie eingeben, wird mit jedem Aufruf an den Upstream gesendet und nie wieder angezeigt.",
  keySet: (header) => `Einer ist gesetzt, im Header ${header}. Was Sie eingeben, ersetzt ihn.`,
  keyHeader: "Gesendet als",
  keyHeaderHint: "OpenAI und die meisten anderen lesen ein Bearer-Token, Anthropic x-api-key, Azure api-key.",
  keyIn: (header, before) => (before === "" ? header : `${header}: ${before} …`),
  keys: "Mehrere Schlüssel des Anbieters",
  keysLead:
    "Aufrufe tragen der Reihe nach einen davon, nach Gewicht. Einer, auf den 401 oder 429 kommt, ruht, und der Aufruf geht mit dem nächsten. Bei einer anderen Herkunft der Adresse werden alle neu eingegeben.",
  addKey: "Schlüssel hinzufügen",
  keyNumber: (number) => `Schlüssel ${number}`,
  keyFields: {
    name: "Name",
    nameHint: "Kurz, für Programme: first, eu.",
    weight: "Gewicht",
    weightHint: "1 bis 100: sein Anteil an den Aufrufen.",
    secret: "Wert",
    secretNew: "Nur schreibbar: er wird nie wieder gezeigt.",
    secretStored: (headers) => `Gesetzt, in ${headers}. Leer: er bleibt.`,
  },
};
