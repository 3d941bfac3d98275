import { filesOf } from '../listing/listManifest';
import type { DefinitionKind, ManifestEntry, Period } from '../manifest/types';
import type { Selection } from '../plan/loadPlan';
import { selectsKind, selectsPeriod } from '../plan/selection';
import { matchedKind } from '../plan/slice';

/** What is copied of an export. */
export interface FileChoice extends Pick<Selection, 'periods' | 'kinds'> {
  /** Of matched events only these: `Page/<id>`; absent: all. */
  readonly matchables?: ReadonlySet<string> | undefined;
}

/** The files of an export that are meant, its bill of materials first, each once. */
export function chosenFiles(entry: ManifestEntry, choice: FileChoice): readonly string[] {
  const { periods, kinds, matchables } = choice;
  const isWhole = !periods && !kinds && !matchables;
  const files = isWhole ? filesOf(entry) : [...tables(entry, choice), ...events(entry, choice)];
  return [...new Set(['billofmaterials.json', ...files])];
}

/** What has no period comes along with any: the events of a day are worth little without names. */
function tables(entry: ManifestEntry, choice: FileChoice): string[] {
  if (choice.matchables) return [];
  const kinds: readonly DefinitionKind[] = ['pages', 'features', 'trackTypes', 'guides'];
  const others = ['accounts', 'visitors', 'metadataSchema'] as const;
  return [
    ...kinds.map(kind => [kind, entry.definitions[kind]] as const),
    ...others.map(kind => [kind, entry[kind]] as const),
  ].flatMap(([kind, list]) => (selectsKind(choice, kind) ? (list?.files ?? []) : []));
}

function events({ periods }: ManifestEntry, choice: FileChoice): string[] {
  const chosen = periods.filter(({ periodId }) => selectsPeriod(choice, periodId));
  return chosen.flatMap(period => eventsOf(period, choice));
}

function eventsOf({ allEvents, matched }: Period, choice: FileChoice): string[] {
  const { matchables } = choice;
  const own = matched.filter(
    ({ type, matchableId }) =>
      selectsKind(choice, matchedKind(type)) && (!matchables || matchables.has(matchableId)),
  );
  const all = !matchables && selectsKind(choice, 'allEvents') ? (allEvents?.files ?? []) : [];
  return [...all, ...own.flatMap(({ files }) => files)];
}
