import type { ErrorCode } from '../../shared/errors';
import type { Translate } from '../../shared/util/translate';

/**
 * What kind of failure it is, in a few words of the user's language: the message itself, with its paths and numbers, is English
 * as in the log. undefined where a kind would say less than the message.
 */
export function errorKind(t: Translate, code: ErrorCode): string | undefined {
  switch (code) {
    case 'storage.not-found':
      return t('Not there');
    case 'storage.denied':
    case 'engine.denied':
      return t('No permission');
    case 'storage.no-credentials':
    case 'storage.bad-credentials':
      return t('Not signed in');
    case 'storage.unreachable':
      return t('Not reachable');
    case 'storage.untrusted':
      return t('Waits for trust');
    case 'storage.no-destination':
      return t('No export manifest here');
    case 'manifest.not-json':
      return t('The manifest is no JSON');
    case 'avro.bad-magic':
      return t('This is no Avro file');
    case 'avro.truncated':
    case 'avro.bad-header':
    case 'avro.bad-block':
    case 'avro.bad-sync-marker':
    case 'avro.bad-checksum':
    case 'avro.bad-value':
      return t('The file is damaged');
    case 'engine.locked':
      return t('The database is in use');
    case 'engine.corrupt':
    case 'engine.not-a-database':
      return t('The database is damaged');
    case 'engine.disk-full':
    case 'plan.disk-too-small':
      return t('The disk has too little space');
    case 'engine.sql':
      return t('The statement failed');
    case 'internal':
      return t('An error of the extension itself');
    default:
      return undefined;
  }
}
