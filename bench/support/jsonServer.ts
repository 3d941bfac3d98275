// A server over stdio that is vscode-json-languageservice and nothing else, used as VS Code's JSON server does:
// a text is parsed once per version, and lists end at 5,000.
import {
  createConnection,
  DocumentDiagnosticReportKind,
  TextDocuments,
  TextDocumentSyncKind,
} from 'vscode-languageserver/node';
import { getLanguageService, type JSONDocument } from 'vscode-json-languageservice';
import { TextDocument } from 'vscode-languageserver-textdocument';

import { jsonSchemaOf } from '../../shared/manifest/jsonSchema';

const limit = 5000;
const connection = createConnection(process.stdin, process.stdout);
const documents = new TextDocuments(TextDocument);
const service = getLanguageService({});
service.configure({
  validate: true,
  schemas: [{ uri: 'pendo://manifest', fileMatch: ['*'], schema: jsonSchemaOf('exportManifest') }],
});

let latest: { readonly document: TextDocument; version: number; parsed: JSONDocument } | undefined;

function open(uri: string): { document: TextDocument; parsed: JSONDocument } {
  const document = documents.get(uri);
  if (!document) throw new Error(`${uri} is not open`);
  if (latest?.document !== document || latest.version !== document.version) {
    latest = undefined;
    latest = { document, version: document.version, parsed: service.parseJSONDocument(document) };
  }
  return { document, parsed: latest.parsed };
}

connection.onInitialize(() => ({
  capabilities: {
    textDocumentSync: TextDocumentSyncKind.Incremental,
    diagnosticProvider: { interFileDependencies: false, workspaceDiagnostics: false },
    hoverProvider: true,
    documentSymbolProvider: true,
    foldingRangeProvider: true,
  },
}));
connection.languages.diagnostics.on(async ({ textDocument }) => {
  const { document, parsed } = open(textDocument.uri);
  const items = await service.doValidation(document, parsed);
  const resultId = String(document.version);
  return { kind: DocumentDiagnosticReportKind.Full, resultId, items };
});
connection.onHover(async ({ textDocument, position }) => {
  const { document, parsed } = open(textDocument.uri);
  return service.doHover(document, position, parsed);
});
connection.onDocumentSymbol(({ textDocument }) => {
  const { document, parsed } = open(textDocument.uri);
  return service.findDocumentSymbols2(document, parsed, { resultLimit: limit });
});
connection.onFoldingRanges(({ textDocument }) => {
  const { document } = open(textDocument.uri);
  return service.getFoldingRanges(document, { rangeLimit: limit });
});
documents.listen(connection);
connection.listen();
