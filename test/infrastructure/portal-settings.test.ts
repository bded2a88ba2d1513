import { DEFAULT_BRAND } from "@latchkey/core/stage/brand";
import { Settings } from "@latchkey/functions/composition/settings";
import { describe, expect, it } from "vitest";
import { stageSettings } from "../../infra/settings.ts";
import { brandConfig, brandEnvironment } from "../../infra/settings-portal.ts";
import { eachWrong, WORKS, type WrongSettings } from "./refused-settings.fixture.ts";

const WRONG: WrongSettings = {
  LATCHKEY_BRAND_NAME: {
    "Acme <b>": "brandName is wrong",
  },
  LATCHKEY_BRAND_COLOR: {
    "#ff6600": "white text on it has a contrast of 2.94 to 1, and needs 4.5",
  },
  LATCHKEY_BRAND_MARK: {
    "https://elsewhere.example/mark.svg": "brandMark is wrong",
  },
  LATCHKEY_BRAND_LINKS: {
    '[{"label":"Run","url":"javascript:alert(1)"}]': "brandLinks is wrong",
  },
  LATCHKEY_PUBLIC_CATALOG: {
    yes: "publicCatalog is wrong",
  },
};

describe("settings of the portal", () => {
  it.each(eachWrong(WRONG))(
    "that do not work are told in a sentence that names the setting: %s=%s",
    (variable, value, told) =>
      expect(() => stageSettings("staging", WORKS, { [variable]: value })).toThrow(told),
  );

  it("that are not given are as the functions have them", () => {
    const given = stageSettings("staging", WORKS, {});
    expect(brandConfig(given)).toEqual({ brand: DEFAULT_BRAND, publicCatalog: false });
    const unset = Settings.parse({ LATCHKEY_TABLE: "t" });
    expect(Settings.parse({ LATCHKEY_TABLE: "t", ...brandEnvironment(given) })).toEqual(unset);
    expect(unset.LATCHKEY_PUBLIC_CATALOG).toBe("false");
  });

  it("reach the portal, and the functions without the mark", () => {
    const given = stageSettings("staging", WORKS, {
      LATCHKEY_BRAND_NAME: "Acme APIs",
      LATCHKEY_BRAND_COLOR: "#7a1f5c",
      LATCHKEY_BRAND_MARK: "/acme.svg",
    });
    expect(brandConfig(given).brand).toEqual({ name: "Acme APIs", color: "#7a1f5c", mark: "/acme.svg" });
    expect(brandEnvironment(given)).toEqual({
      LATCHKEY_BRAND_NAME: "Acme APIs",
      LATCHKEY_BRAND_COLOR: "#7a1f5c",
    });
  });
});
