// The table of our web views in a browser of its own, without an editor around it.
import { build } from 'esbuild';
import { chromium, type Page } from 'playwright-core';

import { tool } from './tools';
import { extensionFolder } from './vscodeServer';

/** What the table is of. */
export interface GridContent {
  readonly rowCount: number;
  /** The first column stays in view. */
  readonly isFrozen?: boolean;
  /** A row that cannot be shown. */
  readonly lost?: number;
}

/** A table whose cells are `<row>.<column>`; what it calls back is in `window.calls`. */
export async function withGrid(
  content: number | GridContent,
  body: (page: Page) => Promise<void>,
): Promise<void> {
  const { outputFiles } = await build({
    stdin: {
      contents: script(typeof content === 'number' ? { rowCount: content } : content),
      resolveDir: extensionFolder,
      loader: 'ts',
    },
    bundle: true,
    write: false,
    format: 'iife',
    outdir: '/',
    loader: { '.ttf': 'empty' },
  });
  const text = (ending: string) => outputFiles.find(file => file.path.endsWith(ending))?.text ?? '';
  const browser = await chromium.launch({
    executablePath: tool('chromium'),
    args: ['--no-sandbox', '--disable-gpu'],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 700, height: 500 } });
    const html = `<body style="margin:0"><button>before</button><div class="grid" style="height:400px"></div><button>after</button></body>`;
    await page.setContent(html);
    await page.addStyleTag({ content: text('.css') });
    await page.addScriptTag({ content: text('.js') });
    await body(page);
  } finally {
    await browser.close();
  }
}

function script({ rowCount, isFrozen = false, lost = -1 }: GridContent): string {
  return `
    import 'slickgrid/dist/styles/css/slick.grid.css';
    import './media/grid/grid.css';
    import { DataGrid } from './media/grid/dataGrid';
    const calls = (window.calls = []);
    const tell = name => (...values) => calls.push([name, ...values]);
    const columns = (window.columns = ['a', 'b', 'c'].map(id => ({ id, name: id, width: 120 })));
    columns[0].isFrozen = ${isFrozen};
    const grid = (window.grid = new DataGrid(document.querySelector('.grid'), columns, {
      label: 'Rows', nonce: '', toggles: true,
      onOpen: tell('open'), onHeader: tell('header'), onCopy: tell('copy'), onActive: tell('active'),
    }));
    const fetch = async (start, end) => ({
      rows: Array.from({ length: end - start }, (_, i) => ({
        key: start + i, label: String(start + i + 1), cells: columns.map(({ id }) => (start + i) + '.' + id),
        lost: start + i === ${lost} ? { text: 'row ' + (start + i) + ' cannot be shown', reason: 'damaged at byte 7' } : undefined,
      })),
    });
    grid.show({ rowCount: ${rowCount}, fetch });
  `;
}
