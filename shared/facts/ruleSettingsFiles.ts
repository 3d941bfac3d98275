// The settings that hold for a folder: those of the nearest settings file, from the folder upwards.
import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { parseRuleSettings, ruleSettingsFile, type RuleLevels } from '../manifest/ruleSettings';
import { fileSystemError } from '../storage/fileSystemError';
import { RecheckingMemory } from '../util/recheckingMemory';
import { readPathState } from './pathState';

interface FolderLevels {
  /** Of the folder's own file; undefined where it has none. */
  readonly version: string | undefined;
  readonly levels: RuleLevels;
}

const foldersKept = 1000;
const noLevels: RuleLevels = {};

/** Reads settings files and remembers them while they are the same. */
export class RuleSettingsFiles {
  readonly #folders = new RecheckingMemory<FolderLevels>(foldersKept);

  /** Levels by code; empty where there is no settings file. A wrong one throws `manifest.bad-settings`. */
  async read(folder: string, signal?: AbortSignal): Promise<RuleLevels> {
    const { levels } = await this.#folders.get(
      folder,
      (before, own) => this.#look(folder, before, own),
      signal,
    );
    return levels;
  }

  /** Whoever asks from now on gets what is then. */
  lookAgain(): void {
    this.#folders.lookAgain();
  }

  async #look(
    folder: string,
    before: FolderLevels | undefined,
    signal: AbortSignal,
  ): Promise<FolderLevels> {
    const location = path.join(folder, ruleSettingsFile);
    const { version } = await readPathState(location);
    if (version === undefined) {
      const above = path.dirname(folder);
      return { version, levels: above === folder ? noLevels : await this.read(above, signal) };
    }
    if (before?.version === version) return before;
    const text = await readFile(location, 'utf8').catch(fileSystemError('read', location));
    return { version, levels: parseRuleSettings(text, location) };
  }
}
