// What can be done with the exports that are selected, and what the user should know of all of them.
import type { ExportsAction, ExportsState } from '../../shared/protocol/exportsView';
import { button, element } from '../element';
import { icon, type IconName } from '../icon';
import { t } from '../localText';

export interface ToolbarPorts {
  readonly act: (action: ExportsAction) => void;
  readonly toggleSummary: () => void;
}

export class ExportsToolbar {
  readonly element: HTMLElement;
  /** Between the toolbar and the table: why no states are shown, what waits for trust. */
  readonly notice = element('div', { class: 'notice', role: 'status', hidden: true });
  readonly #ports: ToolbarPorts;
  readonly #withSelection: readonly HTMLButtonElement[];
  readonly #summary: HTMLButtonElement;
  readonly #scope = element('span', { class: 'scope' });
  #noticed = '';

  constructor(ports: ToolbarPorts) {
    const { act } = ports;
    this.#ports = ports;
    this.#withSelection = [
      button({
        ...{ label: t('Sync selected…'), icon: 'sync', text: true },
        onClick: () => act('sync'),
      }),
      button({ label: t('Plan'), icon: 'checklist', text: true, onClick: () => act('plan') }),
    ];
    this.#summary = button({
      ...{ label: t('Summary'), icon: 'layout-sidebar-right', onClick: ports.toggleSummary },
    });
    const refresh = button({ label: t('Refresh'), icon: 'refresh', onClick: () => act('refresh') });
    this.element = element(
      'div',
      { class: 'exports-toolbar', role: 'toolbar', 'aria-label': t('Exports') },
      ...[this.#scope, ...this.#withSelection, refresh, this.#summary],
    );
  }

  show(state: ExportsState, isSummaryOpen: boolean): void {
    this.#scope.textContent = state.scope ?? '';
    this.#scope.hidden = state.scope === null;
    this.#summary.setAttribute('aria-pressed', String(isSummaryOpen));
    const notice = noticeOf(state);
    this.notice.hidden = notice === undefined;
    // Said once, and its button stays the one that has the focus.
    if (!notice || this.#noticed === notice.text) return;
    this.#noticed = notice.text;
    const { action, label } = notice;
    this.notice.replaceChildren(
      icon(notice.icon),
      element('span', { class: 'notice-text' }, notice.text),
      button({ label, text: true, class: 'link-button', onClick: () => this.#ports.act(action) }),
    );
  }

  showSelected(isAnySelected: boolean): void {
    for (const each of this.#withSelection) each.disabled = !isAnySelected;
  }
}

interface Notice {
  readonly icon: IconName;
  readonly text: string;
  readonly action: ExportsAction;
  readonly label: string;
}

function noticeOf({ isTrusted, hasStates, isEmpty, failure }: ExportsState): Notice | undefined {
  if (isEmpty || failure) return undefined;
  if (!isTrusted) {
    return {
      ...{ icon: 'shield', action: 'manageTrust', label: t('Manage trust') },
      text: t(
        'In Restricted Mode exports can be looked at. Syncing them waits until you trust this workspace.',
      ),
    };
  }
  if (hasStates) return undefined;
  return {
    ...{ icon: 'clock', action: 'refresh', label: t('Try again') },
    text: t(
      'The local database cannot be asked now, so nothing is known of what is loaded. A sync may be using it.',
    ),
  };
}
