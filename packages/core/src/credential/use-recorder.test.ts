import { describe, expect, it, onTestFinished, vi } from "vitest";
import type { CredentialPlace } from "./part/credential-place.ts";
import { createUseRecorder } from "./use-recorder.ts";

const used = (credentialId: string) => ({ consumerId: "con_1", credentialId });

const recorderOf = (touch: (place: CredentialPlace, at: number) => Promise<void> = async () => undefined) => {
  const writes: number[] = [];
  const marks: (string | undefined)[] = [];
  const failures: unknown[] = [];
  const recorder = createUseRecorder(
    async (place, at, mark) => {
      writes.push(at);
      marks.push(mark);
      await touch(place, at);
    },
    (error) => failures.push(error),
  );
  return { recorder, writes, marks, failures };
};

describe("the use of a credential", () => {
  it("is written at most once a minute, and for each credential", async () => {
    const { recorder, writes } = recorderOf();
    for (const now of [0, 1, 59_999, 60_000, 61_000, 120_000]) await recorder.record(used("crd_1"), now);
    await recorder.record(used("crd_2"), 120_000);
    expect(writes).toEqual([0, 60_000, 120_000, 120_000]);
  });

  it("is written once a minute for each secret of a credential", async () => {
    const { recorder, writes, marks } = recorderOf();
    for (const mark of ["a", "b", undefined, "a", "b", undefined] as const)
      await recorder.record({ ...used("crd_1"), mark }, writes.length);
    expect(marks).toEqual(["a", "b", undefined]);
  });

  it("that could not be written is written with the next one, and fails no call", async () => {
    let failing = true;
    const { recorder, writes, failures } = recorderOf(() =>
      failing ? Promise.reject(new Error("down")) : Promise.resolve(),
    );
    await recorder.record(used("crd_1"), 0);
    failing = false;
    await recorder.record(used("crd_1"), 1);
    await recorder.record(used("crd_1"), 2);
    expect([writes, failures.length]).toEqual([[0, 1], 1]);
  });

  it("is waited for a second at the most", async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const { recorder } = recorderOf(() => new Promise(() => undefined));
    let isOver = false;
    void recorder.record(used("crd_1"), 0).then(() => {
      isOver = true;
    });
    await vi.advanceTimersByTimeAsync(999);
    expect(isOver).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(isOver).toBe(true);
  });
});
