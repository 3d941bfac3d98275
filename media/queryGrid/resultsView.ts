// The results of statements, one in front: a table, a message where there is none, and a footer.
import type { Channel } from '../../shared/protocol/channel';
import type { QueryGridRequests, ResultState, ShownResults } from '../../shared/protocol/queryGrid';
import { element } from '../element';
import { ErrorStrip } from './errorStrip';
import { ResultFooter } from './resultFooter';
import { ResultTable } from './resultTable';
import { ResultTabs } from './resultTabs';
import { messageOf, type StateMessage } from './stateMessage';

/** A statement that is done in a blink does not make the table vanish before. */
const patience = 200;
const bodyId = 'result';

export class ResultsView {
  readonly #channel: Channel<QueryGridRequests>;
  readonly #tabs: ResultTabs;
  readonly #message = element('div', { class: 'message', role: 'status' });
  readonly #errors = new ErrorStrip();
  readonly #body = element('main', { id: bodyId });
  readonly #footer: ResultFooter;
  readonly #table: ResultTable;
  #shown: ShownResults = { tabs: [], active: 0 };
  #later: ReturnType<typeof setTimeout> | undefined;

  /** Fills the host. */
  constructor(
    channel: Channel<QueryGridRequests>,
    nonce: string,
    host: HTMLElement = document.body,
  ) {
    this.#channel = channel;
    this.#tabs = new ResultTabs(bodyId, result => void this.#ask('activate', { result }));
    this.#footer = new ResultFooter({
      cancel: () => void this.#ask('cancel', this.#id),
      copyAs: () => void this.#ask('copyAs', this.#question()),
      exportRows: () => void this.#ask('export', this.#question()),
      showColumns: () => {
        this.#table.toggleColumns();
        this.#showFooter();
      },
    });
    this.#table = new ResultTable({
      ...{ channel, nonce },
      onView: () => this.#showFooter(),
      onError: error => this.#errors.show(error),
      onCopy: rows => void this.#ask('copy', { ...this.#id, ...rows, format: 'csv' }),
    });
    this.#body.append(this.#table.element, this.#message);
    const parts = [this.#tabs.element, this.#errors.element, this.#body, this.#footer.element];
    host.replaceChildren(element('div', { class: 'results' }, ...parts));
  }

  /** The host says what there is to show. */
  async show(shown: ShownResults): Promise<void> {
    const hasChanged = shown.active !== this.#shown.active;
    this.#shown = shown;
    clearTimeout(this.#later);
    if (hasChanged) this.#errors.clear();
    this.#tabs.show(shown);
    this.#labelBody();
    const state = this.#state;
    if (state.kind === 'rows' && state.rowCount > 0) {
      this.#message.hidden = true;
      await this.#table.show(shown.active, state).catch(error => this.#errors.show(error));
    } else if (state.kind === 'running') {
      this.#later = setTimeout(() => this.#showMessage(state), patience);
    } else this.#showMessage(state);
    this.#showFooter();
  }

  get #state(): ResultState | { readonly kind: 'empty' } {
    const { tabs, active } = this.#shown;
    return tabs.find(({ result }) => result === active)?.state ?? { kind: 'empty' };
  }

  get #id() {
    return { result: this.#shown.active };
  }

  /** Behind tabs it is the panel of the one in front. */
  #labelBody(): void {
    const { tabs, active } = this.#shown;
    const tab = tabs.length > 1 ? tabs.find(({ result }) => result === active) : undefined;
    if (tab) this.#body.setAttribute('role', 'tabpanel');
    else this.#body.removeAttribute('role');
    if (tab) this.#body.setAttribute('aria-label', tab.label);
    else this.#body.removeAttribute('aria-label');
  }

  #showMessage(state: ResultState | { readonly kind: 'empty' }): void {
    this.#table.hide();
    const act = (request: StateMessage['request']) => void this.#ask(request, this.#id);
    this.#message.replaceChildren(...messageOf(state, act));
    this.#message.hidden = false;
  }

  #showFooter(): void {
    const { visible, selection, columns } = this.#table;
    const { top, bottom } = visible;
    this.#footer.show(this.#state, {
      result: this.#shown.active,
      visible: bottom > top ? { from: top + 1, to: bottom } : undefined,
      selected: selection ? selection.end - selection.start : 0,
      hidden: columns.hidden.length,
      showsAll: columns.showsAll,
    });
  }

  #question() {
    const state = this.#state;
    const rowCount = state.kind === 'rows' ? state.rowCount : 0;
    const { selection = null, columns } = this.#table;
    return { ...this.#id, rowCount, selection, columns: columns.shown };
  }

  async #ask<K extends keyof QueryGridRequests>(
    type: K,
    params: QueryGridRequests[K]['params'],
  ): Promise<void> {
    this.#errors.clear();
    try {
      await this.#channel.request(type, params);
    } catch (error) {
      this.#errors.show(error);
    }
  }
}
