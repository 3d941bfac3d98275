import path from 'node:path';

import type { ListedAvroFile } from '../../shared/facts/avroIndex';
import type { IndexProgress } from '../../shared/facts/indexProgress';
import { listedAvroFiles } from '../../shared/facts/listedAvroFiles';
import { readingExportView } from '../../shared/manifest/exportView';
import { bytesText, counted, countText } from '../../shared/util/humanText';
import { finishInTurns } from '../../shared/util/steps';
import { manifestOf, type FeatureContext } from '../feature';
import { exportSection } from '../language/section';
import type { OpenManifest } from '../openManifest';
import type { CommandRun, ServerCommand } from './command';

/** Milliseconds between two reports of progress. */
const reportInterval = 100;

/** Reads the Avro files that a document lists; what they say then shows among its problems. */
export function createCheckFilesCommand(context: FeatureContext): ServerCommand {
  return {
    name: 'pendoDataSync.checkFiles',
    async run([uri], run) {
      if (typeof uri !== 'string') return;
      const { t } = context.client;
      const manifest = await manifestOf(context, { uri }, run.signal);
      if (manifest?.path !== undefined) await checkFiles(context, manifest, manifest.path, run);
      else if (manifest)
        context.warn(t('Save the document beside its exports: no files lie there yet'));
    },
  };
}

async function checkFiles(
  context: FeatureContext,
  manifest: OpenManifest,
  location: string,
  { startProgress, signal }: CommandRun,
): Promise<void> {
  const { t } = context.client;
  const progress = await startProgress();
  progress.begin(t('Checking Avro files'), 0, undefined, true);
  try {
    const own = path.dirname(location);
    const folder = manifest.kind === 'exportManifest' ? own : path.dirname(own);
    const listed = await listFiles(manifest, path.basename(own), signal);
    let reported = 0;
    const report = ({ files, fileCount, bytes, byteCount }: IndexProgress): void => {
      if (performance.now() - reported < reportInterval) return;
      reported = performance.now();
      const of = counted(fileCount, t('{0} file'), t('{0} files'));
      const shown = `${t('{0} of {1}', countText(files), of)}, ${bytesText(bytes)}`;
      progress.report(byteCount === 0 ? 100 : Math.floor((100 * bytes) / byteCount), shown);
    };
    await context.files.indexFiles(folder, listed, report, signal);
  } catch (error) {
    // Cancelled: what was read until then counts all the same.
    if (!signal.aborted) throw error;
  } finally {
    progress.done();
    context.outsideChanged();
  }
}

async function listFiles(
  manifest: OpenManifest,
  ownExportId: string,
  signal: AbortSignal,
): Promise<readonly ListedAvroFile[]> {
  const isEntry = manifest.kind === 'exportManifest';
  const listed: ListedAvroFile[] = [];
  for (let index = 0; index < manifest.document.exports.length; index++) {
    const { json, node } = await exportSection(manifest, index, signal);
    const view = await finishInTurns(readingExportView(json, node, isEntry), signal);
    for (const file of listedAvroFiles(view, ownExportId)) listed.push(file);
  }
  return listed;
}
