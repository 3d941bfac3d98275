// A test server for the answers of Amazon S3 that Ceph does not give: a bucket of another region, credentials that
// have run out, answers of somebody in between. It answers what a test says, and keeps no objects.
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the server was asked. */
export interface S3Question {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  /** The region that it was signed for; empty if it is not signed. */
  readonly region: string;
}

/** What it answers. */
export interface S3Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Not sent to HEAD. */
  readonly body?: string;
  /** The connection is cut in the middle of the body. */
  readonly isCut?: boolean;
}

/** A server that keeps what it was asked. */
export interface S3Answers {
  /** `http://127.0.0.1:PORT`. */
  readonly endpoint: string;
  readonly questions: readonly S3Question[];
}

/** Runs `body` with a server that answers so. */
export async function withS3Answers(
  answer: (question: S3Question) => S3Answer,
  body: (server: S3Answers) => Promise<void>,
): Promise<void> {
  const questions: S3Question[] = [];
  const server = createServer((incoming, response) => {
    const question = questionOf(incoming);
    questions.push(question);
    const { status, headers = {}, body: text = '', isCut = false } = answer(question);
    if (isCut) {
      response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(text) });
      response.write(text.slice(0, text.length / 2));
      setTimeout(() => response.destroy(), 50);
    } else response.writeHead(status, headers).end(question.method === 'HEAD' ? undefined : text);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  try {
    await body({ endpoint: `http://127.0.0.1:${port}`, questions });
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

/** S3's XML for a refusal. */
export function refusal(
  status: number,
  code: string,
  elements: Readonly<Record<string, string>> = {},
): S3Answer {
  const all = Object.entries({ Code: code, ...elements });
  const xml = all.map(([name, text]) => `<${name}>${text}</${name}>`).join('');
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n<Error>${xml}</Error>`;
  return { status, headers: { 'content-type': 'application/xml' }, body };
}

function questionOf({ method = '', url = '', headers }: IncomingMessage): S3Question {
  const scope = /Credential=[^/]+\/\d+\/([^/]+)\//.exec(headers.authorization ?? '');
  return { method, url, region: scope?.[1] ?? '' };
}
