// Whether this machine is one of a cloud's: asked at the address that clouds answer on by themselves, never by a proxy.
import { Agent, request, type IncomingHttpHeaders } from 'node:http';

/** A cloud's own machine answers at once; anybody else's has nobody there, and would wait for long. */
const patience = 800;

/** The headers of whatever answers; undefined when nobody does in time. */
export function probeMetadata(
  url: string,
  signal: AbortSignal,
): Promise<IncomingHttpHeaders | undefined> {
  const ended = AbortSignal.any([signal, AbortSignal.timeout(patience)]);
  return new Promise(resolve => {
    const asked = request(url, { agent: new Agent(), signal: ended });
    asked.on('response', answer => {
      resolve(answer.headers);
      answer.resume();
    });
    // Nobody is there: whoever asked knows what that means.
    asked.on('error', () => resolve(undefined));
    asked.end();
  });
}

/** Whether a host is the machine itself or speaks to it alone: such requests go straight out. */
export function isMetadataHost(hostname: string): boolean {
  return /^(169\.254\.|127\.|localhost$|metadata\.google\.internal\.?$|\[(::1|fd00:ec2:))/.test(
    hostname,
  );
}
