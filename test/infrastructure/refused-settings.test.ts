import { DEFAULT_TIMING } from "@latchkey/core/due/timing";
import { DEFAULT_LIMITS } from "@latchkey/core/stage/limits";
import { Settings } from "@latchkey/functions/composition/settings";
import { describe, expect, it } from "vitest";
import { stageSettings } from "../../infra/settings.ts";
import { keyPrefixEnvironment } from "../../infra/settings-keys.ts";
import { MAILS_DEFAULTS, mailsEnvironment } from "../../infra/settings-mails.ts";
import { NAMES_DEFAULTS, namesEnvironment } from "../../infra/settings-names.ts";
import { evaluateStage } from "./graph/evaluate-stage.ts";
import { installPlatform } from "./platform/install-platform.ts";
import { eachWrong, WORKS } from "./refused-settings.fixture.ts";
import { WRONG_SETTINGS } from "./wrong-settings.fixture.ts";

const platform = await installPlatform();

const missing = platform.installed ? "" : ` (not run: ${platform.reason})`;

describe("settings that do not work", () => {
  const complaint = (stage: string, environment: Record<string, string>) => {
    try {
      stageSettings(stage, WORKS, environment);
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
    return "none";
  };

  it.each(eachWrong(WRONG_SETTINGS))(
    "are told in a sentence that names the setting: %s=%s",
    (variable, value, told) => {
      expect(complaint("staging", { [variable]: value })).toContain(told);
    },
  );

  it("are none where nothing is said of reminders: then they are as the functions have them", () => {
    expect(stageSettings("staging", WORKS, {})).toMatchObject(DEFAULT_TIMING);
  });

  it("are none where nothing is said of names: then they are as the functions have them", () => {
    const { reservedSlugs, publication, ...bounds } = NAMES_DEFAULTS;
    expect(DEFAULT_LIMITS).toMatchObject({ ...bounds, ...MAILS_DEFAULTS });
    const read = Settings.parse({
      LATCHKEY_TABLE: "t",
      ...namesEnvironment(stageSettings("staging", WORKS, {})),
      ...mailsEnvironment(stageSettings("staging", WORKS, {})),
      ...keyPrefixEnvironment(stageSettings("staging", WORKS, {})),
    });
    const unset = Settings.parse({ LATCHKEY_TABLE: "t" });
    expect(read).toEqual(unset);
    expect([read.LATCHKEY_RESERVED_SLUGS, read.LATCHKEY_PUBLICATION]).toEqual([reservedSlugs, publication]);
  });

  it("names the setting that is missing", () => {
    expect(() => stageSettings("staging", { every: { region: "eu-central-1" } }, {})).toThrow(
      'The settings of the stage "staging" do not work. sender is missing. Set it in infra/stages.ts, or as LATCHKEY_SENDER.',
    );
  });

  it("name what replaces privateUpstreams, also where the file sets it", () => {
    const file = { every: { ...WORKS.every, privateUpstreams: false } };
    expect(() => stageSettings("staging", file, {})).toThrow(/give vpc and allowedUpstreams/);
    expect(complaint("staging", { LATCHKEY_PRIVATE_UPSTREAMS: "" })).toBe("none");
  });

  it.each(["a_b", "1st", "-", "x".repeat(33)])(
    "include a stage's name that cannot be part of others: %s",
    (stage) => {
      expect(complaint(stage, {})).toContain("A stage's name is");
    },
  );

  it.each([
    ["LATCHKEY_SELF_SIGN_UP", "true"],
    ["LATCHKEY_MFA", "required"],
  ])("ask for nothing of a user pool where there is none: %s=%s", (variable, value) => {
    const issuer = { LATCHKEY_OIDC_ISSUER: "https://login.example.com", LATCHKEY_OIDC_CLIENT_ID: "latchkey" };
    expect(complaint("staging", { ...issuer, [variable]: value })).toContain("are of the user pool");
    expect(complaint("staging", { [variable]: value })).toBe("none");
  });

  it("name no origins of an issuer that is not named", () => {
    const origins = { LATCHKEY_OIDC_ORIGINS: "https://tokens.example.com" };
    expect(complaint("staging", origins)).toContain("issuerOrigins are an issuer's");
  });

  it.skipIf(missing !== "")("stop the program before it makes anything", async () => {
    await expect(evaluateStage("staging", { LATCHKEY_ADMINS: "nobody" })).rejects.toThrow(
      /admins is wrong.*LATCHKEY_ADMINS/,
    );
  });
});
