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

/** The place of the message. */
export class TableMessages {
  readonly element = element('div', { class: 'message', hidden: true });
  readonly #act: (action: MessageAction) => void;
  #icon = icon('loading');
  readonly #title = element('h1', {});
  readonly #text = element('p', {});
  readonly #actions = element('div', { class: 'message-actions' });
  #shown = '';

  constructor(act: (action: MessageAction) => void) {
    this.#act = act;
    const said = element('div', { role: 'status' }, this.#title, this.#text);
    this.element.append(this.#icon, said, this.#actions);
  }

  /** False where rows stand there. */
  show(state: ExportsState, count: ExportsCount | undefined): boolean {
    const message = describe(state, count);
    this.element.hidden = message === undefined;
    if (!message) return false;
    const { icon: sign, title, text, actions } = message;
    if (this.#text.textContent !== text) this.#text.textContent = text;
    // Whoever has a button under their finger keeps it, and readers hear the title once.
    if (this.#shown === title) return true;
    this.#shown = title;
    const shown = icon(sign);
    this.#icon.replaceWith(shown);
    this.#icon = shown;
    this.#title.textContent = title;
    this.#actions.replaceChildren(...actions.map((each, place) => this.#button(each, place)));
    return true;
  }

  #button([action, label]: TableMessage['actions'][number], place: number): HTMLElement {
    return button({
      ...{ label, text: true, onClick: () => this.#act(action) },
      ...(place === 0 ? { class: 'primary-button' } : {}),
    });
  }
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
  const { of = 0 } = reading ?? {};
  // How far it is stands in the footer, where readers are not told each step.
  return {
    ...{ icon: 'loading', title: t('Reading the manifests'), actions: [] },
    text: of === 0 ? t('Looking for them.') : t('{0} to read.', countText(of)),
  };
}
