import * as vscode from 'vscode';

import type { ChartPicture } from '../../shared/protocol/resultChart';
import { tellWritten } from './tellWritten';

/** Writes a picture where the user wants it, in the format that its name says; `target` is offered, without its ending. */
export async function savePicture({ svg, png }: ChartPicture, target: vscode.Uri): Promise<null> {
  const chosen = await vscode.window.showSaveDialog({
    defaultUri: target.with({ path: `${target.path}.png` }),
    filters: { PNG: ['png'], SVG: ['svg'] },
  });
  if (!chosen) return null;
  const isSvg = chosen.path.toLowerCase().endsWith('.svg');
  await vscode.workspace.fs.writeFile(
    chosen,
    Buffer.from(isSvg ? svg : png, isSvg ? 'utf8' : 'base64'),
  );
  const name = vscode.workspace.asRelativePath(chosen);
  tellWritten(vscode.l10n.t('Saved the chart to {0}.', name), chosen);
  return null;
}
