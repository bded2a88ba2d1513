type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

/** Texts with a number, in a language (BCP 47). `#` stands for the number as the language writes it (Unicode CLDR, plural rules). */
export const pluralsOf = (locale: string): ((count: number, forms: Forms) => string) => {
  const rules = new Intl.PluralRules(locale);
  const numbers = new Intl.NumberFormat(locale);
  return (count, forms) => (forms[rules.select(count)] ?? forms.other).replaceAll("#", numbers.format(count));
};

export const inEnglish = pluralsOf("en");
export const inGerman = pluralsOf("de");
export const inChinese = pluralsOf("zh-CN");
