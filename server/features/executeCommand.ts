import type { ServerCommand } from '../commands/command';
import { createShowEvidenceCommand } from '../commands/showEvidence';
import { createSilenceRuleCommand } from '../commands/silenceRule';
import type { Feature, FeatureContext } from '../feature';

/** workspace/executeCommand: what actions do besides editing the document. */
export function createExecuteCommandFeature(context: FeatureContext): Feature {
  const commands: readonly ServerCommand[] = [
    createShowEvidenceCommand(),
    createSilenceRuleCommand(context),
  ];
  return {
    get capabilities() {
      // Editors register these names: one that the client has itself would be there twice.
      const own = commands.filter(({ name }) => !context.client.hasCommand(name));
      return { executeCommandProvider: { commands: own.map(({ name }) => name) } };
    },
    register(connection) {
      connection.onExecuteCommand(async ({ command, arguments: args = [] }, token) => {
        const found = commands.find(({ name }) => name === command);
        await found?.run(args, connection, token);
        return null;
      });
    },
  };
}
