import { describe, expect, it } from "vitest";
import { BrandColor, BrandLinks, BrandMark, BrandName, contrastWithWhite } from "./brand.ts";

const DOT = `data:image/svg+xml;base64,${btoa("<svg/>")}`;

describe("the colour of a brand", () => {
  it.each(["#777777", "#ff6600", "#00aaff", "#ffffff"])(
    "is refused where white text on it is pale: %s",
    (color) => {
      const told = BrandColor.safeParse(color).error?.issues[0]?.message;
      expect(told).toMatch(/^white text on it has a contrast of \d\.\d\d to 1, and needs 4\.5/);
    },
  );

  it.each(["#767676", "#0b5f63", "#1A1A2E"])("is taken: %s", (color) =>
    expect(BrandColor.parse(color)).toBe(color),
  );

  it.each(["red", "#fff", "#0b5f63;", "url(https://a.example)", "#0b5f63\n"])(
    "is a colour and no style: %s",
    (color) => expect(BrandColor.safeParse(color).success).toBe(false),
  );

  it("is measured as WCAG does", () => {
    expect(contrastWithWhite("#000000")).toBeCloseTo(21);
    expect(contrastWithWhite("#ffffff")).toBeCloseTo(1);
    expect(contrastWithWhite("#777777")).toBeCloseTo(4.48, 2);
  });
});

describe("the name of a brand", () => {
  it.each(["Acme", "Müller & Söhne", "数据平台", "O'Neill APIs"])("is taken: %s", (name) =>
    expect(BrandName.parse(name)).toBe(name),
  );

  it.each([
    "",
    " Acme",
    "Acme\r\nBcc: a@b.example",
    'A" <a@b.example>',
    "<b>Acme</b>",
    "x".repeat(41),
    "A\u202eB",
  ])("breaks no header and no page: %j", (name) => expect(BrandName.safeParse(name).success).toBe(false));
});

describe("the mark of a brand", () => {
  it.each([DOT, "data:image/png;base64,iVBORw0KGgo=", "/brand/mark.svg"])("is taken: %s", (mark) =>
    expect(BrandMark.parse(mark)).toBe(mark),
  );

  it.each([
    "https://elsewhere.example/mark.svg",
    "//elsewhere.example/mark.svg",
    "/../mark.svg",
    "/a/../../mark.svg",
    "data:text/html;base64,PGI+",
    "data:image/svg+xml,<svg onload=alert(1)>",
    "javascript:alert(1)",
    `data:image/png;base64,${"A".repeat(33_000)}`,
  ])("is nothing from elsewhere, and not long: %s", (mark) =>
    expect(BrandMark.safeParse(mark).success).toBe(false),
  );
});

describe("the links of a brand", () => {
  it("are https or mailto", () => {
    const links = [
      { label: "Support", url: "mailto:help@acme.example" },
      { label: "Status", url: "https://status.acme.example/" },
    ];
    expect(BrandLinks.parse(links)).toEqual(links);
    for (const url of ["javascript:alert(1)", "http://a.example", "https://", "data:text/html,a"])
      expect(BrandLinks.safeParse([{ label: "Support", url }]).success).toBe(false);
  });

  it("are few", () =>
    expect(BrandLinks.safeParse(Array(7).fill({ label: "A", url: "https://a.example" })).success).toBe(
      false,
    ));
});
