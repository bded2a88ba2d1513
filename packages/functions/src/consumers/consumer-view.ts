import { CONSUMER_SHOWN, Consumer } from "@latchkey/core/consumer/consumer";
import { RESOURCE_SHOWN } from "@latchkey/core/resource";
import { viewOf } from "@latchkey/core/view-of";

export const ConsumerView = viewOf(Consumer, {
  ...RESOURCE_SHOWN,
  ...CONSUMER_SHOWN,
});
