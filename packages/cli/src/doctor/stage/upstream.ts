/** Of it are the services that the gateway calls with its role for the platform itself. */
export const PLATFORM_TEAM = "latchkey";

/** What the run's services lead to. */
export interface Upstream {
  readonly url: string;
  /** Whether `--upstream` names it. */
  readonly isGiven: boolean;
  /** Whose the run's services have to be. */
  readonly team: string;
  /** The gateway's role signs the calls: no other `Authorization` reaches it. */
  readonly auth?: { readonly iam: { readonly service: string; readonly region: string } };
}
