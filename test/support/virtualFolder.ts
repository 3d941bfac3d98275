// A folder that VS Code reaches by an extension's file system only, as those of a repository on a server.
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * Installs an extension that shows this machine's disk under the scheme `virtual` into a server's data folder;
 * resolves with a workspace file that has one folder of it.
 */
export async function writeVirtualFolder(serverData: string, folder: string): Promise<string> {
  const extension = path.join(serverData, 'extensions/test.virtual-folder-1.0.0');
  await mkdir(extension, { recursive: true });
  await writeFile(path.join(extension, 'package.json'), JSON.stringify(manifest));
  await writeFile(path.join(extension, 'extension.js'), script);
  const workspace = path.join(serverData, 'virtual.code-workspace');
  const folders = [{ uri: `virtual:${folder}`, name: 'virtual' }];
  await writeFile(workspace, JSON.stringify({ folders }));
  return workspace;
}

const manifest = {
  name: 'virtual-folder',
  publisher: 'test',
  version: '1.0.0',
  engines: { vscode: '^1.100.0' },
  main: './extension.js',
  activationEvents: ['onFileSystem:virtual', '*'],
  capabilities: { virtualWorkspaces: true, untrustedWorkspaces: { supported: true } },
};

const script = `
const vscode = require('vscode');
const fs = require('node:fs');
const { File, Directory } = vscode.FileType;
const found = (uri, body) => {
  try { return body(); } catch { throw vscode.FileSystemError.FileNotFound(uri); }
};
const refuse = () => { throw vscode.FileSystemError.NoPermissions(); };
exports.activate = context => {
  const changes = new vscode.EventEmitter();
  const disk = {
    onDidChangeFile: changes.event,
    watch: () => ({ dispose() {} }),
    stat: uri => found(uri, () => {
      const stats = fs.statSync(uri.path);
      const { size, mtimeMs: mtime, ctimeMs: ctime } = stats;
      return { size, mtime, ctime, type: stats.isDirectory() ? Directory : File };
    }),
    readDirectory: uri => found(uri, () => fs.readdirSync(uri.path, { withFileTypes: true })
      .map(entry => [entry.name, entry.isDirectory() ? Directory : File])),
    readFile: uri => found(uri, () => fs.readFileSync(uri.path)),
    // That it came this way can be seen: the disk is the same.
    writeFile: (uri, content) => {
      fs.writeFileSync(uri.path, content);
      fs.writeFileSync(uri.path + '.virtual', '');
    },
    createDirectory: refuse, delete: refuse, rename: refuse,
  };
  context.subscriptions.push(vscode.workspace.registerFileSystemProvider('virtual', disk));
};
`;
