/** Something of the source, and what became of it. Never a secret. */
export interface Note {
  readonly what: string;
  readonly why: string;
}

/** As the management API takes it when a credential is made, and `status`. */
export interface ImportedCredential {
  readonly name: string;
  readonly type: "api-key" | "basic" | "jwt" | "aksk";
  readonly status?: "disabled";
  readonly [field: string]: unknown;
}

/** A credential that is not imported: which, by something that is no secret, and why. */
export interface NotImported {
  readonly of: string;
  readonly why: string;
}

export const isNotImported = (read: ImportedCredential | NotImported): read is NotImported =>
  !("type" in read);

/** Plugins by their names, as the management API takes them. */
export type ImportedPlugins = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** A caller in the source. */
export interface ImportedConsumer {
  /** Tells it from every other of the source; the same in every export. */
  readonly key: string;
  /** What the source calls it: its name is made from it. */
  readonly called: string;
  readonly description?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly plugins: ImportedPlugins;
  readonly credentials: readonly ImportedCredential[];
  /** For each service that it may call: the names that the source has for it, the closest first. */
  readonly services: readonly (readonly string[])[];
}

/** What a source comes to. */
export interface Imported {
  readonly consumers: readonly ImportedConsumer[];
  /** What is not imported. */
  readonly skipped: readonly Note[];
  /** What is imported otherwise than it was. */
  readonly lost: readonly Note[];
}
