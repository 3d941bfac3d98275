// Bundles the product into dist/, or with --tests transpiles every source one to one into out/.
import { readFileSync } from 'node:fs';
import { cp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { build } from 'esbuild';

const require = createRequire(import.meta.url);
const root = import.meta.dirname;
const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
const common = {
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  sourcemap: true,
  logLevel: 'warning',
  define: { 'process.env.PENDO_DATA_SYNC_VERSION': JSON.stringify(version) },
};

/** Files of their own, read only when they are needed: by the end of the path that imports them. */
const apart = {
  '/server/main': 'languageServer',
  '/mcp/mcpServer': 'mcpServer',
  '/languageClient': 'languageClient',
  '/avroPreviewEditor': 'avroPreviewEditor',
  '/queryWorkbench': 'queryWorkbench',
  '/notebookWorkbench': 'notebookWorkbench',
  '/sqlAssistance': 'sqlAssistance',
  '/runOrder': 'runOrder',
  '/editorAccess': 'editorAccess',
  '/bucketDialogs': 'bucketDialogs',
  '/downloadRows': 'downloadRows',
  '/exportsPanels': 'exportsPanels',
  '/editorTools': 'editorTools',
  '/lockForReading': 'lockForReading',
  '/gcs/gcsClient': 'gcs',
  '/azure/azureClient': 'azure',
  '/s3/s3Client': 's3',
  '/awsAccess': 'awsAccess',
  '/googleAccess': 'googleAccess',
  '/azureAccess': 'azureAccess',
};

/** Folders of web views by the name of their bundle. */
const webViews = {
  avroPreview: 'media/avroPreview',
  queryGrid: 'media/queryGrid',
  exports: 'media/exports',
};

const bundlesApart = {
  name: 'bundles-apart',
  setup({ onResolve }) {
    for (const [end, bundleName] of Object.entries(apart)) {
      onResolve({ filter: new RegExp(`${end}$`) }, ({ kind }) =>
        kind === 'dynamic-import' ? { path: `./${bundleName}.js`, external: true } : undefined,
      );
    }
  },
};

/** Plots are a module beside the views: those that show none do not read it. */
const figureApart = {
  name: 'figure-apart',
  setup({ onResolve }) {
    onResolve({ filter: /\/charts\/figure$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: './figure.js', external: true } : undefined,
    );
  },
};

if (process.argv.includes('--tests')) await compileTests();
else await bundle();

async function bundle() {
  const product = {
    ...common,
    bundle: true,
    metafile: true,
    minifySyntax: true,
    minifyWhitespace: true,
    external: ['node:*', 'vscode'],
    // Amazon's SDK warns users of Node 20 of what its next versions will need; ours is pinned.
    define: {
      ...common.define,
      'process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED': '"true"',
    },
    // The UMD builds of some packages hide their requires from the bundler.
    mainFields: ['module', 'main'],
    // Its modules look for their own address, which a bundle of scripts does not have.
    alias: {
      '@azure/storage-common': require.resolve('@azure/storage-common'),
      // node-fetch falls back on it where Node has no URL of its own; its table of letters is 265 KB.
      'whatwg-url': 'node:url',
    },
    // As require: import() of a script has its whole text searched for exports first.
    supported: { 'dynamic-import': false },
    plugins: [bundlesApart],
    outdir: 'dist',
  };
  const results = await Promise.all([
    build({
      ...product,
      entryPoints: {
        cli: 'cli/main.ts',
        languageServer: 'server/main.ts',
        mcpServer: 'cli/mcp/mcpServer.ts',
        languageClient: 'client/languageClient.ts',
        avroPreviewEditor: 'client/preview/avroPreviewEditor.ts',
        queryWorkbench: 'client/query/queryWorkbench.ts',
        notebookWorkbench: 'client/notebook/notebookWorkbench.ts',
        sqlAssistance: 'client/query/sqlAssistance.ts',
        runOrder: 'client/sync/runOrder.ts',
        editorAccess: 'client/clouds/editorAccess.ts',
        bucketDialogs: 'client/clouds/bucketDialogs.ts',
        downloadRows: 'client/download/downloadRows.ts',
        exportsPanels: 'client/exports/exportsPanels.ts',
        editorTools: 'client/assistant/editorTools.ts',
        lockForReading: 'shared/worker/lockForReading.ts',
        worker: 'shared/worker/main.ts',
        avroWorker: 'shared/worker/avroMain.ts',
        queryWorker: 'shared/worker/queryMain.ts',
        pageWriter: 'shared/engine/sqlJs/pageWriter.ts',
        gcs: 'shared/storage/gcs/gcsClient.ts',
        azure: 'shared/storage/azure/azureClient.ts',
        s3: 'shared/storage/s3/s3Client.ts',
      },
    }),
    // Read whenever a window opens: at most 100 KB. What finds credentials is the largest of what a package brings.
    build({
      ...product,
      minifyIdentifiers: true,
      entryPoints: {
        extension: 'client/extension.ts',
        awsAccess: 'shared/storage/access/awsAccess.ts',
        googleAccess: 'shared/storage/access/googleAccess.ts',
        azureAccess: 'shared/storage/access/azureAccess.ts',
      },
    }),
    bundleMedia(),
  ]);
  await copyWasm('dist');
  await writeNotices(results.flatMap(({ metafile }) => Object.keys(metafile.inputs)));
}

/** Web views: a script and a style each, for the browser inside the editor, and what they load late as modules. */
async function bundleMedia() {
  const browser = {
    ...common,
    bundle: true,
    metafile: true,
    platform: 'browser',
    target: 'es2022',
    minify: true,
    loader: { '.svg': 'text' },
    outdir: 'dist/media',
  };
  const views = build({
    ...browser,
    format: 'iife',
    plugins: [figureApart],
    entryPoints: Object.entries(webViews).flatMap(([name, folder]) => [
      { in: `${folder}/main.ts`, out: name },
      { in: `${folder}/${name}.css`, out: name },
    ]),
  });
  const figure = build({ ...browser, format: 'esm', entryPoints: ['media/charts/figure.ts'] });
  const notebook = build({
    ...browser,
    format: 'esm',
    plugins: [figureApart],
    entryPoints: [
      { in: 'media/notebook/main.ts', out: 'notebook' },
      { in: 'media/notebook/notebook.css', out: 'notebook' },
    ],
  });
  await notebook;
  await scopeStyles('dist/media/notebook.css');
  const inputs = (await Promise.all([views, figure, notebook])).map(
    ({ metafile }) => metafile.inputs,
  );
  return { metafile: { inputs: Object.assign({}, ...inputs) } };
}

/** Cells share their page with outputs of others: styles of ours count inside of ours. */
async function scopeStyles(file) {
  const text = await readFile(path.join(root, file), 'utf8');
  await writeFile(path.join(root, file), `@scope (.pendo-data-sync-result) {\n${text}\n}\n`);
}

async function compileTests() {
  const layers = ['shared', 'server', 'client', 'media', 'cli', 'test', 'bench'];
  const entryPoints = (await Promise.all(layers.map(sourcesOf))).flat();
  await removeStale(layers, new Set(entryPoints));
  // Files that the product reads late are scripts without an ending: require() finds them, import() does not.
  const supported = { 'dynamic-import': false };
  // Modules of the browser are compiled for their parts that need no page.
  const logOverride = { 'empty-import-meta': 'silent' };
  const output = { outdir: 'out', outbase: '.' };
  await build({ ...common, ...output, supported, logOverride, bundle: false, entryPoints });
}

/** A test whose source is gone must not run on. */
async function removeStale(layers, sources) {
  for (const layer of layers) {
    const folder = path.join(root, 'out', layer);
    const names = await readdir(folder, { recursive: true }).catch(() => []);
    for (const name of names) {
      const source = path.join(layer, name.replace(/\.js(\.map)?$/, '.ts'));
      if (/\.js(\.map)?$/.test(name) && !sources.has(source))
        await rm(path.join(folder, name), { force: true });
    }
  }
}

async function sourcesOf(layer) {
  const names = await readdir(path.join(root, layer), { recursive: true });
  return names
    .filter(
      name => name.endsWith('.ts') && !name.endsWith('.d.ts') && !name.includes('node_modules'),
    )
    .map(name => path.join(layer, name));
}

/** sql.js finds its WebAssembly beside the script that loads it. */
async function copyWasm(folder) {
  const wasm = require.resolve('sql.js/dist/sql-wasm.wasm');
  await cp(wasm, path.join(root, folder, 'sql-wasm.wasm'));
}

/** The licences of the packages whose files are in the bundles, and of what is copied beside them. */
async function writeNotices(inputs) {
  const folder = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/;
  const packages = new Set(inputs.flatMap(input => folder.exec(input)?.[0] ?? []));
  const texts = [...packages].sort().map(async name => {
    const {
      name: title,
      version: own,
      license,
    } = JSON.parse(await readFile(path.join(root, name, 'package.json'), 'utf8'));
    const files = await readdir(path.join(root, name));
    const file = files.find(each => /^licen[cs]e/i.test(each));
    const text = file ? await readFile(path.join(root, name, file), 'utf8') : '';
    return `${title} ${own} (${license})\n\n${text.trim()}\n`;
  });
  const notices = (await Promise.all(texts)).join(`\n${'-'.repeat(80)}\n\n`);
  await writeFile(path.join(root, 'dist/THIRD-PARTY-NOTICES.txt'), notices);
}
