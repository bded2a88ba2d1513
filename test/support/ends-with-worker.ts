import type { ChildProcess } from "node:child_process";

const children = new Set<ChildProcess>();

// Before all else that a worker does at its end: vitest gives it half a second between SIGTERM and SIGKILL.
process.once("exit", () => {
  for (const child of children) child.kill("SIGKILL");
});
process.once("SIGTERM", () => process.exit());

/** A process that test files of a worker share, and that none of them ends: it is killed when the worker ends. */
export const endsWithWorker = <Child extends ChildProcess>(child: Child): Child => {
  children.add(child);
  child.once("exit", () => children.delete(child));
  return child;
};
