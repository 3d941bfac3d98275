// Copies exports of a bucket into a folder, in a bundle of its own: it is read with the first download.
import * as vscode from 'vscode';

import type {
  DownloadProgress,
  DownloadRecipe,
  DownloadSummary,
} from '../../shared/protocol/download';
import { locationBelow } from '../../shared/storage/location';
import { bytesText, counted, countText } from '../../shared/util/humanText';
import type { App } from '../app';
import type { Row } from '../tree/row';
import { joined } from '../tree/texts';
import { revealFile } from '../ui/revealFile';
import { showError } from '../ui/showError';

/** What is copied, and what people call it. */
interface Order {
  readonly name: string;
  readonly target: string;
  /** One after the other. */
  readonly recipes: readonly DownloadRecipe[];
}

/** Asks for a folder and copies what the rows stand for, as Pendo lays it out; `name` is what people call it. */
export async function downloadRows(
  app: App,
  rows: readonly Pick<Row, 'target'>[],
  name: string,
): Promise<void> {
  const { t } = vscode.l10n;
  const chosen = await vscode.window.showOpenDialog({
    canSelectFiles: false,
    canSelectFolders: true,
    openLabel: t('Download'),
    title: t('Folder to download {0} to: datasync is made in it', name),
  });
  const target = chosen?.[0]?.fsPath;
  if (target === undefined) return;
  const recipes = rows.flatMap(row => recipesOf(row, target));
  await run(app, { name, target, recipes });
}

function recipesOf(
  { target: { place, download } }: Pick<Row, 'target'>,
  target: string,
): DownloadRecipe[] {
  if (!place || !download) return [];
  const destination = locationBelow(place.destination, place.manifest.path);
  return [{ destination, target, applications: [], ...download }];
}

async function run(app: App, order: Order): Promise<void> {
  const { t } = vscode.l10n;
  const controller = new AbortController();
  try {
    const summary = await copyAll(app, order, controller);
    app.log.info(sentenceOf(order, summary));
    for (const each of summary.missing) app.log.warn(t('not at the destination: {0}', each));
    await tellEnd(app, order, summary);
  } catch (error) {
    const again = () => run(app, order);
    if (!controller.signal.aborted) {
      return showError(app, error, [{ title: t('Try again'), run: again }]);
    }
    const resume = t('Resume');
    const text = t('Download of {0} cancelled: what was copied stays in {1}.', ...placeOf(order));
    if ((await vscode.window.showInformationMessage(text, resume)) === resume) await again();
  }
}

function copyAll(
  { database }: App,
  { name, recipes }: Order,
  controller: AbortController,
): Thenable<DownloadSummary> {
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: vscode.l10n.t('Downloading {0}', name),
    cancellable: true,
  };
  return vscode.window.withProgress(options, async (progress, token) => {
    token.onCancellationRequested(() => controller.abort());
    let summary: DownloadSummary = { files: 0, there: 0, bytes: 0, seconds: 0, missing: [] };
    for (const recipe of recipes) {
      let before = 0;
      const onProgress = (event: DownloadProgress) => {
        const share = (event.files / Math.max(1, event.fileCount)) * (100 / recipes.length);
        progress.report({ message: progressText(event), increment: share - before });
        before = share;
      };
      const { signal } = controller;
      const done = await database.requestAlone('download', recipe, { signal, onProgress });
      summary = sumOf(summary, done);
    }
    return summary;
  });
}

function sumOf(a: DownloadSummary, b: DownloadSummary): DownloadSummary {
  return {
    files: a.files + b.files,
    there: a.there + b.there,
    bytes: a.bytes + b.bytes,
    seconds: a.seconds + b.seconds,
    missing: [...a.missing, ...b.missing],
  };
}

/** `12 of 34 files · 3.1 MB · 1.2 MB/s`. */
function progressText({ files, fileCount, bytes, seconds }: DownloadProgress): string {
  const { t } = vscode.l10n;
  return joined(
    t('{0} of {1} files', countText(files), countText(fileCount)),
    bytes > 0 ? bytesText(bytes) : undefined,
    bytes > 0 && seconds >= 1 ? t('{0}/s', bytesText(bytes / seconds)) : undefined,
  );
}

async function tellEnd(app: App, order: Order, summary: DownloadSummary): Promise<void> {
  const { t } = vscode.l10n;
  const { target } = order;
  const [add, reveal] = [t('Add to the list'), t('Reveal')];
  const isListed = app.destinations.all.some(({ url }) => url === target);
  const { showInformationMessage, showWarningMessage } = vscode.window;
  const show = summary.missing.length > 0 ? showWarningMessage : showInformationMessage;
  const chosen = await show(sentenceOf(order, summary), ...(isListed ? [] : [add]), reveal);
  if (chosen === reveal) await revealFile(target);
  if (chosen !== add) return;
  await app.destinations.add(target);
  await vscode.commands.executeCommand('pendoDataSync.destinations.focus');
}

function sentenceOf(order: Order, { files, there, bytes, missing }: DownloadSummary): string {
  const { t } = vscode.l10n;
  const copied = filesText(files);
  const facts = [
    files > 0 ? t('{0} copied ({1})', copied, bytesText(bytes)) : t('nothing to copy'),
    ...(there > 0 ? [t('{0} there already', filesText(there))] : []),
    ...(missing.length > 0 ? [t('{0} not at the destination', filesText(missing.length))] : []),
  ];
  return t('{0} is in {1}: {2}.', ...placeOf(order), facts.join(', '));
}

function filesText(count: number): string {
  return counted(count, vscode.l10n.t('{0} file'), vscode.l10n.t('{0} files'));
}

function placeOf({ name, target }: Order): [name: string, target: string] {
  return [name, target];
}
