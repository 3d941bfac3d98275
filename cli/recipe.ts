// What plan, sync and verify ask of the worker, from their arguments.
import path from 'node:path';

import { DataSyncError } from '../shared/errors';
import type { Layout, SyncRecipe } from '../shared/protocol/worker';
import { cloudOptions, destinationOf } from './clouds';
import { readSelection, selectionOptions } from './selection';
import type { OptionSpec, ParsedArguments, VerbContext } from './verb';

const layouts: readonly Layout[] = ['consolidated', 'perMatchable'];

/** Options that choose the database, what is loaded and how. */
export const recipeOptions: readonly OptionSpec[] = [
  { name: 'db', value: 'FOLDER', description: 'Folder of the local database' },
  ...selectionOptions,
  {
    name: 'layout',
    value: 'LAYOUT',
    allowed: layouts,
    description: 'Tables of a new database: consolidated (default) or perMatchable',
  },
  {
    name: 'counts',
    value: 'MODE',
    allowed: ['strict', 'report'],
    description: 'strict (default): a slice whose eventCount differs is not loaded; report: it is',
  },
  {
    name: 'definitions',
    value: 'MODE',
    allowed: ['merge', 'replace'],
    description:
      'Definitions of retroactive exports: merge (default) small lists by key; replace always',
  },
  {
    name: 'adopt',
    description: 'Go on although the database knows a counter under another export id',
  },
  {
    name: 'reload',
    description: 'Load again what is selected and loaded, for tables that somebody has changed',
  },
  {
    name: 'sweep-orphans',
    description: 'Empty days of pages and features that a later full export no longer lists',
  },
  {
    name: 'ignore-free-space',
    description: 'Go on although the disk looks too small; how much is needed is an estimate',
  },
  ...cloudOptions,
];

/** The recipe in the arguments: the destination comes first, `--db` is needed. */
export function readRecipe(args: ParsedArguments, { cwd }: Pick<VerbContext, 'cwd'>): SyncRecipe {
  const database = args.text('db');
  if (database === undefined) {
    throw new DataSyncError(
      'cli.usage',
      '--db FOLDER is missing: the folder of the local database',
    );
  }
  const destination = destinationOf(args.positionals[0] ?? '', { cwd });
  const layout = layouts.find(known => known === args.text('layout'));
  return {
    destination,
    database: path.resolve(cwd, database),
    ...readSelection(args),
    ...(layout ? { layout } : {}),
    counts: args.text('counts') === 'report' ? 'report' : 'strict',
    definitions: args.text('definitions') === 'replace' ? 'replace' : 'merge',
    adopt: args.flag('adopt'),
    reload: args.flag('reload'),
    sweepOrphans: args.flag('sweep-orphans'),
    ignoreFreeSpace: args.flag('ignore-free-space'),
  };
}
