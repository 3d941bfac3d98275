import { DataSyncError } from '../../errors';
import type { FoundManifest } from '../../storage/discovery';
import { untilAborted } from '../../util/untilAborted';
import { describeNewest, newestOf } from '../describeNewest';
import {
  applicationField,
  chooseDestination,
  chooseManifests,
  destinationField,
  nameOf,
} from '../destinations';
import type { AssistantDestination, AssistantPorts } from '../ports';
import { readOverviews } from '../readOverviews';
import { choice, list, optional, orNull, record, text, whole } from '../shape';
import { readingTool } from '../tool';

/** Where a host that serves resources has the page of a rule. */
export const rulePagePrefix = 'pendo-data-sync://rules/';

const levels = ['error', 'warning', 'information', 'hint'] as const;

/** What the rules find in a manifest, and what its newest export brings. */
export const explainManifest = readingTool({
  name: 'explainManifest',
  title: 'Explain a manifest',
  description:
    'Checks one exportmanifest.json or billofmaterials.json by all rules and says what is wrong, where, and why a loader cares; of a ' +
    'manifest also in words what its newest export brings. Use it when a delivery looks wrong or a sync was refused. Reads that file and ' +
    'lists what lies beside it (of a bucket: requests); a manifest of 100 MB takes some seconds. Reads no Avro file.',
  input: record({
    destination: destinationField,
    application: applicationField,
    path: optional(
      text(
        'Path of the file below the destination, as "manifest" of listExports; default: the manifest of the application, or the only one',
      ),
    ),
    limit: optional(whole('Findings (default 30)', { least: 1, most: 200 })),
  }),
  output: record({
    destination: text(),
    path: text(),
    newest: orNull(text('What the newest export brings')),
    counts: record({ error: whole(), warning: whole(), information: whole(), hint: whole() }),
    findings: list(
      record({
        level: choice(levels),
        code: text(),
        line: whole('From 1'),
        column: whole('From 1'),
        message: text(),
      }),
      'The worst first; fewer than the counts where there are more than the limit',
    ),
    rules: list(record({ code: text(), why: text(), page: text() }), 'Of the findings'),
  }),
  answer: async (input, ports, signal) => {
    const destination = await chooseDestination(input.destination, ports, signal);
    const manifest = await manifestFor(destination, input, ports, signal);
    const path = input.path ?? manifest?.path ?? '';
    ports.tell(`checking ${path}`);
    const { limit: most = 30 } = input;
    const question = { destination: destination.url, path, most };
    const { counts, findings, rules } = await ports.requestAlone('check', question, { signal });
    return {
      destination: destination.name,
      path,
      newest: manifest ? await newestIn(destination, manifest, ports, signal) : null,
      counts,
      findings: findings.map(({ level, code, line, column, message }) => {
        return { level, code, line, column, message };
      }),
      rules: rules.map(rule => ({ ...rule, page: `${rulePagePrefix}${rule.code}` })),
    };
  },
});

interface Named {
  readonly application?: string;
  readonly path?: string;
}

/** The manifest that is meant; undefined for a file that is none. */
async function manifestFor(
  destination: AssistantDestination,
  { application, path }: Named,
  ...[ports, signal]: readonly [AssistantPorts, AbortSignal]
): Promise<FoundManifest | undefined> {
  const manifests = await chooseManifests(destination, application, ports, signal);
  if (path !== undefined) return manifests.find(manifest => manifest.path === path);
  const [first, ...others] = manifests;
  if (others.length === 0) return first;
  throw new DataSyncError(
    'assistant.bad-input',
    `there are ${manifests.length} manifests, name one as "application": ${manifests.map(nameOf).join(', ')}`,
  );
}

/** null: it lists none, or cannot be read, which the findings say. */
async function newestIn(
  destination: AssistantDestination,
  manifest: FoundManifest,
  ...[ports, signal]: readonly [AssistantPorts, AbortSignal]
): Promise<string | null> {
  try {
    const { read } = await readOverviews(destination, [manifest], ports, signal);
    const [application] = read.map(each => each.application);
    const newest = application && newestOf(application);
    if (!newest) return null;
    const container = { kind: 'export', counter: newest.counter } as const;
    const question = { destination: destination.url, manifest, container };
    const contents = await untilAborted(ports.request('contents', question), signal);
    return describeNewest(application, newest, contents);
  } catch (error) {
    if (error instanceof DataSyncError && error.code.startsWith('manifest.')) return null;
    throw error;
  }
}
