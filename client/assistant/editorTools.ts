// The tools for assistants inside the editor, in a bundle of its own: it is read with the first call.
import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';

import { describeFailure } from '../../shared/assistant/describeFailure';
import type { AssistantPorts } from '../../shared/assistant/ports';
import { questionBefore } from '../../shared/assistant/questionBefore';
import { assistantTools } from '../../shared/assistant/tools/index';
import { DataSyncError } from '../../shared/errors';
import { isCloudUrl } from '../../shared/storage/cloud/readCloudUrl';
import { isRecord } from '../../shared/util/isRecord';
import { inEnglish } from '../../shared/util/translate';
import type { LocalDatabase } from '../database';
import type { DestinationRegistry } from '../destinations/destinationRegistry';
import { editorWords } from '../ui/editorWords';
import { mayReveal, revealSetting } from './revealSetting';
import type { ToolName } from './toolNames';

/** What is said before a tool runs, and what it answers. */
export class EditorTools {
  readonly #database: LocalDatabase;
  readonly #destinations: DestinationRegistry;
  /** Pseudonyms stay the same as long as the window does. */
  readonly #masking = { key: randomBytes(32).toString('base64') };

  constructor(database: LocalDatabase, destinations: DestinationRegistry) {
    this.#database = database;
    this.#destinations = destinations;
  }

  /** What the user reads while the tool runs; where it costs, they are asked first. */
  prepare(name: ToolName, input: unknown): vscode.PreparedToolInvocation {
    const invocationMessage = doing(name);
    const confirmationMessages = this.#question(name, isRecord(input) ? input : {});
    return { invocationMessage, ...(confirmationMessages ? { confirmationMessages } : {}) };
  }

  /** The answer as a text; what goes wrong is an error with a text that a model can act on. */
  async invoke(
    name: ToolName,
    input: unknown,
    token: vscode.CancellationToken,
  ): Promise<vscode.LanguageModelToolResult> {
    const controller = new AbortController();
    const cancel = () => controller.abort(new DataSyncError('cli.cancelled', 'cancelled'));
    const listener = token.onCancellationRequested(cancel);
    if (token.isCancellationRequested) cancel();
    try {
      const tool = assistantTools.find(each => each.name === name);
      if (!tool) throw new DataSyncError('internal', `there is no tool ${name}`);
      const { text } = await tool.run(input, this.#ports(), controller.signal);
      return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(text)]);
    } catch (error) {
      if (controller.signal.aborted) throw new vscode.CancellationError();
      throw new Error(editorWords(inEnglish, describeFailure(error).text), { cause: error });
    } finally {
      listener.dispose();
    }
  }

  #question(
    name: ToolName,
    input: Readonly<Record<string, unknown>>,
  ): vscode.LanguageModelToolConfirmationMessages | undefined {
    const isBucket = this.#isBucket(input['destination']);
    const facts = { isBucket, mayReveal: mayReveal() };
    const question = questionBefore(vscode.l10n.t, { name, input }, facts);
    if (!question) return undefined;
    const message = new vscode.MarkdownString(question.message);
    if (question.sql !== undefined) message.appendCodeblock(question.sql, 'sql');
    return { title: question.title, message };
  }

  /** A destination is named as the user calls it, by its URL, or not at all where there is just one. */
  #isBucket(named: unknown): boolean {
    const name = typeof named === 'string' ? named.trim().toLowerCase() : undefined;
    return this.#destinations.all.some(
      ({ name: own, url }) =>
        isCloudUrl(url) &&
        (name === undefined || [own, url].some(each => each.toLowerCase() === name)),
    );
  }

  #ports(): AssistantPorts {
    const database = this.#database;
    const destinations = this.#destinations;
    return {
      destinations: async () => {
        await destinations.found;
        return destinations.all.map(({ name, url }) => ({ name, url }));
      },
      adviceOnDestinations: 'the user adds a folder or a bucket in the view Data Sync',
      database: database.folder,
      adviceOnDatabase: 'the user syncs a destination in the view Data Sync',
      masking: this.#masking,
      reveal: { isAllowed: mayReveal(), advice: `the user turns on the setting ${revealSetting}` },
      request: database.request,
      requestAlone: database.requestAlone,
      whileReading: ({ purpose }, body, signal) =>
        database.whileReading(purpose, folder => body(folder !== undefined), signal),
      // The editor has no place for it.
      tell: () => undefined,
    };
  }
}

function doing(name: ToolName): string {
  const { t } = vscode.l10n;
  switch (name) {
    case 'listDestinations':
      return t('Listing destinations');
    case 'listExports':
      return t('Listing exports');
    case 'explainManifest':
      return t('Checking a manifest');
    case 'planSync':
      return t('Planning a sync');
    case 'describeDatabase':
      return t('Looking at the local database');
    case 'queryDatabase':
      return t('Querying the local database');
  }
}
