import { DataSyncError } from '../../shared/errors';
import type { Verb } from '../verb';
import { version } from '../version';

/** `language-server --stdio`: serves an editor that speaks the language server protocol. */
export const languageServerVerb: Verb = {
  name: 'language-server',
  summary: 'Serve an editor: problems, hovers, outline and more while you read a manifest',
  usage: '--stdio [--clientProcessId PID]',
  positionals: { min: 0, max: 0 },
  options: [
    { name: 'stdio', description: 'Speak over standard input and output, the only way there is' },
    // VS Code's client says so unasked; what counts is the one in `initialize`.
    { name: 'clientProcessId', value: 'PID', description: 'Process of the editor' },
  ],
  hasNoAnswer: true,
  examples: ['language-server --stdio'],
  async run(args, { signal }) {
    if (!args.flag('stdio')) {
      throw new DataSyncError('cli.usage', 'language-server needs --stdio: it talks to an editor');
    }
    // Loaded only now: no other verb should wait for it.
    const { serve } = await import('../../server/main');
    serve({ input: process.stdin, output: process.stdout, version });
    // The client ends the process, by `exit` or by going away; a signal ends it as it ends other verbs.
    return new Promise(() => signal.addEventListener('abort', () => process.exit(130)));
  },
};
