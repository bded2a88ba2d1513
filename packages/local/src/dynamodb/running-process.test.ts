import { expect, it } from "vitest";
import { ofPs, runningProcess } from "./running-process.ts";

it("a process is told with its parent and its words, by /proc as by ps", async () => {
  const found = await ofPs(process.pid);
  expect(found?.parent).toBe(process.ppid);
  expect(found?.words).not.toBe("");
  expect(await runningProcess(process.pid)).toEqual(found);
});

it("one that is not there is told by neither", async () => {
  // Above what Linux and macOS give.
  expect(await ofPs(2 ** 30)).toBeUndefined();
  expect(await runningProcess(2 ** 30)).toBeUndefined();
});
