// What can be done with an export where it stands: only what the client has commands for.
import type { CodeLens, Command, Range } from 'vscode-languageserver';

import type { Translate } from '../../shared/util/translate';
import type { ClientSupport } from '../clientSupport';
import { lspRange } from '../ranges';
import { bucketFolderOf, exportFolderOf } from '../fileUri';
import { fileBeside } from './filesBeside';
import { namedFilesOf } from './namedFiles';
import type { Surroundings } from './surroundings';

/** Exports with lenses: an editor lays out each. */
const exportLimit = 1000;

/** The commands of clients, by the ids under which they announce them. */
const commands = {
  preview: 'pendoDataSync.previewAvro',
  sync: 'pendoDataSync.syncExport',
  plan: 'pendoDataSync.planFrom',
} as const;

/** One lens above each export for each thing that can be done with it. */
export async function codeLensesOf(
  around: Surroundings,
  client: Pick<ClientSupport, 'hasCommand' | 't'>,
  signal: AbortSignal,
): Promise<CodeLens[]> {
  const count = Math.min(around.manifest.document.exports.length, exportLimit);
  const { t } = client;
  const lenses: CodeLens[] = [];
  for (let index = 0; index < count; index++) {
    const preview = await previewOf(t, around, index, signal);
    const offered = [...preview, ...loadingOf(t, around, index)];
    const range = lensRange(around, index);
    for (const command of offered.filter(each => client.hasCommand(each.command))) {
      lenses.push({ range, command });
    }
  }
  return lenses;
}

/** The line of the export's opening bracket. */
function lensRange({ manifest: { document } }: Surroundings, index: number): Range {
  const range = document.rangeOf(index);
  return lspRange({ ...range, endLine: range.line, endColumn: range.column + 1 });
}

/** All events, where the export brings them, else its first file. */
async function previewOf(
  t: Translate,
  { manifest, facts }: Surroundings,
  index: number,
  signal: AbortSignal,
): Promise<readonly Command[]> {
  const exportId =
    manifest.document.exports[index]?.exportId ?? facts.exportId ?? exportFolderOf(manifest.uri);
  // What lies in a bucket is known by the text alone.
  const isInBucket = bucketFolderOf(manifest.uri, 1) !== undefined;
  const files = isInBucket
    ? (await namedFilesOf(manifest, index, signal)).map(({ file }) => file)
    : ((exportId === undefined ? undefined : facts.filesOf?.(exportId)) ?? []);
  const avro = files.filter(name => name.endsWith('.avro'));
  const file = avro.find(name => /^allevents/i.test(name)) ?? avro[0] ?? '';
  const uri = fileBeside(manifest, facts, { exportId, file });
  return uri === undefined || file === ''
    ? []
    : [{ title: t('Preview {0}', file), command: commands.preview, arguments: [uri] }];
}

/** A bill of materials, and an export without a counter, cannot be loaded by itself. */
function loadingOf(
  t: Translate,
  { manifest, ownership }: Surroundings,
  index: number,
): readonly Command[] {
  const counter = ownership.counterOf(index);
  if (counter === undefined) return [];
  const args = [manifest.uri, counter];
  return [
    { title: t('Sync this export'), command: commands.sync, arguments: args },
    { title: t('Plan from here'), command: commands.plan, arguments: args },
  ];
}
