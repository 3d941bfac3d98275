// Runs inside the extension host while the extension works: its memory, and how long it kept others waiting.
import { existsSync, rmSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';

/** What was found, in MB and milliseconds. */
export interface HostFigures {
  /** The most that heap and external memory of the host's isolate held. */
  readonly peakMemory: number;
  /** By how much the process with all its threads grew at most. */
  readonly growth: number;
  readonly delay99: number;
  readonly delayMax: number;
  /** What the extension marked of its way, in milliseconds since 1970. */
  readonly marks: readonly { readonly name: string; readonly at: number }[];
  /** What VS Code takes to show a page without anything in it, each time that it was asked. */
  readonly emptyPages: readonly number[];
}

/** Files by which a bench and this module talk; the host knows no other way. */
const hostFiles = {
  begin: '/tmp/pendo-data-sync-bench.begin',
  emptyPage: '/tmp/pendo-data-sync-bench.page',
  stop: '/tmp/pendo-data-sync-bench.stop',
  figures: '/tmp/pendo-data-sync-bench.json',
} as const;

/** What `withWorkbench` loads into the extension host. */
export const hostProbe = __filename;

/** To be called before the host starts. */
export async function forgetFigures(): Promise<void> {
  await Promise.all(Object.values(hostFiles).map(each => rm(each, { force: true })));
}

/** What was before does not count. */
export function beginFigures(): Promise<void> {
  return ask(hostFiles.begin);
}

/** Opens a page without anything in it, and closes it again. */
export function openEmptyPage(): Promise<void> {
  return ask(hostFiles.emptyPage);
}

/** Resolves when the host has done it. */
async function ask(file: string): Promise<void> {
  await writeFile(file, '');
  while (existsSync(file)) await sleep(20);
}

/** Ends the measuring; `exitCode` is the workbench's. */
export async function endFigures(exitCode: Promise<number>): Promise<HostFigures> {
  await writeFile(hostFiles.stop, '');
  await exitCode;
  return JSON.parse(await readFile(hostFiles.figures, 'utf8')) as HostFigures;
}

/** Samples until the bench says stop. */
export async function run(): Promise<void> {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  let peak = 0;
  let before = process.memoryUsage.rss();
  let resident = before;
  const emptyPages: number[] = [];
  for (let rounds = 0; rounds < 4000 && !existsSync(hostFiles.stop); rounds++) {
    if (existsSync(hostFiles.begin)) {
      delay.reset();
      peak = 0;
      resident = before = process.memoryUsage.rss();
      rmSync(hostFiles.begin);
    }
    if (existsSync(hostFiles.emptyPage)) {
      emptyPages.push(await timeEmptyPage());
      rmSync(hostFiles.emptyPage);
    }
    const { heapUsed, external, rss } = process.memoryUsage();
    peak = Math.max(peak, heapUsed + external);
    resident = Math.max(resident, rss);
    await sleep(50);
  }
  const figures: HostFigures = {
    peakMemory: peak / 1e6,
    growth: (resident - before) / 1e6,
    delay99: delay.percentile(99) / 1e6,
    delayMax: delay.max / 1e6,
    marks: performance
      .getEntriesByType('mark')
      .map(({ name, startTime }) => ({ name, at: performance.timeOrigin + startTime })),
    emptyPages,
  };
  await writeFile(hostFiles.figures, JSON.stringify(figures));
}

/** Milliseconds until its script has run. */
async function timeEmptyPage(): Promise<number> {
  // Here only: the bench itself loads this module, too.
  const vscode = await import('vscode');
  const start = performance.now();
  const options = { enableScripts: true };
  const { One } = vscode.ViewColumn;
  const panel = vscode.window.createWebviewPanel('emptyPage', 'Empty', One, options);
  const ready = new Promise<void>(resolve => panel.webview.onDidReceiveMessage(() => resolve()));
  panel.webview.html = '<p>Empty</p><script>acquireVsCodeApi().postMessage(0)</script>';
  await ready;
  const took = performance.now() - start;
  panel.dispose();
  return took;
}
