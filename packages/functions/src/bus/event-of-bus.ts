import { DomainEvent } from "@latchkey/core/event/event";
import * as z from "zod/mini";

/** As EventBridge hands it over: the type is beside the detail. */
const BusEvent = z.object({ "detail-type": z.string(), detail: z.record(z.string(), z.unknown()) });

/** The fact that an event of the bus tells, or nothing: it is of a type that this version does not know. */
export const eventOfBus = (input: unknown): DomainEvent | undefined => {
  const parsed = BusEvent.safeParse(input);
  if (!parsed.success) return undefined;
  return DomainEvent.safeParse({ ...parsed.data.detail, type: parsed.data["detail-type"] }).data;
};
