import type { limitTexts as english } from "./limit-texts.ts";
import type { Translation } from "./translation.ts";

const PERIODS: Readonly<Record<string, string>> = { day: "pro Tag", week: "pro Woche", month: "pro Monat" };
const per = (period: string): string => PERIODS[period] ?? period;

export const limitTexts: Translation<typeof english> = {
  seconds: { 1: "pro Sekunde", 60: "pro Minute", 3600: "pro Stunde", 86400: "pro Tag" },
  everySeconds: (seconds) => `je ${seconds} Sekunden`,
  units: { calls: "Aufrufe", tokens: "Tokens", usd: "US-Dollar" },
  ofTools: (unit, tools) => `${unit} von ${tools}`,
  rate: (count, unit, period) => `${count} ${unit} ${period}`,
  quota: (count, unit, period) => `${count} ${unit} ${per(period)}`,
  budget: (usd, period) => `${usd} US-Dollar ${per(period)}`,
  models: (names) => `Nur die Modelle ${names}`,
  now: {
    title: "Verbleibend",
    lead: "Der aktuelle Stand; er ändert sich von selbst. Was das Gateway für die nächsten Aufrufe zurückgelegt hat, zählt als verbraucht.",
    none: "Keine Limits",
    noneLead: "Weder der Consumer noch ein Plan seiner Abonnements begrenzt seine Aufrufe.",
    names: { quota: "Kontingent", "rate-limit": "Ratenlimit", budget: "Budget" },
    held: (amount) => `${amount} von laufenden Aufrufen reserviert`,
    ofPlan: "Plan dieses Abonnements",
    ofConsumer: "alle Aufrufe des Consumers",
    used: (used, most, unit) => `${used} von ${most} ${unit}`,
    usedUp: "aufgebraucht",
    resets: (when) => `wird ${when} zurückgesetzt`,
    periods: { day: "heute", week: "diese Woche", month: "diesen Monat" },
    seconds: { 1: "in einer Sekunde", 60: "in einer Minute", 3600: "in einer Stunde", 86400: "an einem Tag" },
    everySeconds: (seconds) => `in ${seconds} Sekunden`,
  },
  size: (bytes) => `Bodys von höchstens ${bytes} Byte`,
};
