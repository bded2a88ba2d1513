import { Consumer } from "@latchkey/core/consumer/consumer";
import { viewOf } from "@latchkey/core/view-of";

export const ConsumerView = viewOf(Consumer, {
  id: true,
  revision: true,
  createdAt: true,
  updatedAt: true,
  name: true,
  team: true,
  description: true,
  labels: true,
  status: true,
  plugins: true,
});
