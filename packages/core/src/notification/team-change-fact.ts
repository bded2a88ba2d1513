import type { TEAM_CHANGES } from "../event/event.ts";

export type TeamChangeFact = (typeof TEAM_CHANGES)[number];
