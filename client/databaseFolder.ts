// Which folder the setting of the database folder names. Pure.
import path from 'node:path';

/** `/data/exports` and `~/exports`; undefined for a relative path, which has no place to begin at, and for none. */
export function databaseFolderOf(setting: string, home: string): string | undefined {
  const chosen = setting.trim();
  if (/^~($|[/\\])/.test(chosen)) return path.join(home, chosen.slice(1));
  return path.isAbsolute(chosen) ? chosen : undefined;
}
