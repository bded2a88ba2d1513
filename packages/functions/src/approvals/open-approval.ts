import type { Approval } from "@latchkey/core/approval/read-approval";

/** A link whose application waits. */
export type Open = Extract<Approval, { state: "open" }>;
