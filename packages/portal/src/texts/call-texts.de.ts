import type { callTexts as english } from "./call-texts.ts";
import type { Translation } from "./translation.ts";

export const callTexts: Translation<typeof english> = {
  title: "Letzte Aufrufe",
  lead: "Die letzten 100 Aufrufe eines Tages, und was bei fehlgeschlagenen zu tun ist. Von einem stark genutzten Consumer wird ein Teil gezeigt. Pfade erscheinen als Vorlagen, Querys nie.",
  none: "Noch keine Aufrufe",
  noneLead: "Ein Aufruf erscheint hier etwa eine Minute, nachdem er stattfand.",
  call: "Aufruf",
  answer: "Antwort",
  milliseconds: (count) => `${count} ms`,
  limit: (name) => `Limit: ${name}`,
  credential: "Zugangsdaten",
};
