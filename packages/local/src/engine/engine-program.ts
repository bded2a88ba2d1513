/** A program that speaks DynamoDB's protocol, and how it is run. */
export interface EngineProgram {
  /** As messages name it. */
  name: string;
  command: string;
  args(port: number): string[];
  environment: NodeJS.ProcessEnv;
  /** Its SQLite file, where Latchkey prepares it. */
  databasePath?: string;
  /** What it prints on standard error once its port is open. */
  announces?: string;
  isReady(port: number): Promise<boolean>;
  /** Milliseconds. */
  readyWithin: number;
  /** Milliseconds between two questions whether it is ready. */
  askedEvery: number;
  /** Before it is started, when no other Latchkey has the data. */
  prepare(): Promise<void>;
  /** Ends what outlives the process that was started. */
  clear(): Promise<void>;
}
