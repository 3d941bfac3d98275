import path from 'node:path';

import type { DownloadProgress, DownloadSummary } from '../../shared/protocol/download';
import { bytesText, countOf, countText, durationText } from '../../shared/util/humanText';
import { startWorker } from '../../shared/worker/startWorker';
import { cloudOptions, cloudsOf, destinationOf } from '../clouds';
import { toJson } from '../output/json';
import { createProgressLine } from '../output/progressLine';
import { readSelection, selectionOptions } from '../selection';
import type { Verb, VerbContext } from '../verb';

/** Missing files that are named one by one. */
const named = 10;

/** `download <destination> <folder>`: copies exports, or parts of them, as Pendo lays them out. */
export const downloadVerb: Verb = {
  name: 'download',
  summary: 'Copy exports from a bucket to a folder; what is there already is not read again',
  usage: '<destination> <folder> [options]',
  positionals: { min: 2, max: 2 },
  options: [
    ...selectionOptions,
    {
      name: 'matchable',
      value: 'TYPE/ID',
      multiple: true,
      description: 'Only events that this page, feature or track type matched: Page/abc',
    },
    ...cloudOptions,
  ],
  examples: [
    'download s3://acme/exports ./copy',
    'download gs://acme/exports ./copy --counter 410..412 --kind pages --kind allEvents',
  ],
  async run(args, context) {
    const { signal, cwd } = context;
    const [destination = '', folder = ''] = args.positionals;
    const target = path.resolve(cwd, folder);
    const matchables = args.texts('matchable');
    const recipe = {
      destination: destinationOf(destination, context),
      target,
      ...readSelection(args),
      ...(matchables.length > 0 ? { matchables } : {}),
    };
    const isJson = args.format(['text', 'json'], 'text') === 'json';
    const line = createProgressLine(context);
    const onProgress = (progress: DownloadProgress) => line.show(progressText(progress));
    const worker = startWorker({ clouds: cloudsOf(args, context) });
    try {
      const summary = await worker.channel.request('download', recipe, { signal, onProgress });
      await line.clear();
      if (isJson) await context.stdout.write(`${toJson({ ...summary, folder: target })}\n`);
      else await printSummary(summary, folder, context);
      return summary.missing.length > 0 ? 1 : 0;
    } finally {
      await line.clear();
      await worker.dispose();
    }
  },
};

/** `34 of 500 files, 45 MB, 12 MB/s`. */
function progressText({ files, fileCount, bytes, seconds }: DownloadProgress): string {
  const pace = seconds > 0 ? `, ${bytesText(bytes / seconds)}/s` : '';
  return `${countText(files)} of ${countOf(fileCount, 'file')}, ${bytesText(bytes)}${pace}`;
}

async function printSummary(
  { files, there, bytes, seconds, missing }: DownloadSummary,
  folder: string,
  { stdout, stderr }: VerbContext,
): Promise<void> {
  for (const file of missing.slice(0, named)) await stderr.write(`missing: ${file}\n`);
  if (missing.length > named) {
    await stderr.write(`missing: ${countText(missing.length - named)} more\n`);
  }
  const before = there > 0 ? ` ${countOf(there, 'file')} were there already.` : '';
  const size = `${bytesText(bytes)} in ${durationText(seconds)}`;
  await stdout.write(`${countOf(files, 'file')} copied to ${folder}, ${size}.${before}\n`);
}
