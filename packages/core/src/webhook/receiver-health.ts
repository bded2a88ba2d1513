/** Which receivers are slow. A hint for a minute: it decides which process makes the attempt, never its outcome. */
export interface ReceiverHealth {
  isSlow(webhook: string): Promise<boolean>;
  markSlow(webhook: string): Promise<void>;
}
