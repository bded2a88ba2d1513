import { ingestOfStage } from "./ingest-of-stage.ts";

/** Invoked by the subscriptions of the logs of those who see calls. */
export const handler = (event: unknown): Promise<{ counted: number }> => ingestOfStage()(event);
