import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { fittingPassword, hashPassword } from "./password.ts";

describe("a stored password", () => {
  it("refuses another password, and every form that is not ours", async () => {
    const phc = await hashPassword("correct horse", randomBytes);
    expect(await fittingPassword("correct horsf", [phc])).toBeUndefined();
    const others = ["", phc.replace("t=2", "t=1"), phc.slice(0, -1)];
    expect(await fittingPassword("correct horse", others)).toBeUndefined();
    expect(await fittingPassword("correct horse", [])).toBeUndefined();
  });

  it("is told by the right password, in PHC form with OWASP's parameters", async () => {
    const phc = await hashPassword("pässwörd", randomBytes);
    expect(phc).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await fittingPassword("pässwörd", [phc])).toBe(phc);
  });

  it("is salted, unless it holds beside another one: then one hash is compared with both", async () => {
    const one = await hashPassword("same", randomBytes);
    const two = await hashPassword("same", randomBytes);
    expect(one).not.toBe(two);
    const next = await hashPassword("next", randomBytes, one);
    const saltOf = (phc: string) => phc.split("$")[4];
    expect(saltOf(next)).toBe(saltOf(one));
    expect(await fittingPassword("same", [next, one])).toBe(one);
    expect(await fittingPassword("next", [next, one])).toBe(next);
    expect(await fittingPassword("same", [next, two])).toBe(two);
  });
});
