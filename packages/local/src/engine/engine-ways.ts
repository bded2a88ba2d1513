/** Whose files are in the folder of data. */
export type WrittenBy = "nothing" | "embedded" | "jar" | "docker";

/** A way to an engine. `install` also takes what an earlier start has installed. */
export type EngineWay = "package" | "install" | "jar" | "docker";

const ENGINE_OF: Readonly<Record<Exclude<WrittenBy, "nothing">, string>> = {
  embedded: "the embedded engine",
  jar: "DynamoDB Local's jar",
  docker: "DynamoDB Local in Docker",
};

/**
 * Which ways are tried, in their order. Data stay with what wrote them: another engine would start with an empty table. A
 * jar that is named goes before everything else.
 *
 * @throws Error where the setting names another engine than the one that wrote the data.
 */
export const engineWays = (writtenBy: WrittenBy, isJarNamed: boolean): readonly EngineWay[] => {
  if (isJarNamed) {
    if (writtenBy === "nothing" || writtenBy === "jar") return ["jar"];
    throw new Error(
      `The data were written by ${ENGINE_OF[writtenBy]}. Start without DYNAMODB_LOCAL_JAR, or with another LATCHKEY_DATA.`,
    );
  }
  if (writtenBy === "jar")
    throw new Error(
      "The data were written by DynamoDB Local's jar. Set DYNAMODB_LOCAL_JAR to it, or start with another LATCHKEY_DATA.",
    );
  if (writtenBy === "docker") return ["docker"];
  return writtenBy === "embedded" ? ["package", "install"] : ["package", "install", "docker"];
};
