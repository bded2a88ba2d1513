/** Run as a program by the tests: stores secrets and says each name once it is stored, until it is killed. */
import { openSecretFile } from "./secret-file.ts";

const [path] = process.argv.slice(2);
if (path === undefined) throw new Error("Which file?");
const file = await openSecretFile(path);
for (let n = 0; n < 10_000; n += 1) {
  const name = `secret-${n}`;
  const version = { id: `${n}`, text: name, stages: ["AWSCURRENT"], createdAt: 0 };
  await file.update(name, () => ({ arn: `arn:${name}`, name, createdAt: 0, versions: [version] }));
  process.stdout.write(`${name}\n`);
}
