import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { words as chinese } from "./chinese.ts";
import { english } from "./english.ts";
import { words as german } from "./german.ts";
import { chosenLanguage, LANGUAGES } from "./language.ts";
import { pluralsOf } from "./plural.ts";
import { missingIn, translated } from "./translation.ts";

const TRANSLATIONS = { de: german, "zh-CN": chinese };

describe("the words that are shown before the script has loaded", () => {
  it("are those of the start page, without the product's name, which the stage says", async () => {
    const page = await readFile(new URL("../../index.html", import.meta.url), "utf8");
    expect(page).not.toContain(english.product);
    expect(page).toContain(`>${LANGUAGES.en.headline}<`);
  });

  it.each(Object.entries({ en: english, ...TRANSLATIONS }))("are those of %s", (language, words) =>
    expect(LANGUAGES[language as keyof typeof LANGUAGES].headline).toBe(words.session?.headline),
  );
});

describe("the language of the portal", () => {
  it.each<[string | null, string[], string]>([
    [null, ["de-AT", "en"], "de"],
    [null, ["fr", "zh"], "zh-CN"],
    [null, ["zh-Hans-SG"], "zh-CN"],
    [null, ["zh-TW", "en-US"], "en"],
    [null, ["zh-HK", "de"], "de"],
    [null, ["fr-FR", "no language"], "en"],
    [null, [], "en"],
    ["en", ["de"], "en"],
    ["de", ["en"], "de"],
    ["__proto__", ["de"], "de"],
    ["xx", ["zh-CN"], "zh-CN"],
  ])("is, with %s remembered and %j wanted, %s", (remembered, wanted, language) =>
    expect(chosenLanguage(remembered, wanted)).toBe(language),
  );
});

describe("a translation", () => {
  const source = { a: "A", b: { c: "C", d: (name: string) => `D ${name}` }, list: [["one", "two"]] };
  const words = { b: { d: (name: string) => `${name} D` }, list: [["eins"]] };

  it("replaces what it has, and leaves the rest in English", () => {
    const { d, ...rest } = translated(source, words).b;
    expect([d("x"), rest]).toEqual(["x D", { c: "C" }]);
    expect(translated(source, words).list).toEqual([["eins", "two"]]);
    expect(translated(source, undefined)).toEqual({ ...source, b: expect.objectContaining({ c: "C" }) });
  });

  it("is told what it lacks", () => expect(missingIn(words, source)).toEqual(["a", "b.c", "list.0.1"]));

  it.each(Object.entries(TRANSLATIONS))("into %s has every word", (_language, given) =>
    expect(missingIn(given, english)).toEqual(["product"]),
  );
});

describe("a text with a number", () => {
  const forms = { one: "# day", other: "# days" };
  it.each([
    ["en", 1, "1 day"],
    ["en", 0, "0 days"],
    ["en", 31_434, "31,434 days"],
    ["de", 31_434, "31.434 days"],
    ["zh-CN", 1, "1 days"],
  ])("in %s of %d is %j", (locale, count, text) => expect(pluralsOf(locale)(count, forms)).toBe(text));
});
