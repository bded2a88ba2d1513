import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { eventually } from "../support/management.ts";
import { npmRunRoot } from "./operator.fixture.ts";
import { type RotatedStage, replaceAtOnce, SERVICE } from "./rotated-stage.fixture.ts";

/** What still works on a stage whose keys were removed before the records that name them were written again. */
export const afterRemoval = (stage: () => RotatedStage): void => {
  describe("a data key that was removed by force", () => {
    it("answers 503, not 401, until the secret is set again", async () => {
      const status = async (wanted: string) => {
        const url = stage().url();
        const caller = stage().callers.find(({ kind }) => kind === wanted);
        return (await fetch(url, await caller?.request(url, stage().operator.now()))).status;
      };
      expect(await replaceAtOnce(stage(), "data")).toMatchObject({ did: "remove-key", named: 5 });
      // The header that the service adds does not open.
      expect([await status("access key"), await status("API key")]).toEqual([503, 503]);
      const headers = { "x-upstream-key": "a secret of the upstream" };
      const upstreamOf = { url: stage().upstream.url, headers };
      expect((await stage().send("PATCH", `/v1/services/${SERVICE}`, { upstream: upstreamOf })).status).toBe(
        200,
      );
      // A process that has opened a secret keeps it while its record is unchanged; the next one opens it.
      await stage().restart();
      expect([await status("access key"), await status("API key")]).toEqual([503, 200]);
    });
  });

  describe("root's key", () => {
    it("is replaced by the command as an operator types it; the former one is refused", async () => {
      const former = (await stage().send("GET", "/v1/me")).status;
      const { apiKey } = await npmRunRoot(stage().latchkey(), '{"do":"rotate-root-key"}');
      const me = (key: string) =>
        fetch(`${stage().latchkey().control}/v1/me`, { headers: { "X-API-Key": key } });
      expect([former, (await me(apiKey)).status]).toEqual([200, 200]);
      // Within the life of the authorizer's memory.
      await eventually(
        async () => (await me(stage().latchkey().rootKey)).status,
        (status) => status === 401,
      );
      const { rings } = await npmRunRoot(stage().latchkey(), '{"do":"list-keys"}');
      expect(rings).toHaveLength(8);
    });

    it("is replaced also when the pepper of the former one was removed, and written again when its file is gone", async () => {
      const status = async () => {
        const apiKey = (await readFile(join(stage().latchkey().data, "root.key"), "utf8")).trim();
        return (await fetch(`${stage().latchkey().control}/v1/me`, { headers: { "X-API-Key": apiKey } }))
          .status;
      };
      await replaceAtOnce(stage(), "pepper");
      expect(await status()).toBe(401);
      expect(await stage().operator.root({ do: "rotate-root-key" })).toHaveProperty("apiKey");
      expect(await status()).toBe(200);

      await stage().latchkey().stop();
      await rm(join(stage().latchkey().data, "root.key"));
      await stage().restart();
      expect(await status()).toBe(200);
    });
  });
};
