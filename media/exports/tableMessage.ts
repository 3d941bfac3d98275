// What stands in the place of rows where there are none: why, and what can be done.
import type { ExportsCount } from '../../shared/protocol/exportsTable';
import type { ExportsAction, ExportsState } from '../../shared/protocol/exportsView';
import { countText } from '../../shared/util/humanText';
import { sentence } from '../../shared/util/sentence';
import { button, element } from '../element';
import { icon, type IconName } from '../icon';
import { t } from '../localText';

/** What a button of a message asks for. */
export type MessageAction = ExportsAction | 'clearFilter';

interface TableMessage {
  readonly icon: IconName;
  readonly title: string;
  readonly text: string;
  readonly actions: readonly (readonly [MessageAction, string])[];
}

/** The elements of a message; undefined where rows stand there. */
export function messageOf(
  state: ExportsState,
  count: ExportsCount | undefined,
  act: (action: MessageAction) => void,
): readonly Node[] | undefined {
  const message = describe(state, count);
  if (!message) return undefined;
  const { icon: sign, title, text, actions } = message;
  return [
    icon(sign),
    element('h1', {}, title),
    element('p', {}, text),
    element(
      'div',
      { class: 'message-actions' },
      ...actions.map(([action, label], place) =>
        button({
          ...{ label, text: true, onClick: () => act(action) },
          ...(place === 0 ? { class: 'primary-button' } : {}),
        }),
      ),
    ),
  ];
}

function describe(state: ExportsState, count: ExportsCount | undefined): TableMessage | undefined {
  const { failure, isEmpty, reading } = state;
  if (failure) return failed(failure.message);
  if (isEmpty) return noDestination();
  if (count && count.found > 0) return undefined;
  if (count && count.total > 0) return nothingFits(count.total);
  if (reading || !count) return beingRead(reading);
  return {
    ...{ icon: 'package', title: t('No exports') },
    text: t('The manifests list none: Pendo lists those of the last 30 days.'),
    actions: [['refresh', t('Refresh')]],
  };
}

function failed(message: string): TableMessage {
  return {
    ...{ icon: 'error', title: t('The exports cannot be shown') },
    text: `${sentence(message)} ${t('Nothing was changed.')}`,
    actions: [
      ['refresh', t('Try again')],
      ['showLog', t('Show log')],
    ],
  };
}

function noDestination(): TableMessage {
  return {
    ...{ icon: 'package', title: t('No destination yet') },
    text: t('Add the folder or bucket that Pendo exports to, and its exports are here.'),
    actions: [
      ['addFolder', t('Add a folder…')],
      ['addBucket', t('Add a bucket…')],
      ['trySampleData', t('Try it with sample data')],
    ],
  };
}

function nothingFits(total: number): TableMessage {
  return {
    ...{ icon: 'filter', title: t('No export fits the filter') },
    text: t('{0} are hidden by it.', countText(total)),
    actions: [['clearFilter', t('Clear filter')]],
  };
}

function beingRead(reading: ExportsState['reading']): TableMessage {
  const { read = 0, of = 0 } = reading ?? {};
  return {
    ...{ icon: 'loading', title: t('Reading the manifests'), actions: [] },
    text: of === 0 ? t('Looking for them.') : t('{0} of {1}', countText(read), countText(of)),
  };
}
