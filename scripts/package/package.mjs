// `npm run package`: the extension as a VSIX, with nothing that it would download or compile later.
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { installLocked, run } from '../toolCache.mjs';
import { marketReadme } from './marketReadme.mjs';

const root = path.join(import.meta.dirname, '../..');

/** Packs what dist/ holds now: the files that npm would publish; resolves with the path of the VSIX. */
export async function packageExtension(target) {
  const modules = await installLocked(import.meta.dirname, 'package');
  const vsce = path.join(modules, '@vscode/vsce/vsce');
  const stage = await mkdtemp(path.join(os.tmpdir(), 'pds-package-'));
  try {
    const [{ files }] = JSON.parse(
      await run('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: root }),
    );
    for (const { path: file } of files) await cp(path.join(root, file), path.join(stage, file));
    const { repository } = await writePackageJson(stage);
    const hasAddress = repository !== undefined;
    const readme = await readFile(path.join(root, 'README.md'), 'utf8');
    await writeFile(path.join(stage, 'README.md'), marketReadme(readme, { hasAddress }));
    await mkdir(path.dirname(target), { recursive: true });
    // The bundles hold all that they need.
    const args = ['--no-dependencies', ...(hasAddress ? [] : ['--allow-missing-repository'])];
    await run(process.execPath, [vsce, 'package', ...args, '--out', target], { cwd: stage });
  } finally {
    await rm(stage, { recursive: true, force: true });
  }
  return target;
}

/** Without what speaks of the repository's other files, or of packages that are bundled; resolves with what is left. */
async function writePackageJson(stage) {
  const manifest = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
  for (const key of ['files', 'scripts', 'prettier', 'dependencies', 'devDependencies'])
    delete manifest[key];
  await writeFile(path.join(stage, 'package.json'), JSON.stringify(manifest, null, 2));
  return manifest;
}

if (process.argv[1] === import.meta.filename) {
  const target = path.resolve(process.argv[2] ?? path.join(root, 'out/pendo-data-sync.vsix'));
  console.log(path.relative(process.cwd(), await packageExtension(target)));
}
