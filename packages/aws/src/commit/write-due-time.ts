import type { Timing } from "@latchkey/core/due/timing";
import type { PlatformWrite } from "@latchkey/core/platform/records";
import type { ItemWrite } from "../dynamo/item-write.ts";
import { DUE_ATTRIBUTES, dueAttributes } from "./due-attributes.ts";
import { recordItem } from "./record-item.ts";

/** Every write of a record states when the record is due next, or that it is not: no write can forget it. */
export const withDueTime =
  (write: PlatformWrite, timing: Timing) =>
  (planned: ItemWrite): ItemWrite => {
    if (write.write !== "create" && write.write !== "replace") return planned;
    if (planned.do === "delete" || planned.do === "check") return planned;
    const { key } = recordItem(write.record);
    if (planned.key.pk !== key.pk || planned.key.sk !== key.sk) return planned;
    const due = dueAttributes(write.record, timing);
    if (planned.do === "put") return { ...planned, attributes: { ...planned.attributes, ...due } };
    return {
      ...planned,
      set: { ...planned.set, ...due },
      remove: [...planned.remove, ...DUE_ATTRIBUTES.filter((attribute) => !(attribute in due))],
    };
  };
