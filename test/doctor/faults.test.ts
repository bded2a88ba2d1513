import { beforeAll, describe, expect, it } from "vitest";
import { type Stage, startLatchkey } from "../support/running-latchkey.ts";
import { sharedLatchkey } from "../support/shared-latchkey.ts";
import { faultyStage } from "./faulty-stage.fixture.ts";
import { askDoctor } from "./run-doctor.fixture.ts";
import { FAULTS } from "./stage-disturbances.fixture.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await sharedLatchkey();
});

describe("the doctor, at a stage that breaks one claim", () => {
  it.concurrent.each(FAULTS)("names it: $name", async ({ disturbance, broken, held }) => {
    await using faulty = await faultyStage(stage, disturbance);
    const only = [...broken, ...held].join(",");
    const found = await askDoctor(
      faulty.url,
      stage.rootKey,
      "--only",
      only,
      "--patience",
      broken.length > 0 ? "2" : "60",
    );
    expect({ broken: found.broken.toSorted(), code: found.code }, found.printed).toEqual({
      broken: [...broken].sort(),
      code: broken.length > 0 ? 1 : 0,
    });
  });
});

/** Of the adapter itself, which a program in front of it could not break; those that concern other checks share a stage. */
const SWITCHES: readonly [Record<string, string>, broken: string[], held: string[]][] = [
  [
    { LATCHKEY_SIGV4_HEADER: "integration", LATCHKEY_STAGE_FAULTS: "plain-413,method-overridden" },
    ["aws4-shown", "upstream-aws4", "body-over-lambda", "method-override"],
    [
      "aws4",
      "aws4-pending",
      "aws4-presigned",
      "upstream-authorization",
      "body-over-limit",
      "head-and-options",
    ],
  ],
  [
    { LATCHKEY_SIGV4_HEADER: "both", LATCHKEY_STAGE_FAULTS: "answers-held" },
    ["aws4", "aws4-body", "aws4-pending", "aws4-shown", "upstream-aws4", "answer-streams"],
    ["aws4-presigned-body", "gateway-hmac", "rfc9421", "apisix", "upstream-status", "body-over-lambda"],
  ],
  [
    { LATCHKEY_SIGV4_HEADER: "both", LATCHKEY_SIGNATURE_EDGE: "true" },
    [],
    ["aws4", "aws4-body", "aws4-pending", "aws4-presigned", "aws4-shown", "upstream-aws4", "rfc9421-body"],
  ],
];

describe("the doctor, at a stage on which AWS does otherwise", () => {
  it.each(SWITCHES)("names what is broken: %j", async (environment, broken, held) => {
    await using latchkey = await startLatchkey(environment);
    const only = [...broken, ...held].join(",");
    const found = await askDoctor(latchkey.control, latchkey.rootKey, "--only", only);
    expect({ broken: found.broken.toSorted(), code: found.code }, found.printed).toEqual({
      broken: [...broken].sort(),
      code: broken.length > 0 ? 1 : 0,
    });
  });

  it("names the identity source, and asks nothing more, where no request has it", async () => {
    await using latchkey = await startLatchkey({ LATCHKEY_STAGE_FAULTS: "identity-source-refused" });
    const found = await askDoctor(latchkey.control, latchkey.rootKey);
    expect([found.code, found.broken]).toEqual([1, ["identity-source"]]);
    expect(found.printed).toMatch(/^- {6}removal .*identity-source is broken/m);
  });
});
