// The results below cells and the scripts that show them: who asks is answered by the results that an output names.
import * as vscode from 'vscode';

import { serveChannel } from '../../shared/protocol/channel';
import type { NotebookMessage } from '../../shared/protocol/notebook';
import type { QueryGridRequests } from '../../shared/protocol/queryGrid';
import { resultHandlers, type ServedResults } from '../query/serveResults';
import { resultRenderer } from './notebookTypes';

/** A view that is shown. */
interface OpenView {
  readonly receive: (message: unknown) => void;
  readonly ended: AbortController;
}

type Messaging = vscode.NotebookRendererMessaging;

/** `find` gives the results of an output; those of an earlier window say that they are gone. */
export function serveOutputs(
  find: (output: string, notebook: vscode.NotebookDocument) => ServedResults,
): vscode.Disposable {
  const messaging = vscode.notebooks.createRendererMessaging(resultRenderer.id);
  const views = new Map<string, OpenView>();
  return messaging.onDidReceiveMessage(({ editor, message }) => {
    const asked = message as NotebookMessage;
    switch (asked.kind) {
      case 'hello':
        return void post(messaging, editor, { kind: 'texts', texts: vscode.l10n.bundle ?? {} });
      case 'ask': {
        const { view, output } = asked;
        const open =
          views.get(view) ??
          serve(find(output, editor.notebook), m =>
            post(messaging, editor, { kind: 'answer', view, message: m }),
          );
        views.set(view, open);
        return open.receive(asked.message);
      }
      case 'end':
        views.get(asked.view)?.ended.abort();
        views.delete(asked.view);
        return;
      case 'texts':
      case 'answer':
        return;
    }
  });
}

async function post(
  messaging: Messaging,
  editor: vscode.NotebookEditor,
  message: NotebookMessage,
): Promise<void> {
  await messaging.postMessage(message, editor);
}

function serve(results: ServedResults, answer: (message: unknown) => Promise<void>): OpenView {
  const ended = new AbortController();
  let receive: (message: unknown) => void = () => undefined;
  serveChannel<QueryGridRequests>(
    {
      post: message => void answer(message),
      listen: onMessage => (receive = onMessage),
    },
    resultHandlers(results, ended.signal),
  );
  return { receive: message => receive(message), ended };
}
