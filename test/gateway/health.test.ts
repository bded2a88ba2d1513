import { expect, it } from "vitest";
import packageJson from "../../package.json" with { type: "json" };
import { sharedLatchkey } from "../support/shared-latchkey.ts";

it("both planes tell anybody that they are well, and which version they are", async () => {
  const { control, gateway } = await sharedLatchkey();
  for (const plane of [control, gateway]) {
    const answer = await fetch(`${plane}/healthz`);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({
      status: "ok",
      version: `${packageJson.version}+${process.env["LATCHKEY_COMMIT"]}`,
    });
  }
});
