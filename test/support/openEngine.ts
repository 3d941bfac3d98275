import type { Engine } from '../../shared/engine/engine';
import { createSqlJsEngines } from '../../shared/engine/sqlJs/createSqlJsEngines';
import type { FileSystem } from '../../shared/engine/sqlJs/fileSystem';

/** A database in memory. */
export async function openMemory(): Promise<Engine> {
  return (await createSqlJsEngines()).open({ mode: 'readWrite' });
}

/** A database file, created when missing. */
export async function openFile(file: string, fileSystem?: FileSystem): Promise<Engine> {
  const engines = await createSqlJsEngines(fileSystem && { fileSystem });
  return engines.open({ file, mode: 'readWrite' });
}

/** A read-only connection, as queries get it. */
export async function openReadOnly(
  file: string,
  folder?: string,
  fileSystem?: FileSystem,
): Promise<Engine> {
  const engines = await createSqlJsEngines(fileSystem && { fileSystem });
  return engines.open({ file, mode: 'readOnly', ...(folder !== undefined && { folder }) });
}
