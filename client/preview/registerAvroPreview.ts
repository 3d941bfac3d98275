import * as vscode from 'vscode';

import type { App } from '../app';

/** Shows Avro files in an editor of ours; its code is loaded with the first of them. */
export function registerAvroPreview(
  app: Pick<App, 'context' | 'log' | 'clouds' | 'database'>,
): vscode.Disposable {
  const editor = async () => (await import('./avroPreviewEditor')).avroPreviewEditor(app);
  let loaded: ReturnType<typeof editor> | undefined;
  const provider: vscode.CustomReadonlyEditorProvider = {
    openCustomDocument: async (uri, context, token) =>
      (await (loaded ??= editor())).openCustomDocument(uri, context, token),
    resolveCustomEditor: async (document, panel, token) => {
      const loadedEditor = await (loaded ??= editor());
      return loadedEditor.resolveCustomEditor(document as never, panel, token);
    },
  };
  return vscode.window.registerCustomEditorProvider('pendoDataSync.avroPreview', provider, {
    supportsMultipleEditorsPerDocument: true,
  });
}
