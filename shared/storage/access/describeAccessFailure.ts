// The report of why a bucket could not be opened or read, for a terminal and for an editor alike: Markdown.
import { isDataSyncError, type DataSyncError } from '../../errors';
import { isRecord } from '../../util/isRecord';
import type { Translate } from '../../util/translate';
import type { CloudPlace, CloudProvider } from '../cloud/cloudPlace';

import { signInCommand } from './signInCommand';
import { smallestPolicy } from './smallestPolicy';

/** The report; empty for what does not come from a cloud. `place` fills the bucket's name into the policy. */
export function describeAccessFailure(t: Translate, error: unknown, place?: CloudPlace): string {
  if (!isDataSyncError(error) || !error.code.startsWith('storage.')) return '';
  const { data } = error;
  const provider = place?.provider ?? providerOf(data);
  if (provider === undefined) return '';
  const lines = [sentence(error.message), ...describeTried(t, data), ...describeCall(t, data)];
  if (error.code === 'storage.denied') lines.push('', ...smallestPolicy(t, provider, place));
  const signIn = signInCommand(error);
  if (signIn !== undefined) lines.push('', t('To sign in again: {0}', `\`${signIn}\``));
  return `${lines.join('\n')}\n`;
}

function describeTried(t: Translate, { tried }: DataSyncError['data']): readonly string[] {
  const attempts = Array.isArray(tried) ? tried.filter(isRecord) : [];
  if (attempts.length === 0) return [];
  const lines = attempts.map(each => `- ${String(each['provider'])}: ${String(each['outcome'])}`);
  return ['', t('Tried, in this order:'), '', ...lines];
}

/** What was asked of the service, by whom, and what it said. */
function describeCall(
  t: Translate,
  { call, status, reason, source }: DataSyncError['data'],
): readonly string[] {
  if (typeof call !== 'string') return [];
  const answer = [status, reason].filter(Boolean).join(' ');
  return [
    '',
    `- ${t('Refused call: {0}', `\`${call}\``)}${answer === '' ? '' : ` (${answer})`}`,
    ...(typeof source === 'string' ? [`- ${t('Credentials: {0}', source)}`] : []),
  ];
}

/** Adapters name the call in the words of their cloud. */
function providerOf({ provider, call }: DataSyncError['data']): CloudProvider | undefined {
  if (provider === 's3' || provider === 'gcs' || provider === 'azure') return provider;
  if (typeof call !== 'string') return undefined;
  if (call.startsWith('s3:')) return 's3';
  return call.startsWith('storage.') ? 'gcs' : 'azure';
}

function sentence(text: string): string {
  const capital = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(capital) ? capital : `${capital}.`;
}
