// The way out of this machine as the editor's settings have it. Only the extension host's main thread knows it:
// what VS Code does for its extensions does not reach worker threads.
import tls from 'node:tls';
import * as vscode from 'vscode';

import type { FindRoute } from '../../shared/storage/access/routeFromEnvironment';
import { routeFromSettings } from './routeFromSettings';

/** The way out as the settings `http.proxy` and their like have it now, else the environment. */
export function networkRoute(): Promise<FindRoute> {
  const http = vscode.workspace.getConfiguration('http');
  const settings = {
    proxy: http.get<string>('proxy', '').trim(),
    proxySupport: http.get<string>('proxySupport', 'override'),
    proxyAuthorization: (http.get<string | null>('proxyAuthorization') ?? '').trim(),
    noProxy: http.get<readonly string[]>('noProxy', []),
    proxyStrictSSL: http.get<boolean>('proxyStrictSSL', true),
    certificates: systemCertificates(http),
  };
  return routeFromSettings(settings, process.env);
}

let known: readonly string[] | undefined;

/** Certificates that the operating system trusts: read once, for there are hundreds. */
function systemCertificates(http: vscode.WorkspaceConfiguration): readonly string[] {
  if (!http.get<boolean>('systemCertificates', true)) return [];
  return (known ??= readSystemCertificates());
}

function readSystemCertificates(): readonly string[] {
  // Since Node 22.15, which newer versions of VS Code have.
  const read: unknown = Reflect.get(tls, 'getCACertificates');
  if (typeof read !== 'function') return [];
  const found: unknown = Reflect.apply(read, tls, ['system']);
  return Array.isArray(found) ? found.filter(each => typeof each === 'string') : [];
}
