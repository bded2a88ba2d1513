import { Consumer } from "@latchkey/core/consumer/consumer";
import { RESOURCE_SHOWN } from "@latchkey/core/resource";
import { viewOf } from "@latchkey/core/view-of";

export const ConsumerView = viewOf(Consumer, {
  ...RESOURCE_SHOWN,
  name: true,
  team: true,
  description: true,
  labels: true,
  status: true,
  plugins: true,
});
