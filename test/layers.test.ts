// The table of docs/architecture.md, executable: who may import whom, and the few rules about files.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import ts from 'typescript';
import { verbs } from '../cli/verbs/index';

const root = path.join(__dirname, '../..');

/** Node's modules that reach nothing outside the process. */
const pureNode = ['node:buffer', 'node:crypto', 'node:util', 'node:zlib'];

/** What a server of editors knows: all of shared but what loads. */
const serverParts = ['util', 'errors', 'json', 'manifest', 'facts', 'storage', 'avro', 'plan'].map(
  inShared,
);

/** By layer: what it may import besides itself and type-only imports listed in `types`. */
const layers: Readonly<Record<string, Layer>> = {
  'shared/errors': { may: [] },
  'shared/util': { may: [] },
  'shared/json': { may: ['shared/util', 'shared/errors'] },
  'shared/manifest': { may: ['shared/util', 'shared/errors', 'shared/json'] },
  'shared/storage': {
    may: ['shared/util', 'shared/errors', 'node'],
    packages: [
      '@aws-sdk',
      '@azure/identity',
      '@azure/storage-blob',
      '@google-cloud/storage',
      '@smithy',
      'google-auth-library',
    ],
  },
  'shared/facts': {
    may: [
      ...['util', 'errors', 'json', 'manifest', 'storage', 'avro', 'columns'].map(inShared),
      'node',
    ],
  },
  'shared/avro': {
    may: ['shared/util', 'shared/errors', ...pureNode],
    packages: ['avsc', 'snappyjs', 'fzstd', 'seek-bzip', 'xz-decompress'],
  },
  'shared/plan': { may: ['shared/util', 'shared/errors', 'shared/manifest'] },
  'shared/engine': { may: ['shared/util', 'shared/errors', 'node'], packages: ['sql.js'] },
  'shared/columns': { may: ['shared/util', 'shared/errors', 'shared/avro'] },
  'shared/listing': {
    may: ['shared/util', 'shared/errors', 'shared/manifest', 'shared/plan', 'shared/storage'],
  },
  'shared/rows': { may: ['shared/util', 'shared/errors', 'shared/avro'], types: ['shared/engine'] },
  'shared/sql': { may: ['shared/util', 'shared/errors'] },
  'shared/notebook': { may: ['shared/util', 'shared/errors', 'shared/json'] },
  'shared/masking': { may: ['shared/util', ...pureNode] },
  // Tools as data: what they ask for is done by a worker, which a host starts.
  'shared/assistant': {
    may: [
      ...['util', 'errors', 'masking', 'plan', 'rows', 'sql', 'sync/manifestIds'].map(inShared),
      'shared/storage/access/describeAccessFailure',
      'shared/sync/safestChoices',
    ],
    types: ['shared'],
  },
  'shared/validation': {
    may: [...serverParts, 'node'],
  },
  'shared/sync': { may: ['shared', 'node'] },
  'shared/download': { may: ['shared', 'node'] },
  'shared/worker': { may: ['shared', 'node'] },
  'shared/simulator': {
    may: ['shared/util', 'shared/errors', 'shared/avro', 'shared/storage', 'node'],
    types: ['shared/manifest'],
    packages: ['avsc', 'snappyjs'],
  },
  'shared/protocol': { may: ['shared/util', 'shared/errors'], types: ['shared'] },
  // Not engine, sync and worker: an editor never loads.
  server: {
    may: [...serverParts, 'node'],
    packages: [
      'vscode-json-languageservice',
      'vscode-languageserver',
      'vscode-languageserver-textdocument',
    ],
  },
  client: { may: ['shared', 'node'], packages: ['vscode', 'vscode-languageclient'] },
  // What runs in the browser: of the product's code only what is made for both sides.
  media: {
    may: ['shared/protocol', 'shared/util', 'shared/listing'],
    types: ['shared'],
    packages: ['slickgrid', '@observablehq/plot', '@vscode/codicons'],
  },
  cli: { may: ['shared', 'server/main', 'node'], packages: ['@modelcontextprotocol/server'] },
  test: {
    may: ['shared', 'server', 'client', 'media', 'cli', 'node'],
    packages: [
      '@aws-sdk/client-s3',
      '@azure/storage-blob',
      '@google-cloud/storage',
      '@modelcontextprotocol/client',
      'avsc',
      'sql.js',
      'typescript',
      'ajv',
      'vscode-languageserver-protocol',
      'vscode-languageserver-textdocument',
      'esbuild',
      'playwright-core',
      'vscode',
      'vscode-oniguruma',
      'vscode-textmate',
    ],
  },
  bench: {
    may: ['shared', 'cli', 'test', 'node'],
    packages: [
      'playwright-core',
      'vscode',
      'avsc',
      'sql.js',
      'vscode-json-languageservice',
      'vscode-languageserver',
      'vscode-languageserver-protocol',
      'vscode-languageserver-textdocument',
    ],
  },
};

interface Layer {
  readonly may: readonly string[];
  /** Allowed as `import type` only. */
  readonly types?: readonly string[];
  readonly packages?: readonly string[];
}

interface Import {
  readonly target: string;
  readonly typeOnly: boolean;
}

for (const [layer, rules] of Object.entries(layers)) {
  test(`${layer} imports only what it may`, () => {
    for (const file of sourceFiles(layer)) {
      for (const found of importsOf(file)) {
        assert.ok(isAllowed(layer, rules, found), `${file} imports ${found.target}`);
      }
    }
  });
}

