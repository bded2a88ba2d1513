import { toldAnswer } from "../../http/problem.ts";
import type { Check } from "../check/check.ts";
import { broken, held, judged, look } from "../check/finding.ts";
import { refusedAs } from "../check/refusal.ts";

const STREAM = "responseTransferMode STREAM of the gateway's integration (infra/planes.ts)";
const page = "docs/architecture.md#two-planes";

/** Milliseconds between the first half of an answer and the second. */
const PAUSE = 1500;
/** A machine that is busy may read the first half late, never the second early. */
const TRIES = 3;
/** Above what a function can answer at once (6 MB). */
const LARGE_BYTES = 8 * 1024 * 1024;
/** Milliseconds: longer than API Gateway waits for an answer that does not stream (29 s). */
const SLOW = 35_000;

const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`;

export const STREAM_CHECKS: readonly Check[] = [
  {
    id: "answer-streams",
    claim: "an answer is passed on as it comes, not when it is whole",
    expected: `the first byte at least ${seconds(PAUSE / 2)} before the last`,
    remedy: STREAM,
    page,
    run: async ({ call, caller, upstream }) => {
      let lead = 0;
      for (let tries = 0; tries < TRIES && lead < PAUSE / 2; tries += 1) {
        const path = `/?bytes=65536&delay=${PAUSE}`;
        const answer = await call({ path, headers: { "X-API-Key": caller.key } });
        if (answer.status !== 200) return broken(toldAnswer(answer));
        lead = answer.endAfter - answer.firstByteAfter;
      }
      if (lead < PAUSE / 2 && upstream.isGiven)
        return look(
          `${seconds(lead)}: an upstream that waits before its first byte cannot show it (docs/doctor.md)`,
        );
      return judged(lead >= PAUSE / 2, `${seconds(lead)} before the last`);
    },
  },
  {
    id: "answer-large",
    claim: "an answer may be larger than what a function can answer at once",
    expected: `200 with ${LARGE_BYTES} bytes`,
    remedy: STREAM,
    page,
    run: async ({ call, caller }) => {
      const answer = await call({ path: `/?bytes=${LARGE_BYTES}`, headers: { "X-API-Key": caller.key } });
      const isWhole = answer.status === 200 && answer.body.length === LARGE_BYTES;
      return judged(isWhole, `${toldAnswer(answer)} with ${answer.body.length} bytes`);
    },
  },
  {
    id: "upstream-slow",
    isLong: true,
    claim: "an upstream may take longer than API Gateway's 29 seconds to begin its answer",
    expected: `200 after ${seconds(SLOW)}`,
    remedy: `${STREAM} and its 900,000 ms; \`upstream.timeoutSeconds\` of the service`,
    page: "docs/services.md",
    run: async ({ call, caller }) => {
      const answer = await call({ path: `/?delay=${SLOW}`, headers: { "X-API-Key": caller.key } });
      if (answer.status !== 200) return broken(`${toldAnswer(answer)} after ${seconds(answer.endAfter)}`);
      return judged(answer.endAfter >= SLOW - 1000, `200 after ${seconds(answer.endAfter)}`);
    },
  },
  {
    id: "upstream-timeout",
    claim: "an upstream that does not begin its answer in time is told as such",
    expected: "504 upstream-timeout",
    remedy: "`upstream.timeoutSeconds` of the service",
    page: "docs/problems.md#upstream-timeout",
    run: async ({ call, caller, names }) => {
      const headers = { "X-API-Key": caller.key };
      return refusedAs(
        await call({ service: names.hurried, path: "/?delay=5000", headers }),
        504,
        "upstream-timeout",
      );
    },
  },
  {
    id: "cold-start",
    claim: "the first call of a new instance is slower; it is told, and fails nothing",
    expected: "two times",
    remedy: "memory of the functions in infra",
    page: "docs/scale.md",
    run: async ({ call, caller, firstCallMilliseconds }) => {
      const again = await call({ headers: { "X-API-Key": caller.key } });
      return held(
        `${Math.round(firstCallMilliseconds)} ms for the first call, ${Math.round(again.endAfter)} ms for another`,
      );
    },
  },
];
