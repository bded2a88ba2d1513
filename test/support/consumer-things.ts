/** Ids, and a name, of what a team has with its consumer. */
export interface ConsumerThings {
  consumer: string;
  consumerName: string;
  credential: string;
  subscription: string;
  webhook: string;
  delivery: string;
}
