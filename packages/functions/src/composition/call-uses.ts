import { replayProtectionTable } from "@latchkey/aws/stores/replay-protection-table";
import { once } from "@latchkey/core/once";
import { type CallUses, createCallUses } from "../call/call-uses.ts";
import { callTable } from "./call-dependencies.ts";
import { lastUseRecorder } from "./last-use-recorder.ts";
import { rehasher } from "./rehasher.ts";

export const callUses = /* @__PURE__ */ once(
  (): CallUses => createCallUses(replayProtectionTable(callTable()), lastUseRecorder(), rehasher()),
);
