import { describe, expect, it } from "vitest";
import { parseRootCommand, ROOT_COMMANDS, RootCommand } from "./root-command.ts";

describe("an invocation of root", () => {
  it.each([
    undefined,
    null,
    "",
    "rotate-root-key",
    [],
    {},
    { do: "rotate" },
    { do: "rotate-root-key", ring: "pepper" },
    { do: "rotate-key-ring" },
    { do: "rotate-key-ring", ring: "constructor" },
    { do: "add-key", ring: "peper" },
    { do: "use-key", ring: "pepper" },
    { do: "use-key", ring: "pepper", key: "" },
    { do: "remove-key", ring: "pepper", key: "k1", force: "true" },
    { do: "remove-key", ring: "pepper", key: "k1", forced: true },
    { do: "reseal", ring: "pepper" },
    { do: "list-keys", ring: "all" },
  ])("that is no command of it is refused with the list of commands: %j", (event) => {
    expect(() => parseRootCommand(event)).toThrow(
      /^Nothing was done: [\s\S]*"rotate-key-ring","ring":"<ring>"/,
    );
  });

  it("in each form that is told is understood", () => {
    const forms = [...ROOT_COMMANDS.matchAll(/^\{.*?\}/gm)].map(([form]) => form);
    const known = RootCommand.def.options.map((option) => [...option.def.shape.do.def.values][0]);
    expect(forms.map((form) => JSON.parse(form).do)).toEqual(known);
    for (const form of forms) {
      const command = JSON.parse(
        form.replace("<ring>", "data").replace("<key>", "k1").replace("<address>", "a@b.example"),
      );
      expect(parseRootCommand(command)).toEqual(command);
    }
  });
});
