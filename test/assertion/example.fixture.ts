import { type ChildProcess, execFile, spawn } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";

const ROOT = new URL("../..", import.meta.url).pathname;
const run = promisify(execFile);

/** The code that `docs/assertion.md` shows in one language. */
const shown = async (language: string): Promise<string> => {
  const document = await readFile(join(ROOT, "docs/assertion.md"), "utf8");
  const block = new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(document)?.[1];
  if (block === undefined) throw new Error(`docs/assertion.md shows no ${language}.`);
  return block;
};

/** Each reads lines of `[assertion, service, body]` in JSON, and writes `ok <consumer>` or `no`. */
const PROGRAMS = {
  js: {
    file: "check.mjs",
    command: [process.execPath, "check.mjs"],
    present: [process.execPath, "--version"],
    driver: `
import { createInterface } from "node:readline";
for await (const line of createInterface({ input: process.stdin })) {
  const [assertion, service, body] = JSON.parse(line);
  console.log(await assertedCall(assertion, service, body).then(({ sub }) => "ok " + sub, (error) => "no " + error.message));
}
`,
  },
  python: {
    file: "check.py",
    command: ["python3", "-u", "check.py"],
    present: ["python3", "-c", "import cryptography"],
    driver: `
import sys

for line in sys.stdin:
    assertion, service, body = json.loads(line)
    try:
        print("ok", asserted_call(assertion, service, body.encode())["sub"])
    except Exception as error:
        print("no", type(error).__name__, error)
`,
  },
  go: {
    file: "check.go",
    command: ["./check"],
    present: ["go", "version"],
    driver: "",
  },
} as const;
export type Language = keyof typeof PROGRAMS;

const GO_DRIVER = `package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
)

func main() {
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var asked [3]string
		if err := json.Unmarshal(lines.Bytes(), &asked); err != nil {
			panic(err)
		}
		if call, err := AssertedCall(asked[0], asked[1], []byte(asked[2])); err == nil {
			fmt.Println("ok", call.Consumer)
		} else {
			fmt.Println("no", err)
		}
	}
}
`;

/** Whether what the example needs is installed here. */
export const isPresent = async (language: Language): Promise<boolean> => {
  const [command, ...args] = PROGRAMS[language].present;
  return run(command, args).then(
    () => true,
    () => false,
  );
};

export interface Checker {
  /** `ok <consumer>`, or `no` and why. */
  check(assertion: string, service: string, body: string): Promise<string>;
  stop(): Promise<void>;
}

/** The example as the document shows it, running, with this management API for its issuer. */
export const startExample = async (language: Language, issuer: string): Promise<Checker> => {
  const { file, command, driver } = PROGRAMS[language];
  // Inside node_modules, where the example finds jose as a program of yours would.
  const cache = join(ROOT, "node_modules/.cache");
  await mkdir(cache, { recursive: true });
  const directory = await mkdtemp(join(cache, "assertion-"));
  await writeFile(join(directory, file), (await shown(language)) + driver);
  if (language === "go") {
    await writeFile(join(directory, "main.go"), GO_DRIVER);
    const goEnvironment = { ...process.env, GOCACHE: join(directory, "cache"), GO111MODULE: "off" };
    await run("go", ["build", "-o", "check", "."], { cwd: directory, env: goEnvironment });
  }
  const child = spawn(command[0], command.slice(1), {
    cwd: directory,
    env: { ...process.env, LATCHKEY_CONTROL_URL: issuer },
    stdio: ["pipe", "pipe", "pipe"],
  });
  child.stderr.pipe(process.stderr);
  return asker(child, () => rm(directory, { recursive: true, force: true }));
};

const asker = (child: ChildProcess, clean: () => Promise<void>): Checker => {
  const { stdin, stdout } = child;
  if (!stdin || !stdout) throw new Error("The example has no pipes.");
  const waiting: ((line: string) => void)[] = [];
  createInterface({ input: stdout }).on("line", (line) => waiting.shift()?.(line));
  child.once("exit", () => {
    for (const each of waiting.splice(0)) each("the example has ended");
  });
  return {
    check: (...asked) =>
      new Promise((resolve) => {
        waiting.push(resolve);
        stdin.write(`${JSON.stringify(asked)}\n`);
      }),
    stop: async () => {
      child.kill("SIGKILL");
      await clean();
    },
  };
};
