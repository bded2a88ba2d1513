/** Which receivers keep us waiting. A hint, forgotten after a minute: only who attempts, not what becomes of it. */
export interface ReceiverHealth {
  isSlow(webhook: string): Promise<boolean>;
  markSlow(webhook: string): Promise<void>;
}
