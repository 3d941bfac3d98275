// The settings that hold for a folder: those of the nearest settings file, from the folder upwards.
import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { parseRuleSettings, ruleSettingsFile, type RuleLevels } from '../manifest/ruleSettings';
import { fileSystemError } from '../storage/fileSystemError';

/** What was found for folders before; whoever holds it decides how long. */
export type KnownRuleSettings = Map<string, RuleLevels>;

/** Levels by code; empty where there is no settings file. A wrong one throws `manifest.bad-settings`. */
export async function readRuleSettings(
  folder: string,
  known: KnownRuleSettings = new Map(),
  signal?: AbortSignal,
): Promise<RuleLevels> {
  signal?.throwIfAborted();
  const before = known.get(folder);
  if (before) return before;
  const location = path.join(folder, ruleSettingsFile);
  const text = await readIfThere(location);
  const above = path.dirname(folder);
  const levels =
    text !== undefined
      ? parseRuleSettings(text, location)
      : above === folder
        ? {}
        : await readRuleSettings(above, known, signal);
  known.set(folder, levels);
  return levels;
}

async function readIfThere(location: string): Promise<string | undefined> {
  try {
    return await readFile(location, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    return fileSystemError('read', location)(error);
  }
}
