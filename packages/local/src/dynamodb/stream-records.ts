import { DatabaseSync } from "node:sqlite";

/** What AWS keeps of a table's stream (Amazon DynamoDB Developer Guide, "DynamoDB Streams"): 24 hours. */
const retentionSeconds = 24 * 3600;
/** Kept at any age: the engine continues the sequence number of the newest record, so this one must never be removed. */
const alwaysKept = 1_000;

/**
 * Adds what the embedded engine's stream lacks to its database file, before the first request.
 *
 * dynoxide 1.2.1 never drops a stream record and finds the next sequence number, and every page of GetRecords, by reading
 * all of them, so each write gets slower (measured: 2.1 ms a write after 20,000 records). An index on the very expression it
 * asks for keeps both constant (0.3 ms after 60,000), and records past the retention go at each start.
 */
export const prepareStreamRecords = (databasePath: string, nowSeconds: number): void => {
  const database = new DatabaseSync(databasePath, { timeout: 5_000 });
  try {
    database.exec(
      "CREATE INDEX IF NOT EXISTS latchkey_stream_position " +
        "ON _stream_records (table_name, CAST(sequence_number AS INTEGER))",
    );
    const oldest = nowSeconds - retentionSeconds;
    const remove = database.prepare(
      "DELETE FROM _stream_records WHERE table_name = ? AND id <= ? AND created_at < ?",
    );
    const tables = database.prepare(
      "SELECT table_name, MAX(id) AS newest FROM _stream_records GROUP BY table_name",
    );
    for (const { table_name: table, newest } of tables.all()) {
      if (typeof table === "string" && typeof newest === "number")
        remove.run(table, newest - alwaysKept, oldest);
    }
  } finally {
    database.close();
  }
};
