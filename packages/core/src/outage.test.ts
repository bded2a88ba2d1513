import { describe, expect, it } from "vitest";
import { Raced, retryRaced, Unavailable } from "./outage.ts";

/** Fails with what is in the list, one after the other, and then succeeds. */
const failing = (...errors: Error[]) => {
  const run = async () => {
    run.runs += 1;
    const error = errors.shift();
    if (error) throw error;
    return "done";
  };
  run.runs = 0;
  return run;
};

describe("what is run again while it has raced", () => {
  it("throws the last race when it has raced as often as it may be run", async () => {
    const last = new Raced();
    const run = failing(new Raced(), new Raced(), last, new Raced());
    await expect(retryRaced(3, run)).rejects.toBe(last);
    expect(run.runs).toBe(3);
  });

  it("throws everything else at once", async () => {
    const run = failing(new Unavailable(), new Raced());
    await expect(retryRaced(3, run)).rejects.toBeInstanceOf(Unavailable);
    expect(run.runs).toBe(1);
  });

  it("answers as the run that did not race, and waits before each other one", async () => {
    const waits: number[] = [];
    const run = failing(new Raced(), new Raced());
    await expect(retryRaced(3, run, async (tries) => void waits.push(tries))).resolves.toBe("done");
    expect(waits).toEqual([1, 2]);
  });
});
