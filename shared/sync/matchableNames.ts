// The names of pages, features and track types beside their tables, as the definitions have them.
import { quoteName } from '../engine/sql';
import type { SliceKind } from '../plan/slice';
import type { Statements } from './statements';
import { keyCandidates, tableOfKind } from './tableNames';
import type { Tables } from './tables';

const definitions: readonly (readonly [type: string, kind: SliceKind])[] = [
  ['Page', 'pages'],
  ['Feature', 'features'],
  ['TrackType', 'trackTypes'],
];

/** Brings the names in `_pds_matchables` up to date with the tables of definitions. */
export function updateMatchableNames(statements: Statements, tables: Tables): void {
  for (const [type, kind] of definitions) {
    const table = tableOfKind(kind, 'perMatchable') ?? '';
    const key = tables.findColumn(table, keyCandidates({ kind }));
    const name = tables.findColumn(table, ['name', 'displayName', 'title']);
    if (key === undefined || name === undefined) continue;
    statements.run(
      `UPDATE "_pds_matchables" SET "name" = d.${quoteName(name)} FROM ${quoteName(table)} AS d
       WHERE "_pds_matchables"."type" = ? AND "_pds_matchables"."id" = d.${quoteName(key)}
         AND "_pds_matchables"."name" IS NOT d.${quoteName(name)}`,
      [type],
    );
  }
}
