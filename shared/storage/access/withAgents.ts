import type { NetworkRoute } from '../cloud/cloudAccess';
import { createRouteAgents, type RouteAgents } from '../cloud/routeAgents';

/** Runs `body` with agents of a route; their connections end with it, and with the signal. */
export async function withAgents<T>(
  route: NetworkRoute | undefined,
  body: (agents: RouteAgents) => Promise<T>,
  signal: AbortSignal,
): Promise<T> {
  const agents = createRouteAgents(route);
  const close = (): void => {
    agents.http.destroy();
    agents.https.destroy();
  };
  signal.addEventListener('abort', close);
  try {
    return await body(agents);
  } finally {
    signal.removeEventListener('abort', close);
    close();
  }
}
