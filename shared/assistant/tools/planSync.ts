import { DataSyncError } from '../../errors';
import { addDays } from '../../plan/probablyFinal';
import type { SyncRecipe } from '../../protocol/worker';
import { safestChoices } from '../../sync/safestChoices';
import {
  applicationField,
  chooseDestination,
  chooseManifests,
  destinationField,
} from '../destinations';
import { requireDatabase, whileReadingDatabase } from '../readOverviews';
import { day, flag, optional, record, text, whole } from '../shape';
import { readingTool } from '../tool';

/** Of the plan's text; its totals are always whole. */
const mostCharacters = 16_000;

/** What a sync would do. */
export const planSync = readingTool({
  name: 'planSync',
  title: 'Plan a sync',
  description:
    'Says what loading exports into the local database would do: what comes in, what is replaced, what is skipped and why, rows and bytes. ' +
    'Changes nothing, and there is no tool that syncs: the user applies a plan. Use it to answer what is pending and what a sync would cost. ' +
    'Reads manifests and asks the size of each file that would be loaded: of a bucket a request for each, up to thousands.',
  input: record({
    destination: destinationField,
    application: applicationField,
    firstCounter: optional(whole('Only exports from this counter on')),
    lastCounter: optional(whole('Only exports up to this counter, included')),
    firstDay: optional(day('Only this day and later ones')),
    lastDay: optional(day('Only this day and earlier ones')),
  }),
  output: record({
    destination: text(),
    plan: text('To read'),
    isCut: flag(`The plan’s text is longer than ${mostCharacters} characters: plan less`),
    slices: whole('To load or to empty; 0: there is nothing to do'),
    rowsIn: whole(),
    rowsOut: whole(),
    bytesToRead: whole(),
    isExact: flag('false: at least so many rows'),
  }),
  textOf: ({ plan }) => plan,
  answer: async (input, ports, signal) => {
    const database = requireDatabase(ports);
    const destination = await chooseDestination(input.destination, ports, signal);
    // A wrong application is told in the words of the other tools.
    await chooseManifests(destination, input.application, ports, signal);
    const recipe = recipeOf(input, destination.url, database);
    ports.tell(`planning a sync of ${destination.name}`);
    const { text: plan, ...totals } = await whileReadingDatabase(
      ports,
      'plan of an assistant',
      signal,
      () => ports.requestAlone('describePlan', { recipes: [recipe], inEnglish: true }, { signal }),
    );
    const { slices, rowsIn, rowsOut, bytes: bytesToRead, isExact } = totals;
    const isCut = plan.length > mostCharacters;
    const shown = isCut ? `${plan.slice(0, mostCharacters)}\n… cut here` : plan;
    return {
      destination: destination.name,
      plan: shown,
      isCut,
      ...{ slices, rowsIn, rowsOut, bytesToRead, isExact },
    };
  },
});

interface Chosen {
  readonly application?: string;
  readonly firstCounter?: number;
  readonly lastCounter?: number;
  readonly firstDay?: string;
  readonly lastDay?: string;
}

function recipeOf(chosen: Chosen, destination: string, database: string): SyncRecipe {
  return {
    destination,
    database,
    applications: chosen.application === undefined ? [] : [chosen.application],
    ...countersOf(chosen),
    ...periodsOf(chosen),
    ...safestChoices,
  };
}

function countersOf({ firstCounter, lastCounter }: Chosen): Pick<SyncRecipe, 'counters'> {
  if (firstCounter === undefined && lastCounter === undefined) return {};
  const [start, end] = [firstCounter ?? 0, (lastCounter ?? Infinity) + 1];
  if (start >= end) throw backwards('lastCounter', 'firstCounter');
  return { counters: { start, end } };
}

function periodsOf({ firstDay, lastDay }: Chosen): Pick<SyncRecipe, 'periods'> {
  if (firstDay === undefined && lastDay === undefined) return {};
  const start = `${firstDay ?? '0000-01-01'}T00:00:00Z`;
  const end = lastDay === undefined ? '9999-12-31T24:00:00Z' : addDays(`${lastDay}T00:00:00Z`, 1);
  if (start >= end) throw backwards('lastDay', 'firstDay');
  return { periods: { start, end } };
}

function backwards(last: string, first: string): DataSyncError {
  return new DataSyncError('assistant.bad-input', `"${last}" lies before "${first}"`);
}
