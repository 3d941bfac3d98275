import * as vscode from 'vscode';

import { toDataSyncError } from '../../shared/errors';
import type { ChosenAccess } from '../../shared/storage/access/accessChoice';
import { signInCommand } from '../../shared/storage/access/signInCommand';
import type { CloudPlace } from '../../shared/storage/cloud/cloudPlace';
import type { App } from '../app';
import { cancellable } from '../ui/cancellable';
import { openSignIn } from '../ui/openSignIn';
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
    const { code, message } = toDataSyncError(error);
    if (code === 'cli.cancelled') return undefined;
    app.log.warn(`${code}: ${message}`);
    return askOn(app, { place, chosen, error });
  }
}

interface Refused {
  readonly place: CloudPlace;
  readonly chosen: ChosenAccess;
  readonly error: unknown;
}

/** Says what was wrong, until the user knows what to do about it. */
async function askOn(app: App, refused: Refused): Promise<ChosenAccess | undefined> {
  const { place, chosen, error } = refused;
  const { t } = vscode.l10n;
  const [change, keep, why] = [t('Change access…'), t('Keep it anyway'), t('Why?')];
  const [signIn, command] = [t('Sign in…'), signInCommand(error)];
  const { message } = toDataSyncError(error);
  const text = t('{0} could not be opened: {1}', place.url, message);
  const ways = [...(command === undefined ? [] : [signIn]), change, keep, why];
  switch (await vscode.window.showErrorMessage(text, ...ways)) {
    case keep:
      return chosen;
    case why:
      await showAccessReport(app, error, place);
      return askOn(app, refused);
    case signIn:
      await openSignIn(command ?? '');
      return tryAgain(app, place, chosen);
    case change: {
      const other = await askForAccess(place, chosen.choice);
      return other && tryAccess(app, place, other);
    }
    default:
      return undefined;
  }
}

/** The user signs in meanwhile. */
async function tryAgain(
  app: App,
  place: CloudPlace,
  chosen: ChosenAccess,
): Promise<ChosenAccess | undefined> {
  const { t } = vscode.l10n;
  const again = t('Try again');
  const text = t('{0} can be opened when you are signed in.', place.url);
  const answer = await vscode.window.showInformationMessage(text, again);
  return answer === again ? tryAccess(app, place, chosen) : undefined;
}

function look({ database }: App, destination: string): Promise<unknown> {
  const title = vscode.l10n.t('Opening {0}', destination);
  return cancellable(title, signal => database.request('manifests', { destination }, { signal }));
}
