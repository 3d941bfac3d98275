// What stands in the place of rows where there are none: what happened, and what can be done.
import type { QueryGridRequests, ResultState } from '../../shared/protocol/queryGrid';
import { sentence } from '../../shared/util/sentence';
import { button, element } from '../element';
import { icon, type IconName } from '../icon';
import { t } from '../localText';

/** A message in the middle of the view. */
export interface StateMessage {
  readonly icon: IconName;
  readonly title: string;
  readonly text?: string;
  /** What its button says, and asks of the host. */
  readonly action?: string;
  readonly request: keyof Pick<
    QueryGridRequests,
    'again' | 'openQueries' | 'showStatement' | 'cancel'
  >;
}

/** The elements of a state's message. */
export function messageOf(
  state: ResultState,
  act: (request: StateMessage['request']) => void,
): readonly Node[] {
  const { icon: sign, title, text, action, request } = describe(state);
  return [
    icon(sign),
    element('h1', {}, title),
    ...(text === undefined ? [] : [element('p', {}, text)]),
    ...(action === undefined
      ? []
      : [
          button({
            label: action,
            text: true,
            class: 'primary-button',
            onClick: () => act(request),
          }),
        ]),
  ];
}

function describe(state: ResultState): StateMessage {
  switch (state.kind) {
    case 'empty':
      return {
        ...{ icon: 'table', title: t('No results yet'), request: 'openQueries' },
        text: t('Run a statement of a SQL document, and its rows are here.'),
        action: t('Open queries'),
      };
    case 'waiting':
      return {
        ...{ icon: 'clock', title: t('Waiting for the database'), request: 'cancel' },
        text: t(
          'A sync is writing to it. The statement runs as soon as it has ended, or is given up after 5 seconds.',
        ),
      };
    case 'running':
      return { icon: 'ellipsis', title: t('Running'), request: 'cancel' };
    case 'rows':
      return {
        ...{ icon: 'table', title: t('No rows'), request: 'showStatement' },
        text: t('The statement ran, and nothing fits it.'),
      };
    case 'cancelled':
      return {
        ...{ icon: 'circle-slash', title: t('Cancelled'), request: 'again' },
        text: t('The statement was stopped before its first row.'),
        action: t('Run again'),
      };
    case 'failed':
      return failure(state);
  }
}

function failure({ code, message }: Extract<ResultState, { kind: 'failed' }>): StateMessage {
  const text = sentence(message);
  const again = { text, action: t('Try again'), request: 'again' } as const;
  const show = { text, action: t('Show statement'), request: 'showStatement' } as const;
  switch (code) {
    case 'engine.sql':
      return { icon: 'error', title: t('This statement cannot be run'), ...show };
    case 'engine.read-only':
      return { icon: 'lock', title: t('Only reading is possible here'), ...show };
    case 'engine.denied':
      return { icon: 'lock', title: t('The database may not be read'), ...again };
    case 'engine.locked':
      return { icon: 'clock', title: t('The database is in use'), ...again };
    case 'engine.corrupt':
    case 'engine.not-a-database':
      return {
        ...{ icon: 'warning', title: t('The database is damaged'), ...again },
        text: `${text} ${t('The exports are untouched: choose an empty database folder in the settings and sync them again.')}`,
      };
    case 'engine.no-database':
      return { icon: 'info', title: t('Nothing is loaded'), ...again };
    default:
      return { icon: 'error', title: t('The statement failed'), ...again };
  }
}
