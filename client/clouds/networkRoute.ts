// The way out of this machine as the editor's settings have it. Only the extension host's main thread knows it:
// what VS Code does for its extensions does not reach worker threads.
import tls from 'node:tls';
import * as vscode from 'vscode';

import {
  routeFromEnvironment,
  type FindRoute,
} from '../../shared/storage/access/routeFromEnvironment';

/** The way out as the settings `http.proxy` and their like have it now, else the environment. */
export async function networkRoute(): Promise<FindRoute> {
  const http = vscode.workspace.getConfiguration('http');
  const usesProxy = http.get<string>('proxySupport', 'override') !== 'off';
  const proxy = http.get<string>('proxy', '').trim();
  const direct = http.get<readonly string[]>('noProxy', []);
  const environment = {
    ...process.env,
    ...(proxy === '' ? {} : { HTTPS_PROXY: proxy, HTTP_PROXY: proxy }),
    ...(direct.length === 0 ? {} : { NO_PROXY: direct.join(',') }),
    ...(usesProxy ? {} : { NO_PROXY: '*' }),
  };
  const find = await routeFromEnvironment(environment);
  const trusted = systemCertificates(http);
  const verifyCertificates = http.get<boolean>('proxyStrictSSL', true);
  return url => {
    const route = find(url);
    const certificates = [...(route?.certificates ?? []), ...trusted];
    return { ...route, ...(certificates.length > 0 ? { certificates } : {}), verifyCertificates };
  };
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
