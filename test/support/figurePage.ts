// A plot in a browser of its own, under the policy of our web views and loaded as they load it.
import { build } from 'esbuild';
import { chromium, type Page } from 'playwright-core';

import { tool } from './tools';
import { extensionFolder } from './vscodeServer';

const address = 'http://figure.test';
const nonce = 'abc';
const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src 'self' 'nonce-${nonce}'`;
const html = `<!DOCTYPE html><html><head><link rel="stylesheet" href="/view.css"></head><body>
<button>before</button><div id="host"></div><button>after</button>
<script nonce="${nonce}" src="/view.js"></script></body></html>`;

/** A page with a plot of a specification, in TypeScript; what it calls back is in `window.calls`, what the policy refused in `window.refused`. */
export async function withFigure(spec: string, body: (page: Page) => Promise<void>): Promise<void> {
  const files = new Map([...(await bundle(spec)), ['/', html]]);
  const browser = await chromium.launch({
    executablePath: tool('chromium'),
    args: ['--no-sandbox', '--disable-gpu'],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 600, height: 400 } });
    await page.route(`${address}/**`, route => {
      const { pathname } = new URL(route.request().url());
      const text = files.get(pathname);
      if (text === undefined) return route.fulfill({ status: 404 });
      const type = pathname.endsWith('.js') ? 'text/javascript' : 'text/css';
      return route.fulfill({
        body: text,
        contentType: pathname === '/' ? 'text/html' : type,
        headers: { 'content-security-policy': policy },
      });
    });
    await page.goto(`${address}/`);
    await page.locator('.figure svg').waitFor();
    await body(page);
  } finally {
    await browser.close();
  }
}

async function bundle(spec: string): Promise<[string, string][]> {
  const loader = { '.svg': 'text' } as const;
  const common = { bundle: true, write: false, outdir: '/', loader } as const;
  const stdin = { contents: script(spec), resolveDir: extensionFolder, loader: 'ts' } as const;
  const view = await build({
    ...{ ...common, stdin: { ...stdin, sourcefile: 'view.ts' }, format: 'iife' },
    external: ['./figure.js'],
  });
  const figure = await build({
    ...{ ...common, format: 'esm' },
    entryPoints: [`${extensionFolder}/media/charts/figure.ts`],
  });
  return [...view.outputFiles, ...figure.outputFiles].map(({ path, text }) => [
    path.replace('stdin', 'view'),
    text,
  ]);
}

function script(spec: string): string {
  return `
    import './media/charts/figure.css';
    const calls = (window.calls = []);
    const refused = (window.refused = []);
    document.addEventListener('securitypolicyviolation', event => refused.push(event.violatedDirective));
    const show = async () => {
      const { Figure } = await import('./figure.js');
      const figure = (window.figure = new Figure(document.querySelector('#host'), {
        onChoose: (value, choice) => calls.push([value, choice.extends]),
      }));
      figure.show(${spec});
    };
    void show();
  `;
}
