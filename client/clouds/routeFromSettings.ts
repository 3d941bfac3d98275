// The way out of this machine as the editor's settings have it, else the environment. Pure but for a file of certificates.
import type { Environment } from '../../shared/storage/access/accessPorts';
import {
  routeFromEnvironment,
  type FindRoute,
} from '../../shared/storage/access/routeFromEnvironment';

/** The settings `http.*` that speak of the way out. */
export interface HttpSettings {
  /** Empty: the environment's. */
  readonly proxy: string;
  readonly proxySupport: string;
  /** A header for the proxy, which counts more than the user and password of its URL; a secret. */
  readonly proxyAuthorization: string;
  /** Hosts that need none. */
  readonly noProxy: readonly string[];
  readonly proxyStrictSSL: boolean;
  /** That the operating system trusts. */
  readonly certificates: readonly string[];
}

/** What the settings say comes before what the environment says. */
export async function routeFromSettings(
  settings: HttpSettings,
  environment: Environment,
): Promise<FindRoute> {
  const { proxyAuthorization, proxyStrictSSL: verifyCertificates } = settings;
  const find = await routeFromEnvironment({ ...environment, ...variablesOf(settings) });
  return url => {
    const route = find(url);
    const certificates = [...(route?.certificates ?? []), ...settings.certificates];
    const isAuthorized = route?.proxy !== undefined && proxyAuthorization !== '';
    return {
      ...route,
      ...(isAuthorized ? { proxyAuthorization } : {}),
      ...(certificates.length > 0 ? { certificates } : {}),
      verifyCertificates,
    };
  };
}

/** As the environment says it: in small letters, which count more than large ones. */
function variablesOf({ proxy, proxySupport, noProxy }: HttpSettings): Environment {
  return {
    ...(proxy === '' ? {} : { https_proxy: proxy, http_proxy: proxy }),
    ...(noProxy.length === 0 ? {} : { no_proxy: noProxy.join(',') }),
    ...(proxySupport === 'off' ? { no_proxy: '*' } : {}),
  };
}
