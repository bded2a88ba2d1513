import { DatabaseSync } from "node:sqlite";

/** What AWS keeps of a table's stream (Amazon DynamoDB Developer Guide, "DynamoDB Streams"): 24 hours. */
const retentionSeconds = 24 * 3600;
/** Kept whatever its age: the engine counts on from the newest record, so the newest must never go. */
const alwaysKept = 1_000;

/**
 * Gives the embedded engine's stream what it lacks, in its database file, while nobody calls it yet.
 *
 * dynoxide 1.2.1 never drops a stream record and finds the next sequence number, and every page of
 * GetRecords, by reading all of them, so each write grows dearer (measured: 2.1 ms a write after 20,000
 * records). An index on the very expression it asks for keeps both constant (0.3 ms after 60,000), and
 * records past the retention go at each start.
 */
export function prepareStreamRecords(databasePath: string, nowSeconds: number): void {
  const database = new DatabaseSync(databasePath, { timeout: 5_000 });
  try {
    database.exec(
      "CREATE INDEX IF NOT EXISTS latchkey_stream_position " +
        "ON _stream_records (table_name, CAST(sequence_number AS INTEGER))",
    );
    database
      .prepare(
        "DELETE FROM _stream_records WHERE created_at < ? " +
          "AND id <= (SELECT MAX(newest.id) FROM _stream_records newest " +
          "WHERE newest.table_name = _stream_records.table_name) - ?",
      )
      .run(nowSeconds - retentionSeconds, alwaysKept);
  } finally {
    database.close();
  }
}
