// A real VS Code: Microsoft's server with the whole workbench, shown by Chromium, driven by clicks and keys.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { chromium, type Page } from 'playwright-core';

import { runCommand } from './runCommand';
import { assertSecretsUnseen } from './secretScan';
import { withTemporaryFolder } from './temporaryFolder';
import { tool } from './tools';
import { writeVirtualFolder } from './virtualFolder';
import {
  extensionFolder,
  installExtension,
  startVscodeServer,
  workbenchUrl,
  type OpenRequest,
} from './vscodeServer';

/** What a workbench is opened with. */
export interface WorkbenchOptions extends Omit<OpenRequest, 'extension' | 'workspace'> {
  /** Of the workspace folder. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Settings that a workspace cannot have. */
  readonly machineSettings?: Readonly<Record<string, unknown>>;
  /** A package to install and use instead of the clone. */
  readonly vsix?: string;
  /** A folder with another copy of the extension than the clone. */
  readonly extensionCopy?: string;
  /** The user's language, as VS Code names it; default: English. */
  readonly language?: string;
  /** Default: everything is trusted. */
  readonly trust?: 'everything' | 'ask';
  /** The folder is reached by a file system of another extension, scheme `virtual`. */
  readonly isVirtual?: true;
  /** Root is denied nothing; true takes this right away from the extension host. */
  readonly canBeDenied?: boolean;
  /** Variables that the extension host has besides those of the tests. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** An open workbench. */
export interface Workbench {
  readonly page: Page;
  /** The exit code of `extensionTests`. */
  readonly exitCode: Promise<number>;
  /** What VS Code wrote as errors meanwhile, its own included. */
  readonly said: readonly string[];
  /** Runs a command as the palette names it: `Data Sync: Refresh`. */
  readonly runCommand: (title: string) => Promise<void>;
  /** Changes the colours, and waits until they have changed. */
  readonly setTheme: (theme: Theme) => Promise<void>;
  /** Folder in which VS Code keeps settings, logs and what extensions store. */
  readonly data: string;
  /** As a user does who edits the settings file of the machine. */
  readonly setMachineSettings: (settings: Readonly<Record<string, unknown>>) => Promise<void>;
  /** The colours as they are. */
  readonly theme: () => Theme;
  /** What the extension logged as errors so far. */
  readonly errors: readonly string[];
  /** All that was logged, also by others: the server of the tests writes no log files. */
  readonly logged: readonly string[];
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

/** The settings of a folder that opens in these colours. */
export function themeSettings(theme: Theme): Readonly<Record<string, unknown>> {
  return { 'workbench.colorTheme': themes[theme].name };
}

/** Runs `body` with the extension in a workbench of its own. */
export async function withWorkbench<T>(
  options: WorkbenchOptions,
  body: (workbench: Workbench) => Promise<T>,
): Promise<T> {
  const settings = { ...themeSettings('dark'), ...options.settings };
  await writeSettings({ ...options, settings });
  return withTemporaryFolder(async serverData => {
    await writeMachineSettings(serverData, options.machineSettings ?? {});
    const workspace = options.isVirtual
      ? await writeVirtualFolder(serverData, options.folder)
      : undefined;
    if (options.vsix !== undefined) await installExtension(serverData, options.vsix);
    const server = await startVscodeServer({ ...options, data: serverData });
    try {
      const extension = extensionOf(options);
      const url = workbenchUrl(server, { ...options, workspace, extension });
      return await withPage(url, { ...options, settings }, async opened => {
        const workbench = {
          ...opened,
          data: serverData,
          setMachineSettings: (changed: WorkbenchOptions['machineSettings'] = {}) =>
            writeMachineSettings(serverData, changed),
        };
        const result = await body(workbench);
        await assertSecretsUnseen(workbench);
        return result;
      });
    } finally {
      server.stop();
    }
  });
}

function extensionOf({ vsix, extensionCopy }: WorkbenchOptions): OpenRequest['extension'] {
  if (vsix !== undefined) return 'installed';
  return extensionCopy === undefined ? undefined : { folder: extensionCopy };
}

async function withPage<T>(
  url: string,
  options: WorkbenchOptions,
  body: (workbench: Omit<Workbench, 'setMachineSettings' | 'data'>) => Promise<T>,
): Promise<T> {
  return withBrowser(async page => {
    const errors: string[] = [];
    listenToErrors(page, errors);
    const logged: string[] = [];
    page.on('console', message => logged.push(message.text()));
    const { exitCode, said } = await listenToTests(page);
    await keepSecrets(page);
    await hideSecondSideBar(page, url);
    if (options.language !== undefined) await speak(page, options.language);
    await page.goto(url);
    await page.waitForSelector('.monaco-workbench .part.statusbar');
    const result = await body({
      page,
      exitCode,
      said,
      errors,
      logged,
      runCommand: title => runCommand(page, title),
      ...colours(page, options),
    });
    assert.deepEqual(errors, [], 'the extension logged errors');
    return result;
  });
}

/** Runs `body` with an empty page of a browser. */
export async function withBrowser<T>(body: (page: Page) => Promise<T>): Promise<T> {
  const browser = await chromium.launch({
    executablePath: tool('chromium'),
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'].concat([
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      // A page that came by way of this test may still speak to the server on this machine.
      '--disable-features=LocalNetworkAccessChecks',
    ]),
    env: { ...process.env, FONTCONFIG_FILE: path.join(extensionFolder, 'test/support/fonts.conf') },
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
    // A busy machine is no failure.
    page.setDefaultTimeout(60_000);
    try {
      return await body(page);
    } catch (error) {
      await keepWhatFailed(page);
      throw error;
    }
  } finally {
    await browser.close();
  }
}

/** What a failed test saw says more than where it waited. */
export async function keepWhatFailed(page: Page): Promise<void> {
  await page.screenshot({ path: path.join(extensionFolder, 'out/failed.png') });
}

/** VS Code would show it by itself, with nothing in it, before it has read the settings: this is one of its defaults then. */
async function hideSecondSideBar(page: Page, url: string): Promise<void> {
  const { pathname } = new URL(url);
  const setting = '{"workbench.secondarySideBar.defaultVisibility":"hidden"}';
  const defaults = `"configurationDefaults":${setting},`.replaceAll('"', '&quot;');
  const ofWorkbench = 'id="vscode-workbench-web-configuration" data-settings="{';
  await page.route(
    address => address.pathname === pathname,
    async route => {
      const response = await route.fetch();
      const body = (await response.text()).replace(ofWorkbench, `${ofWorkbench}${defaults}`);
      await route.fulfill({ response, body });
    },
  );
}

/** What code-server's own front answers: half of the key by which a browser keeps secrets beyond a reload. */
async function keepSecrets(page: Page): Promise<void> {
  const body = randomBytes(32);
  await page.route('**/mint-key', route => route.fulfill({ body }));
}

/** As a language pack does: its own texts would come from the internet, those of extensions do not. */
async function speak(page: Page, language: string): Promise<void> {
  await page.addInitScript(`globalThis._VSCODE_NLS_LANGUAGE = ${JSON.stringify(language)}`);
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
async function listenToTests(page: Page): Promise<Pick<Workbench, 'exitCode' | 'said'>> {
  let end: (code: number) => void = () => undefined;
  const exitCode = new Promise<number>(resolve => (end = resolve));
  const said: string[] = [];
  await page.exposeFunction('codeAutomationExit', (code: number) => end(code));
  await page.exposeFunction('codeAutomationLog', (type: string, args: readonly unknown[]) => {
    if (type === 'error') said.push(args.map(String).join(' '));
  });
  return { exitCode, said };
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
    'breadcrumbs.enabled': false,
    'editor.minimap.enabled': false,
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
