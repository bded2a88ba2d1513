import { describe, expect, it } from "vitest";
import { urlOf } from "./environment.ts";
import { HELP, localSettings, openDoor } from "./local-settings.ts";

describe("where Latchkey listens and where it is reached", () => {
  it.each([
    ["by itself", {}, "127.0.0.1", true, "http://127.0.0.1:4000"],
    ["by a name of this machine", { LATCHKEY_HOST: "localhost" }, "localhost", true, "http://localhost:4000"],
    ["by IPv6", { LATCHKEY_HOST: "::1" }, "::1", true, "http://[::1]:4000"],
    [
      "on all addresses: no password is asked, so none signs in",
      { LATCHKEY_HOST: "0.0.0.0" },
      "0.0.0.0",
      false,
      "http://127.0.0.1:4000",
    ],
    ["on the network", { LATCHKEY_HOST: "192.0.2.7" }, "192.0.2.7", false, "http://192.0.2.7:4000"],
    [
      "on the network by a name",
      { LATCHKEY_HOST: "0.0.0.0", LATCHKEY_REACHED_AT: "box.example" },
      "0.0.0.0",
      false,
      "http://box.example:4000",
    ],
    [
      "in a container, published on loopback",
      { LATCHKEY_HOST: "0.0.0.0", LATCHKEY_REACHED_AT: "127.0.0.1" },
      "0.0.0.0",
      true,
      "http://127.0.0.1:4000",
    ],
    [
      "by a name alone",
      { LATCHKEY_REACHED_AT: "box.example" },
      "127.0.0.1",
      false,
      "http://box.example:4000",
    ],
  ])("%s", (_name, environment, host, isLoopback, url) => {
    const settings = localSettings(environment);
    expect(settings).toMatchObject({ host, isLoopback });
    expect(urlOf(settings, 0)).toBe(url);
  });

  it.each(["", "a b", "box/path", "x@y", "http://box"])("%j is no host name", (name) => {
    expect(() => localSettings({ LATCHKEY_REACHED_AT: name })).toThrow(/LATCHKEY_REACHED_AT/);
  });

  it("is warned of where all addresses are listened on and people sign in, and nowhere else", () => {
    const all = { LATCHKEY_HOST: "0.0.0.0" };
    expect(openDoor(localSettings({ ...all, LATCHKEY_REACHED_AT: "127.0.0.1" }))).toMatch(
      /publish them on 127/,
    );
    for (const settings of [{}, all, { ...all, LATCHKEY_REACHED_AT: "box.example" }])
      expect(openDoor(localSettings(settings))).toBeUndefined();
  });

  it("is said in --help", () => {
    for (const name of ["LATCHKEY_HOST", "LATCHKEY_REACHED_AT", "DYNAMODB_LOCAL_JAR"])
      expect(HELP).toContain(`  ${name} `);
  });
});
