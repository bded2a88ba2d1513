import { expect, it } from "vitest";
import { once } from "./once.ts";

it("makes a thing when it is first asked for, and the same one from then on", () => {
  let made = 0;
  const thing = once(() => ({ number: ++made }));
  expect(made).toBe(0);
  expect(thing()).toBe(thing());
  expect(made).toBe(1);
});

it("keeps undefined too, and makes again what has thrown", () => {
  let asked = 0;
  const nothing = once(() => {
    asked += 1;
    return undefined;
  });
  nothing();
  nothing();
  expect(asked).toBe(1);
  const failing = once(() => {
    asked += 1;
    if (asked === 2) throw new Error("not yet");
    return asked;
  });
  expect(failing).toThrow("not yet");
  expect([failing(), failing()]).toEqual([3, 3]);
});
