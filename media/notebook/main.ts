// The renderer of a notebook's results: the view of results, below each cell. A module that VS Code loads into the page that
// all cells share, so its styles count inside of what it renders alone.
import { createChannel } from '../../shared/protocol/channel';
import type { NotebookMessage } from '../../shared/protocol/notebook';
import type { QueryGridRequests, ShownResults } from '../../shared/protocol/queryGrid';
import { element } from '../element';
import { useVsCode, type VsCodeApi } from '../hostChannel';
import { useTexts } from '../localText';
import { ResultsView } from '../queryGrid/resultsView';

/** What VS Code hands to a renderer. */
interface RendererContext extends Partial<VsCodeApi> {
  readonly onDidReceiveMessage?: (listener: (message: NotebookMessage) => void) => unknown;
}

interface OutputItem {
  readonly id: string;
  json(): unknown;
}

/** Each result has room for so many rows, in pixels; fewer rows need less. */
const [mostHeight, rowHeight, otherHeight] = [420, 22, 98];

/** Called by VS Code, once for each notebook. */
export function activate({
  postMessage,
  onDidReceiveMessage,
  getState,
  setState,
}: RendererContext) {
  const views = new Map<string, RenderedView>();
  const post = (message: NotebookMessage) => postMessage?.(message);
  let makeReady: () => void = () => undefined;
  const isReady = new Promise<void>(resolve => (makeReady = resolve));
  useVsCode({
    postMessage: message => postMessage?.(message),
    getState: () => getState?.(),
    setState: state => setState?.(state),
  });
  document.head.append(
    element('link', { rel: 'stylesheet', href: new URL('notebook.css', import.meta.url).href }),
  );
  onDidReceiveMessage?.(message => {
    if (message.kind === 'texts') {
      useTexts(message.texts);
      makeReady();
    } else if (message.kind === 'answer') views.get(message.view)?.receive(message.message);
  });
  post({ kind: 'hello' });
  const end = (id: string) => {
    const view = views.get(id);
    if (view) post({ kind: 'end', view: view.id });
    views.delete(id);
    if (view) views.delete(view.id);
  };
  return {
    async renderOutputItem(item: OutputItem, host: HTMLElement): Promise<void> {
      await isReady;
      end(item.id);
      const view = new RenderedView(host, outputOf(item.json()), post);
      views.set(item.id, view);
      views.set(view.id, view);
      view.start();
    },
    disposeOutputItem(id?: string): void {
      if (id === undefined) for (const each of [...views.keys()]) end(each);
      else end(id);
    },
  };
}

/** The results below one cell. */
class RenderedView {
  readonly id = crypto.randomUUID();
  readonly #host: HTMLElement;
  readonly #output: string;
  readonly #post: (message: NotebookMessage) => void;
  #listener: (message: unknown) => void = () => undefined;

  constructor(host: HTMLElement, output: string, post: (message: NotebookMessage) => void) {
    // An article: its footer is none of the page, which has as many as there are results.
    this.#host = element('article', { class: 'pendo-data-sync-result' });
    this.#output = output;
    this.#post = post;
    host.replaceChildren(this.#host);
    // Keys are the table's while it has the focus: VS Code would go to another cell.
    this.#host.addEventListener('keydown', event => {
      if (/^(Arrow|Page|Home|End|Enter|Escape| )/.test(event.key)) event.stopPropagation();
    });
  }

  start(): void {
    const { id: view } = this;
    const channel = createChannel<QueryGridRequests>({
      post: message => this.#post({ kind: 'ask', view, output: this.#output, message }),
      listen: onMessage => (this.#listener = onMessage),
    });
    const results = new ResultsView(channel, '', this.#host);
    const onProgress = async (shown: ShownResults) => {
      this.#fit(shown);
      await results.show(shown);
    };
    void channel.request('watch', {}, { onProgress });
  }

  receive(message: unknown): void {
    this.#listener(message);
  }

  /** A few rows need no more room than they take. */
  #fit({ tabs, active }: ShownResults): void {
    const state = tabs.find(({ result }) => result === active)?.state;
    const rows = state?.kind === 'rows' ? Math.max(3, state.rowCount) : 4;
    const tabHeight = tabs.length > 1 ? 28 : 0;
    const height = Math.min(mostHeight, rows * rowHeight + otherHeight + tabHeight);
    this.#host.style.height = `${height}px`;
  }
}

function outputOf(json: unknown): string {
  const isOutput = typeof json === 'object' && json !== null && 'output' in json;
  return isOutput && typeof json.output === 'string' ? json.output : '';
}
