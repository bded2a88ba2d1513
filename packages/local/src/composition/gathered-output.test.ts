import { Writable } from "node:stream";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { gatheredOutput } from "./gathered-output.ts";

const output = () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const written: string[] = [];
  const stream = new Writable({
    decodeStrings: false,
    write: (line, _encoding, done) => done(void written.push(String(line))),
    writev: (lines, done) => done(void written.push(lines.map(({ chunk }) => String(chunk)).join(""))),
  });
  const ends: (() => void)[] = [];
  const lineWritten = gatheredOutput(stream, (run) => ends.push(run));
  const line = (text: string) => {
    stream.write(text);
    lineWritten();
  };
  return { line, written, end: () => ends.map((run) => run()) };
};

describe("lines of calls", () => {
  it("leave together where they are written within a moment, the first of them at once", () => {
    const { line, written } = output();
    for (const text of ["a", "b", "c"]) line(text);
    expect(written).toEqual(["a"]);
    vi.advanceTimersByTime(20);
    expect(written).toEqual(["a", "bc"]);
    for (const text of ["d", "e"]) line(text);
    vi.advanceTimersByTime(20);
    expect(written).toEqual(["a", "bc", "d", "e"]);
  });

  it("are all written when the process ends", () => {
    const { line, written, end } = output();
    for (const text of ["a", "b"]) line(text);
    end();
    end();
    expect(written).toEqual(["a", "b"]);
  });
});
