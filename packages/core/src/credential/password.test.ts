import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { hashPassword, verifyPassword } from "./password.ts";

describe("a stored password", () => {
  it("refuses another password, and every form that is not ours", async () => {
    const phc = await hashPassword("correct horse", randomBytes);
    expect(await verifyPassword("correct horsf", phc)).toBe(false);
    expect(await verifyPassword("correct horse", "")).toBe(false);
    expect(await verifyPassword("correct horse", phc.replace("t=2", "t=1"))).toBe(false);
    expect(await verifyPassword("correct horse", phc.slice(0, -1))).toBe(false);
  });

  it("is told by the right password, in PHC form with OWASP's parameters", async () => {
    const phc = await hashPassword("pässwörd", randomBytes);
    expect(phc).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await verifyPassword("pässwörd", phc)).toBe(true);
  });

  it("is salted", async () => {
    const [one, two] = await Promise.all([
      hashPassword("same", randomBytes),
      hashPassword("same", randomBytes),
    ]);
    expect(one).not.toBe(two);
  });
});
