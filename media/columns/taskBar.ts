// What is under way: what, how far, how long it may take, and Cancel.
import { countText, durationText } from '../../shared/util/humanText';
import { button, element } from '../element';
import { t } from '../localText';

interface Progress {
  readonly offset: number;
  readonly size: number;
  readonly rowsRead: number;
}

/** One task at a time; a new one cancels the old. */
export class TaskBar {
  readonly element = element('div');
  readonly #shown = element('div', { class: 'task-bar', hidden: true });
  /** What readers say: that it has begun and ended, not each percent. */
  readonly #told = element('span', { class: 'only-read', role: 'status' });
  readonly #text = element('span', { class: 'task-text' });
  readonly #bar = element('progress', { max: 1, 'aria-label': t('Progress') });
  #controller: AbortController | undefined;
  #started = 0;
  #title = '';

  /** `onRead` is called while a task reads the file, and when it has. */
  constructor(readonly onRead: () => void) {
    const cancel = button({ label: t('Cancel'), text: true, onClick: () => this.cancel() });
    this.#shown.append(this.#bar, this.#text, cancel);
    this.element.append(this.#shown, this.#told);
  }

  /** Runs `body` and shows what it reports; resolves with undefined when it was cancelled. */
  async run<T>(
    title: string,
    body: (signal: AbortSignal, progress: (value: Progress) => void) => Promise<T>,
  ): Promise<T | undefined> {
    this.cancel();
    const controller = new AbortController();
    this.#controller = controller;
    this.#started = performance.now();
    this.#title = title;
    this.#text.textContent = title;
    this.#bar.removeAttribute('value');
    // What is done in a blink needs no bar.
    const appear = setTimeout(() => {
      this.#shown.hidden = false;
      this.#told.textContent = title;
    }, 120);
    try {
      const result = await body(controller.signal, value => this.#show(controller, value));
      if (this.#controller === controller) this.#tellEnd(t('{0}: done', title));
      return result;
    } catch (error) {
      if (controller.signal.aborted) return undefined;
      throw error;
    } finally {
      clearTimeout(appear);
      this.onRead();
      if (this.#controller === controller) {
        this.#controller = undefined;
        this.#shown.hidden = true;
      }
    }
  }

  cancel(): void {
    if (this.#controller) this.#tellEnd(t('{0}: cancelled', this.#title));
    this.#controller?.abort();
    this.#controller = undefined;
    this.#shown.hidden = true;
  }

  get isRunning(): boolean {
    return this.#controller !== undefined;
  }

  /** Of what was done in a blink nothing was told. */
  #tellEnd(text: string): void {
    if (!this.#shown.hidden) this.#told.textContent = text;
  }

  #show(controller: AbortController, { offset, size, rowsRead }: Progress): void {
    if (this.#controller !== controller) return;
    this.onRead();
    const share = size === 0 ? 1 : offset / size;
    const seconds = (performance.now() - this.#started) / 1000;
    this.#bar.value = share;
    const rate = t('{0} rows/s', countText(Math.round(rowsRead / Math.max(seconds, 0.001))));
    const left = t('{0} left', durationText((seconds / Math.max(share, 0.001)) * (1 - share)));
    const text = `${this.#title} ${Math.round(share * 100)} %`;
    this.#text.textContent = seconds < 1 ? text : `${text} · ${rate} · ${left}`;
  }
}
