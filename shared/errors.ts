/** Every failure a user can meet. The part before the dot is the layer that raises it. */
export type ErrorCode =
  // command line
  | 'cli.usage'
  | 'cli.cancelled'
  | 'cli.output-failed'
  // storage
  | 'storage.not-found'
  | 'storage.denied'
  | 'storage.no-credentials'
  | 'storage.bad-credentials'
  | 'storage.unreachable'
  | 'storage.untrusted'
  | 'storage.outside-folder'
  | 'storage.no-destination'
  | 'storage.unsupported-url'
  | 'storage.changed'
  | 'storage.read-failed'
  // manifest
  | 'manifest.not-json'
  | 'manifest.invalid'
  | 'manifest.bad-settings'
  // language server
  | 'server.cannot-edit'
  // avro
  | 'avro.bad-magic'
  | 'avro.truncated'
  | 'avro.bad-header'
  | 'avro.bad-schema'
  | 'avro.bad-block'
  | 'avro.bad-sync-marker'
  | 'avro.bad-checksum'
  | 'avro.bad-value'
  | 'avro.unknown-codec'
  // plan
  | 'plan.other-manifest'
  | 'plan.duplicate-counter'
  | 'plan.unknown-selection'
  | 'plan.disk-too-small'
  // engine
  | 'engine.sql'
  | 'engine.locked'
  | 'engine.wal-mode'
  | 'engine.newer-version'
  | 'engine.not-a-database'
  | 'engine.corrupt'
  | 'engine.read-only'
  | 'engine.denied'
  | 'engine.disk-full'
  | 'engine.io'
  | 'engine.too-large'
  | 'engine.unsupported'
  | 'engine.no-database'
  // sync
  | 'sync.cancelled'
  | 'sync.column-changed'
  | 'sync.count-mismatch'
  | 'sync.rows-lost'
  | 'sync.no-key'
  | 'sync.older-than-loaded'
  | 'sync.earlier-failed'
  | 'sync.layout-changed'
  // preview
  | 'preview.bad-filter'
  | 'preview.too-many-rows'
  // queries
  | 'query.closed'
  | 'query.rearranged'
  // assistants
  | 'assistant.bad-input'
  | 'assistant.unknown-destination'
  | 'assistant.too-slow'
  | 'assistant.not-revealed'
  // notebooks
  | 'notebook.damaged'
  // simulator
  | 'simulator.bad-option'
  | 'simulator.folder-not-empty'
  | 'simulator.write-failed'
  // a bug of ours, reported with what was going on
  | 'internal';

/**
 * A broken operation: what, where, found, allowed, in one line a user can act on.
 * Wrong input is not an error but a value (a finding, a failed slice).
 */
export class DataSyncError extends Error {
  override readonly name = 'DataSyncError';
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly data: Readonly<Record<string, unknown>> = {},
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Whether it is one; each bundle of the extension has a class of its own by this name. */
export function isDataSyncError(error: unknown): error is DataSyncError {
  if (error instanceof DataSyncError) return true;
  return error instanceof Error && error.name === 'DataSyncError' && 'code' in error;
}

/** The error as a DataSyncError; anything else that was thrown becomes `internal` with its cause. */
export function toDataSyncError(error: unknown): DataSyncError {
  if (isDataSyncError(error)) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new DataSyncError('internal', message, {}, { cause: error });
}
