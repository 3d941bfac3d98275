import * as vscode from 'vscode';

import type { ChosenAccess } from '../../shared/storage/access/accessChoice';
import type { CloudPlace } from '../../shared/storage/cloud/cloudPlace';
import type { App } from '../app';
import { cancellable } from '../ui/cancellable';
import { askForAccess } from './askForAccess';
import { showAccessReport } from './showAccessReport';

/**
 * Looks whether a bucket can be opened in this way. Where it cannot, the user may choose another one, or keep this
 * one all the same; undefined when they give up.
 */
export async function tryAccess(
  app: App,
  place: CloudPlace,
  chosen: ChosenAccess,
): Promise<ChosenAccess | undefined> {
  try {
    await app.clouds.whileTrying(place.url, chosen, () => look(app, place.url));
    return chosen;
  } catch (error) {
    const { t } = vscode.l10n;
    const [change, keep, why] = [t('Change Access…'), t('Add Anyway'), t('Why?')];
    const message = t('{0} could not be opened.', place.url);
    const detail = error instanceof Error ? error.message : String(error);
    app.log.warn(detail);
    const answer = await vscode.window.showErrorMessage(`${message} ${detail}`, change, keep, why);
    if (answer === keep) return chosen;
    if (answer === why) await showAccessReport(app, error, place);
    if (answer !== change) return undefined;
    const other = await askForAccess(place, chosen.choice);
    return other && tryAccess(app, place, other);
  }
}

function look({ database }: App, destination: string): Promise<unknown> {
  const title = vscode.l10n.t('Opening {0}', destination);
  return cancellable(title, signal => database.request('manifests', { destination }, { signal }));
}
