import { writeFileSync } from "node:fs";
import { problemsMarkdown } from "../src/problem/problems-text.ts";

writeFileSync(new URL("../../../docs/problems.md", import.meta.url), problemsMarkdown());
