#!/usr/bin/env node
// Readable by every Node: an older one is told what is missing in place of a syntax error.
const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  console.error(`latchkey: Node 22.18 or newer is needed; this is ${process.versions.node}.`);
  process.exit(2);
}
// Inside the repository the program is its sources. In the package that is installed it is made of them.
const { main } = await import("../src/main.ts");
await main();
