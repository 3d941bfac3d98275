// What can be done about what cannot be read: the same as in the tree.
import type { TableFailure } from '../../shared/protocol/exportsTable';
import { t } from '../localText';
import type { SummaryAction } from './summaryPanel';

/** Ways out of a failure, of which the first is the one that most likely helps. */
export function waysOut(
  failure: TableFailure | null,
  isBucket: boolean,
  hasManifest: boolean,
): SummaryAction[] {
  const { code = '', signIn } = failure ?? {};
  const trust: SummaryAction = { action: 'manageTrust', label: t('Manage trust'), icon: 'shield' };
  const actions: SummaryAction[] = [
    ...(code === 'storage.untrusted' ? [trust] : []),
    ...(signIn === undefined
      ? []
      : [{ action: 'signIn', label: t('Sign in…'), icon: 'sign-in' } as const]),
    { action: 'refresh', label: t('Try again'), icon: 'refresh' },
    ...(isBucket && isOfAccess(code)
      ? [
          { action: 'changeAccess', label: t('Change access'), icon: 'key' } as const,
          { action: 'explainAccess', label: t('Why did it fail?'), icon: 'question' } as const,
        ]
      : []),
    ...(hasManifest
      ? [{ action: 'openManifest', label: t('Open the manifest'), icon: 'go-to-file' } as const]
      : []),
  ];
  return actions.map((action, place) => ({ ...action, isPrimary: place === 0 }));
}

/** What other credentials, or more rights, may mend. */
function isOfAccess(code: string): boolean {
  return ['no-credentials', 'bad-credentials', 'denied', 'unreachable', 'not-found'].some(
    word => code === `storage.${word}`,
  );
}
