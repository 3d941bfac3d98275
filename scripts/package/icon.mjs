// `node scripts/package/icon.mjs`: the icon of the market places, drawn from its SVG: they take no drawings.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { chromium } from 'playwright-core';

const root = path.join(import.meta.dirname, '../..');
const icons = path.join(root, 'media/icons');
const { chromium: browser } = JSON.parse(await readFile(path.join(root, 'out/tools.json'), 'utf8'));

const opened = await chromium.launch({ executablePath: browser.path, args: ['--no-sandbox'] });
const page = await opened.newPage({ viewport: { width: 256, height: 256 } });
const drawing = await readFile(path.join(icons, 'marketplace.svg'), 'utf8');
await page.setContent(`<style>body { margin: 0 }</style>${drawing}`);
const target = path.join(icons, 'marketplace.png');
await page.screenshot({ path: target, omitBackground: true });
await opened.close();
