import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';

/** What a page is made of. */
export interface WebviewPage {
  /** Name of its script and its style. */
  readonly name: string;
  readonly title: string;
  /** What the script shows at once, without asking for it; JSON. */
  readonly data?: unknown;
}

/** The page of a web view: a script and a style of ours, nothing else, and no texts but the user's language. */
export function pageOf(
  webview: vscode.Webview,
  extension: vscode.Uri,
  { name, title, data }: WebviewPage,
): string {
  const nonce = randomBytes(16).toString('base64url');
  const media = (file: string) =>
    webview.asWebviewUri(vscode.Uri.joinPath(extension, 'dist/media', file)).toString();
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${webview.cspSource} 'nonce-${nonce}'`,
    `font-src ${webview.cspSource}`,
    // A chart becomes a picture by way of an image that the script itself writes.
    'img-src data:',
  ].join('; ');
  const json = (id: string, value: unknown) =>
    `<script type="application/json" id="${id}" nonce="${nonce}">${scriptText(value)}</script>`;
  return `<!DOCTYPE html>
<html lang="${vscode.env.language}">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${policy}">
    <link rel="stylesheet" href="${media(`${name}.css`)}">
    <title>${escapeText(title)}</title>
  </head>
  <body>
    <p class="loading">${escapeText(vscode.l10n.t('Opening {0}…', title))}</p>
    ${json('texts', vscode.l10n.bundle ?? {})}
    ${data === undefined ? '' : json('data', data)}
    <script nonce="${nonce}" src="${media(`${name}.js`)}"></script>
  </body>
</html>`;
}

/** A value could hold the end of its script. */
function scriptText(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}

function escapeText(text: string): string {
  return text.replaceAll(/[&<>"]/g, sign => `&#${sign.charCodeAt(0)};`);
}
