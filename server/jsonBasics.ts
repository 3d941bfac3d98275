// What any JSON document gets: completion, formatting, and what its schema says of a place.
// The service behind it parses whole texts for itself, so larger documents do without. Its diagnostics stay off: ours know more.
import type { LanguageService, TextDocument } from 'vscode-json-languageservice';
import {
  InsertTextFormat,
  type CompletionItem,
  type CompletionList,
  type FormattingOptions,
  type Hover,
  type Position,
  type Range,
  type TextEdit,
} from 'vscode-languageserver';

import { jsonSchemaOf } from '../shared/manifest/jsonSchema';
import type { ManifestFileKind } from '../shared/manifest/types';

/** Longer texts are not parsed a second time. */
export const jsonBasicsLimit = 2_000_000;

/** A text of which something is asked. */
export interface JsonText {
  readonly kind: ManifestFileKind;
  readonly text: string;
}

/** The basics of JSON, by the schema of the file's kind. */
export class JsonBasics {
  #service: Promise<JsonService> | undefined;

  async hover(json: JsonText, position: Position): Promise<Hover | null> {
    const { service, read } = await this.#load();
    const document = read(json);
    return service.doHover(document, position, service.parseJSONDocument(document));
  }

  /** What can be written here; without `snippets` as plain text. */
  async complete(
    json: JsonText,
    position: Position,
    { snippets }: { readonly snippets: boolean },
  ): Promise<CompletionList | null> {
    const { service, read } = await this.#load();
    const document = read(json);
    const parsed = service.parseJSONDocument(document);
    const list = await service.doComplete(document, position, parsed);
    return list && !snippets ? { ...list, items: list.items.map(withoutSnippet) } : list;
  }

  /** The edits that lay out the text, or a range of it. */
  async format(
    json: JsonText,
    range: Range | undefined,
    options: FormattingOptions,
  ): Promise<TextEdit[]> {
    const { service, read } = await this.#load();
    return service.format(read(json), range, { ...options, keepLines: false });
  }

  /** Loaded when first asked for: a client that only wants findings never waits for it. */
  #load(): Promise<JsonService> {
    this.#service ??= loadJsonService();
    return this.#service;
  }
}

interface JsonService {
  readonly service: LanguageService;
  readonly read: (json: JsonText) => TextDocument;
}

const kinds: readonly ManifestFileKind[] = ['exportManifest', 'billOfMaterials'];

async function loadJsonService(): Promise<JsonService> {
  const { getLanguageService, TextDocument } = await import('vscode-json-languageservice');
  const service = getLanguageService({});
  service.configure({
    validate: false,
    schemas: kinds.map(kind => ({
      uri: `schema://pendo/${kind}`,
      fileMatch: [`${kind}.json`],
      schema: jsonSchemaOf(kind),
    })),
  });
  return {
    service,
    // The name decides on the schema: an editor's document may have any.
    read: ({ kind, text }) => TextDocument.create(`text://pendo/${kind}.json`, 'json', 0, text),
  };
}

/** `"counter": ${1:412}` as `"counter": 412`. */
function withoutSnippet(item: CompletionItem): CompletionItem {
  const { insertText, textEdit } = item;
  return {
    ...item,
    insertTextFormat: InsertTextFormat.PlainText,
    ...(insertText === undefined ? {} : { insertText: plainText(insertText) }),
    ...(textEdit ? { textEdit: { ...textEdit, newText: plainText(textEdit.newText) } } : {}),
  };
}

const snippetSyntax = /\\([$}\\])|\$\{\d+:((?:\\.|[^}\\])*)\}|\$(?:\d+|\{\d+\})/g;

function plainText(snippet: string): string {
  return snippet.replace(
    snippetSyntax,
    (_match, escaped: string | undefined, placeholder: string | undefined) =>
      escaped ?? (placeholder === undefined ? '' : plainText(placeholder)),
  );
}
