/** The languages of the portal: the name in the language itself, how its numbers and times are written, and what is said before its words are loaded. */
export const LANGUAGES = {
  en: { name: "English", locale: "en-GB", headline: "Find a service, apply, get a credential, call it." },
  de: {
    name: "Deutsch",
    locale: "de",
    headline: "Dienst finden, Zugang beantragen, Zugangsdaten erhalten, aufrufen.",
  },
  "zh-CN": { name: "简体中文", locale: "zh-CN", headline: "查找服务，提交申请，获取凭证，开始调用。" },
} as const;

export type Language = keyof typeof LANGUAGES;

export const isLanguage = (value: unknown): value is Language =>
  typeof value === "string" && Object.hasOwn(LANGUAGES, value);

/**
 * The remembered language, else the first of the wanted ones (BCP 47, as `navigator.languages`) that the portal has in
 * its script: `de-AT` is German, `zh-TW` is not Simplified Chinese. English where none is.
 */
export const chosenLanguage = (remembered: string | null, wanted: readonly string[]): Language => {
  if (isLanguage(remembered)) return remembered;
  const found = wanted.map((tag) => {
    const asked = writtenAs(tag);
    return Object.keys(LANGUAGES).find((each) => asked !== undefined && writtenAs(each) === asked);
  });
  return found.find(isLanguage) ?? "en";
};

/** Language and script, `zh Hans`; undefined for what is no language tag. */
const writtenAs = (tag: string): string | undefined => {
  try {
    const { language, script } = new Intl.Locale(tag).maximize();
    return `${language} ${script}`;
  } catch {
    return undefined;
  }
};

const WORDS: Readonly<Record<Exclude<Language, "en">, () => Promise<{ words: unknown }>>> = {
  de: () => import("./german.ts"),
  "zh-CN": () => import("./chinese.ts"),
};

/** What the page is shown in. `texts` reads it once, so it is set before the portal's own script is loaded. */
interface Spoken {
  language: Language;
  words?: unknown;
}

let current: Spoken = { language: "en" };

export const spoken = (): Spoken => current;

/** Loads the words of a language; where they cannot be loaded the portal is shown in English. */
export const speak = async (language: Language): Promise<void> => {
  try {
    current = language === "en" ? { language } : { language, words: (await WORDS[language]()).words };
  } catch {
    current = { language: "en" };
  }
  document.documentElement.lang = current.language;
};

const KEY = "latchkey-language";

/** Null where nothing is remembered, or nothing may be. */
export const rememberedLanguage = (): string | null => {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
};

/** Shows the portal in another language from now on. */
export const changeLanguage = (language: Language): void => {
  try {
    localStorage.setItem(KEY, language);
  } catch {
    // A browser that keeps nothing goes on in its own language.
  }
  window.location.reload();
};
