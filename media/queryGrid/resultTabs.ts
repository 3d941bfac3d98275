import type { ResultState, ShownResults } from '../../shared/protocol/queryGrid';
import type { IconName } from '../icon';
import { t } from '../localText';
import { TabStrip } from '../tabStrip';

/** The tabs of several results: a number, a name, and where each stands; a single result needs none. */
export class ResultTabs {
  readonly #strip: TabStrip<number>;
  readonly #body: HTMLElement;

  /** `body` is what they are the tabs of. */
  constructor(body: HTMLElement, onChoose: (result: number) => void) {
    this.#body = body;
    this.#strip = new TabStrip(t('Results'), body.id, onChoose);
    this.#strip.element.hidden = true;
  }

  get element(): HTMLElement {
    return this.#strip.element;
  }

  show({ tabs, active }: ShownResults): void {
    this.#strip.element.hidden = tabs.length < 2;
    this.#strip.show(
      tabs.map(({ result, label, sql, state }, place) => ({
        key: result,
        text: `${place + 1} ${label}`,
        sign: signOf(state),
        tooltip: sql,
      })),
      active,
    );
    const tab = tabs.length > 1 ? tabs.find(({ result }) => result === active) : undefined;
    if (tab) this.#body.setAttribute('role', 'tabpanel');
    else this.#body.removeAttribute('role');
    if (tab) this.#body.setAttribute('aria-label', tab.label);
    else this.#body.removeAttribute('aria-label');
  }
}

/** A sign and a word for where a statement stands; the word is for readers. */
function signOf(state: ResultState): { readonly icon: IconName; readonly text: string } {
  switch (state.kind) {
    case 'queued':
      return { icon: 'circle-large', text: t('waits for its turn') };
    case 'waiting':
      return { icon: 'clock', text: t('waits for the database') };
    case 'running':
      return { icon: 'loading', text: t('is running') };
    case 'rows':
      if (state.ending === 'counting') return { icon: 'loading', text: t('is running') };
      return state.ending === 'whole'
        ? { icon: 'check', text: t('done') }
        : { icon: 'debug-stop', text: t('stopped') };
    case 'cancelled':
      return { icon: 'circle-slash', text: t('cancelled') };
    case 'skipped':
      return { icon: 'debug-step-over', text: t('not run') };
    case 'closed':
      return { icon: 'history', text: t('let go') };
    case 'failed':
      return { icon: 'error', text: t('failed') };
  }
}
