import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';

/** The page of a web view: a script and a style of ours, nothing else, and no texts but the user's language. */
export function pageOf(
  webview: vscode.Webview,
  extension: vscode.Uri,
  name: string,
  title: string,
): string {
  const nonce = randomBytes(16).toString('base64url');
  const media = (file: string) =>
    webview.asWebviewUri(vscode.Uri.joinPath(extension, 'dist/media', file)).toString();
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${webview.cspSource} 'nonce-${nonce}'`,
    `font-src ${webview.cspSource}`,
  ].join('; ');
  const texts = JSON.stringify(vscode.l10n.bundle ?? {}).replaceAll('<', '\\u003c');
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
    <script type="application/json" id="texts" nonce="${nonce}">${texts}</script>
    <script nonce="${nonce}" src="${media(`${name}.js`)}"></script>
  </body>
</html>`;
}

function escapeText(text: string): string {
  return text.replaceAll(/[&<>"]/g, sign => `&#${sign.charCodeAt(0)};`);
}