test('every source file belongs to a layer', () => {
  const strays = allFiles().filter(file => layerOf(file) === undefined);
  assert.deepEqual(strays, []);
});

test('no cycles between files', () => {
  const state = new Map<string, 'open' | 'done'>();
  const visit = (file: string, trail: readonly string[]): void => {
    if (state.get(file) === 'done') return;
    assert.notEqual(state.get(file), 'open', `cycle: ${[...trail, file].join(' → ')}`);
    state.set(file, 'open');
    for (const { target, typeOnly } of importsOf(file)) {
      if (!typeOnly && existsSync(path.join(root, `${target}.ts`))) {
        visit(`${target}.ts`, [...trail, file]);
      }
    }
    state.set(file, 'done');
  };
  for (const file of allFiles()) visit(file, []);
});

test('an index.ts is a list: it re-exports nothing', () => {
  for (const file of allFiles().filter(name => path.basename(name) === 'index.ts')) {
    const reexports = parse(file).statements.filter(
      statement => ts.isExportDeclaration(statement) && statement.moduleSpecifier,
    );
    assert.equal(reexports.length, 0, `${file} is a barrel`);
  }
});

test('no file re-exports everything of another, and none has a default export', () => {
  for (const file of allFiles()) {
    for (const statement of parse(file).statements) {
      const star = ts.isExportDeclaration(statement) && !statement.exportClause;
      assert.ok(!star, `${file} exports * from another file`);
      assert.ok(!ts.isExportAssignment(statement), `${file} has a default export`);
    }
  }
});

test('files have at most 300 lines', () => {
  const long = allFiles().filter(file => read(file).trimEnd().split('\n').length > 300);
  assert.deepEqual(long, []);
});

test('the list of verbs is the files in cli/verbs', () => {
  const files = readdirSync(path.join(root, 'cli/verbs'))
    .map(name => name.replace(/\.ts$/, ''))
    .filter(name => name !== 'index');
  const names = verbs.map(({ name }) =>
    name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase()),
  );
  assert.deepEqual(names.sort(), files.sort());
});

test('the commands of package.json are the files in client/commands', () => {
  const files = readdirSync(path.join(root, 'client/commands'))
    .map(name => name.replace(/\.ts$/, ''))
    .filter(name => name !== 'index');
  const { contributes } = JSON.parse(read('package.json')) as {
    contributes: { commands?: readonly { readonly command: string }[] };
  };
  const named = (contributes.commands ?? []).map(({ command }) => command);
  assert.deepEqual(named.sort(), files.map(name => `pendoDataSync.${name}`).sort());
});

function inShared(part: string): string {
  return `shared/${part}`;
}

function isAllowed(layer: string, { may, types, packages }: Layer, found: Import): boolean {
  const allowed = [layer, ...may, ...(packages ?? []), ...(found.typeOnly ? (types ?? []) : [])];
  return allowed.some(
    name =>
      found.target === name || found.target.startsWith(name === 'node' ? 'node:' : `${name}/`),
  );
}

/** What a file imports: `shared/avro/fields` for its own, `node:fs` or a package's name for the rest. */
function importsOf(file: string): readonly Import[] {
  const known = importsByFile.get(file);
  if (known) return known;
  const imports: Import[] = [];
  const add = (specifier: ts.Node | undefined, typeOnly: boolean): void => {
    if (specifier && ts.isStringLiteral(specifier)) {
      imports.push({ target: resolve(file, specifier.text), typeOnly });
    }
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) {
      add(node.moduleSpecifier, node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword);
    } else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly);
    else if (ts.isCallExpression(node) && isDynamicImport(node)) add(node.arguments[0], false);
    ts.forEachChild(node, visit);
  };
  visit(parse(file));
  importsByFile.set(file, imports);
  return imports;
}

const importsByFile = new Map<string, readonly Import[]>();

function isDynamicImport({ expression }: ts.CallExpression): boolean {
  return (
    expression.kind === ts.SyntaxKind.ImportKeyword ||
    (ts.isIdentifier(expression) && expression.text === 'require')
  );
}

function resolve(file: string, specifier: string): string {
  if (specifier.startsWith('.')) return path.posix.join(path.posix.dirname(file), specifier);
  return specifier;
}

function layerOf(file: string): string | undefined {
  return Object.keys(layers).find(layer => file === `${layer}.ts` || file.startsWith(`${layer}/`));
}

function sourceFiles(layer: string): string[] {
  return allFiles().filter(file => layerOf(file) === layer);
}

let files: readonly string[] | undefined;

function allFiles(): readonly string[] {
  files ??= ['shared', 'server', 'client', 'media', 'cli', 'test', 'bench'].flatMap(folder =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter(name => name.endsWith('.ts') && !name.endsWith('.d.ts'))
      .filter(name => !name.includes('node_modules'))
      .map(name => path.posix.join(folder, name.replaceAll(path.sep, '/'))),
  );
  return files;
}

const parsed = new Map<string, ts.SourceFile>();

function parse(file: string): ts.SourceFile {
  const known = parsed.get(file);
  if (known) return known;
  const source = ts.createSourceFile(file, read(file), ts.ScriptTarget.ES2022, false);
  parsed.set(file, source);
  return source;
}

function read(file: string): string {
  return readFileSync(path.join(root, file), 'utf8');
}
