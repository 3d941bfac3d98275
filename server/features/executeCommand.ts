import type {
  CancellationToken,
  Connection,
  WorkDoneProgressReporter,
} from 'vscode-languageserver';

import { createCheckFilesCommand } from '../commands/checkFiles';
import type { ServerCommand } from '../commands/command';
import { createShowEvidenceCommand } from '../commands/showEvidence';
import { createSilenceRuleCommand } from '../commands/silenceRule';
import { answer, type Feature, type FeatureContext } from '../feature';

/** workspace/executeCommand: what actions do besides editing the document, and what is done only when asked for. */
export function createExecuteCommandFeature(context: FeatureContext): Feature {
  const commands: readonly ServerCommand[] = [
    createCheckFilesCommand(context),
    createShowEvidenceCommand(),
    createSilenceRuleCommand(context),
  ];
  return {
    get capabilities() {
      // Editors register these names: one that the client has itself would be there twice.
      const own = commands.filter(({ name }) => !context.client.hasCommand(name));
      const names = own.map(({ name }) => name);
      return { executeCommandProvider: { commands: names, workDoneProgress: true } };
    },
    register(connection) {
      connection.onExecuteCommand((params, token, progress) => {
        const { command, arguments: args = [], workDoneToken } = params;
        const found = commands.find(({ name }) => name === command);
        const asked = workDoneToken === undefined ? undefined : progress;
        return answer(token, async signal => {
          await found?.run(args, runOf(connection, signal, asked));
          return null;
        });
      });
    },
  };
}

function runOf(
  connection: Connection,
  requested: AbortSignal,
  asked: WorkDoneProgressReporter | undefined,
) {
  const controller = new AbortController();
  requested.addEventListener('abort', () => controller.abort());
  const abortWith = (token: CancellationToken): void => {
    token.onCancellationRequested(() => controller.abort());
  };
  return {
    connection,
    signal: controller.signal,
    startProgress: async (): Promise<WorkDoneProgressReporter> => {
      if (asked) return asked;
      const own = await connection.window.createWorkDoneProgress();
      abortWith(own.token);
      return own;
    },
  };
}
