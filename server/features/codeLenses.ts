import { CodeLensRefreshRequest } from 'vscode-languageserver';

import { answerAbout, gone, type Feature, type FeatureContext } from '../feature';
import { codeLensesOf } from '../language/codeLensesOf';

/** textDocument/codeLens: preview, sync and plan, where the client has commands for them. */
export function createCodeLensesFeature(context: FeatureContext): Feature {
  const { client, service } = context;
  return {
    capabilities: { codeLensProvider: {} },
    register(connection) {
      connection.onCodeLens((request, token) =>
        answerAbout(context, request, token, async (manifest, signal) =>
          codeLensesOf(await service.surroundings(manifest, signal), client, signal),
        ),
      );
      context.onOutsideChange(() => {
        if (client.refreshes('codeLens')) {
          connection.sendRequest(CodeLensRefreshRequest.type).catch(gone);
        }
      });
    },
  };
}
