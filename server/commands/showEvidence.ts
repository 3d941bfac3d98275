import { Range, type Command, type Location } from 'vscode-languageserver';

import type { FeatureContext } from '../feature';
import type { ServerCommand } from './command';

const name = 'pendoDataSync.showEvidence';

/** Opens a place in the editor: window/showDocument. */
export function createShowEvidenceCommand(): ServerCommand {
  return {
    name,
    async run([uri, selection], { connection }) {
      if (typeof uri !== 'string') return;
      const place = Range.is(selection) ? { selection } : {};
      await connection.window.showDocument({ uri, takeFocus: true, ...place });
    },
  };
}

/** The command that shows a place; undefined for a client that can show none. */
export function showEvidence(
  { client }: FeatureContext,
  title: string,
  { uri, range }: Pick<Location, 'uri'> & Partial<Location>,
): Command | undefined {
  if (!client.showsDocuments && !client.hasCommand(name)) return undefined;
  return { title, command: name, arguments: range ? [uri, range] : [uri] };
}
