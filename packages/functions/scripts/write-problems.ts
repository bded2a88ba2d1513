import { writeFileSync } from "node:fs";
import { problemsMarkdown } from "../src/http/problems-text.ts";

writeFileSync(new URL("../../../docs/problems.md", import.meta.url), problemsMarkdown());
