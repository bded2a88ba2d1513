import { describe, expect, it } from "vitest";
import { parsePortalConfig } from "./portal-config.ts";

const PLACES = {
  controlUrl: "https://api.example/",
  gatewayUrl: "https://gateway.example",
  issuer: "https://login.example",
  clientId: "latchkey",
};
const brandOf = (brand: unknown) => parsePortalConfig({ ...PLACES, brand }).brand;

describe("the portal's configuration", () => {
  it("has Latchkey's brand and no public catalogue where a stage says nothing of them", () =>
    expect(parsePortalConfig(PLACES)).toEqual({
      ...PLACES,
      controlUrl: "https://api.example",
      brand: { name: "Latchkey", links: [] },
      publicCatalog: false,
    }));

  it("has a stage's own", () => {
    const brand = {
      name: "Acme",
      color: "#7a1f5c",
      mark: "/acme.svg",
      links: [{ label: "Support", url: "mailto:help@acme.example" }],
    };
    expect(brandOf(brand)).toEqual(brand);
  });

  it("leaves out what is no colour, mark or link of the web", () =>
    expect(
      brandOf({
        name: "",
        color: "red;}",
        mark: "https://elsewhere.example/a.svg",
        links: [{ label: "Run", url: "javascript:alert(1)" }, "no link", { label: "A" }],
      }),
    ).toEqual({ name: "Latchkey", links: [] }));

  it.each(Object.keys(PLACES))("cannot be without %s", (name) =>
    expect(() => parsePortalConfig({ ...PLACES, [name]: "" })).toThrow(`/config.json lacks ${name}.`),
  );
});
